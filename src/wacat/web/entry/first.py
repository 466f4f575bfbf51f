"""The first visit: own password, pledge, and the offer of a PIN or passkey."""

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from wacat.accounts import actions, pledge
from wacat.accounts.queries import has_pledged
from wacat.web.audience import SIGNED_IN, Request, audience
from wacat.web.entry.forms import FirstVisitForm
from wacat.web.entry.opening import PHONE_OFFICES, keep_signed_in
from wacat.web.navigation import home_of


@audience(SIGNED_IN)
def first_visit(request: Request) -> HttpResponse:
    """Choose an own password and accept the pledge; nothing else opens before that (5(2), 5(3)a)."""
    visitor = request.visitor
    due = visitor.pledge_is_due(at=timezone.now())
    if not visitor.must_change_password and not due:
        if visitor.office is None:
            return render(request, "entry/tanpa_jabatan.html", status=403)
        return HttpResponseRedirect(home_of(visitor))
    again = has_pledged(visitor.account_id)
    form = FirstVisitForm(
        request.POST or None, visitor=visitor, change=visitor.must_change_password, pledge=due
    )
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            if visitor.must_change_password:
                account = actions.choose_password(password=form.cleaned_data["baru"], by=visitor)
                keep_signed_in(request, account)
            if due:
                actions.accept_pledge(by=visitor, at=timezone.now())
        first = visitor.must_change_password or not again
        offer = first and visitor.role in PHONE_OFFICES and not visitor.pin
        return HttpResponseRedirect("/awal/siap/" if offer else home_of(visitor))
    page = {
        "form": form,
        "ganti": visitor.must_change_password,
        "lagi": again,
        "pakta": pledge.TEXT if due else (),
    }
    return render(request, "entry/awal.html", page, status=422 if form.errors else 200)


@audience("KETUA_RT", "LURAH")
def ready(request: Request) -> HttpResponse:
    """After the first visit: offer PIN and passkey; both may be skipped."""
    return render(request, "entry/siap.html", {"rumah": home_of(request.visitor)})
