"""One page for every act on an office or an account: what will happen, a form, the verb."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from wacat.values.refusal import Refusal
from wacat.web.audience import Request
from wacat.web.operator.forms import errors_of


@dataclass(frozen=True)
class ActPage:
    """The words of an act's page."""

    title: str
    lines: tuple[str, ...]
    verb: str
    back: str
    danger: bool = False


def answer(
    request: Request,
    page: ActPage,
    *,
    form: forms.Form,
    act: Callable[[datetime], str],
    prepare: Callable[[], object] | None = None,
) -> HttpResponse:
    """Show the form, or do the act and lead back; what was typed stays when it is refused.

    `prepare` locks what the act touches before the clock is read. `act` returns what is said after.
    """
    errors: list[tuple[str, str]] = []
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            if prepare is not None:
                prepare()
            done = act(timezone.now())
        except Refusal as refusal:
            errors, status = [("", str(refusal))], 409
        else:
            messages.success(request, done)
            return HttpResponseRedirect(page.back)
    elif form.is_bound:
        errors, status = errors_of(form), 422
    context = {"laman": page, "form": form, "galat": errors}
    return render(request, "administrator/tindakan_jabatan.html", context, status=status)
