"""Every published figure has one definition; the page of the documents is made from it."""

from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from wacat.accounts import coverage
from wacat.announcements import bulletin
from wacat.evaluation.consistency.rates import Rate
from wacat.evaluation.measures import Breaches, Incidents, Revocations, Rounds
from wacat.evaluation.weekly import Week
from wacat.helpdesk.queries import Count8c
from wacat.intake import quality
from wacat.reports.figures import Cell, Child, Citizens, Decisions, OfficeEnds, Responses
from wacat.reports.neighbourhoods import KelurahanMonth, RtLine
from wacat.reports.overview import Line
from wacat.reports.reach import Reach
from wacat.values.indicators.catalogue import BY_CODE, GROUPS, page

PAGE = Path(__file__).parents[2] / "docs/rujukan/indikator.md"
NUMBERS = ("int | None", "float | None", "dict[str, int]")
EVERY = list(chain(*GROUPS.values()))
# Classes whose numbers are published, and their numbers that are no figure.
PUBLISHED: dict[type[Any], set[str]] = {
    Responses: set(),
    Decisions: set(),
    Cell: set(),
    Citizens: set(),
    Child: {"area_id"},
    OfficeEnds: set(),
    Line: {"area_id"},
    Reach: set(),
    # the month before is the same figure of another month
    RtLine: {"id", "number", "told_before", "answered_before", "share_before"},
    KelurahanMonth: set(),
    bulletin.Figures: set(),
    quality.Counts: set(),
    Count8c: set(),
    Rate: {"parts"},
    Breaches: set(),
    Incidents: set(),
    Revocations: set(),
    Rounds: set(),
    Week: set(),
    coverage.Counts: {"by_state", "matching"},
}


def resolve(dotted: str) -> bool:
    """Whether a function, or an attribute of a class, stands there."""
    owner, _, name = dotted.rpartition(".")
    module, _, cls = owner.rpartition(".")
    if not cls[0].isupper():
        return hasattr(import_module(owner), name)
    found = getattr(import_module(module), cls)
    return hasattr(found, name) or name in get_type_hints(found)


def numbers(cls: type[Any]) -> set[str]:
    """The attributes of a class that hold or make a number."""
    fields = {name for name, kind in get_type_hints(cls).items() if number(kind)}
    made = {
        name
        for name, value in vars(cls).items()
        if isinstance(value, property) and number(get_type_hints(value.fget).get("return"))
    }
    return fields | made


def number(kind: Any) -> bool:
    return str(getattr(kind, "__name__", kind)) in ("int", "float") or str(kind) in NUMBERS


def test_the_page_is_that_of_the_code(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--perbarui-sql"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()


def test_each_figure_has_one_definition_and_stands_where_it_says() -> None:
    assert len(BY_CODE) == len(EVERY)
    places = [place for one in EVERY for place in one.counted]
    assert len(set(places)) == len(places), "two definitions for one attribute"
    assert [place for place in places if not resolve(place)] == []
    for one in EVERY:
        assert one.formula.endswith("."), one.code
        assert one.source.startswith("Pasal "), one.code
        assert "|" not in one.formula, one.code


@pytest.mark.parametrize("cls", PUBLISHED, ids=lambda cls: f"{cls.__module__}.{cls.__name__}")
def test_each_published_number_is_defined(cls: type[Any]) -> None:
    defined = {place for one in EVERY for place in one.counted}
    name = f"{cls.__module__}.{cls.__name__}"
    wanted = numbers(cls) - PUBLISHED[cls]
    assert len(wanted) > 1
    assert {n for n in wanted if f"{name}.{n}" not in defined} == set()
