"""Finds the heading row of a sheet, wherever it starts, and which layout it belongs to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from wacat.intake.layouts.catalogue import LAYOUTS, SERVICE_LIST
from wacat.intake.layouts.fields import SIDES, Words, label, words
from wacat.intake.layouts.layout import Layout, Shape
from wacat.intake.layouts.saved import Saved, fingerprint
from wacat.sheets.cells import Cell, Row
from wacat.sheets.refusals import CannotRead

SEARCHED_ROWS = 200
MAX_HEADING = 80
FEWEST_HEADINGS = 4
# A layout whose needed columns are all there; the rest comes with the headings that are understood.
ALL_NEEDED = 0.6
TWICE_IS_WRONG = frozenset({"nik", "name", "rt"})
Numbered = tuple[int, Row]


@dataclass(frozen=True)
class Detection:
    """A recognised table: `columns` leads from a field to the place of its column.

    `first_row` and `last_row` are the numbers of the heading rows. `confidence` says how sure it is
    (see `confidence.py`). `given` holds what is the same for every row and stands in no column.
    `returned` is the file whose quarantine this is, mended in Excel (`reader.returned`).
    """

    layout: Layout
    headings: tuple[str, ...]
    columns: dict[str, int]
    first_row: int
    last_row: int
    confidence: float
    given: Mapping[str, Cell] = field(default_factory=dict)
    party: str = ""
    saved: int = 0
    returned: int = 0


def detect(
    rows: Sequence[Numbered], *, layouts: Sequence[Layout] = LAYOUTS, saved: Sequence[Saved] = ()
) -> Detection | None:
    """The layout of a sheet by its first rows, or None when no row has the needed headings.

    What an operator has mapped before comes first.
    """
    titles: set[str] = set()
    for place, (number, row) in enumerate(rows[:SEARCHED_ROWS]):
        single = _best(texts(row), (number, number), layouts=layouts, saved=saved, titles=titles)
        double = None
        if place + 1 < len(rows) and any(texts(row)):
            below_number, below = rows[place + 1]
            double = _best(
                combined(row, below), (number, below_number), layouts=layouts, saved=saved,
                titles=titles,
            )  # fmt: skip
        if double and (single is None or len(double.columns) > len(single.columns)):
            return double
        if single:
            return single
        titles.update(word for text in texts(row) for word in words(text))
    return None


def parties_of(detection: Detection) -> tuple[Detection, ...]:
    """One detection for each person of a row; the one that was found where a row names one person."""
    layout = detection.layout
    if not layout.parties or detection.saved:
        return (detection,)
    return tuple(
        replace(
            detection, columns=columns_of(detection.headings, layout=layout, party=party),
            party=party,
        )
        for party in layout.parties
    )  # fmt: skip


def unknown_layout(rows: Sequence[Numbered]) -> CannotRead:
    """The refusal that names the headings found and those needed."""
    fullest = texts(likely_headings(rows)[1])
    found = ", ".join(heading[:30] for heading in fullest if heading)[:400]
    needed = ", ".join(" atau ".join(_short(need)) for need in SERVICE_LIST.needs)
    return CannotRead("UNKNOWN_LAYOUT", found=found or "tidak ada", needed=needed)


def likely_headings(rows: Sequence[Numbered]) -> Numbered:
    """The row that looks most like headings, with its number; (0, []) where nothing is."""
    return max(rows[:SEARCHED_ROWS], key=lambda one: _understood(texts(one[1])), default=(0, []))


def texts(row: Sequence[Cell]) -> tuple[str, ...]:
    """The cells of a row that could be headings, others empty."""
    return tuple(
        " ".join(cell.split()) if isinstance(cell, str) and len(cell) <= MAX_HEADING else ""
        for cell in row
    )


def combined(row: Sequence[Cell], below: Sequence[Cell]) -> tuple[str, ...]:
    """Headings on two rows: a merged one above (`Alamat asal`) and its parts below (`RT`)."""
    above = texts(row)
    found: list[str] = []
    group = ""
    for place, part in enumerate(texts(below)):
        own = above[place] if place < len(above) else ""
        group = own or group
        found.append(_with_side(part, group=group) if part else own)
    return (*found, *above[len(found) :])


def columns_of(headings: Sequence[str], *, layout: Layout, party: str = "") -> dict[str, int]:
    """Where the fields of a layout stand under these headings.

    Raises:
        CannotRead: two columns have the same heading, and one of them only can be meant.
    """
    known = layout.headings_of(party or layout.parties[0]) if layout.parties else layout.headings
    ranks: dict[str, tuple[int, int]] = {}
    for place, heading in enumerate(headings):
        name, rank = known.get(words(heading), ("", 0)) if heading else ("", 0)
        if not name:
            continue
        if name in ranks and ranks[name][0] == rank and name in TWICE_IS_WRONG:
            raise CannotRead("HEADING_TWICE", heading=heading)
        if name not in ranks or rank < ranks[name][0]:
            ranks[name] = (rank, place)
    return {name: place for name, (_, place) in ranks.items()}


def _short(need: Iterable[str]) -> list[str]:
    return [label(name) for name in need if not name.startswith(("from_", "to_"))]


def _understood(headings: Sequence[str]) -> tuple[int, int]:
    known = sum(words(heading) in SERVICE_LIST.headings for heading in headings if heading)
    return known, sum(bool(heading) for heading in headings)


def _with_side(part: str, *, group: str) -> str:
    for word in SIDES["from_"] + SIDES["to_"]:
        if word in words(group) and word not in words(part):
            return f"{part} {word}"
    return part


def _best(
    headings: tuple[str, ...], rows: tuple[int, int], *, layouts: Sequence[Layout],
    saved: Sequence[Saved], titles: set[str],
) -> Detection | None:  # fmt: skip
    known = [words(heading) for heading in headings if heading]
    mapped = _mapped(headings, rows, saved=saved)
    if mapped or len(known) < FEWEST_HEADINGS:
        return mapped
    found: list[tuple[tuple[bool, int, int], Detection]] = []
    names_kinds = any(SERVICE_LIST.headings.get(one, ("", 0))[0] == "kind" for one in known)
    for layout in layouts:
        # a list that names the service of each row is never read as a list of one kind
        if layout.kind and names_kinds:
            continue
        columns = columns_of(headings, layout=layout)
        if not _has_needed(layout, columns) or not _is_marked(layout, known, titles=titles):
            continue
        understood = sum(one in layout.headings for one in known) / len(known)
        given = {"kind": layout.kind} if layout.kind else {}
        detection = Detection(
            layout, headings, columns, *rows, ALL_NEEDED + (1 - ALL_NEEDED) * understood, given
        )
        official = sum(one in layout.official for one in known)
        found.append((("kind" in columns, official, len(columns)), detection))
    return max(found, key=lambda one: one[0], default=((), None))[1]


def _has_needed(layout: Layout, columns: Mapping[str, int]) -> bool:
    elsewhere = {one.field for one in layout.told}
    if layout.shape is Shape.BLOCKS:
        needs = [need for need in layout.needs if not elsewhere & set(need)]
    else:
        needs = list(layout.needs)
    return all(any(name in columns for name in need) for need in needs)


def _is_marked(layout: Layout, headings: Sequence[Words], *, titles: set[str]) -> bool:
    if not layout.marks:
        return True
    return bool(layout.marks & titles) or any(layout.marks & set(one) for one in headings)


def _mapped(
    headings: tuple[str, ...], rows: tuple[int, int], *, saved: Sequence[Saved]
) -> Detection | None:
    if not saved or not any(headings):
        return None
    mark = fingerprint(headings)
    for one in saved:
        if one.fingerprint == mark:
            return Detection(
                one.layout, headings, dict(one.columns), *rows, 1.0, dict(one.given),
                saved=one.id,
            )  # fmt: skip
    return None
