"""What stands behind a figure of a report: records for those who may read them, else notices.

Of a locked period it is what was known when it was locked; answers are those of now.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from wacat.areas.models import Area, Level
from wacat.records.models import AnswerKind, Direction, Notice, NoticeState, ServiceRecord
from wacat.reports.closing import city_of
from wacat.reports.models import OutcomeStart, PeriodStep, ReportPeriod
from wacat.reports.period import Period, month_of
from wacat.reports.queries import LAMPID
from wacat.reports.states import PeriodState, Span
from wacat.values.kinds import NEUTRAL, Kind
from wacat.values.tanggal import months_later
from wacat.verification.models import Correction
from wacat.verification.states import CorrectionState

CHANGES = {"born": "Lahir", "arrived": "Datang", "died": "Mati", "left": "Pindah"}
ANSWERS = {
    "told": "Pemberitahuan", "CONFIRMED": "Benar", "CORRECTED": "Ada yang salah",
    "NOT_MINE": "Bukan warga", "unanswered": "Belum dijawab",
}  # fmt: skip
# as `Decisions` of a report names them
DECISIONS = {
    "settled": "Koreksi diputuskan", "accepted": "Koreksi diterima",
    "partly": "Koreksi diterima sebagian", "rejected": "Koreksi ditolak", "other": "Putusan lain",
    "unknown": "Koreksi diputuskan, belum dirinci",
}  # fmt: skip
PARTS = {"served": "Layanan", **CHANGES, **ANSWERS, **DECISIONS}
_NAMED = {
    "accepted": CorrectionState.ACCEPTED, "partly": CorrectionState.PARTLY_ACCEPTED,
    "rejected": CorrectionState.REJECTED,
}  # fmt: skip
# nothing is late while nothing was locked
NEVER = datetime.max.replace(tzinfo=UTC) - timedelta(days=2)
NEVER_TOLD = [NoticeState.PREPARED, NoticeState.WITHDRAWN]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure of a report: of which area and period, and which line and column."""

    area: Area
    period: Period
    part: str
    kind: str = ""
    sex: str | None = None
    citizenship: str | None = None
    late: bool = False


def records(figure: Figure) -> QuerySet[ServiceRecord]:
    """The records behind a figure of services or of LAMPID, newest first."""
    found = ServiceRecord.objects.filter(_touching(figure)).filter(_known(figure))
    if figure.kind:
        found = found.filter(kind=figure.kind)
    if figure.sex is not None:
        found = found.filter(sex=figure.sex)
    if figure.citizenship is not None:
        found = found.filter(citizenship=figure.citizenship)
    return found.order_by("-id")


def notices(figure: Figure) -> QuerySet[Notice]:
    """The notices behind a figure, newest first."""
    column = figure.area.level.lower()
    found = Notice.objects.filter(**{column: figure.area}).exclude(state__in=NEVER_TOLD)
    if figure.part in DECISIONS:
        found = found.filter(pk__in=_decided(figure).values("notice_id"))
    elif figure.late:
        found = found.filter(served_on__lt=figure.period.first, published_at__gt=_last_lock(figure))
    else:
        found = found.filter(served_on__range=(figure.period.first, figure.period.last))
    if figure.part in AnswerKind.values:
        found = found.filter(answer=figure.part)
    elif figure.part == "unanswered":
        found = found.filter(answer="")
    elif figure.part in CHANGES:
        found = _moving(found, figure)
    elif figure.part == "served":  # a service with both sides in the area is one service
        found = found.exclude(_has_other_side(figure), direction=Direction.ORIGIN)
    if figure.kind:
        found = found.filter(kind=figure.kind)
    if figure.sex is not None:
        found = found.filter(sex=figure.sex)
    return found.order_by("-id")


def _decided(figure: Figure) -> QuerySet[Correction]:
    """The corrections whose decision a figure counts, by the month in which they were handed in.

    Of a locked period it is the decision that stood then, also where an objection undid it later.
    """
    level = figure.area.level.lower()
    column = "kelurahan__kecamatan" if figure.area.level == Level.KECAMATAN else level
    found = _telling(Correction.objects.filter(**{column: figure.area}), figure)
    until = lock_of(figure)
    standing = _so("outcome", figure.part) & Q(decided_at__isnull=False)
    undone = _so("objection__first_outcome", figure.part)
    if figure.late:
        since = _last_lock(figure)
        standing &= Q(decided_at__gt=since)
        undone &= Q(objection__at__gt=since, objection__first_decided_at__lte=since)
        inside = Q(submitted_at__date__lt=figure.period.first)
        if until is not None:
            standing &= Q(decided_at__lte=until)
            undone &= Q(objection__at__lte=until)
    else:
        inside = Q(submitted_at__date__range=(figure.period.first, figure.period.last))
        if until is None:
            return found.filter(inside, standing)
        standing &= Q(decided_at__lte=until)
        undone &= Q(objection__at__gt=until, objection__first_decided_at__lte=until)
    return found.filter(inside).filter(standing | undone)


def _telling(found: QuerySet[Correction], figure: Figure) -> QuerySet[Correction]:
    """Those of months that tell how it was decided, or those of the months that do not."""
    start = OutcomeStart.objects.filter(city=city_of(figure.area)).first()
    if figure.part == "unknown":
        return found.filter(submitted_at__date__lt=start.month) if start else found.none()
    if figure.part == "settled" or start is None:
        return found
    return found.filter(submitted_at__date__gte=start.month)


def _so(column: str, part: str) -> Q:
    """Whether that column says that it was decided so."""
    if part in _NAMED:
        return Q(**{column: _NAMED[part]})
    named = Q(**{f"{column}__in": list(_NAMED.values())})
    return ~named if part == "other" else Q()


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
    inner = Q(kind=Kind.PINDAH_DALAM_KOTA)
    if figure.part in CHANGES:
        kinds = [kind for kind, part in LAMPID.items() if part == figure.part]
        moved = {"arrived": inner & inner_arrival, "left": inner & came_from & ~here}
        return here & Q(kind__in=kinds) | moved.get(figure.part, Q(pk=None))
    return here | came_from


def _moving(found: QuerySet[Notice], figure: Figure) -> QuerySet[Notice]:
    """The notices of a change of the population; a move inside the area is none."""
    kinds = [kind for kind, part in LAMPID.items() if part == figure.part]
    sides = {"arrived": Direction.DESTINATION, "left": Direction.ORIGIN}
    moved = Q(pk=None)
    if figure.part in sides and figure.area.level != Level.CITY:
        moved = Q(kind=Kind.PINDAH_DALAM_KOTA, direction=sides[figure.part])
    return found.filter(Q(kind__in=kinds) | moved & ~_has_other_side(figure))


def _has_other_side(figure: Figure) -> Exists:
    """Whether the other side of the same service lies in the area too."""
    other = Notice.objects.filter(
        record=OuterRef("record"), **{figure.area.level.lower(): figure.area}
    )
    return Exists(other.exclude(direction=OuterRef("direction")))


def _known(figure: Figure) -> Q:
    """What the report counted: known when its period was locked, not recalled by then."""
    until = lock_of(figure)
    standing = Q(withdrawn_at=None)
    known = Q(published_at__isnull=False)
    if until is not None:
        standing |= Q(withdrawn_at__gt=until)
        known = Q(published_at__lte=until)
    if figure.late:
        since = _last_lock(figure)
        news = standing & Q(published_at__gt=since)
        taken_back = Q(withdrawn_at__gt=since, published_at__lte=since)
        if until is not None:
            taken_back &= Q(withdrawn_at__lte=until)
        return Q(served_on__lt=figure.period.first) & (known & news | taken_back)
    inside = Q(served_on__range=(figure.period.first, figure.period.last))
    return inside & known & standing


def lock_of(figure: Figure) -> datetime | None:
    """When the last month of the period was locked; None while it is open."""
    return _locked_at(figure, months_later(figure.period.following, -1).isoformat()[:7])


def _last_lock(figure: Figure) -> datetime:
    """When the month before the period was locked; what came later is late for it."""
    before = month_of(months_later(figure.period.first, -1)).key
    return _locked_at(figure, before) or NEVER


def _locked_at(figure: Figure, key: str) -> datetime | None:
    month = ReportPeriod.objects.filter(city=city_of(figure.area), key=key, span=Span.MONTH)
    steps = PeriodStep.objects.filter(
        period__in=month.exclude(state=PeriodState.OPEN), to_state=PeriodState.LOCKED
    )
    return steps.order_by("-id").values_list("at", flat=True).first()


def kind_choices(*, neutral: bool) -> list[str]:
    """The kinds a list can be narrowed to."""
    kinds = [kind.value for kind in Kind if not (neutral and kind.urgency == "C")]
    return [*kinds, NEUTRAL] if neutral else kinds
