"""The form of a Masukan: one question a screen, everything typed so far travels along (Pasal 3b)."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wacat.areas.models import Area
from wacat.feedback.models import Feedback
from wacat.feedback.telling import CannotTellChange, Change, own_rts, tell
from wacat.values.tanggal import tanggal
from wacat.web import questions
from wacat.web.audience import Request, audience
from wacat.web.feedback.forms import ORDER, SCREENS, TellForm
from wacat.web.feedback.words import ASKED
from wacat.web.forms import whole_number

LONGEST_TYPED = 600


@audience("KETUA_RT", "LURAH")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Ask the next question; after the last one the Masukan is sent."""
    if request.method != "POST":
        return _screen(request, ORDER[0], typed=_begun(request))
    here = request.POST.get("layar", "")
    here = here if here in SCREENS else ORDER[0]
    typed = _typed(request)
    back = request.POST.get("kembali", "")
    if back in SCREENS:
        return _screen(request, back, typed=typed)
    form = TellForm(request.POST, request.FILES, by=request.visitor, upto=here)
    if not form.is_valid():
        wrong = questions.first_wrong(form, screens=SCREENS)
        return _screen(request, wrong, typed=typed, form=form, status=422)
    if here != ORDER[-1]:
        return _screen(request, ORDER[ORDER.index(here) + 1], typed=typed)
    try:
        feedback = _send(request, form.cleaned_data, key=typed["kunci"])
    except CannotTellChange as refusal:
        return _screen(request, here, typed=typed, error=str(refusal), status=422)
    messages.success(
        request, f"Terkirim dengan nomor {feedback.number}. Kami kabari bila ada hasilnya."
    )
    return HttpResponseRedirect(reverse("feedback", args=[feedback.pk]))


def _send(request: Request, values: dict[str, Any], *, key: str) -> Feedback:
    change = Change(
        kind=values["jenis"],
        name=values["nama"],
        happened_on=values["tanggal"],
        roughly=values["kirakira"],
        address=values["alamat"],
        told_by=values["sumber"],
        remark=values["keterangan"],
    )
    return tell(
        change,
        rt_id=int(values["rt"]),
        photo=values["foto"],
        key=questions.key_of(key, by=request.visitor.account_id),
        by=request.visitor,
        at=timezone.now(),
    )


def _begun(request: Request) -> dict[str, str]:
    """What is known before the first question: the own RT, or the one whose page led here."""
    rt_id = request.visitor.rt_id or whole_number(request.GET.get("rt"))
    mine = rt_id and rt_id < 2**31 and own_rts(request.visitor).filter(pk=rt_id).exists()
    return {"kunci": str(uuid4()), "rt": str(rt_id) if mine else ""}


def _typed(request: Request) -> dict[str, str]:
    """What has been typed on all screens so far; the photo is chosen on the last one."""
    names = [name for screen in SCREENS.values() for name in screen if name != "foto"]
    return questions.typed_so_far(request, names, longest=LONGEST_TYPED)


def _screen(
    request: Request,
    screen: str,
    *,
    typed: dict[str, str],
    form: TellForm | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    shown = form or TellForm(initial=typed, by=request.visitor, upto=screen)
    page = questions.screen_page(screen, screens=SCREENS, typed=typed, form=shown, error=error) | {
        "tanya": ASKED.get(typed.get("jenis", "")),
        "ringkasan": _summary(request, typed) if screen == ORDER[-1] else [],
    }
    return render(request, "feedback/lapor.html", page, status=status)


def _summary(request: Request, typed: dict[str, str]) -> list[tuple[str, str]]:
    """Everything once more before it is sent."""
    whole = TellForm(typed, by=request.visitor, upto="sumber")
    if not whole.is_valid():
        return []
    values = whole.cleaned_data
    area = Area.objects.get(pk=int(values["rt"]))
    return [
        ("Yang terjadi", ASKED[values["jenis"]][0]),
        ("Nama", values["nama"]),
        ("Tanggal", tanggal(values["tanggal"])),
        ("RT", area.name),
        ("Alamat", values["alamat"]),
    ]
