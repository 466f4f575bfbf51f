"""Reads of the mappings that operators saved."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from wacat.accounts.access import Visitor
from wacat.intake.models import Batch, SavedLayout

PAGE_SIZE = 50
MOST_VERSIONS = 50
MOST_SOURCES = 40


@dataclass(frozen=True)
class Page:
    """Some mappings, and whether there are more behind them."""

    rows: list[SavedLayout]
    more: bool


def _of_the_city(by: Visitor) -> QuerySet[SavedLayout]:
    found = SavedLayout.objects.filter(city_id=by.city_id)
    return found.select_related("made_by__person", "ended_by__person").defer(
        "made_by__password", "ended_by__password"
    )


def page_of(*, ended: bool, text: str, before: int | None, by: Visitor) -> Page:
    """The mappings in use or those that have ended, the newest first."""
    found = _of_the_city(by).filter(ended_at__isnull=not ended).order_by("-id")
    if text:
        found = found.filter(Q(name__icontains=text) | Q(source__icontains=text))
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found[: PAGE_SIZE + 1])
    return Page(rows[:PAGE_SIZE], len(rows) > PAGE_SIZE)


def count(*, by: Visitor) -> dict[str, int]:
    """How many mappings are used, and how many have ended."""
    return SavedLayout.objects.filter(city_id=by.city_id).aggregate(
        used=Count("pk", filter=Q(ended_at=None)), ended=Count("pk", filter=~Q(ended_at=None))
    )


def get(saved_id: int, *, by: Visitor) -> SavedLayout:
    """One mapping.

    Raises:
        SavedLayout.DoesNotExist: there is none in the visitor's city.
    """
    return _of_the_city(by).get(pk=saved_id)


def versions_of(saved: SavedLayout, *, by: Visitor) -> list[SavedLayout]:
    """All versions for the same headings, the newest first."""
    found = _of_the_city(by).filter(fingerprint=saved.fingerprint).order_by("-id")
    return list(found[:MOST_VERSIONS])


def used_count(saved: SavedLayout) -> int:
    """How many files were read with it."""
    return Batch.objects.filter(saved=saved).count()


def sources(*, by: Visitor) -> list[str]:
    """The names of sources used so far, to choose from."""
    found = SavedLayout.objects.filter(city_id=by.city_id).order_by("source")
    return list(found.values_list("source", flat=True).distinct()[:MOST_SOURCES])
