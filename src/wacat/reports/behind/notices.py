"""The notices behind a figure: all that Ketua RT and Lurah may read, masked; for answers also staff."""

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from wacat.areas.models import Level
from wacat.records.models import AnswerKind, Direction, Notice, NoticeState
from wacat.reports.behind.corrections import corrections
from wacat.reports.behind.figure import CORRECTIONS, Figure, last_lock, lock_of
from wacat.reports.queries import LAMPID
from wacat.values.kinds import Kind

PROMPT = timedelta(hours=72)
RECALLED = Q(state=NoticeState.WITHDRAWN)


def notices(figure: Figure) -> QuerySet[Notice]:
    """The notices behind a figure, newest first; behind one of corrections also those recalled since."""
    found = Notice.objects.filter(**{figure.area.level.lower(): figure.area})
    found = found.exclude(state=NoticeState.PREPARED)
    if figure.part in CORRECTIONS:
        return found.filter(pk__in=corrections(figure).values("notice_id")).order_by("-id")
    found = found.filter(_counted(figure))
    if figure.changes:
        found = _moving(found, figure)
    elif figure.part == "served":  # a service with both sides in the area is one service
        found = found.exclude(_has_other_side(figure), direction=Direction.ORIGIN)
    if figure.kinds:
        found = found.filter(kind__in=figure.kinds)
    if figure.sex is not None:
        found = found.filter(sex=figure.sex)
    return found.order_by("-id")


def _counted(figure: Figure) -> Q:
    """What the report counted of its own months, of earlier ones, or of both."""
    until = lock_of(figure)
    own = Q(served_on__range=(figure.period.first, figure.period.last))
    own &= _stood(until) & _said(figure.part, until=until)
    if figure.late is False:
        return own
    since = last_lock(figure)
    late = Q(served_on__lt=figure.period.first) & (
        _stood(until) & _came(figure.part, since=since, until=until)
        | _recalled(since=since, until=until) & _said(figure.part, until=since)
    )
    return late if figure.late else own | late


def _stood(at: datetime | None) -> Q:
    """Told by that moment and not recalled; None is now. A recall is the last change of a notice."""
    if at is None:
        return ~RECALLED
    return Q(published_at__lte=at) & (~RECALLED | Q(changed_at__gt=at))


def _recalled(*, since: datetime, until: datetime | None) -> Q:
    """Told before, recalled between the two moments."""
    found = RECALLED & Q(published_at__lte=since, changed_at__gt=since)
    return found if until is None else found & Q(changed_at__lte=until)


def _said(part: str, *, until: datetime | None) -> Q:
    """Whether that was said of a notice by then."""
    given = ~Q(answer="") if until is None else ~Q(answer="") & Q(answered_at__lte=until)
    if part == "unanswered":
        return ~given
    if part == "prompt":
        return given & Q(answered_at__lte=F("published_at") + PROMPT)
    if part == "answered":
        return given
    return given & Q(answer=part) if part in AnswerKind.values else Q()


def _came(part: str, *, since: datetime, until: datetime | None) -> Q:
    """What is new since a moment: the answer where the figure is one of answers, else the notice."""
    if part in ("answered", "prompt", *AnswerKind.values):
        return _said(part, until=until) & Q(answered_at__gt=since)
    return Q(published_at__gt=since)


def _moving(found: QuerySet[Notice], figure: Figure) -> QuerySet[Notice]:
    """The notices of a change of the population; a move inside the area is none."""
    kinds = [kind for kind, part in LAMPID.items() if part in figure.changes]
    sides = {"arrived": Direction.DESTINATION, "left": Direction.ORIGIN}
    wanted = [side for part, side in sides.items() if part in figure.changes]
    moved = Q(pk=None)
    if wanted and figure.area.level != Level.CITY:
        moved = Q(kind=Kind.PINDAH_DALAM_KOTA, direction__in=wanted)
    return found.filter(Q(kind__in=kinds) | moved & ~_has_other_side(figure))


def _has_other_side(figure: Figure) -> Exists:
    """Whether the other side of the same service lies in the area too."""
    other = Notice.objects.filter(
        record=OuterRef("record"), **{figure.area.level.lower(): figure.area}
    )
    return Exists(other.exclude(direction=OuterRef("direction")))
