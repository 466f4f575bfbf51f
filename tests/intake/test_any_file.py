"""Whatever stands in a file, reading ends in rows or in a refusal, and every row is counted once."""

import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake import files
from wacat.intake.checking import EARLIEST
from wacat.intake.convert import Rules
from wacat.intake.reader.ask import Ask
from wacat.intake.reader.child import converters_of
from wacat.intake.reader.table import find_table
from wacat.intake.staging import STAGE_COLUMNS
from wacat.ops.synthetic import exports, writers
from wacat.sheets.guard.content import inspect
from wacat.sheets.refusals import CannotRead

# A bare carriage return ends a line in every reader of CSV, and the writer of the tests does not quote it.
CELL = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r")
    | st.sampled_from(",;\t\"'\n\\{}-/0123456789"),
    max_size=12,
)
FIELD = st.sampled_from(files.HEADINGS)
CHANGES = st.lists(st.dictionaries(FIELD, CELL, max_size=4), min_size=1, max_size=8)


def lines_of(path: Path) -> list[str]:
    """The lines for COPY of a file, read in this process."""
    ask = Ask(earliest=EARLIEST, today=files.TODAY)
    table = find_table(path, content=inspect(path, name=path.name), ask=ask)
    rules = Rules(territory=files.territory(), earliest=EARLIEST, today=files.TODAY)
    converters = converters_of(table, rules=rules)
    chunks = list(table.chunks())
    told = b"".join(one.convert(chunk) for one in converters for chunk in chunks).decode()
    lines = told.split("\n")[:-1]
    assert len(lines) == sum(one.rows - one.skipped for one in converters)
    return lines


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600), st.sampled_from(["a.csv", "a.xlsx", "a.xls"]))
def test_any_bytes_end_in_rows_or_a_refusal(content: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder, suppress(CannotRead):
        lines_of(files.written(Path(folder), content, name=name))


@settings(max_examples=150, deadline=None)
@given(CHANGES, st.sampled_from(",;\t"))
def test_every_line_has_all_columns_whatever_the_cells_hold(
    changes: list[dict[str, str]], delimiter: str
) -> None:
    rows = [files.service(n, **change) for n, change in enumerate(changes, start=1)]
    content = files.as_csv(files.table(rows), delimiter=delimiter)
    with tempfile.TemporaryDirectory() as folder:
        try:
            lines = lines_of(files.written(Path(folder), content, name="a.csv"))
        except CannotRead:
            return
    assert len(lines) == len(rows)
    for line in lines:
        cells = line.split("\t")
        assert len(cells) == len(STAGE_COLUMNS)
        assert cells[1] in {"ACCEPTED", "QUARANTINED", "DUPLICATE"}
        assert (cells[1] == "QUARANTINED") == (cells[-4] == "\\N")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(CELL | st.sampled_from(files.HEADINGS), max_size=18), max_size=12))
def test_any_table_is_recognised_or_refused(table: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = files.written(Path(folder), files.as_csv(table), name="a.csv")
        with suppress(CannotRead):
            lines_of(path)


def test_the_half_of_a_pair_has_no_line(tmp_path: Path) -> None:
    half = exports.make("oracle_data_keluarga", rows=3, today=files.TODAY)
    assert lines_of(files.written(tmp_path, writers.as_csv(half.sheets), name="a.csv")) == []
