"""The fields that a column can feed, and the headings by which people name them (`data/_umum.toml`)."""

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
SHARED = DATA / "_umum.toml"
_SPLIT = re.compile(r"[^a-z0-9]+")
# zero-width and bidirectional marks that stand inside headings copied from web pages
_INVISIBLE = dict.fromkeys([0xAD, 0x2060, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F)])
_COMMON = tomllib.loads(SHARED.read_text(encoding="utf-8"))
_SPELLINGS: dict[str, str] = _COMMON["spellings"]
_SIDE_LABELS = {"from_": " asal", "to_": " tujuan"}

# The words by which a heading says which side of a move it means.
SIDES: dict[str, tuple[str, ...]] = {side: tuple(said) for side, said in _COMMON["sides"].items()}
# person, service, places -> field -> headings; where a file has several the earlier one wins.
HEADINGS: dict[str, dict[str, tuple[str, ...]]] = {
    group: {field: tuple(names) for field, names in fields.items()}
    for group, fields in _COMMON["headings"].items()
}
LABELS: dict[str, str] = _COMMON["labels"]
TYPES: dict[str, str] = _COMMON["types"]
CONTEXT: list[dict[str, object]] = _COMMON["context"]

# What a column can feed: the fields of a row, those of places on each side of a move.
FIELDS: tuple[str, ...] = (
    *(name for name in LABELS if not name.startswith("ktp_")),
    *(f"{side}{name}" for side in ("from_", "to_") for name in HEADINGS["places"]),
)

Words = tuple[str, ...]


def plain(field: str) -> str:
    """A field without the side of a move: `from_rt` gives `rt`."""
    return field.removeprefix("from_").removeprefix("to_")


def is_field(field: str) -> bool:
    """Whether there is such a field."""
    return field in LABELS or (field != plain(field) and plain(field) in HEADINGS["places"])


def label(field: str) -> str:
    """A field's name on screen, such as `RT asal`."""
    for prefix, behind in _SIDE_LABELS.items():
        if field.startswith(prefix):
            return LABELS[field.removeprefix(prefix)] + behind
    return LABELS[field]


def type_of(field: str) -> str:
    """What stands in a field: nik, day, rt, place and so on."""
    return TYPES[plain(field)]


@lru_cache(maxsize=8192)
def words(heading: str) -> Words:
    """The distinct words of a heading in one spelling and order: `No. R T` gives `('no', 'r', 't')`."""
    parts = _SPLIT.split(heading.translate(_INVISIBLE).casefold())
    return tuple(sorted({_SPELLINGS.get(part, part) for part in parts if part}))


def headings_of(group: str) -> dict[str, tuple[str, ...]]:
    """The headings of a group by field; those of places on all sides (`rt`, `from_rt`, `to_rt`)."""
    if group != "places":
        return HEADINGS[group]
    return {
        side + field: tuple(f"{heading} {word}" for word in side_words for heading in headings)
        for side, side_words in SIDES.items()
        for field, headings in HEADINGS["places"].items()
    }


def ranked(headings: Iterable[tuple[str, Iterable[str]]]) -> dict[Words, tuple[str, int]]:
    """From the words of a heading to its field and its rank among that field's headings.

    What is named first wins, also over the same words for another field.
    """
    table: dict[Words, tuple[str, int]] = {}
    ranks: dict[str, int] = {}
    for field, names in headings:
        for name in names:
            rank = ranks.setdefault(field, 0)
            ranks[field] += 1
            parts = name.split()
            # Headings without spaces (`NoKK`, `TGLLAHIR`) read as one word.
            glued = "".join(parts), "".join(_SPELLINGS.get(part, part) for part in parts)
            for form in (name, *glued):
                table.setdefault(words(form), (field, rank))
    return table
