"""The answers or decisions behind a mean, the slowest first, each with the time it took."""

from datetime import timedelta
from typing import Any

from django.db.models import (
    Case,
    DurationField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce

from wacat.records.models import Notice
from wacat.reports.behind.corrections import corrections
from wacat.reports.behind.figure import CORRECTIONS, Figure, lock_of
from wacat.reports.behind.notices import notices

# the figures a mean or a share is made of
TIMED = ("answered", "settled")
MICROSECOND = timedelta(microseconds=1)


def slowest(figure: Figure) -> QuerySet[Notice, Any]:
    """The notices behind a figure of TIMED with `took`: from notice to answer, or claim to decision."""
    found = notices(figure)
    if figure.part in CORRECTIONS:
        took: Any = Subquery(_decided(figure).values("took")[:1])
    else:
        took = _span("answered_at", "published_at")
    return found.annotate(took=took).order_by("-took", "-id")


def quicker_than(
    found: QuerySet[Notice, Any], *, took: timedelta, pk: int
) -> QuerySet[Notice, Any]:
    """What comes after that line of such a list: who was quicker."""
    return found.filter(Q(took__lt=took) | Q(took=took, pk__lt=pk))


def _decided(figure: Figure) -> QuerySet[Any, Any]:
    """The corrections of the outer notice; of a locked period with the decision that stood then."""
    own = corrections(figure).filter(notice=OuterRef("pk"))
    until = lock_of(figure)
    decided: Any = F("decided_at")
    if until is not None:
        then = Case(When(decided_at__lte=until, then=F("decided_at")))
        decided = Coalesce(then, F("objection__first_decided_at"))
    return own.annotate(took=_span(decided, "submitted_at")).order_by("-took")


def _span(until: Any, since: str) -> Any:
    ended = F(until) if isinstance(until, str) else until
    return ExpressionWrapper(ended - F(since), output_field=DurationField())
