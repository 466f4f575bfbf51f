"""Rates and contributions put beside names and addresses, ready to be shown or written to a sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import dropwhile
from typing import Any

from wacat.areas.models import Area, CodeSystem, Level
from wacat.areas.queries import codes_on
from wacat.evaluation.consistency import change, queries
from wacat.evaluation.consistency.change import Contribution
from wacat.evaluation.consistency.elements import ELEMENTS
from wacat.evaluation.consistency.queries import UNKNOWN_SOURCE
from wacat.evaluation.consistency.rates import Rate
from wacat.web.consistency.asking import Question

BY = {"unsur": "Unsur", "wilayah": "Wilayah", "sumber": "Sumber"}
LEVELS: dict[str, str] = {
    Level.CITY: "Kecamatan", Level.KECAMATAN: "Kelurahan", Level.KELURAHAN: "RT", Level.RT: "RT",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Line:
    """One rate with its name, and where its name leads."""

    name: str
    href: str
    rate: Rate


@dataclass(frozen=True, kw_only=True)
class Part:
    """One contribution with its name; points are rounded so that what is shown sums to the change."""

    name: str
    before: Rate
    after: Rate
    own: Fraction
    moved: Fraction
    total: Fraction


def elements(question: Question) -> list[Line]:
    """The elements that were disputed, most first."""
    found = queries.by_element(question.everything(question.months))
    return [
        Line(name=ELEMENTS[code], href=question.address(unsur=code), rate=rate)
        for code, rate in sorted(found.items(), key=lambda one: -one[1].disputed)
        if rate.disputed
    ]


def sources(question: Question) -> list[Line]:
    """The sources of the files, by name."""
    found = queries.by_source(question.asked(question.months))
    return [
        Line(name=name or UNKNOWN_SOURCE, href=question.address(sumber=name), rate=rate)
        for name, rate in sorted(found.items())
    ]


def areas(question: Question) -> list[Line]:
    """The areas one level below, in the order of their codes."""
    found = queries.by_area(question.asked(question.months))
    names, codes = _named(found, on=question.last)
    return [
        Line(name=names[pk], href=question.address(wilayah=codes.get(pk, "")), rate=found[pk])
        for pk in sorted(found, key=lambda pk: codes.get(pk, ""))
    ]


def trend(question: Question, *, months: list[date]) -> list[tuple[date, Rate]]:
    """A rate a month, oldest first, from the first month with an answer on."""
    found = list(queries.by_month(question.asked(months)).items())
    return list(dropwhile(lambda one: not one[1].answered, found))


def parts(question: Question, *, by: str) -> list[Part]:
    """Why the rate changed between the months before and the months asked for."""
    then, now = question.before, question.months
    names: Mapping[Any, str]
    if by == "wilayah":
        found = change.by_parts(*_both(queries.by_area, question, then, now))
        names, _ = _named([one.key for one in found], on=question.last)
    elif by == "sumber":
        found = change.by_parts(*_both(queries.by_source, question, then, now))
        names = {one.key: one.key or UNKNOWN_SOURCE for one in found}
    else:
        found = change.by_elements(
            queries.by_element(question.everything(then)), queries.by_element(question.everything(now))
        )  # fmt: skip
        names = dict(ELEMENTS)
    return _shown(found, names)


def _both(read: Any, question: Question, then: list[date], now: list[date]) -> tuple[Any, Any]:
    return read(question.asked(then)), read(question.asked(now))


def _shown(found: list[Contribution[Any]], names: Mapping[Any, str]) -> list[Part]:
    totals = change.points([one.total for one in found])
    own = change.points([one.own for one in found])
    return [
        Part(name=names.get(one.key, "–"), before=one.before, after=one.after, own=mine, moved=all_ - mine,
             total=all_)
        for one, mine, all_ in zip(found, own, totals, strict=True)
    ]  # fmt: skip


def _named(ids: Iterable[int], *, on: date) -> tuple[dict[int, str], dict[int, str]]:
    """Names and codes of areas of one level."""
    found = Area.objects.in_bulk(list(ids))
    codes: dict[int, str] = {}
    for system in (CodeSystem.WACAT, CodeSystem.KEMENDAGRI):
        of_system = [
            pk for pk, area in found.items()
            if (area.level == Level.RT) == (system == CodeSystem.WACAT)
        ]  # fmt: skip
        if of_system:
            codes |= codes_on(of_system, system=system, on=on)
    return {pk: area.name for pk, area in found.items()}, codes
