"""Reads layouts from their files, and refuses what would not work: a layout is data, not code."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from wacat.intake.layouts.fields import (
    CONTEXT,
    Words,
    headings_of,
    is_field,
    ranked,
    type_of,
    words,
)
from wacat.intake.layouts.layout import Event, Join, Layout, Shape, Told, Yields
from wacat.values.kinds import Kind

CODE = re.compile(r"[a-z][a-z0-9_]{2,19}")
KEYS = {
    "label", "about", "yields", "needs", "use", "columns", "synonyms", "shape", "kind", "moves",
    "within_days", "marks", "parties", "events", "context", "join", "cleaning",
}  # fmt: skip
BEHIND = 1000
PLACES = {"inside", "right", "below"}


class CannotLoadLayout(ValueError):
    """A layout's file is wrong; the message says where and why."""


def load(folder: Path) -> tuple[Layout, ...]:
    """The layouts of a folder, one a file, named after it; a name with `_` before it is none.

    Raises:
        CannotLoadLayout: a file is no layout.
    """
    return tuple(
        _load_one(path) for path in sorted(folder.glob("*.toml")) if not path.name.startswith("_")
    )


def check_together(layouts: tuple[Layout, ...]) -> None:
    """Refuse two layouts with one code, and a join with what is not there.

    Raises:
        CannotLoadLayout: so that the program does not start.
    """
    known = {layout.code: layout for layout in layouts}
    if len(known) < len(layouts):
        raise CannotLoadLayout("two layouts have the same code")
    for layout in layouts:
        other = known.get(layout.join.layout) if layout.join else layout
        if other is None or (layout.join and other.yields is not Yields.COMPANION):
            raise CannotLoadLayout(f"{layout.code}: join names no companion")


def _load_one(path: Path) -> Layout:
    try:
        found = _build(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, re.error) as error:
        raise CannotLoadLayout(f"{path.name}: {error}") from error
    for problem in _problems(found):
        raise CannotLoadLayout(f"{path.name}: {problem}")
    return found


def _build(code: str, told: Mapping[str, Any]) -> Layout:
    for key in told.keys() - KEYS:
        raise ValueError(f"unknown entry {key}")
    columns = tuple(told["columns"].items())
    shape = Shape(told.get("shape", Shape.TABLE))
    return Layout(
        code=code,
        label=told["label"],
        about=told["about"],
        yields=Yields(told["yields"]),
        needs=tuple(tuple(need) for need in told["needs"]),
        headings=_headings(told, columns),
        official=frozenset(words(heading) for heading, _ in columns),
        columns=columns,
        shape=shape,
        kind=Kind(told["kind"]) if "kind" in told else "",
        moves=told.get("moves", ""),
        within_days=told.get("within_days", 0),
        marks=frozenset(told.get("marks", ())),
        parties=tuple(told.get("parties", ())),
        events=tuple(Event(Kind(one["kind"]), one["day"]) for one in told.get("events", ())),
        told=_context(told) if shape is Shape.BLOCKS else (),
        join=Join(**told["join"]) if "join" in told else None,
        cleaning=told.get("cleaning", {}),
    )


def _headings(
    told: Mapping[str, Any], columns: tuple[tuple[str, str], ...]
) -> dict[Words, tuple[str, int]]:
    """All headings with field and rank; what the layout itself names wins over what all share."""
    own = ranked(
        [*((field, [heading]) for heading, field in columns), *told.get("synonyms", {}).items()]
    )
    shared = _shared(tuple(told.get("use", ())), tuple(told.get("parties", ())))
    return {**shared, **own}


@cache
def _shared(groups: tuple[str, ...], parties: tuple[str, ...]) -> dict[Words, tuple[str, int]]:
    """The headings of `_umum.toml`, those of each party first; their ranks stand behind a layout's own."""
    names = [one for group in groups for one in headings_of(group).items()]
    of_parties = [
        (field, [f"{heading} {party}" for heading in headings])
        for party in parties
        for field, headings in names
    ]
    table = ranked([*of_parties, *names])
    return {words: (field, rank + BEHIND) for words, (field, rank) in table.items()}


def _context(told: Mapping[str, Any]) -> tuple[Told, ...]:
    def compiled(one: Mapping[str, Any]) -> Told:
        cut = one.get("cut")
        return Told(
            field=one["field"],
            where=one["where"],
            pattern=re.compile(one["pattern"], re.IGNORECASE),
            begins=one.get("begins", False),
            cut=re.compile(cut, re.IGNORECASE) if cut else None,
        )

    return tuple(compiled(one) for one in [*told.get("context", ()), *CONTEXT])


def _problems(layout: Layout) -> Iterator[str]:
    given = {field for field, _ in layout.headings.values()} | {one.field for one in layout.told}
    if layout.join:
        given |= {"rt"}
    if not CODE.fullmatch(layout.code):
        yield "the name of the file is no code (small letters, digits, _; at most 20)"
    if not layout.about.endswith("."):
        yield "about is no sentence"
    for field in sorted(given - {""}):
        if not is_field(field):
            yield f"no field {field}"
    for need in layout.needs:
        if not given & set(need):
            yield f"needs {' or '.join(need)}, but no heading gives it"
    if ("nik",) not in layout.needs and layout.yields is not Yields.COMPANION:
        yield "needs no nik"
    yield from _problems_of_rows(layout, given=given)


def _problems_of_rows(layout: Layout, *, given: set[str]) -> Iterator[str]:
    for event in layout.events:
        if event.day not in given or type_of(event.day) != "day":
            yield f"event {event.kind} has no day"
    if layout.moves not in {"", "from_", "to_"}:
        yield f"moves is no side: {layout.moves}"
    if layout.yields is Yields.REGISTER and layout.within_days <= 0:
        yield "a register says within how many days a document is news (within_days)"
    if layout.shape is Shape.BLOCKS and not any(one.begins for one in layout.told):
        yield "no context begins a block"
    for one in layout.told:
        if one.where not in PLACES or (one.where == "inside" and one.pattern.groups != 1):
            yield f"context {one.field}: where is inside (with one group), right or below"
    for field in layout.cleaning:
        if not is_field(field):
            yield f"cleaning of no field {field}"
