"""Sheets of reports: of an open period counted now, of a locked one kept and read again as they were."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from wacat.areas.models import Area
from wacat.reports import figures, formats, lep
from wacat.reports.actions import issue
from wacat.reports.closing import city_of
from wacat.reports.figures import Lep
from wacat.reports.models import Issue, IssueFile, ReportPeriod
from wacat.reports.period import Period
from wacat.reports.states import PeriodState


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The report of an area and where its period stands; `closing` is None for an open period."""

    lep: Lep
    closing: ReportPeriod | None


def find_closing(*, area: Area, period: Period) -> ReportPeriod | None:
    """The locked period of that name; None while it is open."""
    found = ReportPeriod.objects.filter(city=city_of(area), key=period.key).select_related("stock")
    return found.exclude(state=PeriodState.OPEN).first()


def read(*, area: Area, period: Period, neutral: bool | None = None) -> Shown:
    """The report of an area: the kept figures where there are any, else what is counted."""
    closing = find_closing(area=area, period=period)
    if closing is None:
        return Shown(lep=lep.build(area=area, period=period, neutral=neutral), closing=None)
    quiet = lep.is_neutral(area) if neutral is None else neutral
    kept = find_kept(closing, area_id=area.pk, neutral=quiet, revision=closing.revision)
    report = (
        figures.read(kept.figures, area_id=area.pk)
        if kept
        else lep.build(area=area, period=period, neutral=quiet, closing=closing)
    )
    return Shown(lep=report, closing=closing)


def find_kept(closing: ReportPeriod, *, area_id: int, neutral: bool, revision: int) -> Issue | None:
    """The kept sheet of an area in a revision of a period, or None when it was not made yet."""
    return Issue.objects.filter(
        closing=closing, revision=revision, area_id=area_id, neutral=neutral
    ).first()


def hand_out(shown: Shown, *, suffix: str, by: int | None, at: datetime) -> bytes:
    """The report as a file; of a locked period the very bytes that were made first."""
    handed = issue(lep=shown.lep, by=by, at=at, closing=shown.closing).issue
    if shown.closing is None:
        return formats.make(shown.lep, suffix=suffix, issue=handed)
    return kept_file(handed, suffix=suffix, at=at)


def kept_file(sheet: Issue, *, suffix: str, at: datetime) -> bytes:
    """The bytes of a kept sheet in that format; made once. The signed file goes before the other."""
    files = IssueFile.objects.filter(issue=sheet, suffix=suffix).order_by("-signed")
    content = files.values_list("content", flat=True).first()
    if content is not None:
        return bytes(content)
    report = figures.read(sheet.figures, area_id=sheet.area_id)
    made = formats.make(report, suffix=suffix, issue=sheet)
    keep_file(sheet, suffix=suffix, content=made, signed=False, at=at)
    return bytes(files.values_list("content", flat=True)[0])


def keep_file(sheet: Issue, *, suffix: str, content: bytes, signed: bool, at: datetime) -> None:
    """Keep the bytes of a sheet; the first ones of a format stay."""
    IssueFile.objects.bulk_create(
        [
            IssueFile(
                issue=sheet, area_id=sheet.area_id, kelurahan_id=sheet.kelurahan_id,
                city_id=sheet.city_id, suffix=suffix, signed=signed, content=content,
                sha256=hashlib.sha256(content).hexdigest(), made_at=at,
            )
        ],
        ignore_conflicts=True,
    )  # fmt: skip
