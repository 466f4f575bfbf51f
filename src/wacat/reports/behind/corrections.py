"""The corrections behind a figure, by the month in which they were handed in."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from wacat.areas.models import Level
from wacat.reports.behind.figure import DECISIONS, Figure, last_lock, lock_of
from wacat.reports.closing import city_of
from wacat.reports.models import OutcomeStart
from wacat.verification.models import ClockRound, Correction
from wacat.verification.states import CorrectionState

NAMED = {
    "accepted": CorrectionState.ACCEPTED, "partly": CorrectionState.PARTLY_ACCEPTED,
    "rejected": CorrectionState.REJECTED,
}  # fmt: skip
CANCELLED = Q(state=CorrectionState.CANCELLED)


def corrections(figure: Figure) -> QuerySet[Correction]:
    """The corrections that a figure counts.

    Of a locked period it is the decision that stood then, also where an objection undid it later; what
    its author took back only after the lock is there still.
    """
    level = figure.area.level.lower()
    column = "kelurahan__kecamatan" if figure.area.level == Level.KECAMATAN else level
    found = _telling(Correction.objects.filter(**{column: figure.area}), figure)
    until = lock_of(figure)
    own = Q(submitted_at__date__range=(figure.period.first, figure.period.last))
    own &= _of(figure.part, until)
    if figure.late is False:
        return found.filter(own)
    since = last_lock(figure)
    late = Q(submitted_at__date__lt=figure.period.first) & _late(figure.part, since, until)
    return found.filter(late if figure.late else own | late)


def _of(part: str, until: datetime | None) -> Q:
    """Whether that was so by then; None is now."""
    there = ~CANCELLED if until is None else ~CANCELLED | Q(closed_at__gt=until)
    if part == "claimed":
        return there
    if part == "waiting":
        return there & ~_decided("settled", until)
    return _decided(part, until)


def _decided(part: str, until: datetime | None) -> Q:
    """Whether a decision of that sort stood by then."""
    standing = _so("outcome", part) & Q(decided_at__isnull=False)
    if part == "in_time":
        standing &= Q(decided_at__lte=F("due_at"))
    if until is None:
        return standing
    undone = _undone(part) & Q(objection__at__gt=until, objection__first_decided_at__lte=until)
    return standing & Q(decided_at__lte=until) | undone


def _undone(part: str) -> Q:
    """Whether the decision that an objection undid was of that sort."""
    first = ClockRound.objects.filter(
        correction=OuterRef("pk"), number=1, ended_at__lte=F("due_at")
    )
    return Q(Exists(first)) if part == "in_time" else _so("objection__first_outcome", part)


def _late(part: str, since: datetime, until: datetime | None) -> Q:
    """What became so after the months before were locked, and what was no longer so: a minus."""
    if part in ("claimed", "waiting"):
        gone = CANCELLED & Q(closed_at__gt=since)
        return gone if until is None else gone & Q(closed_at__lte=until)
    standing = _decided(part, until) & Q(decided_at__gt=since)
    undone = _undone(part) & Q(objection__at__gt=since, objection__first_decided_at__lte=since)
    return standing | (undone if until is None else undone & Q(objection__at__lte=until))


def _telling(found: QuerySet[Correction], figure: Figure) -> QuerySet[Correction]:
    """Those of months that tell how it was decided, or those of the months that do not."""
    if figure.part not in DECISIONS or figure.part == "settled":
        return found
    start = OutcomeStart.objects.filter(city=city_of(figure.area)).first()
    if figure.part == "unknown":
        return found.filter(submitted_at__date__lt=start.month) if start else found.none()
    return found if start is None else found.filter(submitted_at__date__gte=start.month)


def _so(column: str, part: str) -> Q:
    """Whether that column says that it was decided so."""
    if part in NAMED:
        return Q(**{column: NAMED[part]})
    named = Q(**{f"{column}__in": list(NAMED.values())})
    return ~named if part == "other" else Q()
