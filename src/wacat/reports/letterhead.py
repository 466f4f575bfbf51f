"""What every official paper carries besides its matter: letterhead, signature block, QR code.

The words go to `press/templates/kop.typ`, which sets them.
"""

import io
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import segno
from django.conf import settings
from django.utils import timezone

from wacat.accounts.models import Appointment, AppointmentKind, Office
from wacat.values.tanggal import tanggal

OFFICE = "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL"
AUTHOR = "Disdukcapil"
SHORT_HASH = 16
HEAD = "Kepala Dinas Kependudukan dan Pencatatan Sipil"
# how the title of an office begins that is held for somebody else
HELD_AS: dict[str, str] = {AppointmentKind.ACTING: "Plt. ", AppointmentKind.INTERIM: "Pj. "}


def letterhead(*, city: str, at: datetime) -> dict[str, Any]:
    """The head of the paper, its author, and the moment that a file says it was made."""
    phone = settings.WACAT_OFFICE_PHONE
    lines = [settings.WACAT_OFFICE_ADDRESS, f"Telepon {phone}" if phone else ""]
    return {
        "government": f"PEMERINTAH {city.upper()}",
        "office": OFFICE,
        "address": " · ".join(line for line in lines if line),
        "city": city,
        "author": f"{AUTHOR} {city}",
        "timestamp": int(at.timestamp()),
    }


def signature(*, city: str, at: datetime, signed: dict[str, str] | None = None) -> dict[str, Any]:
    """Place, day and whoever headed the office at that moment; empty where it is not known.

    `signed` says by whose certificate and when; the block then shows it in place of the pen.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    held = Appointment.objects.filter(office=Office.KEPALA, valid__contains=at)
    name, kind = held.values_list("person__name", "kind").first() or ("", "")
    rank, nip = settings.WACAT_SIGNERS.get(name, ("", ""))
    return {
        "town": city.removeprefix("Kota ").removeprefix("Kabupaten "),
        "date": tanggal(timezone.localtime(at, zone).date()),
        "signer_office": HELD_AS.get(kind, "") + HEAD,
        "signer": name,
        "rank": rank,
        "nip": nip,
        "signed": signed,
    }


def check(*, code: str, sha256: str) -> dict[str, Any]:
    """How a reader checks the paper: its code, where the QR code leads, the start of the fingerprint."""
    url = f"{settings.WACAT_URL}/verifikasi/{code}/"
    drawn = io.BytesIO()
    # any mask is a valid code; trying all eight would cost 3 ms a sheet
    segno.make(url, error="m", micro=False, mask=2).save(
        drawn, kind="svg", border=0, dark="#1b2a33", xmldecl=False
    )
    return {"issue": code, "url": url, "hash": sha256[:SHORT_HASH], "qr": drawn.getvalue().decode()}
