"""The letter with which a holder learns that his access was revoked, and how to object."""

import io
from pathlib import Path

import segno
from django.conf import settings
from django.utils import timezone

from wacat.accounts import histories, links
from wacat.accounts.models import Sanction
from wacat.accounts.queries import office_title
from wacat.areas.queries import get_city
from wacat.press.orders import press
from wacat.values.tanggal import tanggal
from wacat.web.administrator.office_forms import ONE_DAY

TEMPLATE = Path(__file__).parents[1] / "templates" / "sanctions" / "surat.typ"


def make(case: Sanction) -> bytes:
    """The letter as PDF; it names no resident."""
    if case.decided_at is None or case.objection_until is None:
        raise ValueError("a letter follows a decision")
    address = f"{settings.WACAT_URL}{links.path_of(case.pk)}"
    code = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        code, kind="svg", border=0, dark="#1b2a33", xmldecl=False
    )
    terms = [histories.get_term(int(pk)) for pk in sorted(case.stopped)]
    data = {
        "city": get_city().name,
        "number": f"{case.pk}",
        "date": tanggal(timezone.localtime(case.decided_at)),
        "name": case.account.person.name,
        "offices": [office_title(t.office, t.area) for t in terms],
        "reason": case.get_reason_display(),
        "regulation": settings.WACAT_REGULATION,
        "until": tanggal(timezone.localtime(case.objection_until) - ONE_DAY),
        "address": address,
        "qr": code.getvalue().decode(),
        "timestamp": int(case.decided_at.timestamp()),
    }
    return press.make("pdf", data=data, template=TEMPLATE)
