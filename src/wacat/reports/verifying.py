"""What the QR code of a printed report leads to: is this sheet ours, and does it still hold."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from wacat.accounts.access import leave
from wacat.reports import sheets
from wacat.reports.models import Issue
from wacat.reports.period import Period, read_period
from wacat.reports.states import PeriodState


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """An issued sheet as anybody may know it: no figures.

    `holds` says of a sheet of an open period that the figures are the same today, of one of a locked
    period that its revision is the newest. `state` and `revision` are those of the sheet's period now.
    """

    code: str
    place: str
    period: Period
    state: str
    revision: int | None
    issued_at: datetime
    sha256: str
    holds: bool


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
    issue = Issue.objects.select_related("area__city", "area__kecamatan", "area__kelurahan").get(
        code=code
    )
    period = read_period(issue.period)
    now = sheets.read(area=issue.area, period=period, neutral=issue.neutral)
    leave()
    kept = issue.closing_id is not None
    newest = now.closing is not None and now.closing.revision == issue.revision
    return Sheet(
        code=issue.code,
        place=now.lep.place,
        period=period,
        state=now.closing.state if now.closing else PeriodState.OPEN,
        revision=issue.revision,
        issued_at=issue.issued_at,
        sha256=issue.sha256,
        holds=newest if kept else now.lep.sha256() == issue.sha256,
    )
