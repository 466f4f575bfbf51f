"""The period that a page shows: chosen in the address, or the running month."""

from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from wacat.reports.period import (
    FIRST,
    CannotReadPeriod,
    Period,
    around,
    month_of,
    months_back,
    read_period,
)
from wacat.reports.states import Span

OFFERED = 24


def chosen_period(request: HttpRequest) -> Period:
    """The period of `?periode=2026-T4`; the running month when there is none or it is no period.

    `?bulan=` is how older bookmarks say it.
    """
    try:
        return read_period(request.GET.get("periode") or request.GET.get("bulan", ""))
    except CannotReadPeriod:
        return month_of(timezone.localdate())


def choices(chosen: Period) -> list[tuple[str, list[tuple[str, str]]]]:
    """The periods to pick from by length, newest first; the chosen one is always among them."""
    today = timezone.localdate()
    months = [m for m in months_back(today.replace(day=1), count=OFFERED) if m >= FIRST]
    return [(span.label, _offered(span, months, chosen)) for span in Span]


def _offered(span: Span, months: list[date], chosen: Period) -> list[tuple[str, str]]:
    found = {around(month, span=span) for month in months}
    if chosen.span == span:
        found.add(chosen)
    return [(p.key, p.words[0].upper() + p.words[1:]) for p in sorted(found, reverse=True)]
