"""Signing the sheets of a period: the head takes the step, the worker signs a chunk a transaction."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from wacat.press.orders import press
from wacat.press.signer import Signer, Spot
from wacat.queue.actions import defer
from wacat.reports import closing, figures, formats, making, sheets
from wacat.reports.closing import CannotMovePeriod, Keeper
from wacat.reports.models import Issue, IssueFile, ReportPeriod
from wacat.reports.period import read_period
from wacat.reports.states import PeriodState
from wacat.values.tanggal import jam, tanggal

CHUNK = 10


def has_certificate() -> bool:
    """Whether sheets are signed by certificate; otherwise they are signed with the pen."""
    return bool(settings.WACAT_SIGNING_FILE)


def paths() -> tuple[Path, Path | None]:
    """The files of certificate with key, and of its passphrase."""
    words = settings.WACAT_SIGNING_PASSPHRASE_FILE
    return Path(settings.WACAT_SIGNING_FILE), Path(words) if words else None


def progress_key(period_id: int) -> str:
    """Under which the progress of a period's signatures is told."""
    return f"ttd:{period_id}"


def start(found: ReportPeriod, *, by: Keeper, at: datetime) -> None:
    """The head signs a locked period: the step now, the signatures of its sheets by the worker.

    Raises:
        CannotMovePeriod: sheets are still being made, not locked, or this office may not.
    """
    if has_certificate() and making.missing(found).exists():
        raise CannotMovePeriod(
            "Lembar periode ini belum semuanya dibuat. Tunggu sampai selesai, lalu tandatangani."
        )
    closing.sign(period_id=found.pk, by=by, at=at)
    if has_certificate():
        go_on(found, by=by.account_id)


def go_on(found: ReportPeriod, *, by: int) -> None:
    """Let the worker sign what is not signed yet."""
    defer("reports.sign_sheets", lock="reports.sign_sheets", period_id=found.pk, by=by)


def sheets_of(found: ReportPeriod) -> QuerySet[Issue]:
    """The sheets of the present revision."""
    return Issue.objects.filter(closing=found, revision=found.revision)


def unsigned(found: ReportPeriod) -> QuerySet[Issue]:
    """Those that have no signature yet, the widest areas first."""
    done = IssueFile.objects.filter(issue=OuterRef("pk"), suffix="pdf", signed=True)
    return sheets_of(found).filter(~Exists(done)).order_by("pk")


def run_chunk(*, period_id: int, signer: Signer, at: datetime) -> tuple[int, int]:
    """Sign the next sheets in this transaction; how many are signed, of how many.

    Called again until none is left. A period that was opened again has nothing to sign.
    """
    found = ReportPeriod.objects.get(pk=period_id)
    total = sheets_of(found).count()
    if found.state not in (PeriodState.SIGNED, PeriodState.ISSUED):
        return total, total
    for issue in unsigned(found)[:CHUNK]:
        sign_sheet(issue, signer=signer, at=at)
    return total - unsigned(found).count(), total


def sign_sheet(issue: Issue, *, signer: Signer, at: datetime) -> None:
    """Set the kept figures once more with the box of the signature, sign and keep the bytes for good."""
    report = figures.read(issue.figures, area_id=issue.area_id)
    zone = ZoneInfo(settings.TIME_ZONE)
    moment = f"{tanggal(timezone.localtime(at, zone))} pukul {jam(at, zone=zone)}"
    words = formats.paper(report, issue=issue, signed={"name": signer.name, "time": moment})
    made = press.make("pdf", data=words, template=formats.TEMPLATE)
    (place,) = json.loads(press.make("place", data=words, template=formats.TEMPLATE))
    signed = signer.sign(
        made, spot=Spot(**place), location=words["town"],
        reason=f"{words['title']} {report.place} {read_period(issue.period).words}",
    )  # fmt: skip
    sheets.keep_file(issue, suffix="pdf", content=signed, signed=True, at=at)
