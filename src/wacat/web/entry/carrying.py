"""What somebody had typed when the door closed on him travels with the page and is sent afterwards.

Nothing is kept on the server or in the browser's storage: the fields stand, signed, in the form that
asks for the PIN or password, and come back as a form with one button. Photos must be chosen again.
"""

from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

SALT = "wacat.bawaan"
LIVES_SECONDS = 3600
LARGEST = 60_000
SECRET = frozenset(
    {
        "csrfmiddlewaretoken",
        "password",
        "lama",
        "baru",
        "ulang",
        "pin",
        "kode",
        "bawaan",
        "credential",
    }
)


@dataclass(frozen=True)
class Carried:
    """A form that was sent to a closed door."""

    path: str
    fields: list[tuple[str, str]]
    photos: bool


def pack(request: HttpRequest) -> str:
    """The posted form, signed; empty when there is nothing worth carrying."""
    if request.method != "POST" or request.headers.get("HX-Request"):
        return request.POST.get("bawaan", "")[:LARGEST] if request.method == "POST" else ""
    fields = [
        (name, value)
        for name in request.POST
        if name not in SECRET
        for value in request.POST.getlist(name)
    ]
    if not fields or sum(len(value) for _, value in fields) > LARGEST:
        return ""
    body = {"path": request.get_full_path(), "fields": fields, "photos": bool(request.FILES)}
    return signing.dumps(body, salt=SALT, compress=True)


def unpack(packed: str) -> Carried | None:
    """The form that was carried; None for nothing, a forgery, or after an hour."""
    if not packed:
        return None
    try:
        body = signing.loads(packed, salt=SALT, max_age=LIVES_SECONDS)
    except signing.BadSignature:
        return None
    fields = [(str(name), str(value)) for name, value in body["fields"]]
    return Carried(body["path"], fields, bool(body["photos"]))


def go_on(request: HttpRequest, *, target: str, packed: str) -> HttpResponse:
    """After the door has opened: offer what was carried, else go where the visitor wanted to."""
    carried = unpack(packed)
    if carried is None:
        return HttpResponseRedirect(target)
    return render(request, "entry/bawaan.html", {"bawaan": carried})


def at_the_door(request: HttpRequest) -> HttpResponse:
    """Send somebody who is not let in to the lock of his phone or to the log-in, with what he typed."""
    locked = getattr(request, "locked", None)
    address = "/terkunci/" if locked else "/masuk/"
    packed = pack(request) if request.COOKIES else ""
    if request.method == "POST" and packed and not request.headers.get("HX-Request"):
        page = {"tujuan": back_of(request), "bawaan": packed, "locked": locked, "galat": ""}
        template = "entry/terkunci.html" if locked else "entry/masuk.html"
        return render(request, template, page | {"nama": ""}, status=403)
    target = request.get_full_path() if request.method in ("GET", "HEAD") else back_of(request)
    return HttpResponseRedirect(f"{address}?{urlencode({'next': target})}")


def back_of(request: HttpRequest) -> str:
    """The page a form was sent from, on this site; else the front page."""
    for name in ("HX-Current-URL", "Referer"):
        came_from = request.headers.get(name, "")
        own = f"{request.scheme}://{request.get_host()}"
        if came_from.startswith(f"{own}/"):
            return safe(request, came_from.removeprefix(own))
    return "/"


def safe(request: HttpRequest, target: str | None) -> str:
    """An address of this site, or the front page."""
    allowed = url_has_allowed_host_and_scheme(target or "", allowed_hosts={request.get_host()})
    return target if target and allowed and target.startswith("/") else "/"
