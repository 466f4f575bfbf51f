"""The figure itself, as the report says it."""

from dataclasses import asdict

from wacat.reports.behind.figure import CHANGES, Figure
from wacat.reports.figures import Lep, Responses

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
    if figure.part in CHANGES:
        return _changes(report, figure)
    told = [r for late, r in _responses(report) if figure.late in (None, late)]
    return sum(_of(one, figure.part) for one in told)


def _changes(report: Lep, figure: Figure) -> int:
    lines = report.lampid if figure.citizenship is None else report.citizens or []
    return sum(
        getattr(line, figure.part)
        for line in lines
        if figure.late in (None, line.late)
        and figure.sex in (None, line.sex)
        and figure.citizenship in (None, getattr(line, "citizenship", None))
    )


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
