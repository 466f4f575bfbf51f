"""The semester of an evaluation, as people write it: 2026-S1."""

from datetime import date

from wacat.areas.models import Area
from wacat.evaluation.measures import Semester
from wacat.reports import period
from wacat.reports.states import Span
from wacat.values.refusal import Refusal


class CannotReadSemester(Refusal):
    """What was written is no semester that can be evaluated."""


def read(text: str, *, city: Area) -> Semester:
    """The semester written like 2026-S1.

    Raises:
        CannotReadSemester: it is none, or lies before the regulation began to apply.
    """
    try:
        found = period.read_period(text)
    except period.CannotReadPeriod as error:
        raise CannotReadSemester(str(error)) from error
    if found.span != Span.SEMESTER:
        raise CannotReadSemester("Evaluasi dibuat per semester. Tulis misalnya 2026-S1.")
    return Semester(city=city, first=found.first)


def around(day: date, *, city: Area) -> Semester:
    """The semester that a day lies in."""
    return Semester(city=city, first=period.around(day, span=Span.SEMESTER).first)
