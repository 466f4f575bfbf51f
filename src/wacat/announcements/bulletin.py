"""The monthly bulletin: the figures of each area, and the announcement that carries them (Pasal 8b)."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from wacat.accounts.access import Visitor
from wacat.announcements.models import Announcement, BulletinPage, Version
from wacat.announcements.states import Kind, VersionState
from wacat.areas.models import Area, Level

# Counts from 1 to 4, and what was taken back by so little, are left out where others read them.
FEW = 5
READERS = ["KETUA_RT", "LURAH", "KEPALA", "SEKRETARIS"]
TREND = 6


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What was counted in an area and month; None is a small number that is left out."""

    services: int | None
    born: int | None
    died: int | None
    arrived: int | None
    left: int | None
    told: int | None
    answered: int | None

    def without_small(self) -> "Figures":
        """The same with counts from 1 to 4 left out, above and below zero."""
        return Figures(
            **{name: None if 0 < abs(n or 0) < FEW else n for name, n in asdict(self).items()}
        )


@transaction.atomic
def make(
    *,
    month: date,
    pages: Iterable[tuple[Area, Figures]],
    words: tuple[str, str],
    straight: bool,
    by: int,
    at: datetime,
) -> Announcement | None:
    """Keep the figures of a month and the announcement of them, once a month; None when it is there.

    `words` are title and text. With `straight` it is shown at once, else it is a draft that somebody
    of the office looks at. What stands above an RT is kept without its small numbers.
    """
    announcement, made = Announcement.objects.get_or_create(
        month=month, defaults={"kind": Kind.BULLETIN, "made_by_id": by, "made_at": at}
    )
    if not made:
        return None
    BulletinPage.objects.bulk_create(
        [_page(area, figures, month=month, at=at) for area, figures in pages], batch_size=500
    )
    Version.objects.create(
        announcement=announcement, number=1, title=words[0], body=words[1], offices=READERS,
        area_ids=[], from_at=at, automatic=straight, made_by_id=by, made_at=at,
        state=VersionState.APPROVED if straight else VersionState.DRAFT,
        decided_at=at if straight else None,
    )  # fmt: skip
    return announcement


def pages_for(by: Visitor, *, month: date) -> list[BulletinPage]:
    """The figures of the visitor's own area and of those it lies in, the nearest first."""
    places = [place for place in (by.rt_id, by.kelurahan_id, by.city_id) if place is not None]
    found = BulletinPage.objects.filter(month=month, area_id__in=places).select_related("area")
    return sorted(found, key=lambda page: places.index(page.area_id))


def trend_for(area_id: int, *, month: date) -> list[BulletinPage]:
    """The months of an area up to that one, oldest first."""
    found = BulletinPage.objects.filter(area_id=area_id, month__lte=month)
    return list(found.order_by("-month")[:TREND])[::-1]


def _page(area: Area, figures: Figures, *, month: date, at: datetime) -> BulletinPage:
    is_rt = area.level == Level.RT
    kept = figures if is_rt else figures.without_small()
    return BulletinPage(
        month=month, level=area.level, area=area, rt_id=area.pk if is_rt else None,
        kelurahan_id=area.pk if area.level == Level.KELURAHAN else area.kelurahan_id,
        city_id=area.city_id or area.pk, figures=asdict(kept), made_at=at,
    )  # fmt: skip
