"""Whatever tables, blocks and pages hold: detector, block parser and suggestions end in rows or a refusal."""

import json
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake import files
from tests.intake.test_any_file import lines_of
from wacat.intake.layouts.catalogue import LAYOUTS
from wacat.intake.layouts.confidence import weighed
from wacat.intake.layouts.detector import Detection, detect
from wacat.intake.layouts.layout import Shape
from wacat.intake.layouts.suggest import suggest
from wacat.intake.outline import outline
from wacat.intake.reader.blocks import Blocks, flattened
from wacat.intake.reader.sample import sample
from wacat.sheets.cells import as_text
from wacat.sheets.refusals import CannotRead

BLOCKS = [one for one in LAYOUTS if one.shape is Shape.BLOCKS]
HEADINGS = sorted({heading for one in LAYOUTS for heading, _ in one.columns})
LABELS = ["NO.KK", "No. KK : 6471010101900001", "ALAMAT", "ALAMAT :", "RT/RW : 003/000", "NO.RT/RW :",
          "KELURAHAN : MANGGAR", "6471010101900001", "Keterangan:", "DESA :"]  # fmt: skip
CELL = (
    st.text(max_size=12)
    | st.sampled_from(LABELS)
    | st.sampled_from(HEADINGS)
    | st.integers(-(10**17), 10**17)
    | st.floats()
    | st.dates()
    | st.booleans()
    | st.none()
)
ROWS = st.lists(st.lists(CELL, max_size=20), max_size=14)


@settings(max_examples=120, deadline=None)
@given(ROWS)
def test_any_rows_are_recognised_or_not(rows: list[list[Any]]) -> None:
    numbered = list(enumerate(rows, start=1))
    with suppress(CannotRead):
        found = detect(numbered)
        if found is not None:
            assert 0 <= weighed(found, numbered) <= 1
            assert all(0 <= place < len(found.headings) for place in found.columns.values())


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(BLOCKS), ROWS)
def test_any_rows_between_members_end_in_rows_as_wide_as_the_headings(
    layout: Any, rows: list[list[Any]]
) -> None:
    headings = tuple(heading for heading, _ in layout.columns)
    columns = {name: place for place, (_, name) in enumerate(layout.columns) if name}
    detection = Detection(layout, headings, columns, 1, 1, 1.0)
    width = len(flattened(detection).headings)
    numbered = [(1, [*headings]), *enumerate(rows, start=2)]
    told = list(Blocks(detection).rows(numbered))
    assert all(len(row) >= width for _, row in told)
    assert [number for number, _ in told] == sorted({number for number, _ in told})


@settings(max_examples=80, deadline=None)
@given(ROWS)
def test_any_sample_can_be_kept_shown_and_suggested_for(rows: list[list[Any]]) -> None:
    packed = json.loads(json.dumps(sample(list(enumerate(rows, start=1)))))
    assert "\\u0000" not in json.dumps(packed)
    found = outline(packed)
    given_fields = [one.suggestion.field for one in found.columns if one.suggestion.field]
    assert len(given_fields) == len(set(given_fields))
    suggest([as_text(cell) for cell in rows[0]] if rows else [], rows)


@settings(max_examples=80, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=8) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["content", "NIK", "NAMA_LGKP", "x"]), inner, max_size=4
            )
        ),
        max_leaves=20,
    )
)
def test_any_json_ends_in_rows_or_a_refusal(document: Any) -> None:
    with tempfile.TemporaryDirectory() as folder, suppress(CannotRead):
        lines_of(files.written(Path(folder), json.dumps(document).encode(), name="a.json"))
