"""What the QR code of a printed report leads to: is this sheet ours, and does it still hold."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from wacat.accounts.access import leave
from wacat.reports import lep
from wacat.reports.models import Issue


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """An issued sheet as anybody may know it: no figures. `holds` says they are the same today."""

    code: str
    place: str
    month: date
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
    now = lep.build(area=issue.area, month=issue.month, neutral=issue.neutral)
    leave()
    return Sheet(
        code=issue.code,
        place=now.place,
        month=issue.month,
        issued_at=issue.issued_at,
        sha256=issue.sha256,
        holds=now.sha256() == issue.sha256,
    )
