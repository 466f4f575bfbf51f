"""What is measured of a semester: one statement a subject, counts only, no resident.

Run in the worker's context, which reaches the whole city; what comes out goes into an edition.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, F, Max, Q, QuerySet, Value
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone

from wacat.areas.models import Area
from wacat.intake.quality import Counts
from wacat.reports.overview import FIGURES, REPLIES, Line
from wacat.reports.period import Period
from wacat.reports.states import Span
from wacat.values.tanggal import months_later
from wacat.verification import watching
from wacat.verification.models import ClockRound


@dataclass(frozen=True, kw_only=True)
class Semester:
    """Six months of a city: their first days, and the moments between which they lie."""

    city: Area
    first: date

    @property
    def period(self) -> Period:
        """The same as a period of reports."""
        return Period(first=self.first, span=Span.SEMESTER)

    @property
    def key(self) -> str:
        """As files, addresses and commands write it: 2026-S1."""
        return self.period.key

    @property
    def words(self) -> str:
        """As a letter writes it: semester I 2026."""
        return self.period.words

    @property
    def months(self) -> list[date]:
        """The first days of its months."""
        return self.period.months

    @property
    def following(self) -> date:
        """The first day after it."""
        return self.period.following

    @property
    def before(self) -> "Semester":
        """The semester before it."""
        return Semester(city=self.city, first=months_later(self.first, -6))

    @property
    def since(self) -> datetime:
        """Its first moment, here."""
        return _midnight(self.first)

    @property
    def until(self) -> datetime:
        """The first moment after it, here."""
        return _midnight(self.following)


@dataclass(frozen=True, kw_only=True)
class Breaches:
    """Rounds of the legal clock that began in a month, and those that overran it (Pasal 10b)."""

    month: date
    claimed: int
    decided_late: int
    open_late: int
    worst_hours: float

    @property
    def late(self) -> int:
        """Decided late, or not decided although the time is over."""
        return self.decided_late + self.open_late


@dataclass(frozen=True, kw_only=True)
class Incidents:
    """What happened to access: openings in an emergency, phones that were lost (Pasal 8a, 9).

    `alarms` are patterns of denials that were raised (Pasal 3b).
    """

    opened: int
    minutes: int
    justified: int
    unjustified: int
    unreviewed: int
    locked: int
    alarms: int


@dataclass(frozen=True, kw_only=True)
class Revocations:
    """Revocations for breach that were decided, by reason, and what objections came to (Pasal 6)."""

    reason: str
    count: int
    objected: int
    reinstated: int


@dataclass(frozen=True, kw_only=True)
class Rounds:
    """Periodic reports of Lurah that fell due, and those that came in time (Pasal 5(3)b)."""

    due: int
    finished: int
    in_time: int


KECAMATAN = f"""
WITH s AS (
  SELECT kecamatan_id, sum(count) FILTER (WHERE side = 'P' OR reach > 2)::int AS services
  FROM reports_monthly WHERE city_id = %(city)s AND month = ANY (%(months)s) AND NOT detail GROUP BY 1
), r AS (
  SELECT kecamatan_id, {REPLIES} FROM reports_response
  WHERE city_id = %(city)s AND month = ANY (%(months)s) GROUP BY 1
)
SELECT a.id, a.name, coalesce(k.code, ''), coalesce(s.services, 0), coalesce(r.told, 0),
  coalesce(r.answered, 0), coalesce(r.prompt, 0), coalesce(r.answer_seconds, 0), coalesce(r.claimed, 0),
  coalesce(r.settled, 0), coalesce(r.in_time, 0), coalesce(r.settle_seconds, 0)
FROM areas_area a LEFT JOIN s ON s.kecamatan_id = a.id LEFT JOIN r ON r.kecamatan_id = a.id
LEFT JOIN LATERAL (SELECT code FROM areas_areacode WHERE area_id = a.id AND system = 'KEMENDAGRI'
  ORDER BY valid DESC LIMIT 1) k ON true
WHERE a.city_id = %(city)s AND a.level = 'KECAMATAN' AND (a.closed_on IS NULL OR s.services > 0)
ORDER BY k.code, a.id
"""
REVOCATIONS = """
SELECT reason, count(*), count(objected_at), count(*) FILTER (WHERE state = 'REINSTATED')
FROM accounts_sanction
WHERE decided_at >= %(since)s AND decided_at < %(until)s AND state <> 'DROPPED' GROUP BY 1 ORDER BY 1
"""
INCIDENTS = """
SELECT count(*),
  coalesce(sum(extract(epoch FROM coalesce(ended_at, upper(granted)) - lower(granted)) / 60), 0),
  count(*) FILTER (WHERE verdict = 'JUSTIFIED'), count(*) FILTER (WHERE verdict = 'UNJUSTIFIED'),
  count(*) FILTER (WHERE verdict = ''),
  (SELECT count(*) FROM accounts_accountstep
   WHERE to_state = 'LOCKED' AND at >= %(since)s AND at < %(until)s),
  (SELECT count(*) FROM verification_denialpattern
   WHERE city_id = %(city)s AND raised_at >= %(since)s AND raised_at < %(until)s)
FROM accounts_breakglass WHERE lower(granted) >= %(since)s AND lower(granted) < %(until)s
"""
ROUNDS = """
SELECT count(*), count(finished_at),
  count(*) FILTER (WHERE (finished_at AT TIME ZONE %(zone)s)::date <= due_on)
FROM accounts_attestation WHERE city_id = %(city)s AND due_on >= %(first)s AND due_on < %(following)s
"""
FILES = """
SELECT coalesce(sum(q.accepted_count), 0), coalesce(sum(q.warning_count), 0),
  coalesce(sum(q.quarantined_count), 0)
FROM intake_quality q JOIN intake_batch b ON b.id = q.batch_id
WHERE q.city_id = %(city)s AND b.checked_at >= %(since)s AND b.checked_at < %(until)s
"""


def kecamatan(semester: Semester) -> list[tuple[int, Line]]:
    """Id and line of each kecamatan, in the order of the codes."""
    found = []
    for pk, name, code, *numbers in _rows(KECAMATAN, semester):
        values = dict(zip(FIGURES, numbers, strict=True))
        found.append((pk, Line(name=name, code=code, month=semester.first, **values)))
    return found


def breaches(semester: Semester, *, at: datetime) -> list[Breaches]:
    """A line a month in which the clock of a correction began to run, as things stand at that moment.

    What a breach is says `verification.watching`. A second round, after an objection, counts of its own.
    """
    within = {"since": semester.since, "until": semester.until}
    begun: dict[datetime, int] = dict(
        _by_month(watching.rounds(**within), semester)
        .annotate(count=Count("pk"))
        .values_list("month", "count")
    )
    late = {
        month: numbers
        for month, *numbers in _by_month(watching.breaches(**within, at=at), semester)
        .annotate(
            decided=Count("pk", filter=Q(ended_at__isnull=False)),
            open=Count("pk", filter=Q(ended_at=None)),
            worst=Max(Coalesce("ended_at", "paused_at", Value(at)) - F("due_at")),
        )
        .values_list("month", "decided", "open", "worst")
    }
    return [
        Breaches(month=month.date(), claimed=begun[month], decided_late=decided, open_late=waiting,
                 worst_hours=worst.total_seconds() / 3600)
        for month in sorted(begun)
        for decided, waiting, worst in [late.get(month, [0, 0, timedelta()])]
    ]  # fmt: skip


def _by_month(found: QuerySet[ClockRound], semester: Semester) -> Any:
    """The rounds of the city by the month in which they began, here."""
    month = TruncMonth("started_at", tzinfo=timezone.get_default_timezone())
    return found.filter(city=semester.city).order_by().values(month=month)


def revocations(semester: Semester) -> list[Revocations]:
    """A line a reason that occurred."""
    return [
        Revocations(reason=reason, count=count, objected=objected, reinstated=reinstated)
        for reason, count, objected, reinstated in _rows(REVOCATIONS, semester)
    ]


def incidents(semester: Semester) -> Incidents:
    """What happened to access."""
    names = list(Incidents.__dataclass_fields__)
    row = _rows(INCIDENTS, semester)[0]
    return Incidents(**{name: int(value) for name, value in zip(names, row, strict=True)})


def rounds(semester: Semester) -> Rounds:
    """The periodic reports of the Lurah."""
    due, finished, in_time = _rows(ROUNDS, semester)[0]
    return Rounds(due=due, finished=finished, in_time=in_time)


def files(semester: Semester) -> Counts:
    """The rows of the files that were checked."""
    return Counts(*(int(number) for number in _rows(FILES, semester)[0]))


def _rows(query: str, semester: Semester, **more: datetime) -> list[tuple[Any, ...]]:
    values: dict[str, Any] = {
        "city": semester.city.pk, "months": semester.months, "since": semester.since,
        "until": semester.until, "first": semester.first, "following": semester.following,
        "zone": settings.TIME_ZONE,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(query, values | more)
        return list(cursor.fetchall())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
