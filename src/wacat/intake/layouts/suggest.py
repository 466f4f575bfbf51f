"""Suggests for each column of an unknown file what it could be, from its heading and its cells."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from wacat.intake.layouts.catalogue import LAYOUTS, SERVICE_LIST
from wacat.intake.layouts.confidence import fit
from wacat.intake.layouts.fields import SIDES, Words, type_of, words
from wacat.sheets.cells import Cell, as_text
from wacat.values.text import key

SAME_WORDS = 0.95
OF_ANOTHER_LAYOUT = 0.85
ALIKE = 0.8
BY_CELLS_ONLY = 0.5
# What the cells alone can tell, and as which field they are then proposed.
BY_CELLS = ("nik", "kind", "served_on", "sex")
BY_PLACES = 0.75
SURE_CELLS = 0.8
ENOUGH_PLACES = 0.5
RT = re.compile(r"0[0-9]{1,2}")


@dataclass(frozen=True)
class Suggestion:
    """What a column could be; `field` is empty where nothing is suggested."""

    field: str = ""
    confidence: float = 0.0


def suggest(
    headings: Sequence[str], rows: Sequence[Sequence[Cell]], *, places: Collection[str] = ()
) -> list[Suggestion]:
    """One suggestion a column; each field is suggested for one column only, the likeliest.

    `places` are the names of the city's kelurahan (`values.text.key`).
    """
    found = [
        _one(heading, [row[place] for row in rows if place < len(row)], places=places)
        for place, heading in enumerate(headings)
    ]
    best: dict[str, int] = {}
    for place, one in enumerate(found):
        if one.field and one.confidence > found[best.get(one.field, place)].confidence - (
            one.field not in best
        ):
            best[one.field] = place
    return [
        one if one.field and best[one.field] == place else Suggestion()
        for place, one in enumerate(found)
    ]


def _one(heading: str, cells: Sequence[Cell], *, places: Collection[str]) -> Suggestion:
    named = _by_heading(words(heading)) if heading else Suggestion()
    if named.field:
        share = fit(cells, named.field)
        if share is None:
            return named
        return Suggestion(named.field, round(named.confidence * (0.4 + 0.6 * share), 2))
    for field in BY_CELLS:
        share = fit(cells, field)
        if share is not None and share >= SURE_CELLS:
            return Suggestion(field, BY_CELLS_ONLY)
    return _by_places(words(heading), cells, places=places)


def _by_places(heading: Words, cells: Sequence[Cell], *, places: Collection[str]) -> Suggestion:
    """Kelurahan by their names, RTs by their noughts, a name where the heading speaks of one."""
    filled = [text for cell in cells if (text := as_text(cell).strip())]
    if not filled:
        return Suggestion()
    side = next((one for one in ("from_", "to_") if set(SIDES[one]) & set(heading)), "")
    if sum(key(text) in places for text in filled) >= ENOUGH_PLACES * len(filled):
        return Suggestion(f"{side}kelurahan", BY_PLACES)
    if sum(bool(RT.fullmatch(text)) for text in filled) >= SURE_CELLS * len(filled):
        return Suggestion(f"{side}rt", BY_CELLS_ONLY)
    if "nama" in heading and (fit(cells, "name") or 0) >= SURE_CELLS:
        return Suggestion("name", BY_CELLS_ONLY)
    return Suggestion()


def _by_heading(heading: Words) -> Suggestion:
    field, _ = SERVICE_LIST.headings.get(heading, ("", 0))
    if field:
        return Suggestion(field, SAME_WORDS)
    for layout in LAYOUTS:
        field, _ = layout.headings.get(heading, ("", 0))
        if field and type_of(field) not in {"status"}:
            return Suggestion(field, OF_ANOTHER_LAYOUT)
    return _alike(" ".join(heading))


def _alike(text: str) -> Suggestion:
    if len(text) < 3:
        return Suggestion()
    matcher = SequenceMatcher(b=text, autojunk=False)
    best = Suggestion()
    for known, (field, _) in SERVICE_LIST.headings.items():
        matcher.set_seq1(" ".join(known))
        if field and matcher.real_quick_ratio() > ALIKE and matcher.quick_ratio() > ALIKE:
            ratio = matcher.ratio()
            if ratio > max(ALIKE, best.confidence / 0.8):
                best = Suggestion(field, round(0.8 * ratio, 2))
    return best
