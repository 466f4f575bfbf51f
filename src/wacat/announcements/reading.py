"""What a visitor is shown, what he has not read yet, and who has read what."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from wacat.accounts.access import Visitor
from wacat.accounts.models import Appointment, Office
from wacat.announcements.models import Receipt, Version
from wacat.announcements.states import VersionState


def for_visitor(by: Visitor, *, at: datetime) -> QuerySet[Version]:
    """What is shown to a visitor now: meant for his office and his area, urgent and newest first."""
    places = [by.rt_id, by.kelurahan_id, by.kecamatan_id, by.city_id]
    here = [place for place in places if place is not None]
    mine = Receipt.objects.filter(version=OuterRef("pk"), account_id=by.account_id)
    return (
        Version.objects.filter(
            Q(until_at=None) | Q(until_at__gt=at),
            Q(area_ids=[]) | Q(area_ids__overlap=here),
            state=VersionState.APPROVED,
            from_at__lte=at,
            offices__contains=[by.role],
        )
        .annotate(
            seen=Exists(mine),
            confirmed=Exists(mine.filter(confirmed_at__isnull=False)),
        )
        .select_related("announcement")
        .order_by("-urgent", "-from_at", "-pk")
    )


def unread(by: Visitor, *, at: datetime) -> list[Version]:
    """What the visitor has not opened yet, or must still say that he read."""
    if by.role in (Office.TEKNIS, "NONE"):
        return []
    waiting = Q(seen=False) | Q(must_read=True, confirmed=False)
    found = for_visitor(by, at=at).filter(waiting)
    return list(found.only("id", "announcement_id", "title", "urgent", "must_read"))


def get_shown(announcement_id: int, *, by: Visitor, at: datetime) -> Version:
    """The wording of an announcement that the visitor is shown now.

    Raises:
        Version.DoesNotExist: it is for others, over, withdrawn, or there is none.
    """
    return for_visitor(by, at=at).get(announcement_id=announcement_id)


@transaction.atomic
def mark(version: Version, *, confirm: bool = False, by: Visitor, at: datetime) -> None:
    """Write down that the visitor opened a wording, or with `confirm` that he says he read it; once."""
    if by.role == Office.TEKNIS or by.area_id is None:
        return  # the technical team writes nothing in closed tables
    Receipt.objects.bulk_create(
        [
            Receipt(
                version=version, account_id=by.account_id, office=by.role, area_id=by.area_id,
                seen_at=at, confirmed_at=at if confirm else None,
            )
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    if confirm:
        mine = Receipt.objects.filter(version=version, account_id=by.account_id)
        mine.filter(confirmed_at=None).update(confirmed_at=at)


def receivers(version: Version, *, at: datetime) -> QuerySet[Any]:
    """The offices that a wording is meant for and who holds them now, with when they read it."""
    held = Appointment.objects.filter(
        valid__contains=at, office__in=version.offices, person__account__state="ACTIVE"
    )
    if version.area_ids:
        within = Q(area_id__in=version.area_ids)
        for above in ("kelurahan", "kecamatan", "city"):
            within |= Q(**{f"area__{above}_id__in": version.area_ids})
        held = held.filter(within)
    read = Receipt.objects.filter(version=version, account=OuterRef("person__account"))
    return (
        held.annotate(
            seen_at=Subquery(read.values("seen_at")[:1]),
            confirmed_at=Subquery(read.values("confirmed_at")[:1]),
        )
        .select_related("person__account", "area__kelurahan")
        .order_by("area__kelurahan__name", "area__number", "person__name", "pk")
    )
