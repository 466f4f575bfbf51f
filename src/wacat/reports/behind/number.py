"""The figure itself, as the report says it."""

from collections.abc import Sequence
from dataclasses import asdict

from wacat.reports.behind.figure import CHANGES, Figure
from wacat.reports.figures import Cell, Citizens, Lep, Responses

ANSWERED = {"CONFIRMED": "confirmed", "CORRECTED": "corrected", "NOT_MINE": "not_mine"}


def number(report: Lep, figure: Figure) -> int:
    """What the report says of the figure.

    Raises:
        KeyError: no figure is called so.
    """
    if figure.part == "served":
        return sum(
            line.count
            for line in report.services
            if figure.late in (None, line.late) and (not figure.kinds or line.kind in figure.kinds)
        )
    if figure.changes:
        found = population(report, figure)
        return sum(found[part] or 0 for part in figure.changes)
    told = [r for late, r in _responses(report) if figure.late in (None, late)]
    return sum(_of(one, figure.part) for one in told)


def population(report: Lep, figure: Figure) -> dict[str, int | None]:
    """Start, changes and end of LAMPID as the report says them of the sex and citizenship of a figure.

    Start and end are None where the report does not tell them.
    """
    every: Sequence[Cell | Citizens] = report.lampid
    if figure.citizenship is not None:
        every = report.citizens or []
    lines = [
        line
        for line in every
        if figure.late in (None, line.late)
        and figure.sex in (None, line.sex)
        and figure.citizenship in (None, getattr(line, "citizenship", None))
    ]
    found: dict[str, int | None] = {
        part: sum(getattr(line, part) for line in lines) for part in CHANGES
    }
    for part in ("start", "end"):
        told = [getattr(line, part) for line in lines]
        found[part] = None if None in told else sum(told)
    return found


def _responses(report: Lep) -> list[tuple[bool, Responses]]:
    late = report.late_responses
    return [(False, report.responses), *([(True, late)] if late else [])]


def _of(told: Responses, part: str) -> int:
    if part == "waiting":
        return told.claimed - told.settled
    decisions = asdict(told.decisions) if told.decisions else {}
    if part in decisions:
        return int(decisions[part])
    if part in ("accepted", "partly", "rejected", "other", "unknown"):
        return 0
    return int(getattr(told, ANSWERED.get(part, part)))
