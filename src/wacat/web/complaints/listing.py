"""The desk's list of tickets: shelves, search, chips with counts, and the same as XLSX."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.accounts.queries import office_title
from wacat.audit.actions import reading
from wacat.helpdesk import categories, desk
from wacat.helpdesk.models import Ticket
from wacat.helpdesk.states import Channel
from wacat.values.tanggal import tanggal_angka
from wacat.web.audience import STAFF, Request, audience
from wacat.web.downloads import attachment, write_sheet
from wacat.web.forms import whole_number
from wacat.web.help.words import TO_DESK

PAGE_SIZE = 50
MOST_DOWNLOADED = 5_000
LONGEST_SEARCH = 100
SHELF_LABELS = {
    "terbuka": "Belum selesai",
    "saya": "Saya tangani",
    "bebas": "Belum diambil",
    "mendesak": "Mendekati tenggat",
    "menunggu": "Menunggu penulis",
    "selesai": "Selesai",
}
HEAD = (
    "Nomor", "Keadaan", "Kategori", "Lewat", "Dari", "Jabatan", "Dikirim", "Tenggat",
    "Ditangani oleh", "Selesai", "Penilaian", "Awal tulisan",
)  # fmt: skip
FACES = {1: "Tidak puas", 2: "Biasa saja", 3: "Puas", None: ""}


@audience(*STAFF)
@require_safe
def index(request: Request) -> HttpResponse:
    """The tickets of a shelf, the most pressing first (Pasal 8c)."""
    now, by = timezone.now(), request.visitor
    wanted = _wanted(request)
    after = whole_number(request.GET.get("setelah"))
    rows, more = desk.page(wanted, after=after, size=PAGE_SIZE, by=by, at=now)
    reading(of="ticket", ids=[row.pk for row in rows])
    counts = desk.counts(wanted, by=by, at=now)
    kinds = desk.counts_by("category_id", wanted, by=by, at=now)
    channels = desk.counts_by("channel", wanted, by=by, at=now)
    page: dict[str, Any] = {
        "tiket": rows,
        "kata": TO_DESK,
        "kini": now,
        "jabatan": {row.pk: office_title(row.office, row.area) for row in rows},
        "rak": [
            (label, _address(wanted, rak=name), counts[name], name == wanted.shelf)
            for name, label in SHELF_LABELS.items()
        ],
        "kategori": _chips(wanted, "kategori", wanted.category_id, categories.choices(), kinds),
        "saluran": _chips(wanted, "lewat", wanted.channel, Channel.choices, channels),
        "jumlah": counts[wanted.shelf],
        "cari": wanted.text,
        "tersembunyi": _parameters(wanted, cari=""),
        "unduh": f"unduh/{_address(wanted)}",
        "lanjut": _address(wanted, setelah=rows[-1].pk) if more else None,
        "awal": _address(wanted) if after else None,
        "rak_ini": SHELF_LABELS[wanted.shelf],
        "boleh_kategori": by.role == "ADMINISTRATOR",
    }
    return render(request, "complaints/keluhan.html", page)


@audience(*STAFF)
@require_safe
def download(request: Request) -> HttpResponse:
    """Exactly what is filtered, as XLSX."""
    now = timezone.now()
    wanted = _wanted(request)
    rows = list(desk.listed(wanted, by=request.visitor, at=now)[:MOST_DOWNLOADED])
    reading(of="ticket", ids=[row.pk for row in rows], how="xlsx")
    content = write_sheet(title="Tiket", head=HEAD, rows=_cells(rows))
    day = timezone.localtime(now).date().isoformat()
    return attachment(content, name=f"tiket-bantuan-{wanted.shelf}-{day}.xlsx")


def _cells(rows: Iterable[Ticket]) -> Iterable[tuple[str, ...]]:
    for row in rows:
        yield (
            row.number,
            TO_DESK[row.state][0],
            row.category.label,
            row.get_channel_display(),
            row.author.person.name,
            office_title(row.office, row.area),
            _moment(row.opened_at),
            _moment(row.due_at),
            row.taken_by.person.name if row.taken_by else "",
            _moment(row.solved_at),
            FACES[row.face],
            row.beginning or "",  # type: ignore[attr-defined]
        )


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{tanggal_angka(local)} {local:%H.%M}"


def _wanted(request: HttpRequest) -> desk.Filters:
    shelf, channel = request.GET.get("rak", ""), request.GET.get("lewat", "")
    known = {pk for pk, _ in categories.choices()}
    category = whole_number(request.GET.get("kategori"))
    return desk.Filters(
        shelf=shelf if shelf in desk.SHELVES else "terbuka",
        category_id=category if category in known else 0,
        channel=channel if channel in Channel.values else "",
        text=request.GET.get("cari", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
    )


def _parameters(wanted: desk.Filters, **other: Any) -> dict[str, Any]:
    values = {
        "rak": wanted.shelf if wanted.shelf != "terbuka" else "",
        "kategori": wanted.category_id or "",
        "lewat": wanted.channel,
        "cari": wanted.text,
    } | other
    return {name: value for name, value in values.items() if value not in ("", None)}


def _address(wanted: desk.Filters, **other: Any) -> str:
    return f"?{urlencode(_parameters(wanted, **other))}"


def _chips(
    wanted: desk.Filters,
    name: str,
    chosen: int | str,
    labels: Iterable[tuple[Any, Any]],
    counts: dict[int | str, int],
) -> list[tuple[str, str, int, bool]]:
    """Chips with counts; those of nothing are left out unless chosen."""
    every = ("Semua", _address(wanted, **{name: ""}), sum(counts.values()), not chosen)
    return [every] + [
        (str(label), _address(wanted, **{name: code}), counts.get(code, 0), code == chosen)
        for code, label in labels
        if counts.get(code) or code == chosen
    ]
