"""Every view says who may enter; a guard in the tests reads all routes."""

from collections.abc import Callable
from functools import wraps
from typing import Protocol, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from wacat.accounts.access import Visitor
from wacat.accounts.factors import required
from wacat.web.entry.carrying import at_the_door


class Request(HttpRequest):
    """A request of somebody signed in; the middleware sets `visitor`."""

    visitor: Visitor


type_of_view = Callable[..., HttpResponse]

ANYONE = "ANYONE"
SIGNED_IN = "SIGNED_IN"
STAFF = ("OPERATOR", "ADMINISTRATOR", "KASI")
LEADERS = ("KEPALA", "SEKRETARIS")


class AudienceView(Protocol):
    """A view that knows its audience."""

    audience: frozenset[str]


def audience(*offices: str) -> Callable[[type_of_view], type_of_view]:
    """Let only these offices enter a view; ANYONE and SIGNED_IN stand for everybody and every account.

    A stranger is sent to the door, a locked phone to its lock, a first visit to `/awal/`, staff without
    a second factor to set one up; another office is refused with 403.
    """
    allowed = frozenset(offices)

    def guard(view: type_of_view) -> type_of_view:
        @wraps(view)
        def entered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            refusal = _refusal(request, allowed)
            return refusal if refusal is not None else view(request, *args, **kwargs)

        cast(AudienceView, entered).audience = allowed
        return entered

    return guard


def _refusal(request: HttpRequest, allowed: frozenset[str]) -> HttpResponse | None:
    if ANYONE in allowed:
        return None
    visitor: Visitor | None = getattr(request, "visitor", None)
    if visitor is None:
        return at_the_door(request)
    if SIGNED_IN in allowed:
        return None
    if visitor.role not in allowed:
        return render(request, "errors/403.html", {"alasan": _reason(visitor)}, status=403)
    if visitor.must_change_password:
        return HttpResponseRedirect("/awal/")
    if required(visitor.office) and not visitor.second_factor:
        return HttpResponseRedirect("/akun/faktor/")
    if visitor.pledge_is_due(at=timezone.now()):
        return HttpResponseRedirect("/awal/")
    return None


def _reason(visitor: Visitor) -> str:
    if visitor.office is None:
        return "Saat ini Anda tidak sedang memegang jabatan. Hubungi Disdukcapil bila ini keliru."
    return "Halaman ini untuk jabatan lain."
