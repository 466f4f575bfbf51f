"""The queue of corrections, sorted by legal time left, and the same as XLSX."""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.accounts.access import Visitor
from wacat.announcements.reading import unread
from wacat.areas.models import Area, Level
from wacat.audit.actions import reading
from wacat.intake.mending.grid import waiting_rows
from wacat.values.kinds import Kind
from wacat.values.tanggal import tanggal_angka
from wacat.verification import desk
from wacat.verification.models import Correction
from wacat.web.audience import Request, audience
from wacat.web.downloads import attachment, write_sheet
from wacat.web.operator import words
from wacat.web.operator.forms import FilterForm

PAGE_SIZE = 50
MOST_COUNTED = 200
MOST_DOWNLOADED = 5_000
HEAD = (
    "Nomor", "Keadaan", "Kelurahan", "RT", "Layanan", "Nama", "Yang disampaikan", "Keterangan",
    "Dikirim", "Tenggat", "Dikerjakan oleh", "Diputuskan", "Alasan putusan",
)  # fmt: skip


@audience("OPERATOR")
@require_safe
def index(request: Request) -> HttpResponse:
    """The queue (Pasal 10b): chips with counts, filters in the address, at most 50 rows."""
    now = timezone.now()
    form = FilterForm(request.GET)
    filters = form.filters()
    page = desk.page_of(
        desk.queue(filters, by=request.visitor, at=now),
        size=PAGE_SIZE,
        after=form.place("setelah"),
        before=form.place("sebelum"),
    )
    reading(of="correction", ids=[case.pk for case in page.rows])
    counts = desk.count_shelves(filters, by=request.visitor, at=now)
    context = {
        "filter": filters,
        "kata": words,
        "kini": now,
        "berita": unread(request.visitor, at=now),
        "baris_karantina": waiting_rows(by=request.visitor),
        "rak": _chips(filters, counts),
        "jumlah": _count_words(filters, counts, page, by=request.visitor, at=now),
        "koreksi": page.rows,
        "sesudah": _next_url(filters, page, forward=True),
        "sebelum": _next_url(filters, page, forward=False),
        "kelurahan": _kelurahan(request.visitor),
        "jenis": [("", "Semua layanan"), *((kind.value, kind.label) for kind in Kind)],
        "semua": desk.reaches_all(filters),
        "terbaru": desk.NEWEST_CLOSED,
        "disaring": bool(filters.text or filters.kelurahan_id or filters.kind),
    }
    return render(request, "operator/antrean.html", context)


@audience("OPERATOR")
@require_safe
def download(request: Request) -> HttpResponse:
    """Exactly what is filtered, as XLSX; at most 5,000 rows."""
    now = timezone.now()
    filters = FilterForm(request.GET).filters()
    found = desk.queue(filters, by=request.visitor, at=now)
    cases = desk.with_facts(list(found.values_list("pk", flat=True)[:MOST_DOWNLOADED]))
    reading(of="correction", ids=[case.pk for case in cases], how="xlsx")
    content = write_sheet(title="Koreksi", head=HEAD, rows=_rows(cases))
    day = timezone.localtime(now).date().isoformat()
    return attachment(content, name=f"koreksi-{filters.shelf}-{day}.xlsx")


def _rows(cases: Iterable[Correction]) -> Iterable[tuple[str, ...]]:
    for case in cases:
        record = case.notice.record
        yield (
            case.number,
            words.look(case.state)[0],
            case.kelurahan.name,
            case.rt.name,
            Kind(record.kind).label,
            record.name,
            words.claim(case),
            case.remark,
            _moment(case.submitted_at),
            _moment(case.due_at),
            case.taken_by.person.name if case.taken_by else "",
            _moment(case.decided_at),
            case.decision_reason,
        )


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{tanggal_angka(local)} {local:%H.%M}"


def _chips(
    filters: desk.Filters, counts: dict[str, int]
) -> list[tuple[str, str, int | None, bool]]:
    return [
        (
            words.SHELF_LABELS[name],
            words.queue_query(words.on_shelf(filters, name)),
            counts.get(name),
            name == filters.shelf,
        )
        for name in desk.SHELVES
    ]


def _count_words(
    filters: desk.Filters, counts: dict[str, int], page: desk.Page, *, by: Visitor, at: datetime
) -> tuple[int, bool]:
    """How many there are, and whether there are more than were counted."""
    if filters.shelf != desk.DONE_SHELF:
        return counts[filters.shelf], False
    if not page.before and not page.after:
        return len(page.rows), False
    count = desk.count_done(filters, by=by, at=at, most=MOST_COUNTED + 1)
    return min(count, MOST_COUNTED), count > MOST_COUNTED


def _next_url(filters: desk.Filters, page: desk.Page, *, forward: bool) -> str | None:
    if not page.rows or not (page.after if forward else page.before):
        return None
    if forward:
        return words.queue_query(filters, setelah=words.place_of(page.rows[-1]))
    return words.queue_query(filters, sebelum=words.place_of(page.rows[0]))


def _kelurahan(by: Visitor) -> list[tuple[str, str]]:
    names = (
        Area.objects.filter(level=Level.KELURAHAN, city_id=by.city_id, closed_on=None)
        .order_by("name")
        .values_list("id", "name")
    )
    return [("", "Semua kelurahan"), *((str(pk), name) for pk, name in names)]
