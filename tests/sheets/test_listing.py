"""Short lists as people send them."""

from pathlib import Path

import pytest
import xlsxwriter

from wacat.sheets.listing import Column, read_list
from wacat.sheets.refusals import CannotRead

COLUMNS = [
    Column("kelurahan", "Kelurahan", ("Nama Kelurahan", "Kel.")),
    Column("rt", "RT", ("Nomor RT", "No. RT")),
    Column("nama", "Nama", ("Nama Ketua RT",), required=False),
]


def read(path: Path, *, most: int = 10) -> list[tuple[int, dict[str, str]]]:
    lines = read_list(path, name=path.name, columns=COLUMNS, most=most)
    return [(line.row, line.values) for line in lines]


def workbook(path: Path, rows: list[list[object]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def test_a_list_is_found_below_its_title_under_other_headings(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "daftar.xlsx",
        [["Daftar RT Kecamatan Timur"], [], ["No", "KEL.", "No. RT"], [1, "Manggar", 23], [None, "", ""]],
    )  # fmt: skip
    assert read(path) == [(4, {"kelurahan": "Manggar", "rt": "23"})]


def test_text_with_semicolons_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text("Kelurahan;RT;Nama Ketua RT\r\nManggar;023;Sari\r\n", encoding="cp1252")
    assert read(path) == [(2, {"kelurahan": "Manggar", "rt": "023", "nama": "Sari"})]


def test_a_missing_or_doubled_heading_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="Yang diperlukan: Kelurahan, RT"):
        read(workbook(tmp_path / "a.xlsx", [["Kelurahan", "Nama"], ["Manggar", "Sari"]]))
    with pytest.raises(CannotRead, match="Judul kolom RT"):
        read(workbook(tmp_path / "b.xlsx", [["Kelurahan", "RT", "Nomor RT"], ["Manggar", 1, 2]]))


def test_empty_too_long_and_foreign_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="kosong"):
        read(workbook(tmp_path / "a.xlsx", [["Kelurahan", "RT"]]))
    with pytest.raises(CannotRead, match="lebih dari 10 baris"):
        read(
            workbook(
                tmp_path / "b.xlsx", [["Kelurahan", "RT"], *[["Manggar", n] for n in range(12)]]
            )
        )
    foreign = tmp_path / "c.xlsx"
    foreign.write_bytes(b"%PDF-1.7")
    with pytest.raises(CannotRead, match="PDF"):
        read(foreign)
