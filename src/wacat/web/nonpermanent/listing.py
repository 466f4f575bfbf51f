"""Lists of stays for the Ketua RT, the Lurah and the operator; the same on paper and as XLSX."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.areas.models import Area, Level
from wacat.audit.actions import reading
from wacat.nonpermanent import queries
from wacat.nonpermanent.models import Stay
from wacat.nonpermanent.states import Purpose
from wacat.values.tanggal import tanggal, tanggal_angka
from wacat.web.audience import Request, audience
from wacat.web.downloads import printable
from wacat.web.forms import whole_number
from wacat.web.nonpermanent.gate import when_on
from wacat.web.nonpermanent.words import LOOKS, SHELVES, masked

PAGE_SIZE = {"phone": 20, "desk": 50}
MOST = 5_000
LONGEST_SEARCH = 60
HEAD = (
    "Nomor", "Keadaan", "Kelurahan", "RT", "Nama", "NIK", "Asal", "Mulai tinggal", "Perkiraan pergi",
    "Di rumah siapa", "Alamat", "Keperluan", "Didaftarkan", "Selesai", "Alasan",
)  # fmt: skip


@audience("KETUA_RT", "LURAH")
@when_on
@require_safe
def local(request: Request) -> HttpResponse:
    """The stays of the own RT or kelurahan, the newest first."""
    return _page(request, "nonpermanent/daftar.html", size=PAGE_SIZE["phone"])


@audience("OPERATOR")
@when_on
@require_safe
def city(request: Request) -> HttpResponse:
    """The stays of the city, the newest first."""
    return _page(request, "nonpermanent/meja.html", size=PAGE_SIZE["desk"])


@audience("KETUA_RT", "LURAH")
@when_on
@require_safe
def local_download(request: Request) -> HttpResponse:
    """Exactly what is filtered, as a workbook; NIK masked."""
    return _download(request, in_full=False)


@audience("OPERATOR")
@when_on
@require_safe
def city_download(request: Request) -> HttpResponse:
    """Exactly what is filtered, as a workbook with NIK in full for SIAK; the trail says so."""
    return _download(request, in_full=True)


def _page(request: Request, template: str, *, size: int) -> HttpResponse:
    wanted, by = _wanted(request), request.visitor
    printed = request.GET.get("cetak") == "1"
    before = 0 if printed else whole_number(request.GET.get("sebelum"))
    found = queries.listed(wanted, by=by)
    limit = MOST if printed else size + 1
    rows = list((found.filter(pk__lt=before) if before else found)[:limit])
    more = not printed and len(rows) > size
    rows = rows if printed else rows[:size]
    reading(of="stay", ids=[row.pk for row in rows], **({"how": "print"} if printed else {}))
    counts = queries.counts(wanted, by=by)
    page: dict[str, Any] = {
        "catatan": rows,
        "rupa": LOOKS,
        "rak": [
            (label, _address(wanted, rak=name), counts[name], name == wanted.shelf)
            for name, label in SHELVES.items()
        ],
        "nama_rak": SHELVES[wanted.shelf],
        "jumlah": counts[wanted.shelf],
        "saringan": wanted,
        "disaring": bool(wanted.text or wanted.purpose or wanted.kelurahan_id or wanted.rt),
        "keperluan": [("", "Semua"), *Purpose.choices],
        "kelurahan": _kelurahan(by.city_id) if by.role == "OPERATOR" else [],
        "cetak": printed,
        "cetak_url": _address(wanted, cetak=1),
        "unduh_url": f"unduh/{_address(wanted)}",
        "lebih_lama": _address(wanted, sebelum=rows[-1].pk) if more else None,
        "lebih_baru": _address(wanted) if before else None,
        "kini": timezone.now(),
    }
    return render(request, template, page)


def _download(request: Request, *, in_full: bool) -> HttpResponse:
    wanted, now = _wanted(request), timezone.now()
    rows = list(queries.listed(wanted, by=request.visitor)[:MOST])
    reading(
        of="stay", ids=[row.pk for row in rows], how="xlsx", nik="full" if in_full else "masked"
    )
    day = timezone.localtime(now).date()
    place = request.visitor.area_name or ""
    return printable(
        title="Penduduk nonpermanen",
        heading=[
            f"Penduduk nonpermanen {place}",
            f"Keadaan {tanggal(day)}",
            f"{SHELVES[wanted.shelf]}: {len(rows)} orang",
        ],
        head=HEAD,
        rows=[list(cells) for cells in _cells(rows, in_full=in_full)],
        name=f"nonpermanen-{wanted.shelf}-{day.isoformat()}.xlsx",
        at=now,
    )


def _cells(rows: Iterable[Stay], *, in_full: bool) -> Iterable[tuple[str, ...]]:
    for row in rows:
        yield (
            row.number,
            LOOKS[row.state][0],
            row.kelurahan.name,
            row.rt.name,
            row.name,
            row.nik if in_full else masked(row.nik),
            row.origin,
            tanggal_angka(row.since_on),
            tanggal_angka(row.until_on),
            row.host,
            row.address,
            row.get_purpose_display(),
            _day(row.registered_at),
            _day(row.ended_at),
            row.end_reason,
        )


def _day(at: datetime | None) -> str:
    return tanggal_angka(timezone.localtime(at)) if at else ""


def _wanted(request: HttpRequest) -> queries.Wanted:
    shelf, purpose = request.GET.get("rak", ""), request.GET.get("keperluan", "")
    kelurahan_id, rt = (whole_number(request.GET.get(name)) for name in ("kelurahan", "rt"))
    return queries.Wanted(
        shelf=shelf if shelf in SHELVES else "tinggal",
        purpose=purpose if purpose in Purpose.values else "",
        kelurahan_id=kelurahan_id if kelurahan_id < 2**31 else 0,
        rt=rt if rt < 1000 else 0,
        text=request.GET.get("cari", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
    )


def _address(wanted: queries.Wanted, **other: Any) -> str:
    values = {
        "rak": wanted.shelf,
        "keperluan": wanted.purpose,
        "kelurahan": wanted.kelurahan_id or "",
        "rt": wanted.rt or "",
        "cari": wanted.text,
    } | other
    return "?" + urlencode({name: value for name, value in values.items() if value})


def _kelurahan(city_id: int | None) -> list[tuple[str, str]]:
    names = Area.objects.filter(level=Level.KELURAHAN, city_id=city_id, closed_on=None)
    rows = names.order_by("name").values_list("id", "name")
    return [("", "Semua kelurahan"), *((str(pk), name) for pk, name in rows)]
