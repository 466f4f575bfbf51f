"""Forms that ask one question a screen: everything typed so far travels along in the page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from django.forms import Form

from wacat.web.audience import Request

Screens = Mapping[str, Sequence[str]]


def typed_so_far(request: Request, names: Iterable[str], *, longest: int) -> dict[str, str]:
    """What was typed on all screens, each text at most `longest` characters, and the key `kunci`."""
    kept = {name: request.POST.get(name, "")[:longest] for name in [*names, "kunci"]}
    return {name: text.replace("\x00", "") for name, text in kept.items()}


def key_of(text: str, *, by: int) -> UUID:
    """The idempotency key of a form; a key that is none becomes one of that account's own."""
    try:
        return UUID(text)
    except ValueError:
        return uuid5(UUID(int=by), text)


def first_wrong(form: Form, *, screens: Screens) -> str:
    """The first screen on which something is wrong."""
    return next(screen for screen, names in screens.items() if set(names) & set(form.errors))


def screen_page(
    screen: str, *, screens: Screens, typed: Mapping[str, str], form: Form, error: str = ""
) -> dict[str, Any]:
    """What the page of a screen needs: its place, its fields, what travels along, what is wrong."""
    order = list(screens)
    place = order.index(screen)
    errors = [
        (form[name].auto_id, sentence)
        for name in screens[screen]
        for sentence in form.errors.get(name, ())
    ]
    return {
        "layar": screen,
        "nomor": place + 1,
        "semua": len(order),
        "sebelumnya": order[place - 1] if place else "",
        "isian": form,
        "dibawa": {n: v for n, v in typed.items() if v and n not in screens[screen]},
        "galat": [*errors, *([("", error)] if error else [])],
    }
