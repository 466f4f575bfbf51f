"""A map out of the list of areas alone: a tile for each kelurahan, in a block for each kecamatan.

Where an office has not loaded its outlines nothing is known but names and codes. The blocks stand in
the order of the codes, filled row by row, so that the map of next month looks like that of this one
and a new kelurahan moves only what comes after it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

# Room for a word of a name in one line, and at most so many lines.
LETTERS, MOST_LINES = 12, 3


@dataclass(frozen=True, kw_only=True)
class Place:
    """A kelurahan to put on the map."""

    id: int
    code: str
    name: str
    kecamatan: str


@dataclass(frozen=True, kw_only=True)
class Tile:
    """Where a kelurahan stands inside its block, counted in tiles."""

    place: Place
    column: int
    row: int


@dataclass(frozen=True, kw_only=True)
class Block:
    """A kecamatan: its corner and size on the map, counted in tiles, and its tiles.

    `shelf` counts the rows of blocks from the top: each has a line for the names of kecamatan.
    """

    name: str
    column: int
    row: int
    shelf: int
    columns: int
    rows: int
    tiles: list[Tile]


def arrange(places: Iterable[Place], *, columns: int, across: int) -> list[Block]:
    """The blocks of a map that is `columns` tiles wide; a block is `across` tiles wide."""
    # a kecamatan whose codes do not follow each other is still one block, where its first code stands
    groups: dict[str, list[Place]] = {}
    for place in sorted(places, key=lambda place: (place.code, place.id)):
        groups.setdefault(place.kecamatan, []).append(place)
    blocks: list[Block] = []
    column = row = shelf = tallest = 0
    for kecamatan, inside in groups.items():
        rows = ceil(len(inside) / across)
        if column + across > columns and column:
            column, row, shelf, tallest = 0, row + tallest, shelf + 1, 0
        blocks.append(
            Block(
                name=kecamatan, column=column, row=row, shelf=shelf, columns=across, rows=rows,
                tiles=[
                    Tile(place=place, column=column + n % across, row=row + n // across)
                    for n, place in enumerate(inside)
                ],
            )
        )  # fmt: skip
        column, tallest = column + across, max(tallest, rows)
    return blocks


def lines_of(name: str) -> list[str]:
    """A name in at most three lines that fit a tile; a longer one ends in an ellipsis."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= LETTERS:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    shown = [line if len(line) <= LETTERS else f"{line[: LETTERS - 1]}…" for line in lines]
    if len(shown) > MOST_LINES:
        shown = [*shown[: MOST_LINES - 1], f"{shown[MOST_LINES - 1][: LETTERS - 1]}…"]
    return shown
