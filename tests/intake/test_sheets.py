"""A workbook of several like sheets (one an RT or kelurahan) is read whole; unlike ones are refused."""

from pathlib import Path

import pytest

from tests.intake import files
from tests.intake.reading import read_all
from tests.intake.test_round_trip import TODAY, balikpapan, counted
from wacat.intake.layouts.numbering import MOST_SHEETS, SHIFT, row_in_file, row_number, row_words
from wacat.ops.synthetic import exports, writers
from wacat.ops.synthetic.blocks import WRITE_BLOCKS
from wacat.sheets.refusals import CannotRead

NAMES = ["RT 001", "RT 002 (baru)", "RT 003"]


@pytest.mark.parametrize("layout", sorted([*WRITE_BLOCKS, "opensid_impor", "akta_perkawinan"]))
def test_like_sheets_are_read_one_after_the_other_with_exact_counts(
    tmp_path: Path, layout: str
) -> None:
    made = [exports.make(layout, rows=25, today=TODAY, seed=seed) for seed in (11, 12, 13)]
    sheets = {name: next(iter(one.sheets.values())) for name, one in zip(NAMES, made, strict=True)}
    found = read_all(
        tmp_path, writers.as_xlsx(sheets), name="a.xlsx", today=TODAY, territory=balikpapan(),
        given=made[0].given,
    )  # fmt: skip
    assert found.reading.layout["code"] == layout
    assert found.reading.layout["sheets"] == NAMES
    states, wrong, other = counted(found.rows)
    assert wrong == sum((one.reasons for one in made), start=type(wrong)())
    assert other == sum((one.remarks for one in made), start=type(other)())
    assert states["ACCEPTED"] == sum(one.accepted for one in made)
    assert len({row["row_number"] for row in found.rows}) == sum(
        one.rows - one.not_services for one in made
    )
    shown = {row_words(int(row["row_number"]), layout=layout, sheets=NAMES) for row in found.rows}
    for words in shown:
        number = row_number(words, layout=layout, sheets=NAMES)
        assert number is not None
        assert row_words(number, layout=layout, sheets=NAMES) == words
    assert {name for name in NAMES if any(name in words for words in shown)} == set(NAMES)
    assert len(shown) == len(found.rows)


def test_a_foot_ends_with_its_sheet(tmp_path: Path) -> None:
    short = {
        "Alamat": "",
        "No KK": "",
        "Jenis Layanan": "",
        "JK": "",
        "Tgl Lahir": "",
        "No Register": "",
    }
    lines = files.table([files.service(1)])
    # a row of the second sheet that is too thin for a row below a foot; it must not be lost
    thin = files.service(2, NIK="", RT="", Kelurahan="", **short)
    sheets = {"Satu": [*lines, ["Mengetahui"]], "Dua": files.table([thin, files.service(3)])}
    found = read_all(tmp_path, writers.as_xlsx(sheets), name="a.xlsx")
    assert [row_in_file(int(row["row_number"])) for row in found.rows] == [2, 2, 3]
    assert [row["state"] for row in found.rows] == ["ACCEPTED", "QUARANTINED", "ACCEPTED"]


def test_a_row_that_stands_in_two_sheets_is_told_once(tmp_path: Path) -> None:
    lines = files.table([files.service(1), files.service(2)])
    found = read_all(tmp_path, writers.as_xlsx({"Satu": lines, "Salinan": lines}), name="a.xlsx")
    assert [row["state"] for row in found.rows] == [
        "ACCEPTED",
        "ACCEPTED",
        "DUPLICATE",
        "DUPLICATE",
    ]
    assert [int(row["row_number"]) for row in found.rows] == [2, 3, SHIFT + 2, SHIFT + 3]


def test_sheets_with_other_headings_are_refused_by_name(tmp_path: Path) -> None:
    lines = files.table([files.service(1)])
    other = files.table([files.service(2)], headings=[*reversed(files.HEADINGS)])
    content = writers.as_xlsx({"Oktober": lines, "November": other})
    with pytest.raises(CannotRead, match=r"2 lembar .* \(Oktober, November\)\. Samakan judul"):
        read_all(tmp_path, content, name="a.xlsx")


def test_too_many_sheets_are_refused(tmp_path: Path) -> None:
    lines = files.table([files.service(1)])
    content = writers.as_xlsx({f"RT {n}": lines for n in range(MOST_SHEETS + 1)})
    with pytest.raises(CannotRead, match=rf"{MOST_SHEETS + 1} lembar"):
        read_all(tmp_path, content, name="a.xlsx")
