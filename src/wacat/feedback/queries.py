"""Reads of Masukan: the teller's list, the desk's shelves."""

import re
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from wacat.accounts.access import Visitor
from wacat.feedback.models import Feedback, Match
from wacat.feedback.states import OPEN, FeedbackKind, FeedbackState

SHELVES = ("terbuka", "baru", "cocok", "jemput", "selesai")
_NUMBER = re.compile(r"[mM][ -]*0*([0-9]{1,18})")


@dataclass(frozen=True)
class Wanted:
    """What somebody asks of a list."""

    shelf: str = "terbuka"
    kind: str = ""
    kelurahan_id: int = 0
    text: str = ""


def within(visitor: Visitor) -> QuerySet[Feedback]:
    """What was told about the visitor's RT, kelurahan or city."""
    found = Feedback.objects.select_related("rt", "kelurahan")
    if visitor.rt_id is not None:
        return found.filter(rt_id=visitor.rt_id)
    if visitor.role == "LURAH":
        return found.filter(kelurahan_id=visitor.kelurahan_id)
    return found.filter(city_id=visitor.city_id)


def listed(wanted: Wanted, *, by: Visitor) -> QuerySet[Feedback]:
    """What is on a shelf and fits, the newest first; the field team's list by place."""
    return matching(wanted, by=by).filter(shelf(wanted.shelf)).order_by("-id")


def matching(wanted: Wanted, *, by: Visitor) -> QuerySet[Feedback]:
    """What fits the filters, whatever its shelf."""
    found = within(by).filter(_named(wanted.text))
    if wanted.kind in FeedbackKind.values:
        found = found.filter(kind=wanted.kind)
    if wanted.kelurahan_id:
        found = found.filter(kelurahan_id=wanted.kelurahan_id)
    return found


def shelf(name: str) -> Q:
    """The condition of one shelf; the names are `SHELVES`."""
    suggested = Match.objects.filter(
        feedback=OuterRef("pk"), verdict="", record__withdrawn_at__isnull=True
    )
    return {
        "terbuka": Q(state__in=OPEN),
        "baru": Q(state=FeedbackState.SUBMITTED),
        "cocok": Q(state__in=OPEN) & Q(Exists(suggested)),
        "jemput": Q(state=FeedbackState.JEMPUT_BOLA),
        "selesai": ~Q(state__in=OPEN),
    }[name]


def counts(wanted: Wanted, *, by: Visitor, shelves: tuple[str, ...] = SHELVES) -> dict[str, int]:
    """How many stand on each of these shelves."""
    found = matching(wanted, by=by)
    return found.aggregate(**{name: Count("pk", filter=shelf(name)) for name in shelves})


def _named(text: str) -> Q:
    if number := _NUMBER.fullmatch(text.strip()):
        return Q(pk=int(number[1]))
    return Q(name__icontains=text.strip()) if text.strip() else Q()
