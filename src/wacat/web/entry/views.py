"""Log in (allauth's view at our address), the first visit, log out, the way home."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.views import LoginView
from django.contrib.auth import logout, update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wacat.accounts import actions, pledge
from wacat.accounts.access import Visitor
from wacat.accounts.models import Account
from wacat.audit.actions import note
from wacat.web.audience import ANYONE, SIGNED_IN, Request, audience
from wacat.web.entry.forms import FirstVisitForm
from wacat.web.navigation import home_of


class Door(LoginView):  # type: ignore[misc]
    """allauth's login with its throttling, in our words."""

    template_name = "entry/masuk.html"

    def form_valid(self, form: LoginForm) -> HttpResponse:
        """Let somebody in, and tell the trail."""
        response: HttpResponse = super().form_valid(form)
        if form.user is not None:
            note(act="login", of="account", ids=[form.user.pk])
        return response

    def form_invalid(self, form: LoginForm) -> HttpResponse:
        """Refuse, and tell the trail which account was tried."""
        tried = Account.objects.filter(username=form.data.get("login", "")[:60]).values_list("pk")
        note(act="login.failed", of="account", ids=[pk for (pk,) in tried])
        response: HttpResponse = super().form_invalid(form)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form and where to go after it."""
        return {"form": kwargs.get("form") or self.get_form(), "tujuan": self.get_next_url() or ""}


login = audience(ANYONE)(Door.as_view())


@audience(ANYONE)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Send everybody to the front page of their office."""
    visitor: Visitor | None = getattr(request, "visitor", None)
    return HttpResponseRedirect(home_of(visitor))


@audience(SIGNED_IN)
def first_visit(request: Request) -> HttpResponse:
    """Choose an own password and accept the pledge; nothing else opens before that (5(2), 5(3)a)."""
    visitor = request.visitor
    due = visitor.pledge_is_due(at=timezone.now())
    if not visitor.must_change_password and not due:
        if visitor.office is None:
            return render(request, "entry/tanpa_jabatan.html", status=403)
        return HttpResponseRedirect(home_of(visitor))
    form = FirstVisitForm(
        request.POST or None, visitor=visitor, change=visitor.must_change_password, pledge=due
    )
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            if visitor.must_change_password:
                account = actions.choose_password(password=form.cleaned_data["baru"], by=visitor)
                update_session_auth_hash(request, account)
            if due:
                actions.accept_pledge(by=visitor, at=timezone.now())
        return HttpResponseRedirect(home_of(visitor))
    page = {
        "form": form,
        "ganti": visitor.must_change_password,
        "pakta": pledge.TEXT if due else (),
    }
    return render(request, "entry/awal.html", page, status=422 if form.errors else 200)


@audience(ANYONE)
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Log out of this device."""
    logout(request)
    return HttpResponseRedirect("/masuk/")
