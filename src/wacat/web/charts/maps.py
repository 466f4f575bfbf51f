"""A map of kelurahan with one figure in it: tiles, or the outlines that the office loaded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wacat.territory.outlines.drawing import Outlines
from wacat.web.charts.scale import Scale
from wacat.web.charts.tiles import Place, arrange, lines_of
from wacat.web.charts.units import Unit

TILE_WIDTH, TILE_HEIGHT, GAP = 86, 54, 4
NAME_OF_BLOCK, BETWEEN = 22, 12
LINE = 13
# An outline narrower than this (in units of the drawing) has no room for the number of its class.
ROOM_FOR_NUMBER = 5.5
TOO_FEW = "Angkanya terlalu sedikit untuk dinilai"


@dataclass(frozen=True, kw_only=True)
class Value:
    """The figure of one kelurahan: the number, what it is made of in words, where it leads.

    `value` is None where there is nothing, or too little to say anything.
    """

    place: Place
    value: float | None
    detail: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One kelurahan as it is drawn: a tile (`box`) or an outline (`path`), its words and its class."""

    id: int
    name: str
    words: str
    detail: str
    href: str
    step: int
    x: float
    y: float
    width: float = 0
    height: float = 0
    lines: tuple[tuple[float, str], ...] = ()
    number: str = ""
    path: str = ""


@dataclass(frozen=True, kw_only=True)
class Map:
    """A drawn map: its size, its shapes, the names of blocks, and the legend (class, words, how many)."""

    id: str
    width: float
    height: float
    shapes: list[Shape]
    titles: list[tuple[float, float, str]]

    @property
    def has_outlines(self) -> bool:
        """Whether real outlines are shown."""
        return any(shape.path for shape in self.shapes)


def legend(values: Iterable[Value], scale: Scale) -> list[tuple[int, str, int]]:
    """Each class with its meaning and how many kelurahan are in it; the hatch (0) last."""
    steps = [scale.class_of(each.value) for each in values]
    lines = [(step, scale.words(step), steps.count(step)) for step in scale.classes]
    return lines + ([(0, TOO_FEW, steps.count(0))] if 0 in steps else [])


def tile_map(
    values: Sequence[Value],
    scale: Scale,
    *,
    columns: int,
    across: int,
    id: str,  # noqa: A002
) -> Map:
    """The map of tiles; `columns` and `across` as in `tiles.arrange`."""
    by_id = {each.place.id: each for each in values}
    shapes, titles = [], []
    blocks = arrange((each.place for each in values), columns=columns, across=across)
    for block in blocks:
        left, top = _corner(block.column, across), _top(block.row, block.shelf)
        titles.append((left, top + NAME_OF_BLOCK - 8, block.name))
        for tile in block.tiles:
            x = left + (tile.column - block.column) * (TILE_WIDTH + GAP)
            y = top + NAME_OF_BLOCK + (tile.row - block.row) * (TILE_HEIGHT + GAP)
            shapes.append(_tile(by_id[tile.place.id], scale, x=x, y=y))
    side_by_side = max(1, columns // across)
    last = max((b.row + b.rows for b in blocks), default=0)
    shelves = max((b.shelf + 1 for b in blocks), default=0)
    return Map(
        id=id,
        width=_corner(side_by_side * across, across) - GAP - BETWEEN,
        height=_top(last, shelves) - GAP - BETWEEN,
        shapes=shapes,
        titles=titles,
    )


def outline_map(values: Sequence[Value], scale: Scale, outlines: Outlines, *, id: str) -> Map:  # noqa: A002
    """The map of outlines; a kelurahan without one is not drawn, but stands in the table."""
    shapes = []
    for each in values:
        drawn = outlines.shapes.get(each.place.id)
        if drawn is None:
            continue
        roomy = drawn.room >= ROOM_FOR_NUMBER
        step = scale.class_of(each.value)
        shapes.append(
            Shape(
                id=each.place.id, name=each.place.name, words=_words(each, scale.unit), detail=each.detail,
                href=each.href, step=step, x=drawn.x, y=drawn.y, path=drawn.path,
                number=_number(step, scale.unit) if roomy else "",
            )
        )  # fmt: skip
    return Map(id=id, width=outlines.width, height=outlines.height, shapes=shapes, titles=[])


def _tile(each: Value, scale: Scale, *, x: float, y: float) -> Shape:
    said = scale.unit.short(each.value)
    lines = [*lines_of(each.place.name), *([said] if said else [])]
    first = (TILE_HEIGHT - LINE * len(lines)) / 2 + LINE - 3
    return Shape(
        id=each.place.id, name=each.place.name, words=_words(each, scale.unit), detail=each.detail,
        href=each.href, step=scale.class_of(each.value), x=x, y=y, width=TILE_WIDTH,
        height=TILE_HEIGHT,
        lines=tuple((round(y + first + n * LINE, 1), line) for n, line in enumerate(lines)),
    )  # fmt: skip


def _words(each: Value, unit: Unit) -> str:
    if each.value is None:
        return f"{each.place.name}: {TOO_FEW.lower()}"
    said = unit.write(each.value)
    return f"{each.place.name}: {said}{unit.words}" if said else each.place.name


def _number(step: int, unit: Unit) -> str:
    """What stands inside an outline: the number of its class, as in the legend."""
    if unit is Unit.NAMES:
        return ""
    return str(step) if step else "–"


def _corner(column: int, across: int) -> float:
    return column * (TILE_WIDTH + GAP) + column // across * BETWEEN


def _top(row: int, shelf: int) -> float:
    return row * (TILE_HEIGHT + GAP) + shelf * (NAME_OF_BLOCK + BETWEEN)
