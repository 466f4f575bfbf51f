"""What is done with an evaluation: count it, write to it, lock, give back, sign, take up again."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from wacat.evaluation import actions, editions
from wacat.evaluation.models import Edition
from wacat.queue.actions import defer
from wacat.values.refusal import Refusal
from wacat.web.audience import LEADERS, Request, audience
from wacat.web.evaluation.views import get_semester, page_of

DONE = {
    "kunci": "Evaluasi dikunci dan menunggu pengesahan Kepala.",
    "kembali": "Evaluasi dibuka kembali.",
    "sahkan": "Evaluasi disahkan.",
    "revisi": "Revisi dibuka. Hitung ulang angkanya, lalu kunci lagi.",
}


@audience(*LEADERS)
@require_POST
def count(request: Request, term: str) -> HttpResponse:
    """Let the worker count the semester; the page shows how far it is."""
    asked = get_semester(term)
    edition = editions.find(asked)
    if edition is not None and edition.evaluation.state != "OPEN":
        return page_of(
            request, asked, edition, status=409,
            galat="Evaluasi ini sudah dikunci, sehingga angkanya tidak dihitung lagi.",
        )  # fmt: skip
    defer(
        "evaluation.count",
        lock=f"evaluation:{asked.key}",
        key=asked.key,
        by=request.visitor.account_id,
    )
    messages.success(request, "Penghitungan dimulai. Muat ulang halaman ini sebentar lagi.")
    return HttpResponseRedirect(f"/evaluasi/{asked.key}/" if edition else "/evaluasi/")


@audience(*LEADERS)
@require_POST
def annotate(request: Request, term: str) -> HttpResponse:
    """Keep what the sekretaris writes to the figures."""
    remark = request.POST.get("catatan", "")

    def act(edition: Edition) -> None:
        actions.annotate(
            evaluation_id=edition.evaluation_id, remark=remark, by=request.visitor, at=timezone.now()
        )  # fmt: skip

    return _done(request, term, act, "Catatan tersimpan.", isian={"catatan": remark})


@audience(*LEADERS)
@require_POST
def step(request: Request, term: str, step: str) -> HttpResponse:
    """One step of the table of transitions, in the words of the buttons."""
    reason = request.POST.get("alasan", "")
    by, at = request.visitor, timezone.now()

    def act(edition: Edition) -> None:
        number = edition.evaluation_id
        if step == "kunci":
            actions.lock(evaluation_id=number, by=by, at=at)
        elif step == "kembali":
            actions.give_back(evaluation_id=number, reason=reason, by=by, at=at)
        elif step == "sahkan":
            actions.sign(evaluation_id=number, sha256=request.POST.get("sidik", ""), by=by, at=at)
        else:
            actions.revise(evaluation_id=number, reason=reason, by=by, at=at)

    if step not in DONE:
        raise Http404
    return _done(request, term, act, DONE[step], isian={"alasan": reason, "langkah": step})


def _done(
    request: Request, term: str, act: Callable[[Edition], None], said: str, *, isian: dict[str, str]
) -> HttpResponse:
    asked = get_semester(term)
    edition = editions.find(asked)
    if edition is None:
        raise Http404
    try:
        act(edition)
    except Refusal as refusal:
        return page_of(request, asked, edition, status=409, galat=str(refusal), isian=isian)
    messages.success(request, said)
    return HttpResponseRedirect(f"/evaluasi/{asked.key}/")
