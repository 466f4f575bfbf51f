"""What the desk has at hand beside a case: canned replies filled in for it, and when it returns."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from wacat.accounts.access import Visitor
from wacat.desk import replies
from wacat.values.tanggal import jam, tanggal
from wacat.verification import returning
from wacat.verification.models import Correction
from wacat.web.operator import words


def desk_tools(case: Correction, *, by: Visitor) -> dict[str, Any]:
    """For the holder of an open case: `balasan` and `kembali_pada`; nothing for anybody else."""
    if case.taken_by_id != by.account_id or case.closed_at is not None:
        return {"balasan": [], "kembali_pada": None}
    return {"balasan": replies.filled(values(case)), "kembali_pada": returning.returns_at(case)}


def values(case: Correction) -> dict[str, str]:
    """The variables of canned replies for one case: numbers, places and names of elements, no resident."""
    named = [words.element_label(item.element).lower() for item in case.items.all()]
    due = timezone.localtime(case.due_at)
    return {
        "nomor": case.number,
        "nama_rt": f"{case.rt.name} {case.kelurahan.name}",
        "hal": " dan ".join(named) or "data warga ini",
        "batas": f"{tanggal(due)} pukul {jam(due, zone=ZoneInfo(settings.TIME_ZONE))}",
    }
