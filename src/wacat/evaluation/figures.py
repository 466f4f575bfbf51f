"""The figures of an evaluation as one value: counted once, written canonically, hashed (Pasal 11).

Definitions travel with the figures, so that an old edition says what its numbers meant then.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils import timezone

from wacat.accounts import coverage
from wacat.accounts.models import Breach
from wacat.evaluation import following, measures
from wacat.evaluation.consistency import queries
from wacat.evaluation.consistency.elements import ELEMENTS
from wacat.evaluation.consistency.queries import Asked
from wacat.evaluation.consistency.rates import NOTHING, Rate
from wacat.evaluation.measures import Semester
from wacat.helpdesk.queries import counted
from wacat.reports import overview
from wacat.reports.overview import Line
from wacat.values.indicators.catalogue import indicator

DIGITS = 6
# in the order of the paper
INDICATORS = (
    "services", "told", "answered_share", "prompt_share", "mean_hours", "claimed", "in_time_share",
    "settle_hours", "breaches", "mismatch", "file_score", "reached_rt", "reached_lurah", "attested",
    "revocations", "break_glass", "tickets", "tickets_late",
)  # fmt: skip
Value = tuple[float | int | None, int | None, int | None]


def build(semester: Semester, *, at: datetime) -> dict[str, Any]:
    """Count a semester of the city. Indicators are compared with the semester before it.

    Source: Pasal 11. `at` is the moment of counting: it decides what is late, and whom a notice
    reaches.
    """
    now, then = _values(semester, at=at), _values(semester.before, at=at)
    # who can be reached is known of today only
    then |= dict.fromkeys(("reached_rt", "reached_lurah"), (None, None, None))
    place = queries.place_of(semester.city)
    return {
        "semester": semester.key,
        "city": semester.city.name,
        "first": semester.first.isoformat(),
        "counted_on": timezone.localtime(at).date().isoformat(),
        "indicators": [_indicator(code, now[code], then[code]) for code in INDICATORS],
        "trend": _trend(semester, place=place),
        "kecamatan": _kecamatan(semester, place=place),
        "elements": _elements(semester, place=place),
        "breaches": [_plain(asdict(line)) for line in measures.breaches(semester, at=at)],
        "revocations": [
            asdict(line) | {"label": Breach(line.reason).label}
            for line in measures.revocations(semester)
        ],
        "incidents": asdict(measures.incidents(semester)),
        "rounds": asdict(measures.rounds(semester)),
        "follow_ups": following.as_figures(semester),
    }


def canonical(figures: dict[str, Any]) -> str:
    """The figures as the text that is kept and hashed: sorted keys, no spaces."""
    return json.dumps(figures, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(text: str) -> str:
    """The fingerprint of a canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _values(semester: Semester, *, at: datetime) -> dict[str, Value]:
    whole = _sum(overview.months(city=semester.city, months=semester.months))
    late = measures.breaches(semester, at=at)
    rate = queries.whole(Asked(place=queries.place_of(semester.city), months=semester.months))
    revoked = sum(line.count for line in measures.revocations(semester))
    tickets = counted(since=semester.since, until=semester.until)
    turns = measures.rounds(semester)
    return {
        "services": _count(whole.services),
        "told": _count(whole.told),
        "answered_share": _share(whole.answered, whole.told),
        "prompt_share": _share(whole.prompt, whole.answered),
        "mean_hours": _mean(whole.answer_seconds / 3600, whole.answered),
        "claimed": _count(whole.claimed),
        "in_time_share": _share(whole.in_time, whole.settled),
        "settle_hours": _mean(whole.settle_seconds / 3600, whole.settled),
        "breaches": _count(sum(line.late for line in late)),
        "mismatch": _share(rate.disputed, rate.answered),
        "file_score": (measures.files(semester).score, None, None),
        **_reached(at),
        "attested": _share(turns.in_time, turns.due),
        "revocations": _count(revoked),
        "break_glass": _count(measures.incidents(semester).opened),
        "tickets": _count(sum(line.opened for line in tickets)),
        "tickets_late": _count(sum(line.late for line in tickets)),
    }


def _reached(at: datetime) -> dict[str, Value]:
    found = coverage.counts(coverage.Filters(), at=at, silent=coverage.silent_since(at=at))
    return {
        "reached_rt": _share(found.reached["RT"], found.every["RT"]),
        "reached_lurah": _share(found.reached["KELURAHAN"], found.every["KELURAHAN"]),
    }


def _indicator(code: str, now: Value, then: Value) -> dict[str, Any]:
    meaning = indicator(code)
    return {
        "code": code,
        "name": meaning.name,
        "formula": meaning.formula,
        "unit": meaning.unit,
        "source": meaning.source,
        "better": meaning.better.value,
        "value": _number(now[0]),
        "hits": now[1],
        "of": now[2],
        "before": _number(then[0]),
    }


def _trend(semester: Semester, *, place: queries.Place) -> list[dict[str, Any]]:
    lines = overview.months(city=semester.city, months=semester.months)
    rates = queries.by_month(Asked(place=place, months=semester.months))
    return [{"month": line.month.isoformat()} | _speed(line, rates[line.month]) for line in lines]


def _kecamatan(semester: Semester, *, place: queries.Place) -> list[dict[str, Any]]:
    rates = queries.by_area(Asked(place=place, months=semester.months))
    return [
        {"name": line.name, "code": line.code} | _speed(line, rates.get(pk, NOTHING))
        for pk, line in measures.kecamatan(semester)
    ]


def _elements(semester: Semester, *, place: queries.Place) -> list[dict[str, Any]]:
    found = queries.by_element(Asked(place=place, months=semester.months))
    return [
        {"code": code, "label": ELEMENTS[code]} | _rate(rate) | {"judged": rate.judged, "proven": rate.proven}
        for code, rate in found.items()
        if rate.disputed
    ]  # fmt: skip


def _speed(line: Line, rate: Rate) -> dict[str, Any]:
    return {
        "services": line.services,
        "told": line.told,
        "answered": line.answered,
        "answered_share": _number(line.answered_share),
        "prompt_share": _number(line.prompt_share),
        "claimed": line.claimed,
        "in_time_share": _number(line.in_time_share),
        "mismatch": _rate(rate),
    }


def _rate(rate: Rate) -> dict[str, Any]:
    interval = rate.interval
    return {
        "disputed": rate.disputed,
        "answered": rate.answered,
        "share": _number(rate.share),
        "low": _number(interval.low) if interval else None,
        "high": _number(interval.high) if interval else None,
        "small": rate.is_small,
    }


def _sum(lines: Iterable[Line]) -> Line:
    every = list(lines)
    sums = {name: sum(getattr(line, name) for line in every) for name in overview.FIGURES}
    return Line(name="", code="", month=every[0].month, **sums)


def _count(number: int) -> Value:
    return number, None, None


def _share(hits: int, of: int) -> Value:
    return (hits / of if of else None), hits, of


def _mean(total: float, of: int) -> Value:
    return (total / of if of else None), None, of


def _number(value: float | int | None) -> float | int | None:
    return round(value, DIGITS) if isinstance(value, float) else value


def _plain(line: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value.isoformat() if hasattr(value, "isoformat") else _number(value)
        for key, value in line.items()
    }
