"""What was told from an RT or a kelurahan, for those who told it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wacat.audit.actions import reading
from wacat.feedback import queries
from wacat.feedback.models import Feedback, FeedbackPhoto
from wacat.feedback.states import FeedbackState
from wacat.feedback.telling import cancel
from wacat.web.audience import Request, audience
from wacat.web.feedback.words import EXPLAINED, LOOKS, OFFICES
from wacat.web.forms import whole_number

PAGE_SIZE = 20
LONGEST_SEARCH = 60
SHELVES = {"terbuka": "Berjalan", "selesai": "Selesai"}


@audience("KETUA_RT", "LURAH")
@require_safe
def index(request: Request) -> HttpResponse:
    """The Masukan of the own RT or kelurahan, the newest first."""
    shelf = request.GET.get("saring", "")
    wanted = queries.Wanted(
        shelf=shelf if shelf in SHELVES else "terbuka",
        text=request.GET.get("cari", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
    )
    before = whole_number(request.GET.get("sebelum"))
    found = queries.listed(wanted, by=request.visitor)
    rows = list((found.filter(pk__lt=before) if before else found)[: PAGE_SIZE + 1])
    more = len(rows) > PAGE_SIZE
    del rows[PAGE_SIZE:]
    reading(of="feedback", ids=[row.pk for row in rows])
    counts = queries.counts(wanted, by=request.visitor, shelves=tuple(SHELVES))
    here = f"?saring={wanted.shelf}"
    page = {
        "masukan": rows,
        "rupa": LOOKS,
        "rak": [
            (label, f"?saring={name}", counts[name], name == wanted.shelf)
            for name, label in SHELVES.items()
        ],
        "saring_ini": wanted.shelf,
        "cari": wanted.text,
        "lebih_lama": f"{here}&sebelum={rows[-1].pk}" if more else None,
        "lebih_baru": here if before else None,
    }
    return render(request, "feedback/daftar.html", page)


@audience("KETUA_RT", "LURAH")
@require_safe
def show(request: Request, feedback_id: int) -> HttpResponse:
    """One Masukan and what became of it."""
    return _page(request, _get(request, feedback_id))


@audience("KETUA_RT", "LURAH")
@require_POST
def take_back(request: Request, feedback_id: int) -> HttpResponse:
    """Cancel it, with a reason, as long as nobody has begun with it."""
    feedback = _get(request, feedback_id)
    reason = request.POST.get("alasan", "").replace("\x00", "").strip()
    if not reason:
        return _page(request, feedback, error="Tulis alasan pembatalan.", status=422)
    cancel(feedback_id=feedback.pk, reason=reason, by=request.visitor, at=timezone.now())
    messages.success(request, f"{feedback.number} dibatalkan.")
    return HttpResponseRedirect(reverse("feedback", args=[feedback.pk]))


@audience("KETUA_RT", "LURAH")
@require_safe
def photo(request: Request, feedback_id: int, photo_id: int) -> HttpResponse:
    """The photo given with it; it stays in no cache."""
    return photo_of(request, _get(request, feedback_id), photo_id)


def photo_of(request: HttpRequest, feedback: Feedback, photo_id: int) -> HttpResponse:
    """A photo of this Masukan and of no other."""
    found = FeedbackPhoto.objects.get(pk=photo_id, feedback=feedback)
    reading(of="feedback", ids=[feedback.pk], how="photo")
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = f'inline; filename="masukan-{feedback.pk}.jpg"'
    return response


def _get(request: Request, feedback_id: int) -> Feedback:
    return queries.within(request.visitor).get(pk=feedback_id)


def _page(
    request: Request, feedback: Feedback, *, error: str = "", status: int = 200
) -> HttpResponse:
    reading(of="feedback", ids=[feedback.pk])
    page = {
        "m": feedback,
        "rupa": LOOKS[feedback.state],
        "artinya": EXPLAINED[feedback.state],
        "foto": list(feedback.photos.values_list("pk", flat=True)),
        "langkah": [
            (LOOKS[s.to_state][0], OFFICES.get(s.office, ""), s.at)
            for s in feedback.steps.order_by("id")
        ],
        "boleh_batal": feedback.state == FeedbackState.SUBMITTED
        and feedback.office == request.visitor.role,
        "galat": error,
    }
    return render(request, "feedback/rinci.html", page, status=status)
