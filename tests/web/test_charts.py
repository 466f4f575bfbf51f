"""Charts and maps: what is drawn is what the table says; every eye tells the classes apart."""

import re
from datetime import date
from itertools import combinations, pairwise
from math import sqrt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wacat.web.charts.lines import (
    BOTTOM,
    HEIGHT,
    LEFT,
    LINE_OF_WORDS,
    RIGHT,
    TOP,
    WIDTH,
    Series,
    draw,
    nice,
)
from wacat.web.charts.maps import Value, legend, tile_map
from wacat.web.charts.scale import SHARES, STEPS, scale
from wacat.web.charts.tiles import LETTERS, MOST_LINES, Place, arrange, lines_of
from wacat.web.charts.units import Unit

CSS = Path(__file__).parents[2] / "frontend/src/css"
MONTHS = [date(2026, month, 1) for month in range(1, 13)]
values = st.one_of(st.none(), st.floats(0, 1))
NAMES = ("Manggar", "Gunung Samarinda Baru", "Klandasan Ulu", "Kebon Kosong Timur Raya Sekali", "x")
# how many kelurahan each kecamatan has
places = st.lists(st.integers(1, 20), min_size=1, max_size=7).map(lambda sizes: [
    Place(id=100 * k + v, code=f"64.71.{k:02d}.{1000 + v}", name=NAMES[(k + v) % 5], kecamatan=f"K{k}")
    for k, size in enumerate(sizes, 1) for v in range(size)
])  # fmt: skip


def palette() -> dict[str, str]:
    """The colours of the style sheet by name."""
    theme = (CSS / "theme.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--color-([a-z0-9-]+): (#[0-9a-f]{6})", theme))


def linear(colour: str) -> list[float]:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def luminance(colour: str) -> float:
    return sum(
        part * weight for part, weight in zip(linear(colour), (0.2126, 0.7152, 0.0722), strict=True)
    )


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, 1.4.3."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


# Machado, Oliveira, Fernandes 2009, severity 1.0, on linear RGB.
EYES = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip


def seen(colour: str, eye: str) -> tuple[float, float, float]:
    """The colour as that eye sees it, in CIELAB (D65)."""
    rgb = linear(colour)
    seen_rgb = [max(0.0, sum(m * c for m, c in zip(row, rgb, strict=True))) for row in EYES[eye]]
    to_xyz = (
        (0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750),
        (0.0193339, 0.1191920, 0.9503041),
    )  # fmt: skip
    white = (0.95047, 1.0, 1.08883)
    f = []
    for row, w in zip(to_xyz, white, strict=True):
        t = sum(m * c for m, c in zip(row, seen_rgb, strict=True)) / w
        f.append(t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116)
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def distance(one: str, other: str, eye: str) -> float:
    """CIE 1976: 2.3 is just noticed."""
    return sqrt(sum((a - b) ** 2 for a, b in zip(seen(one, eye), seen(other, eye), strict=True)))


@pytest.mark.parametrize("eye", EYES)
def test_classes_and_lines_are_told_apart_by_every_eye(eye: str) -> None:
    known = palette()
    classes = [known[f"kelas-{n}"] for n in range(1, STEPS + 1)]
    assert min(distance(a, b, eye) for a, b in combinations(classes, 2)) > 12
    light = [seen(colour, eye)[0] for colour in classes]
    assert all(above - below > 9 for above, below in pairwise(light)), "also on grey paper"
    assert distance(known["laut"], known["jingga"], eye) > 20


def test_words_are_dark_enough_on_every_class() -> None:
    known = palette()
    sheet = (CSS / "chart.css").read_text(encoding="utf-8")
    assert ".kelas-4 text, .kelas-5 text { fill: var(--color-putih); }" in sheet
    for n in range(1, STEPS + 1):
        assert contrast(known[f"kelas-{n}"], known["putih" if n > 3 else "tinta"]) >= 4.5, n
    for words in ("redup", "laut", "jingga", "merah", "tinta"):
        assert contrast(known[words], known["putih"]) >= 4.5
    # a line on white is no word, but must be seen (WCAG 1.4.11)
    assert contrast(known["garis-tua"], known["putih"]) >= 3


@given(places, st.sampled_from([(6, 3), (3, 3), (9, 3)]))
def test_every_kelurahan_has_one_tile_and_none_covers_another(
    found: list[Place], size: tuple[int, int]
) -> None:
    columns, across = size
    blocks = arrange(found, columns=columns, across=across)
    tiles = [tile for block in blocks for tile in block.tiles]
    assert sorted(tile.place.id for tile in tiles) == sorted(place.id for place in found)
    assert len({(tile.column, tile.row) for tile in tiles}) == len(tiles)
    assert all(0 <= tile.column < columns for tile in tiles)
    for block in blocks:
        assert all(
            block.column <= t.column < block.column + block.columns
            and block.row <= t.row < block.row + block.rows
            for t in block.tiles
        )
        assert {t.place.kecamatan for t in block.tiles} == {block.name}
    # the same whatever the order of the list
    assert arrange(reversed(found), columns=columns, across=across) == blocks


@given(places)
def test_a_drawn_map_has_no_two_tiles_on_one_spot(found: list[Place]) -> None:
    known = [Value(place=place, value=0.5, detail="", href="/") for place in found]
    drawn = tile_map(
        known, scale([0.5], unit=Unit.SHARE, limits=SHARES), columns=6, across=3, id="m"
    )
    for one, other in combinations(drawn.shapes, 2):
        assert abs(one.x - other.x) >= one.width or abs(one.y - other.y) >= one.height
    for shape in drawn.shapes:
        assert 0 <= shape.x <= drawn.width - shape.width
        assert 0 <= shape.y <= drawn.height - shape.height
        assert len(shape.lines) <= MOST_LINES + 1
        assert all(shape.y < y < shape.y + shape.height for y, _ in shape.lines)


def test_a_new_kelurahan_moves_only_what_comes_after_it() -> None:
    old = [Place(id=n, code=f"64.71.0{k}.100{v}", name="x", kecamatan=f"K{k}")
           for n, (k, v) in enumerate((k, v) for k in (1, 2, 3) for v in range(1, 5))]  # fmt: skip
    new = Place(id=99, code="64.71.02.1009", name="Baru", kecamatan="K2")

    def spots(found: list[Place]) -> dict[int, tuple[int, int]]:
        blocks = arrange(found, columns=6, across=3)
        return {t.place.id: (t.column, t.row) for b in blocks for t in b.tiles}

    before, after = spots(old), spots([*old, new])
    assert {pk: after[pk] for pk in before} == before


def test_names_of_balikpapan_are_readable_in_a_tile() -> None:
    assert lines_of("Gunung Samarinda Baru") == ["Gunung", "Samarinda", "Baru"]
    assert lines_of("Klandasan Ilir") == ["Klandasan", "Ilir"]
    long = lines_of("Kebon Kosong Timur Raya Sekali Panjangnyabukanmain")
    assert len(long) == MOST_LINES
    assert long[-1].endswith("…")
    assert all(len(line) <= LETTERS for line in long)


@given(st.lists(st.one_of(st.none(), st.floats(0, 5000)), max_size=60))
def test_every_value_has_one_class_and_the_legend_counts_them(found: list[float | None]) -> None:
    steps = scale(found, unit=Unit.COUNT)
    assert list(steps.limits) == sorted(set(steps.limits))
    assert all(steps.class_of(value) in steps.classes for value in found if value is not None)
    known = [
        Value(
            place=Place(id=n, code=str(n), name="x", kecamatan="k"), value=value, detail="", href=""
        )
        for n, value in enumerate(found)
    ]
    assert sum(count for _, _, count in legend(known, steps)) == len(found)


def test_a_value_on_a_limit_is_in_the_class_that_names_it() -> None:
    steps = scale([], unit=Unit.SHARE, limits=SHARES)
    assert [steps.class_of(value) for value in (0.4999, 0.5, 0.8, 0.9, 1.0, None)] == [
        1,
        2,
        4,
        5,
        5,
        0,
    ]
    assert steps.words(1) == "di bawah 50\u00a0%"
    assert steps.words(4) == "80\u00a0% sampai di bawah 90\u00a0%"
    assert steps.words(5) == "90\u00a0% ke atas"


@given(st.lists(st.lists(values, min_size=12, max_size=12), min_size=1, max_size=3))
def test_the_drawing_and_its_table_say_the_same(found: list[list[float | None]]) -> None:
    series = [Series(name=f"Garis {n}", values=row) for n, row in enumerate(found, 1)]
    made = draw(id="g", title="Uji", months=MONTHS, series=series, unit=Unit.SHARE)
    assert [row[0] for row in made.rows] == [f"{m} 2026" for m in (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
        "November", "Desember")]  # fmt: skip
    for n, line in enumerate(made.lines):
        written = [row[n + 1] for row in made.rows]
        points = iter(line.points)
        for said, value in zip(written, found[n], strict=True):
            if value is None:
                assert said == "–"
                continue
            point = next(points)
            assert point.text.endswith(f": {said}")
            # the height tells the value back
            height = (HEIGHT - BOTTOM - point.y) / (HEIGHT - TOP - BOTTOM)
            assert abs(height - value) < 0.001
            assert LEFT <= point.x <= WIDTH - RIGHT
        assert next(points, None) is None
    ends = sorted(line.word_y for line in made.lines if line.end)
    assert all(below - above >= LINE_OF_WORDS - 0.11 for above, below in pairwise(ends))
    assert all(TOP <= y <= HEIGHT for y in ends)


@given(st.lists(st.floats(0, 1e7), min_size=1))
def test_the_scale_of_a_chart_holds_every_value(found: list[float]) -> None:
    top = nice(found)
    assert top >= max(found)
    assert top <= max(max(found) * 2.6, 4)


def test_a_chart_speaks_in_a_sentence_and_in_indonesian_numbers() -> None:
    made = draw(
        id="g", title="Waktu", months=MONTHS[:3], unit=Unit.HOURS, limit=(72, "batas 72 jam"),
        series=[Series(name="Menjawab", values=[30.25, None, 12.5])],
    )  # fmt: skip
    assert (
        made.summary == "Menjawab dari 30,2 jam pada Januari 2026 menjadi 12,5 jam pada Maret 2026."
    )
    assert [row[1] for row in made.rows] == ["30,2", "–", "12,5"]
    assert len(made.lines[0].runs) == 2
    assert made.limit is not None


@pytest.mark.parametrize("values", [[80, 75, 20], [20, 75, 80], [70, 10, 10], [100, 90, 95]])
def test_the_name_of_a_limit_stands_where_no_line_runs(values: list[float]) -> None:
    made = draw(
        id="g", title="Waktu", months=MONTHS[:3], unit=Unit.HOURS, limit=(72, "batas 72 jam"),
        series=[Series(name="Waktu menjawab", values=values)],
    )  # fmt: skip
    left, base = made.limit_word
    right = left + len("batas 72 jam") * 5.5
    assert made.left <= left
    assert right <= made.right
    for one, two in pairwise(made.lines[0].points):
        for n in range(51):
            x, y = (a + (b - a) * n / 50 for a, b in ((one.x, two.x), (one.y, two.y)))
            assert not (left <= x <= right and base - 9 <= y <= base + 2)
