"""Ada yang salah: one question a screen, as a page of its own or in the sheet over the list (Pasal 3b)."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods

from wacat.audit.actions import reading
from wacat.records.models import Notice
from wacat.values.refusal import Refusal
from wacat.values.situations import element_label
from wacat.verification import answering
from wacat.verification.models import Answer
from wacat.web.audience import Request
from wacat.web.notices import places, words
from wacat.web.notices.acts import by_htmx, done, get_notice
from wacat.web.notices.forms import key_of
from wacat.web.notices.wrong import FIRST, LAST, LONGEST_TYPED, NOT_MINE, WrongForm, screens

TITLES = {
    FIRST: "Apa yang salah?",
    "alasan": "Mengapa bukan warga RT ini?",
    "salah": "Data mana yang keliru?",
    "sumber": "Dari siapa Anda mengetahuinya?",
    LAST: "Periksa, lalu kirim",
}
CARRIED = (FIRST, "alasan", "salah", "sumber", "keterangan")


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Request, notice_id: int) -> HttpResponse:
    """Salah: ask the next question; after the last one the answer is sent."""
    return _ask(request, get_notice(request, notice_id), typed=request.POST)


@require_http_methods(["GET", "HEAD", "POST"])
def deny(request: Request, notice_id: int) -> HttpResponse:
    """Bukan warga saya: the same questions, the first of them answered by the way in."""
    typed = request.POST.copy()
    typed[FIRST] = NOT_MINE
    return _ask(request, get_notice(request, notice_id), typed=typed)


def _ask(request: Request, notice: Notice, *, typed: QueryDict) -> HttpResponse:
    """The next question, the first one, or the answer itself."""
    order = screens(typed)
    if request.method != "POST":
        return _screen(request, notice, order[1] if FIRST in typed else FIRST, typed=typed)
    here, back = typed.get("layar", LAST), typed.get("kembali", "")
    if back in order:
        return _screen(request, notice, back, typed=typed)
    form = WrongForm(typed, request.FILES, notice=notice, upto=here)
    if not form.is_valid():
        wrong = next(
            (s for s in order if any(name.split("-")[0] == s for name in form.errors)), LAST
        )
        return _screen(request, notice, wrong, typed=typed, form=form, status=422)
    if here in order and here != LAST:
        return _screen(request, notice, order[order.index(here) + 1], typed=typed)
    try:
        answer = _send(request, notice, form)
    except Refusal as refusal:
        return _screen(
            request, notice, LAST, typed=typed, form=form, error=str(refusal), status=409
        )
    return done(request, notice, taken_back=answer.undone_at is not None)


def _send(request: Request, notice: Notice, form: WrongForm) -> Answer:
    values = form.cleaned_data
    act: dict[str, Any] = {
        "notice_id": notice.pk,
        "remark": values["keterangan"],
        "proof": values["bukti"],
        "told_by": values.get("sumber", ""),
        "by": request.visitor,
        "at": timezone.now(),
        "key": key_of(request, notice_id=notice.pk, by=request.visitor),
    }
    if values[FIRST] == NOT_MINE:
        return answering.deny(reason=values["alasan"], **act)
    return answering.correct(claims=form.claims(), **act)


def _screen(
    request: Request, notice: Notice, screen: str, *, typed: QueryDict,
    form: WrongForm | None = None, error: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    """One question, with what was typed before; the sheet over the list changes its content."""
    shown = form or WrongForm(initial=_initial(typed), notice=notice, upto=screen)
    fields = [shown[name] for name in shown.fields if _asked_on(name) == screen]
    order = screens(typed)
    place = order.index(screen) if screen in order else 0
    page = {
        "notice": notice,
        "kind": words.kind_label(notice.kind),
        "layar": screen,
        "judul": _title(screen),
        "lama": _old(notice, screen),
        "fields": fields,
        "dibawa": _carried(typed, beside={field.name for field in fields}),
        "sebelumnya": order[place - 1] if place else "",
        "ringkasan": _summary(shown) if screen == LAST else [],
        "problems": [*_problems(shown, fields), *([("", error)] if error else [])],
        "key": typed.get("kunci") or uuid4(),
        "bukan": typed.get(FIRST) == NOT_MINE,
        "sheet": by_htmx(request),
        "back": places.notice(request.visitor, notice.pk),
        "from_page": "rinci" in (request.GET.get("dari"), typed.get("dari")),
    }
    reading(of="notice", ids=[notice.pk], page=request.path)
    response = render(request, "notices/salah.html", page, status=status)
    patch_vary_headers(response, ["HX-Request"])
    if by_htmx(request) and request.method == "POST" and status == 200:
        # another question, not yet the answer that the list waits for
        response["HX-Retarget"], response["HX-Reswap"] = "#lembar", "innerHTML"
        response["HX-Reselect"] = "[data-lembar-isi]"
    return response


def _asked_on(name: str) -> str:
    """The screen on which a field stands."""
    return LAST if name in ("keterangan", "bukti") else name.split("-")[0]


def _title(screen: str) -> str:
    return TITLES.get(screen) or f"{element_label(screen.removeprefix('isi_'))} seharusnya"


def _old(notice: Notice, screen: str) -> str:
    """What stands in the register of the element that is asked about."""
    code = screen.removeprefix("isi_")
    if code == screen:
        return ""
    shown = {str(element): value for element, value in words.disclosed(notice)}
    return shown.get(code) or answering.registered_value(notice, code)


def _initial(typed: QueryDict) -> dict[str, Any]:
    return {name: typed.getlist(name) if name == "salah" else typed.get(name) for name in typed}


def _carried(typed: QueryDict, *, beside: set[str]) -> list[tuple[str, str]]:
    """What was typed on the other screens, to travel in hidden fields."""
    return [
        (name, value[:LONGEST_TYPED].replace("\0", ""))
        for name, values in typed.lists()
        for value in values
        if (name in CARRIED or name.startswith("isi_")) and name not in beside and value
    ]


def _summary(form: WrongForm) -> list[tuple[str, str]]:
    """Everything once more before it is sent."""
    data = form.data or _as_data(form.initial)
    whole = WrongForm(data, notice=form.notice, upto=screens(data)[-2])
    if not whole.is_valid():
        return []
    lines = [("Yang salah", dict(whole.fields[FIRST].choices)[whole.cleaned_data[FIRST]])]  # type: ignore[attr-defined]
    if "alasan" in whole.cleaned_data:
        lines.append(("Alasan", answering.NOT_MINE_REASONS[whole.cleaned_data["alasan"]]))
    if "salah" in whole.cleaned_data:
        lines += [
            (element_label(code), words.claimed(code, value) or "tidak tahu yang benar")
            for code, value in whole.claims().items()
        ]
    return lines


def _as_data(initial: Mapping[str, Any]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in initial.items():
        data.setlist(name, value if isinstance(value, list) else [value or ""])
    return data


def _problems(form: WrongForm, fields: list[Any]) -> list[tuple[str, str]]:
    """What is wrong on this screen: the field's id and the sentence."""
    asked = [
        (field.id_for_label or field.auto_id, form.errors.get(field.name, ())) for field in fields
    ]
    return [(name, str(sentence)) for name, sentences in asked for sentence in sentences]
