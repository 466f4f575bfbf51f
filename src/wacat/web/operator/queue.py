"""The queue of corrections, sorted by legal time left, and the same as XLSX."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wacat.accounts.access import Visitor
from wacat.announcements.reading import unread
from wacat.areas.models import Area, Level
from wacat.audit.actions import reading
from wacat.desk import views
from wacat.intake.mending.grid import waiting_rows
from wacat.values.kinds import Kind
from wacat.values.tanggal import tanggal_angka
from wacat.verification import desk, searching
from wacat.verification.models import Correction
from wacat.web.audience import Request, audience
from wacat.web.downloads import attachment, write_sheet
from wacat.web.operator import words
from wacat.web.operator.bulk_words import bulk_of
from wacat.web.operator.forms import FilterForm

PAGE_SIZE = 50
MOST_DOWNLOADED = 5_000
NIK_IN_ADDRESS = "NIK hanya dicari lewat kotak cari, agar tidak tersimpan di alamat halaman."
HEAD = (
    "Nomor", "Keadaan", "Kelurahan", "RT", "Layanan", "Nama", "Yang disampaikan", "Keterangan",
    "Dikirim", "Tenggat", "Dikerjakan oleh", "Diputuskan", "Alasan putusan",
)  # fmt: skip


@audience("OPERATOR")
@require_safe
def index(request: Request) -> HttpResponse:
    """The queue (Pasal 10b): chips with counts, filters in the address, at most 50 rows."""
    form = FilterForm(request.GET)
    filters = form.filters()
    if filters.sought.nik or searching.count_wrong_nik(filters.text):
        messages.info(request, NIK_IN_ADDRESS)
        filters = replace(filters, text="")
    return show(request, filters, after=form.place("setelah"), before=form.place("sebelum"))


@audience("OPERATOR")
@require_POST
def search(request: Request) -> HttpResponse:
    """Look over all cases. A number leads to its case, a NIK is answered here and stands in no address."""
    form = FilterForm(request.POST)
    filters = form.filters()
    sought = filters.sought
    # a digit too many or too few is still a NIK that must not stand in an address
    if wrong := searching.count_wrong_nik(filters.text):
        messages.error(
            request, f"NIK terdiri dari 16 angka; yang Anda ketik {wrong} angka. Periksa lagi."
        )
        return HttpResponseRedirect(
            reverse("operator") + words.queue_query(replace(filters, text=""))
        )
    if sought.nik:
        response = show(request, replace(filters, shelf="semua", text="", nik=sought.nik))
        response["Cache-Control"] = "private, no-store"
        return response
    if sought.case_id is not None:
        wanted = Correction.objects.filter(pk=sought.case_id, city_id=request.visitor.city_id)
        if wanted.exists():
            return HttpResponseRedirect(reverse("operator-case", args=[sought.case_id]))
    if filters.text:
        filters = replace(filters, shelf="semua")
    return HttpResponseRedirect(reverse("operator") + words.queue_query(filters))


@audience("OPERATOR")
@require_safe
def following(request: Request) -> HttpResponse:
    """The most urgent case that nobody has taken."""
    case = desk.find_next(other_than=0, by=request.visitor, at=timezone.now())
    if case is None:
        messages.info(request, "Semua koreksi sudah ada yang mengerjakan.")
        return HttpResponseRedirect(reverse("operator"))
    return HttpResponseRedirect(reverse("operator-case", args=[case.pk]))


def show(
    request: Request,
    filters: desk.Filters,
    *,
    after: desk.Place | None = None,
    before: desk.Place | None = None,
) -> HttpResponse:
    """The page of a shelf."""
    now, by = timezone.now(), request.visitor
    filters = desk.resolved(filters)
    page = desk.page_of(filters, by=by, at=now, size=PAGE_SIZE, after=after, before=before)
    reading(of="correction", ids=[case.pk for case in page.rows])
    counts = desk.count_shelves(filters, by=by, at=now)
    context = {
        "filter": filters,
        "kata": words,
        "kini": now,
        "berita": unread(by, at=now),
        "baris_karantina": waiting_rows(by=by),
        "rak": _chips(filters, counts),
        "jumlah": _count_words(filters, counts, page, by=by),
        "koreksi": page.rows,
        "sesudah": _next_url(filters, page, forward=True),
        "sebelum": _next_url(filters, page, forward=False),
        "kelurahan": _kelurahan(by),
        "jenis": [("", "Semua layanan"), *((kind.value, kind.label) for kind in Kind)],
        "disaring": filters.narrowed,
        "terbaru_dulu": filters.shelf in desk.LONG_SHELVES,
        "banyak": bulk_of(filters.shelf),
        "saringan": words.queue_query(replace(filters, text="")),
        "tampilan": list(views.of_account(by.account_id)),
    }
    return render(request, "operator/antrean.html", context)


@audience("OPERATOR")
@require_safe
def download(request: Request) -> HttpResponse:
    """Exactly what is filtered, as XLSX; at most 5,000 rows."""
    now = timezone.now()
    filters = FilterForm(request.GET).filters()
    if filters.sought.nik:
        filters = replace(filters, text="")
    cases = desk.with_facts(desk.ids_of(filters, by=request.visitor, at=now, most=MOST_DOWNLOADED))
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
    """The shelves with their counts; of a queue too long to count, only what is urgent has one."""
    long = reaches_beyond(counts)
    return [
        (
            words.SHELF_LABELS[name],
            words.queue_query(words.on_shelf(filters, name)),
            None if long and name != "mendesak" else counts.get(name),
            name == filters.shelf,
        )
        for name in desk.SHELVES
    ]


def reaches_beyond(counts: dict[str, int]) -> bool:
    """Whether there are more open cases than were counted."""
    return counts["terbuka"] + counts["siak"] >= desk.MOST_OPEN


def _count_words(
    filters: desk.Filters, counts: dict[str, int], page: desk.Page, *, by: Visitor
) -> tuple[int, bool]:
    """How many there are, and whether there are more than were counted."""
    if filters.shelf not in desk.LONG_SHELVES:
        return counts[filters.shelf], reaches_beyond(counts)
    if not page.before and not page.after:
        return len(page.rows), False
    count = desk.count_long(filters, by=by)
    return min(count, desk.MOST_COUNTED), count > desk.MOST_COUNTED


def _next_url(filters: desk.Filters, page: desk.Page, *, forward: bool) -> str | None:
    if filters.nik or not page.rows or not (page.after if forward else page.before):
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
