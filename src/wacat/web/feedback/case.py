"""One Masukan on the operator's desk: suggested services, acts, visits of the field team."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST, require_safe

from wacat.audit.actions import reading
from wacat.feedback import queries, settling
from wacat.feedback.models import Feedback, Match
from wacat.feedback.moving import CannotMoveFeedback
from wacat.feedback.states import OPEN, TRANSITIONS, FeedbackState, VisitOutcome
from wacat.values.kinds import kind_label
from wacat.web.audience import Request, audience
from wacat.web.feedback.listing import photo_of
from wacat.web.feedback.words import LOOKS, OFFICES

BUTTONS = {
    FeedbackState.FOLLOWED: "Ikuti",
    FeedbackState.JEMPUT_BOLA: "Masukkan ke jemput bola",
    FeedbackState.DONE: "Tandai selesai",
    FeedbackState.DISMISSED: "Tidak diteruskan",
}
LONGEST_TYPED = 500


@audience("OPERATOR")
@require_safe
def show(request: Request, feedback_id: int) -> HttpResponse:
    """What was told, beside the services that may be it."""
    return _page(request, _get(request, feedback_id))


@audience("OPERATOR")
@require_POST
def advance(request: Request, feedback_id: int) -> HttpResponse:
    """Follow it, send the field team, close it."""
    return _act(
        request,
        feedback_id,
        lambda: settling.advance(
            feedback_id=feedback_id,
            to=request.POST.get("ke", ""),
            text=_text(request, "alasan"),
            by=request.visitor,
            at=timezone.now(),
        ),
    )


@audience("OPERATOR")
@require_POST
def judge(request: Request, feedback_id: int, match_id: int) -> HttpResponse:
    """Say whether a suggested service is the one that was waited for."""
    return _act(
        request,
        feedback_id,
        lambda: settling.judge(
            feedback_id=feedback_id,
            match_id=match_id,
            same=request.POST.get("sama") == "ya",
            by=request.visitor,
            at=timezone.now(),
        ),
    )


@audience("OPERATOR")
@require_POST
def visit(request: Request, feedback_id: int) -> HttpResponse:
    """Keep what the field team found."""

    def keep() -> None:
        try:
            day = parse_date(request.POST.get("tanggal", ""))
        except ValueError:
            day = None
        if day is None:
            raise CannotMoveFeedback("Isi tanggal kunjungan.")
        settling.record_visit(
            feedback_id=feedback_id,
            visited_on=day,
            outcome=request.POST.get("hasil", ""),
            remark=_text(request, "catatan"),
            by=request.visitor,
            at=timezone.now(),
        )

    return _act(request, feedback_id, keep)


@audience("OPERATOR")
@require_safe
def photo(request: Request, feedback_id: int, photo_id: int) -> HttpResponse:
    """The photo given with it; it stays in no cache."""
    return photo_of(request, _get(request, feedback_id), photo_id)


def _act(request: Request, feedback_id: int, act: Callable[[], object]) -> HttpResponse:
    feedback = _get(request, feedback_id)
    try:
        act()
    except CannotMoveFeedback as refusal:
        return _page(request, feedback, error=str(refusal), status=409)
    messages.success(request, "Tersimpan.")
    return HttpResponseRedirect(reverse("desk-feedback", args=[feedback_id]))


def _text(request: Request, name: str) -> str:
    return request.POST.get(name, "").replace("\x00", "").strip()[:LONGEST_TYPED]


def _get(request: Request, feedback_id: int) -> Feedback:
    return queries.within(request.visitor).get(pk=feedback_id)


def _page(
    request: Request, feedback: Feedback, *, error: str = "", status: int = 200
) -> HttpResponse:
    feedback = _get(request, feedback.pk)
    matches = list(
        Match.objects.filter(feedback=feedback)
        .select_related("record__rt", "by__person")
        .order_by("-likeness", "id")
    )
    reading(of="feedback", ids=[feedback.pk])
    reading(of="record", ids=[match.record_id for match in matches])
    state = FeedbackState(feedback.state)
    page = {
        "m": feedback,
        "rupa": LOOKS[state],
        "terbuka": state in OPEN,
        "kecocokan": [(match, kind_label(match.record.kind)) for match in matches],
        "foto": list(feedback.photos.values_list("pk", flat=True)),
        "kunjungan": list(feedback.visits.select_related("by__person").order_by("id")),
        "langkah": [
            (LOOKS[s.to_state][0], OFFICES.get(s.office, ""), s.by, s.at, s.note)
            for s in feedback.steps.select_related("by__person").order_by("id")
        ],
        "tombol_langkah": [
            (to, label, to in (FeedbackState.DONE, FeedbackState.DISMISSED))
            for to, label in BUTTONS.items()
            if "OPERATOR" in TRANSITIONS.get((state, to), ())
        ],
        "hasil": VisitOutcome.choices,
        "hari_ini": timezone.localdate().isoformat(),
        "galat": error,
        "diketik": {name: _text(request, name) for name in ("alasan", "catatan", "hasil")},
    }
    return render(request, "feedback/satu.html", page, status=status)
