"""What the QR code of a printed report leads to: is this sheet ours, and does it still hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import TextChoices

from wacat.accounts.access import leave
from wacat.reports import sheets
from wacat.reports.models import Issue, IssueFile
from wacat.reports.period import Period, read_period
from wacat.reports.states import PeriodState


class Standing(TextChoices):
    """What has become of a sheet: where its period stands, or what took its place."""

    OPEN = "OPEN", "Sementara, periodenya belum dikunci"
    LOCKED = "LOCKED", "Terkunci"
    SIGNED = "SIGNED", "Ditandatangani"
    ISSUED = "ISSUED", "Diterbitkan"
    IN_REVISION = "IN_REVISION", "Sedang direvisi"
    REPLACED = "REPLACED", "Digantikan"


HOLDING = (Standing.LOCKED, Standing.SIGNED, Standing.ISSUED)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A file of a sheet as it was handed out: its format, and whether it carries the signature."""

    suffix: str
    signed: bool
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """An issued sheet as anybody may know it: no figures.

    `holds` says of a sheet of an open period that the figures are the same today, of one of a locked
    period that its revision is the newest. `newest` is the number of the newest revision.
    """

    code: str
    place: str
    period: Period
    standing: Standing
    revision: int | None
    newest: int | None
    issued_at: datetime
    sha256: str
    holds: bool
    files: Sequence[Kept]

    @property
    def standing_words(self) -> str:
        """Where it stands, in words; a replaced sheet names the revision that took its place."""
        if self.standing == Standing.REPLACED:
            return f"Digantikan oleh revisi {self.newest}"
        return str(self.standing.label)

    def find_file(self, sha256: str) -> Kept | None:
        """The file with these very bytes, or None when it is not one of ours."""
        return next((file for file in self.files if file.sha256 == sha256), None)


def find_sheet(code: str) -> Sheet | None:
    """The sheet of that code, or None.

    Opens the counts of the sheet's own area for the comparison and closes them again; nothing of
    them leaves this function.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT wacat.enter_issue(%s)", [code])
        row = cursor.fetchone()
    if not row or not row[0]:
        return None
    issue = Issue.objects.select_related(
        "area__city", "area__kecamatan", "area__kelurahan", "closing"
    ).get(code=code)
    period = read_period(issue.period)
    now = sheets.read(area=issue.area, period=period, neutral=issue.neutral)
    files = IssueFile.objects.filter(issue=issue).order_by("pk")
    kept = [
        Kept(suffix=suffix, signed=signed, sha256=sha256)
        for suffix, signed, sha256 in files.values_list("suffix", "signed", "sha256")
    ]
    leave()
    standing = _standing(issue)
    return Sheet(
        code=issue.code,
        place=now.lep.place,
        period=period,
        standing=standing,
        revision=issue.revision,
        newest=issue.closing.revision if issue.closing else None,
        issued_at=issue.issued_at,
        sha256=issue.sha256,
        holds=standing in HOLDING
        or (standing == Standing.OPEN and now.lep.sha256() == issue.sha256),
        files=kept,
    )


def _standing(issue: Issue) -> Standing:
    if issue.closing is None:
        return Standing.OPEN
    if issue.closing.revision == issue.revision:
        return Standing(issue.closing.state)
    if issue.closing.state == PeriodState.OPEN:
        return Standing.IN_REVISION
    return Standing.REPLACED
