"""The holder's side: his link leads to the reason and to one form, without logging in."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wacat.accounts import links, objections
from wacat.accounts.access import leave
from wacat.accounts.models import Sanction
from wacat.values.refusal import Refusal
from wacat.web.audience import ANYONE, audience
from wacat.web.forms import posted
from wacat.web.operator.forms import errors_of
from wacat.web.sanctions.forms import ObjectionForm


@audience(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest, token: str) -> HttpResponse:
    """Why access was revoked, until when one may object, and the form for it; a GET changes nothing."""
    found = links.enter(token)
    if found is None:
        raise Sanction.DoesNotExist
    try:
        return _answer(request, found)
    finally:
        leave()


def _answer(request: HttpRequest, sanction_id: int) -> HttpResponse:
    form = ObjectionForm(posted(request)[0])
    errors: list[tuple[str, str]] = []
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            objections.object_to(
                sanction_id=sanction_id, text=form.cleaned_data["keberatan"], by=None,
                at=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            errors, status = [("", str(refusal))], 409
        else:
            return HttpResponseRedirect(request.path)
    elif form.is_bound:
        errors, status = errors_of(form), 422
    case = Sanction.objects.select_related("account__person").get(pk=sanction_id)
    now = timezone.now()
    page = {
        "p": case,
        "form": form,
        "galat": errors,
        "alamat": request.path,
        "masih": case.objected_at is None
        and case.objection_until is not None
        and now < case.objection_until,
    }
    response = render(request, "sanctions/keberatan.html", page, status=status)
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
