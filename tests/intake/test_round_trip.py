"""A file of every layout from the project's own generator, read back: counts and codes are exact."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.intake import files
from tests.intake.reading import read_all
from wacat.intake.checks import ERRORS
from wacat.intake.layouts.catalogue import LAYOUTS
from wacat.intake.territory import Kelurahan, Territory
from wacat.ops.synthetic import exports, places, writers

TODAY = date(2026, 11, 23)
ROWS = 90
# The format in which each layout leaves the office.
ENDINGS = {
    "dwh_webservice": ".json", "bip_2012_blok_kk": ".xls", "bip_2016_blok_kk": ".xls",
    "bip_2016_luwutimur": ".xls", "bip_ektp": ".xlsx", "siak_ekspor_37": ".xls", "pindah_32": ".csv",
}  # fmt: skip
# the other half of a pair comes with it, and lists of services have tests of their own
MADE = [one.code for one in LAYOUTS if one.code not in {"oracle_data_keluarga", "layanan"}]


def balikpapan() -> Territory:
    """The city of the generator, with ids as it counts them."""
    found: dict[str, Kelurahan] = {}
    for row in places.from_list().iter_rows(named=True):
        code = row["code"][:10]
        area = found.setdefault(
            code,
            Kelurahan(
                id=int(code[4:]), kecamatan_id=int(code[4:6]), city_id=1, name=row["kelurahan"],
                code=code, kecamatan_name=row["kecamatan"], spellings=(), rts={},
            ),
        )  # fmt: skip
        area.rts[row["number"]] = row["rt_id"]
    return Territory(code="64.71", name="Balikpapan", kelurahan=found.values())


def counted(rows: list[dict[str, Any]]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """States, codes of quarantined rows and codes of the others, as the database counts them."""
    wrong, other = Counter[str](), Counter[str]()
    for row in rows:
        codes = {code.partition(":")[0] for code in row["issues"]}
        if row["state"] == "QUARANTINED":
            wrong.update(codes & ERRORS)
        else:
            other.update(codes)
    return Counter(row["state"] for row in rows), wrong, other


@pytest.mark.parametrize("layout", MADE)
def test_every_row_of_every_layout_is_found_again(tmp_path: Path, layout: str) -> None:
    ending = ENDINGS.get(layout, ".xlsx")
    made = exports.make(layout, rows=ROWS, today=TODAY, typed=ending.startswith(".xls"))
    content = writers.WRITERS[ending](made.sheets)
    found = read_all(
        tmp_path, content, name=f"{layout}{ending}", today=TODAY, territory=balikpapan(),
        given=made.given,
    )  # fmt: skip
    assert found.reading.layout["code"] == layout
    states, wrong, other = counted(found.rows)
    assert (wrong, other) == (made.reasons, made.remarks)
    assert (states["ACCEPTED"], states["QUARANTINED"], states["DUPLICATE"]) == (
        made.accepted, made.quarantined, made.duplicates,
    )  # fmt: skip
    assert found.reading.not_services == made.not_services
    assert len(found.rows) + made.not_services == made.rows
    assert made.accepted > ROWS / 3
    assert found.reading.layout["confidence"] >= 0.9


@pytest.mark.parametrize("layout", [code for code in MADE if code.startswith(("bip", "opensid"))])
def test_a_register_alone_tells_no_service(tmp_path: Path, layout: str) -> None:
    made = exports.make(layout, rows=30, today=TODAY)
    content = writers.as_xlsx(made.sheets)
    found = read_all(tmp_path, content, name="a.xlsx", today=TODAY, territory=balikpapan())
    assert (found.rows, found.reading.not_services) == ([], made.rows)
    assert len(found.reading.sample) == 21, "headings and the first people, for the desk"


def test_the_half_of_a_pair_is_read_alone_and_tells_no_service(tmp_path: Path) -> None:
    made = exports.make("oracle_data_keluarga", rows=30, today=TODAY)
    content = writers.as_xlsx(made.sheets)
    found = read_all(tmp_path, content, name="a.xlsx", today=TODAY, territory=balikpapan())
    assert found.reading.layout["code"] == "oracle_data_keluarga"
    assert (found.rows, found.reading.not_services) == ([], made.rows)


def test_two_files_make_a_pair_too(tmp_path: Path) -> None:
    made = exports.make("oracle_biodata_wni", rows=40, today=TODAY)
    halves = {name: {name: lines} for name, lines in made.sheets.items()}
    other = files.written(tmp_path, writers.as_csv(halves["DATA_KELUARGA"]), name="keluarga.csv")
    found = read_all(
        tmp_path, writers.as_xlsx(halves["BIODATA_WNI"]), name="biodata.xlsx", today=TODAY,
        territory=balikpapan(), companion=("oracle_data_keluarga", other),
    )  # fmt: skip
    assert counted(found.rows)[0]["ACCEPTED"] == made.accepted


def test_rows_of_a_block_keep_the_numbers_of_the_file(tmp_path: Path) -> None:
    made = exports.make("bip_2012_blok_kk", rows=12, today=TODAY)
    lines = made.sheets["BIP"]
    found = read_all(
        tmp_path, writers.as_xls(made.sheets), name="a.xls", today=TODAY, territory=balikpapan(),
        given=made.given,
    )  # fmt: skip
    for row in found.rows:
        assert row["name"] in lines[int(row["row_number"]) - 1]
