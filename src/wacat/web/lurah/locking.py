"""A Ketua RT lost his phone and tells his Lurah: the account is locked before anybody looks into it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wacat.accounts import standing
from wacat.accounts.models import Account
from wacat.accounts.queries import heads_of
from wacat.values.refusal import Refusal
from wacat.web.administrator.office_forms import LockForm
from wacat.web.audience import Request, audience
from wacat.web.forms import posted
from wacat.web.operator.forms import errors_of


@audience("LURAH")
@require_http_methods(["GET", "HEAD", "POST"])
def lock(request: Request, area_id: int) -> HttpResponse:
    """Lock the account of the head of one's own RT, with the reason."""
    head = heads_of(request.visitor.kelurahan_id or 0).get(area_id=area_id)
    found = Account.objects.get(person_id=head.person_id)
    form = LockForm(posted(request)[0])
    home = reverse("lurah-rt", args=[area_id])
    errors: list[tuple[str, str]] = []
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            standing.lock(
                account_id=found.pk,
                reason=form.cleaned_data["alasan"],
                remark=form.cleaned_data["catatan"],
                by=request.visitor,
                at=timezone.now(),
            )
        except Refusal as refusal:
            errors, status = [("", str(refusal))], 409
        else:
            messages.success(
                request,
                f"Akun {head.person.name} dikunci dan semua perangkatnya dikeluarkan. "
                "Disdukcapil membukanya lagi dengan kode baru.",
            )
            return HttpResponseRedirect(home)
    elif form.is_bound:
        errors, status = errors_of(form), 422
    page = {"nama": head.person.name, "form": form, "galat": errors, "kembali": home}
    return render(request, "lurah/kunci.html", page, status=status)
