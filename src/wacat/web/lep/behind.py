"""The list behind a figure of a LEP: records for staff, masked notices for Ketua RT and Lurah."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wacat.accounts.models import Office
from wacat.areas.models import Area
from wacat.audit.actions import reading
from wacat.records.models import Direction, NoticeState
from wacat.records.queries import named
from wacat.reports import behind, offices, queries, sheet, sheets
from wacat.reports.behind import ANSWERS, CHANGES, CORRECTIONS, PARTS, Figure
from wacat.reports.figures import SEX_LABELS, Lep
from wacat.values.citizenship import LABELS
from wacat.values.kinds import Kind, kind_label
from wacat.values.tanggal import lama
from wacat.web.audience import STAFF, Request, audience
from wacat.web.forms import whole_number
from wacat.web.lep import people
from wacat.web.lep.periods import chosen_period
from wacat.web.lep.views import TERRITORIAL, get_area

PAGE = 50
LONGEST_NAME = 80
# a hundred years: longer than any answer takes, shorter than an interval may be; in microseconds
LONGEST = 100 * 366 * 86_400 * 1_000_000
LATE: dict[str, bool | None] = {"1": True, "semua": None}
NOTHING_TOLD: dict[str, Any] = {"berbeda": None, "rata": "", "penduduk": None}
UNTOLD = {kind.value for kind in Kind if kind.urgency == "D"}
ANSWER_LABELS = {
    "CONFIRMED": "Benar",
    "CORRECTED": "Ada yang salah",
    "NOT_MINE": "Bukan warga saya",
}


@audience(*TERRITORIAL, *STAFF)
@require_safe
def index(request: Request, code: str) -> HttpResponse:
    """Whom a figure counts, one line each, with search and pages."""
    period = chosen_period(request)
    area = get_area(code, period=period, visitor=request.visitor)
    if request.GET.get("bagian") == "jabatan":
        return _offices(request, area, code=code)
    figure = _figure(request, area)
    if request.GET.get("bagian") == "penduduk":
        return people.page(request, figure, code=code)
    name = request.GET.get("cari", "").strip()[:LONGEST_NAME]
    quiet = request.visitor.role in TERRITORIAL
    told = quiet or figure.part in ANSWERS or figure.part in CORRECTIONS
    is_slow = figure.part in behind.TIMED and request.GET.get("urut") == "lama"
    found = _named(_found(figure, told=told, is_slow=is_slow), name, told=told)
    count = found.count()
    before = _place(request.GET.get("sebelum", ""))
    if before:
        found = _after(found, *before, is_slow=is_slow)
    shown = list(found.select_related("rt")[: PAGE + 1])
    reading(of="notice" if told else "service_record", ids=[one.pk for one in shown[:PAGE]],
            page=request.path)  # fmt: skip
    here = request.GET.copy()
    here.pop("sebelum", None)
    page = {
        "shell": "phone.html" if quiet else "desk.html",
        "judul_angka": _title(figure),
        "words": period.words,
        "tempat": area,
        "kembali": f"/lep/{code}/?{urlencode({'periode': period.key})}",
        "jumlah": count,
        "baris": [_line(one, figure, told=told, role=request.visitor.role) for one in shown[:PAGE]],
        "cari": name,
        "alamat": request.path,
        "tersembunyi": {k: v for k, v in here.items() if k != "cari"},
        "dikunci": behind.lock_of(figure),
        "tanggapan": told,
        "lambat": is_slow,
        "lama_apa": "Waktu menjawab" if figure.part == "answered" else "Waktu sampai putusan",
        "lanjut": f"?{here.urlencode()}&sebelum={_key(shown[PAGE - 1], is_slow=is_slow)}"
        if len(shown) > PAGE
        else None,
    }
    is_first = not (name or before)
    page |= _told(figure, lines=count, quiet=quiet, is_slow=is_slow) if is_first else NOTHING_TOLD
    return render(request, "lep/daftar.html", page)


def _told(figure: Figure, *, lines: int, quiet: bool, is_slow: bool) -> dict[str, Any]:
    """What the report says of the figure: why it differs, its mean, how the population came about."""
    report = sheets.read(area=figure.area, period=figure.period, neutral=quiet).lep
    found = NOTHING_TOLD | {
        "berbeda": _difference(report, figure, lines=lines, quiet=quiet),
        "rata": _mean(report, figure) if is_slow else "",
    }
    if figure.part in behind.EVERY_CHANGE:
        found["penduduk"] = behind.population(report, figure)
    return found


def _found(figure: Figure, *, told: bool, is_slow: bool) -> Any:
    if is_slow:
        return behind.slowest(figure)
    return behind.notices(figure) if told else behind.records(figure)


def _key(last: Any, *, is_slow: bool) -> str:
    """The place of a line in its list, as the address of the next page carries it."""
    return f"{last.pk}-{last.took // behind.MICROSECOND}" if is_slow else str(last.pk)


def _place(text: str) -> tuple[int, int] | None:
    """Id and time of the last line of the page before, in microseconds; None on the first page."""
    pk, _, took = text.partition("-")
    return (whole_number(pk), whole_number(took)) if whole_number(pk) else None


def _after(found: Any, pk: int, took: int, *, is_slow: bool) -> Any:
    if not is_slow:
        return found.filter(pk__lt=pk)
    return behind.quicker_than(found, took=min(took, LONGEST) * behind.MICROSECOND, pk=pk)


def _mean(report: Lep, figure: Figure) -> str:
    """The mean that the list is of, as the report says it."""
    return sheet.mean_time(report) if figure.part == "answered" else sheet.mean_decision(report)


def _offices(request: Request, area: Area, *, code: str) -> HttpResponse:
    """Whose office ended so in the period; holders of public offices, no residents."""
    period = chosen_period(request)
    office, how = request.GET.get("jabatan", ""), request.GET.get("sebab", "")
    if office not in offices.LABELS or how not in offices.HOW:
        raise Area.DoesNotExist
    place = queries.inside(area, period=period)
    page = {
        "shell": "phone.html" if request.visitor.role in TERRITORIAL else "desk.html",
        "judul_angka": f"{offices.LABELS[Office(office)]}: {offices.HOW[how].lower()}",
        "words": period.words,
        "tempat": area,
        "kembali": f"/lep/{code}/?{urlencode({'periode': period.key})}",
        "baris": offices.who(place, period=period, office=office, how=how),
    }
    return render(request, "lep/jabatan.html", page)


def _named(found: Any, name: str, *, told: bool) -> Any:
    if not name:
        return found
    return named(found, name) if told else found.filter(name__icontains=name)


def _figure(request: Request, area: Area) -> Figure:
    part, kind = request.GET.get("bagian", ""), request.GET.get("jenis", "")
    urgency = request.GET.get("kelas", "")
    sex, citizenship = request.GET.get("jk"), request.GET.get("wn")
    quiet = request.visitor.role in TERRITORIAL
    kinds = behind.kind_choices(neutral=quiet)
    return Figure(
        area=area, period=chosen_period(request), part=part if part in PARTS else "served",
        kind=kind if kind in kinds else "", sex=sex if sex in SEX_LABELS else None,
        citizenship=citizenship if citizenship in LABELS and not quiet else None,
        urgency=urgency if urgency in sheet.CLASSES else "",
        late=LATE.get(request.GET.get("susulan", ""), False),
    )  # fmt: skip


def _title(figure: Figure) -> str:
    words = [PARTS[figure.part]]
    if figure.kind:
        words = [kind_label(figure.kind)]
    if figure.urgency:
        words.append(f"kelas {figure.urgency}")
    if figure.sex is not None:
        words.append(SEX_LABELS[figure.sex].lower())
    if figure.citizenship is not None:
        words.append(LABELS[figure.citizenship])
    return ", ".join(words) + (" (susulan)" if figure.late else "")


def _difference(report: Lep, figure: Figure, *, lines: int, quiet: bool) -> dict[str, Any] | None:
    """Why the list has more or fewer lines than the figure; None where it has as many."""
    number = behind.number(report, figure)
    if number == lines:
        return None
    return {"angka": number, "sebab": list(_reasons(figure, number - lines, lines, quiet=quiet))}


def _reasons(figure: Figure, missing: int, lines: int, *, quiet: bool) -> Iterator[str]:
    """Why so many lines are missing, or too many where it is below 0."""
    is_answer = figure.part in ANSWERS
    if figure.late is not False and lines:
        yield "Yang ditarik atau diganti sesudah dikunci mengurangi angkanya."
    if is_answer and behind.lock_of(figure) is not None and lines:
        yield "Jawaban yang diubah sesudah dikunci terdaftar menurut jawaban terakhirnya."
    if missing <= 0:
        return
    services = figure.part == "served" or bool(figure.changes)
    kinds = set(figure.kinds or (UNTOLD if figure.part == "served" else ()))
    hidden = quiet and services
    if hidden and kinds & UNTOLD:
        yield "Layanan yang tidak diberitahukan kepada RT, misalnya cetak ulang, tidak terdaftar."
    explained = hidden and bool(figure.kinds) and kinds <= UNTOLD
    if not explained and (lines == 0 or not (is_answer or hidden)):
        yield "Rincian dari waktu yang sudah lama tidak disimpan lagi; yang disimpan hanya angkanya."


def _line(one: Any, figure: Figure, *, told: bool, role: str) -> dict[str, Any]:
    base = {"KETUA_RT": "/rt/pemberitahuan/", "LURAH": "/lurah/pemberitahuan/"}.get(role)
    return {
        "nama": one.name or "–",
        "jenis": kind_label(one.kind),
        "perubahan": _change(one, figure, told=told) if figure.part in behind.EVERY_CHANGE else "",
        "lama": lama(one.took) if hasattr(one, "took") else "",
        "nik": one.nik_masked if told else "",
        "pada": one.served_on,
        "rt": one.rt.name,
        "jawaban": ANSWER_LABELS.get(one.answer, "Belum dijawab") if told else "",
        "ditarik": _recalled_at(one, told=told),
        "url": f"{base}{one.pk}/" if base else None,
    }


def _change(one: Any, figure: Figure, *, told: bool) -> str:
    """Which of the four changes of the population it is in the area."""
    if one.kind in queries.LAMPID:
        return CHANGES[queries.LAMPID[one.kind]]
    level = f"{figure.area.level.lower()}_id"
    here = one.direction == Direction.DESTINATION if told else getattr(one, level) == figure.area.pk
    return CHANGES["arrived" if here else "left"]


def _recalled_at(one: Any, *, told: bool) -> Any:
    """When it was taken back, None while it stands."""
    if told:
        return one.changed_at if one.state == NoticeState.WITHDRAWN else None
    return one.withdrawn_at
