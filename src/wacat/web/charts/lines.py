"""A line chart of months: where lines, points, words and ticks stand; drawn by `components/grafik.html`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, floor, log10

from wacat.values.tanggal import BULAN, bulan_tahun
from wacat.web.charts.units import Unit

# As wide as a phone, so that its words keep their size there; a desk sets several side by side.
WIDTH, HEIGHT = 340, 164
LEFT, RIGHT, TOP, BOTTOM = 46, 48, 12, 26
# Words at the end of lines stand at least so far apart.
LINE_OF_WORDS = 14
TICKS = 4
# The name of a limit: how wide a letter is, how tall a line of words.
LETTER, TALL = 5.6, 11


@dataclass(frozen=True, kw_only=True)
class Series:
    """One line: its name, and a value a month (None where there is none)."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True, kw_only=True)
class Point:
    """Where a value stands, and what it says."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """A series as it is drawn: `style` 1 to 3 sets colour, dashes and the shape of the points."""

    name: str
    style: int
    runs: list[list[Point]]
    end: Point | None
    word_y: float

    @property
    def points(self) -> list[Point]:
        """Every point of the line."""
        return [point for run in self.runs for point in run]


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A chart ready to draw, with the rows of its table twin.

    `limit` is the height of the limit and its name, `limit_word` where that name stands.
    `rows` are the months with the written value of each series, oldest first.
    """

    id: str
    title: str
    unit: Unit
    summary: str
    lines: list[Line]
    across: list[tuple[float, str]]
    up: list[tuple[float, str]]
    limit: tuple[float, str] | None
    limit_word: tuple[float, float]
    head: list[str]
    rows: list[list[str]]
    download: str = ""
    code: str = ""
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM


def draw(
    *,
    id: str,  # noqa: A002 - the id of the figure in the page
    title: str,
    months: Sequence[date],
    series: Sequence[Series],
    unit: Unit,
    limit: tuple[float, str] | None = None,
    download: str = "",
    code: str = "",
) -> Chart:
    """Lay out a chart of `months`, oldest first. `limit` is a value with its name, drawn across.

    `code` names the definition of the figure (`values.indicators`), shown behind the question mark.
    """
    known = [value for line in series for value in line.values if value is not None]
    top = 1.0 if unit is Unit.SHARE else nice([*known, limit[0] if limit else 0.0])
    xs = [_x(n, of=len(months)) for n in range(len(months))]
    lines = [
        _line(line, style=n, xs=xs, top=top, unit=unit, months=months)
        for n, line in enumerate(series, 1)
    ]
    placed = _apart(lines)
    across = (_y(limit[0], top=top), limit[1]) if limit else None
    return Chart(
        id=id,
        title=title,
        unit=unit,
        summary=" ".join(_sentence(line, months=months, unit=unit) for line in series),
        lines=placed,
        across=_across(months, xs),
        up=[(_y(top * n / TICKS, top=top), unit.short(top * n / TICKS)) for n in range(TICKS + 1)],
        limit=across,
        limit_word=_beside(across, placed) if across else (0.0, 0.0),
        head=["Bulan", *(line.name for line in series)],
        rows=[
            [bulan_tahun(month), *(unit.write(line.values[n]) for line in series)]
            for n, month in enumerate(months)
        ],
        download=download,
        code=code,
    )


def nice(values: Sequence[float]) -> float:
    """A round number not below the largest of these, that four equal steps divide well."""
    largest = max(values, default=0.0)
    if largest <= TICKS:
        return float(TICKS)
    step = 10.0 ** floor(log10(largest / TICKS))
    for times in (1, 2, 2.5, 5, 10):
        if times * step * TICKS >= largest and (times != 2.5 or step >= 10):
            return float(times * step * TICKS)
    return float(ceil(largest))


def _x(number: int, *, of: int) -> float:
    span = WIDTH - LEFT - RIGHT
    return round(LEFT + (span * number / (of - 1) if of > 1 else span / 2), 1)


def _y(value: float, *, top: float) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * min(value, top) / top, 1)


def _line(
    series: Series, *, style: int, xs: list[float], top: float, unit: Unit, months: Sequence[date]
) -> Line:
    runs: list[list[Point]] = [[]]
    for n, value in enumerate(series.values):
        if value is None:
            runs.append([])
            continue
        said = f"{series.name}, {bulan_tahun(months[n])}: {unit.write(value)}{unit.words}"
        runs[-1].append(Point(x=xs[n], y=_y(value, top=top), text=said))
    kept = [run for run in runs if run]
    last = next((value for value in reversed(series.values) if value is not None), None)
    end = None
    if kept:
        end = Point(x=kept[-1][-1].x, y=kept[-1][-1].y, text=unit.short(last))
    return Line(name=series.name, style=style, runs=kept, end=end, word_y=end.y if end else 0.0)


def _apart(lines: list[Line]) -> list[Line]:
    """Move the words at the ends of lines until none covers another."""
    placed = sorted((line for line in lines if line.end), key=lambda line: line.word_y)
    at = [line.word_y for line in placed]
    for n, (above, below) in enumerate(pairwise(list(at)), 1):
        at[n] = max(below, at[n - 1] + LINE_OF_WORDS, above)
    over = max(0.0, at[-1] - (HEIGHT - BOTTOM)) if at else 0.0
    moved = {line.style: max(TOP, y - over) for line, y in zip(placed, at, strict=True)}
    return [
        Line(
            name=line.name, style=line.style, runs=line.runs, end=line.end,
            word_y=round(moved.get(line.style, 0.0) + 4, 1),
        )
        for line in lines
    ]  # fmt: skip


def _beside(limit: tuple[float, str], lines: Sequence[Line]) -> tuple[float, float]:
    """Where the name of a limit covers the least of the lines: above or below it, from the left."""
    y, name = limit
    wide = len(name) * LETTER
    last = max(LEFT + 4, floor(WIDTH - RIGHT - wide))
    spots = [
        (float(x), base)
        for base in (y - 4, y + TALL)
        if base >= TOP + TALL - 6 and base <= HEIGHT - BOTTOM
        for x in range(LEFT + 4, last + 1, 8)
    ]
    beginning = (float(LEFT + 4), y - 4)
    return min(spots, key=lambda spot: _covered(spot, wide=wide, lines=lines), default=beginning)


def _covered(spot: tuple[float, float], *, wide: float, lines: Sequence[Line]) -> int:
    """How many places of lines lie under words of that width at that spot."""
    left, base = spot
    return sum(
        left - 3 <= x <= left + wide + 3 and base - TALL - 1 <= y <= base + 4
        for line in lines
        for run in line.runs
        for x, y in _along(run)
    )


def _along(run: Sequence[Point]) -> list[tuple[float, float]]:
    """Places on the way from point to point, close enough that no letter fits between them."""
    steps = 12
    return [(run[0].x, run[0].y)] + [
        (one.x + (two.x - one.x) * n / steps, one.y + (two.y - one.y) * n / steps)
        for one, two in pairwise(run)
        for n in range(1, steps + 1)
    ]


def _across(months: Sequence[date], xs: list[float]) -> list[tuple[float, str]]:
    """A word below every third or sixth month, counted from the newest, which always has one."""
    every = max(1, ceil(len(months) / 4))
    return [
        (xs[n], f"{BULAN[month.month - 1][:3]} {month:%y}")
        for n, month in enumerate(months)
        if (len(months) - 1 - n) % every == 0
    ]


def _sentence(series: Series, *, months: Sequence[date], unit: Unit) -> str:
    """The line in words: from what in which month to what in which."""
    known = [(n, value) for n, value in enumerate(series.values) if value is not None]
    if not known:
        return f"{series.name}: belum ada angka."
    (first, begin), (last, end) = known[0], known[-1]
    if first == last:
        return f"{series.name} {unit.write(end)}{unit.words} pada {bulan_tahun(months[last])}."
    return (
        f"{series.name} dari {unit.write(begin)}{unit.words} pada {bulan_tahun(months[first])} menjadi "
        f"{unit.write(end)}{unit.words} pada {bulan_tahun(months[last])}."
    )
