"""Long tables of text: what goes in comes out of other people's readers as it was, and as text."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from wacat.press.text_table import write_sheet

ODD = [
    "=1+1", '=HYPERLINK("http://x","a")', "+62811", "@x", "<script>&amp;</script>", "a\nb\tc\rd", " kosong ",
    "_x0041_", "6471010101900001", "0071", "é😀", "x\x00y\x1b\ufffez\ud800", "", "2026-11-24",
]  # fmt: skip
KEPT = [cell.replace("x\x00y\x1b\ufffez\ud800", "xyz") for cell in ODD]
NOT_IN_XML = {ord(sign): None for sign in "\x1d\x1e\0"}


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(*[st.text(alphabet="aé😀&<>\"'\t\n \x1d\x1e_x004\0", max_size=12)] * 3),
        max_size=8,
    )
)
def test_what_needs_escaping_comes_back_whatever_stands_beside_it(
    rows: list[tuple[str, ...]],
) -> None:
    plain = [[f"{n} & <{n}>", "biasa", "x"] for n in range(3)]
    content = write_sheet(title="A", head=["Satu", "Dua", "Tiga"], rows=[*plain, *rows])
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    found = sheet.to_python()[1:]
    kept = [[cell.translate(NOT_IN_XML) for cell in row] for row in rows]
    assert found == [*plain, *kept]


def test_every_cell_comes_back_as_text() -> None:
    head = [f"Kolom {n}" for n in range(len(ODD))]
    rows = [ODD] * 2_500
    content = write_sheet(title="Data & lain", head=head, rows=iter(rows))
    found = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert (len(found), found[0]) == (2_501, head)
    assert found[1] == found[-1] == KEPT
    (page,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    assert (page.title, page.max_row, page.freeze_panes) == ("Data & lain", 2_501, "A2")
    kinds = {(cell.data_type, cell.number_format) for cell in page[2]}
    assert kinds <= {("s", "@"), ("n", "@"), ("inlineStr", "@")}
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("count", [0, 1])
def test_a_heading_alone_and_a_long_cell(count: int) -> None:
    rows = [["x" * 40_000, ""]] * count
    content = write_sheet(title="A", head=["Satu", "Satu"], rows=rows)
    (page,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    assert page.max_row == count + 1
    assert [cell.value for cell in page[1]] == ["Satu", "Satu"]
    if count:
        assert len(str(page["A2"].value)) == 32_767
