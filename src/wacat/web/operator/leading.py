"""Acts that lead a case elsewhere: go on without a reply, the same was said before, ask another RT."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from wacat.verification import linking, settling
from wacat.web.audience import Request, audience
from wacat.web.operator.corrections import do
from wacat.web.operator.forms import ConcludeForm, ForwardForm, LinkForm


@audience("OPERATOR")
@require_POST
def proceed(request: Request, correction_id: int) -> HttpResponse:
    """Go on without the explanation; the clock runs again."""
    return do(request, correction_id, settling.proceed, "Dilanjutkan. Jam berjalan lagi.")


@audience("OPERATOR")
@require_POST
def link(request: Request, correction_id: int) -> HttpResponse:
    """Settle it as the same as an earlier one."""
    form = LinkForm(request.POST)
    done = "Dikaitkan. Yang menjawab akan mendengar hasil koreksi yang pertama."
    return do(
        request, correction_id, linking.link, done, form=form,
        values=lambda: {
            "first_id": form.cleaned_data["pertama"], "reason": form.cleaned_data["penjelasan"],
        },
    )  # fmt: skip


@audience("OPERATOR")
@require_POST
def forward(request: Request, correction_id: int) -> HttpResponse:
    """Ask another RT whether the person lives there."""
    form = ForwardForm(request.POST)
    done = "Pertanyaan terkirim. Yang menjawab membaca bahwa RT lain ditanya."
    return do(
        request, correction_id, linking.forward, done, form=form,
        values=lambda: {
            "rt_id": form.cleaned_data["area"].pk, "question": form.cleaned_data["pertanyaan_rt"],
        },
    )  # fmt: skip


@audience("OPERATOR")
@require_POST
def conclude(request: Request, correction_id: int) -> HttpResponse:
    """End a case for which no RT was found."""
    form = ConcludeForm(request.POST)
    return do(
        request, correction_id, linking.conclude, "Koreksi ditutup dengan penjelasan Anda.", form=form,
        values=lambda: {"reason": form.cleaned_data["penutup"]},
    )  # fmt: skip
