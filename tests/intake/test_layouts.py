"""Layouts are data: all are found by their own headings, a new one is a file, a wrong one is refused."""

from pathlib import Path
from typing import Any

import pytest

from tests.intake import files
from tests.intake.test_any_file import lines_of
from wacat.intake.checking import EARLIEST
from wacat.intake.layouts.catalogue import BY_CODE, LAYOUTS, load_all
from wacat.intake.layouts.confidence import in_words
from wacat.intake.layouts.detector import detect
from wacat.intake.layouts.layout import Shape
from wacat.intake.layouts.loader import CannotLoadLayout, load
from wacat.intake.reader.ask import Ask
from wacat.intake.reader.table import find_table
from wacat.sheets.guard.content import inspect

TABLES = [one for one in LAYOUTS if one.shape is Shape.TABLE and one.code != "layanan"]
NEW = """
label = "Daftar KIA loket mal"
about = "Satu baris satu kartu."
yields = "services"
kind = "KIA"
needs = [["served_on"], ["nik"], ["name"], ["rt"], ["kelurahan"]]
use = ["person", "places"]

[columns]
"Hari Ambil" = "served_on"
"Nomor Induk Anak" = "nik"
"Nama Anak" = "name"
"Wilayah RT" = "rt"
"Wilayah Kelurahan" = "kelurahan"
"Loket" = ""
"""


@pytest.mark.parametrize("layout", TABLES, ids=lambda layout: layout.code)
def test_a_layout_is_found_by_its_own_headings(layout: Any) -> None:
    headings = [heading for heading, _ in layout.columns]
    found = detect([(1, ["JUDUL"]), (2, []), (3, [*headings])])
    assert found is not None
    assert (found.layout.code, found.first_row, found.confidence) == (layout.code, 3, 1.0)
    assert in_words(found.confidence) == "yakin"


def test_a_new_layout_is_one_file(tmp_path: Path) -> None:
    (tmp_path / "kia_mal.toml").write_text(NEW)
    layouts = load_all(str(tmp_path))
    assert len(layouts) == len(LAYOUTS) + 1
    lines = [["Hari Ambil", "Nomor Induk Anak", "Nama Anak", "Wilayah RT", "Wilayah Kelurahan", "Loket"],
             ["05-10-2026", "6471010101150001", "ANAK UJI", "007", "Manggar", "2"]]  # fmt: skip
    path = files.written(tmp_path, files.as_csv(lines), name="kia.csv")
    ask = Ask(earliest=EARLIEST, today=files.TODAY)
    table = find_table(path, content=inspect(path, name="kia.csv"), ask=ask, layouts=layouts)
    assert (table.detection.layout.code, table.detection.given["kind"]) == ("kia_mal", "KIA")
    assert [row for _, row in table.rows] == [lines[1]]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("yields", "hasil", "unknown entry hasil"),
        ('"services"', '"semua"', "semua"),
        ('"KIA"', '"KIAA"', "KIAA"),
        ('= "rt"', '= "rete"', "no field rete"),
        ('"Nomor Induk Anak" = "nik"\n', "", "but no heading gives it"),
        ('["nik"], ', "", "needs no nik"),
        ("satu kartu.", "satu kartu", "no sentence"),
        ('use = ["person", "places"]', "use = [", ""),
    ],
)
def test_a_wrong_layout_is_refused_when_the_program_starts(
    tmp_path: Path, old: str, new: str, why: str
) -> None:
    plain = NEW.replace('use = ["person", "places"]', "use = []") if "Induk" in old else NEW
    (tmp_path / "kia_mal.toml").write_text(plain.replace(old, new, 1))
    with pytest.raises(CannotLoadLayout, match=r"kia_mal\.toml") as refusal:
        load(tmp_path)
    assert why in str(refusal.value)


def test_a_list_that_names_each_service_is_never_a_list_of_one_kind() -> None:
    shared = ["Tanggal Terbit", "NIK", "Nama Anak", "RT", "Kelurahan", "No Akta Kelahiran"]
    with_kind = detect([(1, [*shared, "Nama", "Jenis Layanan"])])
    without = detect([(1, [*shared])])
    assert with_kind is not None
    assert without is not None
    assert (with_kind.layout.code, without.layout.code) == ("layanan", "akta_kelahiran")
    unmarked = [cell for cell in shared if cell not in {"Nama Anak", "No Akta Kelahiran"}]
    assert detect([(1, [*unmarked, "Nama"])]) is None
    titled = detect([(1, ["DAFTAR AKTA KEMATIAN 2026"]), (2, [*unmarked, "Nama"])])
    assert titled is not None
    assert titled.layout.code == "akta_kematian"


def test_all_eleven_and_the_lists_are_there() -> None:
    assert BY_CODE.keys() == {
        "siak_ekspor_37", "oracle_biodata_wni", "oracle_data_keluarga", "dwh_webservice", "datang_29",
        "pindah_32", "bip_2012_blok_kk", "bip_2016_blok_kk", "bip_2016_luwutimur", "bip_ektp",
        "opensid_impor", "layanan", "akta_kelahiran", "akta_kematian", "akta_perkawinan",
        "akta_perceraian",
    }  # fmt: skip
    assert (
        sum(one.code not in {"layanan"} and not one.code.startswith("akta_") for one in LAYOUTS)
        == 11
    )


def test_one_row_of_a_couple_is_two_people(tmp_path: Path) -> None:
    head = ["No Akta Perkawinan", "Tanggal Akta", "NIK Suami", "Nama Suami", "RT Suami",
            "Kelurahan Suami", "NIK Istri", "Nama Istri", "RT Istri", "Kelurahan Istri",
            "Kota Suami", "Kota Istri"]  # fmt: skip
    here = ["A/1", "05-10-2026", "6471010101900011", "SUAMI SATU", "007", "Manggar",
            "6471014101900012", "ISTRI SATU", "009", "Manggar Baru", "", ""]  # fmt: skip
    far = [*here[:6], "6472014101900012", "ISTRI DUA", "009", "Sempaja", "", "Kota Samarinda"]
    far[2] = "6471010101900021"
    path = files.written(tmp_path, files.as_csv([head, here, far]), name="kawin.csv")
    found = [line.split("\t") for line in lines_of(path)]
    assert [(row[0], row[1], row[7], row[15]) for row in found] == [
        ("2", "ACCEPTED", "SUAMI SATU", "1001007"),
        ("3", "ACCEPTED", "SUAMI SATU", "1001007"),
        ("10000002", "ACCEPTED", "ISTRI SATU", "1004009"),
    ]
