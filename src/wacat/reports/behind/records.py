"""The records behind a figure, for those who may read records."""

from django.db.models import Q, QuerySet

from wacat.areas.models import Level
from wacat.records.models import ServiceRecord
from wacat.reports.behind.figure import Figure, last_lock, lock_of
from wacat.reports.queries import LAMPID
from wacat.values.kinds import Kind


def records(figure: Figure) -> QuerySet[ServiceRecord]:
    """The records behind a figure of services or of LAMPID, newest first."""
    found = ServiceRecord.objects.filter(_touching(figure)).filter(_known(figure))
    if figure.kinds:
        found = found.filter(kind__in=figure.kinds)
    if figure.sex is not None:
        found = found.filter(sex=figure.sex)
    if figure.citizenship is not None:
        found = found.filter(citizenship=figure.citizenship)
    return found.order_by("-id")


def _touching(figure: Figure) -> Q:
    """Which records the area counts in that part."""
    level = figure.area.level.lower()
    here = Q(**{level: figure.area})
    if figure.area.level == Level.CITY:
        came_from = Q(pk=None)
        inner_arrival = Q(pk=None)
    else:
        came_from = Q(**{f"origin_{level}": figure.area})
        inner_arrival = here & (Q(origin_rt=None) | ~came_from)
    if not figure.changes:
        return here | came_from
    inner = Q(kind=Kind.PINDAH_DALAM_KOTA)
    moved = {"arrived": inner & inner_arrival, "left": inner & came_from & ~here}
    found = here & Q(kind__in=[kind for kind, part in LAMPID.items() if part in figure.changes])
    for part in figure.changes:
        found |= moved.get(part, Q(pk=None))
    return found


def _known(figure: Figure) -> Q:
    """What the report counted: known when its period was locked, not recalled by then."""
    until = lock_of(figure)
    standing, known = Q(withdrawn_at=None), Q(published_at__isnull=False)
    if until is not None:
        standing |= Q(withdrawn_at__gt=until)
        known = Q(published_at__lte=until)
    own = Q(served_on__range=(figure.period.first, figure.period.last)) & known & standing
    if figure.late is False:
        return own
    since = last_lock(figure)
    taken_back = Q(withdrawn_at__gt=since, published_at__lte=since)
    if until is not None:
        taken_back &= Q(withdrawn_at__lte=until)
    news = known & standing & Q(published_at__gt=since)
    late = Q(served_on__lt=figure.period.first) & (news | taken_back)
    return late if figure.late else own | late
