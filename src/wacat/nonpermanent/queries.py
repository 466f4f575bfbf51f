"""Reads of temporary stays: lists by state, RT, purpose and text, and the settings of the module."""

import re
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from wacat.accounts import settings
from wacat.accounts.access import Visitor
from wacat.accounts.models import SettingName
from wacat.nonpermanent.models import Stay
from wacat.nonpermanent.states import CLOSED, OPEN, Purpose, StayState

SHELVES = ("tinggal", "lewat", "selesai")
_NUMBER = re.compile(r"[nN][ -]*0*([0-9]{1,18})")
_RT = re.compile(r"(?:rt\.? *)?0*([0-9]{1,3})", re.IGNORECASE)


@dataclass(frozen=True)
class Wanted:
    """What somebody asks of a list."""

    shelf: str = "tinggal"
    purpose: str = ""
    kelurahan_id: int = 0
    rt: int = 0
    text: str = ""


def is_on() -> bool:
    """Whether the office uses this module."""
    return bool(settings.get(SettingName.NONPERMANENT))


def within(visitor: Visitor) -> QuerySet[Stay]:
    """The stays in the visitor's RT, kelurahan or city."""
    found = Stay.objects.select_related("rt", "kelurahan")
    if visitor.rt_id is not None:
        return found.filter(rt_id=visitor.rt_id)
    if visitor.role == "LURAH":
        return found.filter(kelurahan_id=visitor.kelurahan_id)
    return found.filter(city_id=visitor.city_id)


def listed(wanted: Wanted, *, by: Visitor) -> QuerySet[Stay]:
    """What is on a shelf and fits, the newest first."""
    return matching(wanted, by=by).filter(shelf(wanted.shelf)).order_by("-id")


def matching(wanted: Wanted, *, by: Visitor) -> QuerySet[Stay]:
    """What fits the filters, whatever its shelf."""
    found = within(by).filter(_named(wanted.text))
    if wanted.purpose in Purpose.values:
        found = found.filter(purpose=wanted.purpose)
    if wanted.kelurahan_id:
        found = found.filter(kelurahan_id=wanted.kelurahan_id)
    if wanted.rt:
        found = found.filter(rt__number=wanted.rt)
    return found


def shelf(name: str) -> Q:
    """The condition of one shelf; the names are `SHELVES`."""
    return {
        "tinggal": Q(state__in=OPEN),
        "lewat": Q(state=StayState.EXPIRED),
        "selesai": Q(state__in=CLOSED),
    }[name]


def counts(wanted: Wanted, *, by: Visitor) -> dict[str, int]:
    """How many stand on each shelf."""
    found = matching(wanted, by=by)
    return found.aggregate(**{name: Count("pk", filter=shelf(name)) for name in SHELVES})


def _named(text: str) -> Q:
    text = text.strip()
    if not text:
        return Q()
    if number := _NUMBER.fullmatch(text):
        return Q(pk=int(number[1]))
    if number := _RT.fullmatch(text):
        return Q(rt__number=int(number[1]))
    return Q(name__icontains=text) | Q(host__icontains=text) | Q(origin__icontains=text)
