"""Which numbers of a table must be left out so that no small one follows from the others.

A table stands with its totals: row 0 and column 0 hold them, so that every row and column adds up to
nothing when the totals count negatively. Whoever knows all that is shown can move people along a
cycle of hidden cells and still agree with it. How far a cell can be moved is a maximum flow, and so
exact: the numbers are whole and the equations those of a network.
Source: Pasal 8b; the method is complementary cell suppression (docs/keputusan/hitungan-publik.md).
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

FEW = 5
WITHOUT_END = 10**9
Cell = tuple[int, int]
Line = tuple[str, int]
Grid = Sequence[Sequence[int]]


def with_totals(inner: Grid) -> list[list[int]]:
    """The table with its totals in row 0 and column 0."""
    rows = [[sum(row), *row] for row in inner]
    return [[sum(column) for column in zip(*rows, strict=True)], *rows]


def is_small(count: int) -> bool:
    """Whether a number may not be shown by itself."""
    return 0 < count < FEW


@dataclass(kw_only=True)
class Reader:
    """Somebody who knows every number that is shown, and what he can say about those that are not.

    The one who is `told` knows besides which of the hidden cells hold 1 to 4, and only not how many.
    """

    cells: Grid
    hidden: set[Cell] = field(default_factory=set)
    told: bool = False

    def bounds(self, cell: Cell) -> tuple[int, int]:
        """The least and the greatest that a hidden cell can be; `WITHOUT_END` where nothing limits it."""
        own = self.cells[cell[0]][cell[1]]
        risen, fallen = (
            self.moves(cell, up=True, most=WITHOUT_END),
            self.moves(cell, up=False, most=own),
        )
        return own - fallen, min(own + risen, WITHOUT_END)

    def moves(self, cell: Cell, *, up: bool, most: int) -> int:
        """How far a cell can rise or fall while all else that is hidden gives way, `most` at most."""
        # a total counts negatively: it rises where the sum falls
        rises = up == is_inner(cell)
        others = self.hidden - {cell}
        limit = {one: list(self.room(one)) for one in others}
        lines = _lines(others)
        start, goal = (("row", cell[0]), ("column", cell[1]))
        if not rises:
            start, goal = goal, start
        moved = 0
        while moved < most and (road := _road(start, goal, limit, lines)):
            step = min(most - moved, *(limit[one][falls] for one, falls in road))
            for one, falls in road:
                limit[one][falls] -= step
                limit[one][not falls] += step
            moved += step
        return moved

    def room(self, cell: Cell) -> tuple[int, int]:
        """How far a cell's part of the sums can rise and fall."""
        own = self.cells[cell[0]][cell[1]]
        few = self.told and is_small(own)
        rise, fall = (FEW - 1 - own, own - 1) if few else (WITHOUT_END, own)
        return (rise, fall) if is_inner(cell) else (fall, rise)

    def cannot_tell(self, cell: Cell) -> bool:
        """Whether a small cell could as well be nobody and as well be five or more."""
        own = self.cells[cell[0]][cell[1]]
        return (
            self.moves(cell, up=True, most=FEW - own) >= FEW - own
            and self.moves(cell, up=False, most=own) >= own
        )

    def cannot_count(self, cell: Cell) -> bool:
        """Whether a small cell could be another number from 1 to 4."""
        own = self.cells[cell[0]][cell[1]]
        return bool(
            self.moves(cell, up=True, most=FEW - 1 - own)
            or self.moves(cell, up=False, most=own - 1)
        )


def is_inner(cell: Cell) -> bool:
    """Whether the cell counts positively in its row and column: no total, or that of all."""
    return (cell[0] == 0) == (cell[1] == 0)


def _lines(cells: set[Cell]) -> dict[Line, list[Cell]]:
    """The hidden cells of each row and each column."""
    found: dict[Line, list[Cell]] = {}
    for cell in cells:
        found.setdefault(("row", cell[0]), []).append(cell)
        found.setdefault(("column", cell[1]), []).append(cell)
    return found


def _road(
    start: Line, goal: Line, limit: dict[Cell, list[int]], lines: dict[Line, list[Cell]]
) -> list[tuple[Cell, int]]:
    """The shortest cycle on which something can still be moved: cells with whether they fall (1) or rise.

    From a row one leaves by a cell that falls, from a column by one that rises.
    """
    came: dict[Line, tuple[Line, Cell, int] | None] = {start: None}
    waiting = deque([start])
    while waiting and goal not in came:
        here = waiting.popleft()
        falls = int(here[0] == "row")
        for cell in lines.get(here, ()):
            if limit[cell][falls] > 0:
                there = ("column", cell[1]) if falls else ("row", cell[0])
                if there not in came:
                    came[there] = (here, cell, falls)
                    waiting.append(there)
    road = []
    at = goal
    while (step := came.get(at)) is not None:
        at, cell, falls = step
        road.append((cell, falls))
    return road


def hide(cells: Grid, *, chance: Random) -> set[Cell]:
    """The cells of a table with totals that must not be shown.

    Each number from 1 to 4, and round each as much as it takes until every reader finds it possible
    that it is 0 and that it is 5 or more, and until one who is told which cells are small still
    cannot say how many. Among equals `chance` decides, so that the choice itself tells nothing.
    A table too small to hide anything in is hidden whole.
    """
    high, wide = len(cells), len(cells[0])
    everything = {(i, j) for i in range(high) for j in range(wide)}
    small = sorted(cell for cell in everything if is_small(cells[cell[0]][cell[1]]))
    chance.shuffle(small)
    hidden = set(small)
    plain = Reader(cells=cells, hidden=hidden)
    told = Reader(cells=cells, hidden=hidden, told=True)

    def is_safe(cell: Cell) -> bool:
        return plain.cannot_tell(cell) and told.cannot_count(cell)

    for cell in small:
        if not is_safe(cell):
            corners = _rectangle(plain, told, cell, chance=chance)
            if corners is None:
                return everything
            hidden |= corners
    return hidden if all(map(is_safe, small)) else everything


def _rectangle(plain: Reader, told: Reader, cell: Cell, *, chance: Random) -> set[Cell] | None:
    """The cheapest three cells that make a rectangle with this one and give it room; None without any."""
    own = plain.cells[cell[0]][cell[1]]
    found = []
    for corners in _corners(plain.cells, cell):
        up, down = _play(plain, cell, corners)
        if up >= FEW - own and down >= own:
            up, down = _play(told, cell, corners)
            if min(up, FEW - 1 - own) or min(down, own - 1):
                price = sum(_price(plain, corner) for corner in corners)
                found.append((price, chance.random(), corners))
    return set(min(found)[2]) if found else None


def _corners(cells: Grid, cell: Cell) -> Iterator[tuple[Cell, Cell, Cell]]:
    """The other corners of each rectangle: beside, below, across."""
    row, column = cell
    for i in range(len(cells)):
        for j in range(len(cells[0])):
            if i != row and j != column:
                yield (row, j), (i, column), (i, j)


def _play(reader: Reader, cell: Cell, corners: tuple[Cell, Cell, Cell]) -> tuple[int, int]:
    """How far the cell can rise and fall by its rectangle alone: what is across goes with it."""
    beside, below, across = map(reader.room, corners)
    risen = min(beside[1], below[1], across[0])
    fallen = min(beside[0], below[0], across[1])
    return (risen, fallen) if is_inner(cell) else (fallen, risen)


def _price(reader: Reader, cell: Cell) -> int:
    """What it costs to hide a cell: nothing when it is, little for a number, more for 0, most for a total.

    In steps, so that the choice tells little of how large a hidden number is.
    """
    if cell in reader.hidden:
        return 0
    if 0 in cell:
        return 100_000
    count = reader.cells[cell[0]][cell[1]]
    return 3000 if count == 0 else 1000 + 100 * len(str(count))
