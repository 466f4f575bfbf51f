"""The desk's list of Masukan with its shelves, and the same as XLSX; the field team's list is one of them."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.accounts import settings
from wacat.accounts.models import SettingName
from wacat.areas.models import Area, Level
from wacat.audit.actions import reading
from wacat.feedback import queries
from wacat.feedback.models import Feedback
from wacat.feedback.states import FeedbackKind
from wacat.values.tanggal import tanggal_angka
from wacat.web.audience import Request, audience
from wacat.web.downloads import attachment, write_sheet
from wacat.web.feedback.words import LOOKS, OFFICES
from wacat.web.forms import whole_number

PAGE_SIZE = 50
MOST_DOWNLOADED = 5_000
LONGEST_SEARCH = 100
SHELVES = {
    "terbuka": "Belum selesai",
    "baru": "Baru",
    "cocok": "Ada kecocokan",
    "jemput": "Jemput bola",
    "selesai": "Selesai",
}
HEAD = (
    "Nomor", "Keadaan", "Kelurahan", "RT", "Yang terjadi", "Nama", "Alamat atau patokan", "Sejak",
    "Perkiraan", "Keterangan", "Dari", "Disampaikan", "Hasil kunjungan",
)  # fmt: skip


@audience("OPERATOR")
@require_safe
def index(request: Request) -> HttpResponse:
    """A shelf of Masukan, the newest first."""
    wanted, by = _wanted(request), request.visitor
    before = whole_number(request.GET.get("sebelum"))
    found = queries.listed(wanted, by=by)
    rows = list((found.filter(pk__lt=before) if before else found)[: PAGE_SIZE + 1])
    more = len(rows) > PAGE_SIZE
    del rows[PAGE_SIZE:]
    reading(of="feedback", ids=[row.pk for row in rows])
    counts = queries.counts(wanted, by=by)
    page: dict[str, Any] = {
        "masukan": rows,
        "rupa": LOOKS,
        "rak": [
            (label, _address(wanted, rak=name), counts[name], name == wanted.shelf)
            for name, label in SHELVES.items()
        ],
        "rak_ini": wanted.shelf,
        "jumlah": counts[wanted.shelf],
        "hari": settings.get(SettingName.JEMPUT_BOLA_DAYS),
        "saringan": wanted,
        "jenis": [("", "Semua"), *FeedbackKind.choices],
        "kelurahan": _kelurahan(by.city_id),
        "unduh": f"unduh/{_address(wanted)}",
        "lebih_lama": _address(wanted, sebelum=rows[-1].pk) if more else None,
        "lebih_baru": _address(wanted) if before else None,
    }
    return render(request, "feedback/meja.html", page)


@audience("OPERATOR")
@require_safe
def download(request: Request) -> HttpResponse:
    """Exactly what is filtered, as XLSX for the field team; it carries no NIK."""
    wanted = _wanted(request)
    found = queries.listed(wanted, by=request.visitor).prefetch_related("visits")
    if wanted.shelf == "jemput":
        found = found.order_by("kelurahan__name", "rt__number", "id")
    rows = list(found[:MOST_DOWNLOADED])
    reading(of="feedback", ids=[row.pk for row in rows], how="xlsx")
    title = "Jemput bola" if wanted.shelf == "jemput" else "Masukan"
    content = write_sheet(title=title, head=HEAD, rows=_cells(rows))
    name = "jemput-bola" if wanted.shelf == "jemput" else f"masukan-{wanted.shelf}"
    return attachment(content, name=f"{name}-{timezone.localdate().isoformat()}.xlsx")


def _cells(rows: Iterable[Feedback]) -> Iterable[tuple[str, ...]]:
    for row in rows:
        visits = sorted(row.visits.all(), key=lambda visit: visit.pk)
        yield (
            row.number,
            LOOKS[row.state][0],
            row.kelurahan.name,
            row.rt.name,
            row.get_kind_display(),
            row.name,
            row.address,
            tanggal_angka(row.happened_on),
            "ya" if row.roughly else "",
            row.remark,
            OFFICES[row.office],
            tanggal_angka(timezone.localtime(row.submitted_at)),
            "; ".join(f"{tanggal_angka(v.visited_on)} {v.get_outcome_display()}" for v in visits),
        )


def _wanted(request: HttpRequest) -> queries.Wanted:
    shelf, kind = request.GET.get("rak", ""), request.GET.get("jenis", "")
    kelurahan_id = whole_number(request.GET.get("kelurahan"))
    return queries.Wanted(
        shelf=shelf if shelf in SHELVES else "terbuka",
        kind=kind if kind in FeedbackKind.values else "",
        kelurahan_id=kelurahan_id if kelurahan_id < 2**31 else 0,
        text=request.GET.get("cari", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
    )


def _address(wanted: queries.Wanted, **other: Any) -> str:
    values = {
        "rak": wanted.shelf,
        "jenis": wanted.kind,
        "kelurahan": wanted.kelurahan_id or "",
        "cari": wanted.text,
    } | other
    return "?" + urlencode({name: value for name, value in values.items() if value})


def _kelurahan(city_id: int | None) -> list[tuple[str, str]]:
    names = Area.objects.filter(level=Level.KELURAHAN, city_id=city_id, closed_on=None)
    rows = names.order_by("name").values_list("id", "name")
    return [("", "Semua kelurahan"), *((str(pk), name) for pk, name in rows)]
