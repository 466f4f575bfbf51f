"""Whole files through the child process: formats, layouts, rows and what is said about them."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.intake import files
from tests.intake.reading import read, read_all, states
from tests.intake.test_round_trip import balikpapan
from wacat.ops.synthetic import exports
from wacat.sheets.refusals import CannotRead

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]


def one(folder: Path, **changes: Any) -> dict[str, Any]:
    """The only row of a service list, as staged."""
    content = files.as_xlsx(files.table([files.service(22, **changes)]))
    return read(folder, content, name="satu.xlsx")[0]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_text_files_are_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [files.service(n, **{"Nama Lengkap": f"RENÉ {n}"}) for n in range(1, 30)]
    content = files.as_csv(files.table(rows), delimiter=delimiter, encoding=encoding, end="\r\n")
    found = read(tmp_path, content, name="layanan.csv")
    assert states(found) == ["ACCEPTED"] * 29
    assert found[0]["name"] == "RENÉ 1"
    assert all(row["issues"] == [] for row in found)


@pytest.mark.parametrize(("make", "name"), [(files.as_xlsx, "a.xlsx"), (files.as_xls, "a.xls")])
def test_workbooks_are_read(tmp_path: Path, make: Any, name: str) -> None:
    rows = [files.service(n, **{"Tanggal Layanan": date(2026, 10, n)}) for n in range(1, 20)]
    found = read(tmp_path, make(files.table(rows)), name=name)
    assert states(found) == ["ACCEPTED"] * 19
    assert found[4]["served_on"] == "2026-10-05"


def test_the_heading_is_found_wherever_it_starts(tmp_path: Path) -> None:
    lines: list[list[Any]] = [
        [], ["", "", "LAPORAN LAYANAN OKTOBER 2026"], ["", "", "Dinas Kependudukan"], [], [],
        ["", "", *files.HEADINGS], ["", "", *range(1, len(files.HEADINGS) + 1)],
    ]  # fmt: skip
    lines += [["", "", *line] for line in files.table([files.service(n) for n in (1, 2)])[1:]]
    lines += [[], ["", "", *files.HEADINGS]]
    lines += [["", "", *line] for line in files.table([files.service(n) for n in (3, 4)])[1:]]
    lines += [
        ["", "", "Jumlah", "", "", 4], [], ["", "", "Balikpapan, 1 November 2026"],
        ["", "", "Mengetahui"], ["", "", "Kepala Bidang"], [], ["", "", "Drs. Hasan"], ["", "",
        "NIP. 19700101"],
    ]  # fmt: skip
    found = read(tmp_path, files.as_xlsx(lines), name="layanan.xlsx")
    assert states(found) == ["ACCEPTED"] * 4
    assert [row["row_number"] for row in found] == ["8", "9", "12", "13"]


@pytest.mark.parametrize(
    "headings",
    [
        {"Tanggal Layanan": "TGL\nPELAYANAN", "NIK": "N.I.K", "Nama Lengkap": "nama penduduk"},
        {"Tanggal Layanan": "tgl_terbit", "Jenis Layanan": "JENIS_DOKUMEN", "RT": "NO_RT",
        "No KK": "NOMOR_KK"},
        {"Kelurahan": "Desa/Kel", "JK": "Jenis Kelamin", "No Register": "No. Akta",
        "Alamat": "Alamat Lengkap"},
        {"Kelurahan": "KELURAHAN / DESA", "RT": "RT/RW", "Tgl Lahir": "TANGGAL LAHIR",
        "Nama Lengkap": "NAMA_LGKP"},
    ],
)  # fmt: skip
def test_headings_are_recognised_by_synonyms(tmp_path: Path, headings: dict[str, str]) -> None:
    lines = files.table([files.service(5)])
    lines[0] = [headings.get(heading, heading).replace("N.I.K", "NIK") for heading in lines[0]]
    row = read(tmp_path, files.as_xlsx(lines), name="a.xlsx")[0]
    expected = read(tmp_path, files.as_xlsx(files.table([files.service(5)])), name="a.xlsx")[0]
    assert row == expected


def test_headings_on_two_rows_with_a_merged_group(tmp_path: Path) -> None:
    row = files.service(3, **{"Jenis Layanan": "Pindah Dalam Kota"})
    above: list[Any] = ["Tanggal", "Layanan", "NIK", "Nama", "Daerah Asal", "", "Daerah Tujuan", ""]
    below = ["", "", "", "", "RT", "Kelurahan", "RT", "Kelurahan"]
    cells: list[Any] = [row["Tanggal Layanan"], row["Jenis Layanan"], row["NIK"], row["Nama Lengkap"],
             "003", "Manggar", "007", "Manggar Baru"]  # fmt: skip
    found = read(tmp_path, files.as_xlsx([above, below, cells]), name="a.xlsx")[0]
    assert (found["rt_id"], found["origin_rt_id"], found["reach"]) == ("1004007", "1001003", "2")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"Kelurahan": "Entah"}, "KELURAHAN_UNKNOWN"), ({"Kelurahan": ""}, "KELURAHAN_EMPTY"),
        ({"RT": "099"}, "RT_UNKNOWN"), ({"RT": "-"}, "RT_EMPTY"), ({"RT": "abc"}, "RT_UNREADABLE"),
        ({"NIK": "647101"}, "NIK_LENGTH"), ({"NIK": 6471010101900011}, "NIK_NUMERIC"),
        ({"Tanggal Layanan": "31-02-2026"}, "DATE_IMPOSSIBLE"),
        ({"Tanggal Layanan": "01-03-24"}, "DATE_AMBIGUOUS"),
        ({"Tanggal Layanan": "besok"}, "DATE_UNREADABLE"), ({"Tanggal Layanan": ""}, "DATE_EMPTY"),
        ({"Tanggal Layanan": "20-10-2020"}, "DATE_TOO_EARLY"),
        ({"Tanggal Layanan": "01-01-2124"}, "DATE_FUTURE"),
        ({"Nama Lengkap": ""}, "NAME_EMPTY"), ({"Nama Lengkap": "X" * 161}, "NAME_LONG"),
        ({"Jenis Layanan": "Sewa tenda"}, "KIND_UNKNOWN"), ({"Tgl Lahir": "31-02-1990"}, "BIRTH_IMPOSSIBLE"),
        ({"Tgl Lahir": "01-02-90"}, "BIRTH_AMBIGUOUS"), ({"Tgl Lahir": "besok"}, "BIRTH_UNREADABLE"),
        ({"Tgl Lahir": "01-12-2026"}, "BIRTH_AFTER_SERVICE"),
        ({"Jenis Layanan": "Pindah Dalam Kota"}, "SIDE_EMPTY"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_placed_is_quarantined(
    tmp_path: Path, changes: dict[str, Any], code: str
) -> None:
    row = one(tmp_path, **changes)
    assert row["state"] == "QUARANTINED"
    assert code in [issue.partition(":")[0] for issue in row["issues"]]
    assert row["raw"] is not None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"Tgl Lahir": "04-01-1995"}, "NIK_BIRTH_DATE"), ({"JK": "P"}, "NIK_SEX"), ({"NIK": ""}, "NIK_EMPTY"),
        ({"Kelurahan": "Gunungsamarinda"}, "KELURAHAN_SPELLING:kelurahan"),
        ({"Kelurahan": "Gn. Samarinda"}, "KELURAHAN_SPELLING:kelurahan"),
        ({"RT": "RT 023"}, "RT_NOTATION:rt"), ({"RT": "023/000"}, "RT_NOTATION:rt"),
        ({"Tanggal Layanan": "3 Oktober 2026"}, "DATE_NOTATION"), ({"Tanggal Layanan": 46298},
        "DATE_NOTATION"),
        ({"Tanggal Layanan": "24-11-2026"}, "DATE_AHEAD"), ({"No KK": "12"}, "KK_LENGTH"),
        ({"No KK": 6471010101900011}, "KK_NUMERIC"), ({"JK": "?X"}, "SEX_UNREADABLE"),
        ({"Nama Lengkap": "SI\u202eTI"}, "NAME_CLEANED"),
    ],
)  # fmt: skip
def test_what_is_only_unusual_is_accepted_with_a_warning(
    tmp_path: Path, changes: dict[str, Any], code: str
) -> None:
    row = one(tmp_path, **changes)
    assert (row["state"], row["issues"]) == ("ACCEPTED", [code])


def test_nothing_is_taken_out_of_a_text_without_a_note(tmp_path: Path) -> None:
    long = "Jl. " + "Panjang Sekali " * 30
    rows = [
        files.service(1, Alamat="Jl. \u202eUji 1"), files.service(2, Alamat="Jl.\u00a0Uji  2"),
        files.service(3, Alamat=long), files.service(4, **{"No Register": "REG\u200b/4"}),
        files.service(5, Alamat="Jl. \u202eUji 1"),
    ]  # fmt: skip
    found = read(tmp_path, files.as_xlsx(files.table(rows)), name="a.xlsx")
    assert [row["issues"] for row in found] == [
        ["TEXT_CLEANED:address"], [], ["TEXT_LONG:address"], ["TEXT_CLEANED:number"],
        ["TEXT_CLEANED:address"],
    ]  # fmt: skip
    assert states(found) == ["ACCEPTED"] * 5
    assert (found[0]["address"], found[3]["number"]) == ("Jl. Uji 1", "REG/4")
    assert long.strip() in found[2]["raw"], "what was cut off is kept with the row"


def test_the_notation_of_the_file_itself_is_no_warning(tmp_path: Path) -> None:
    plain = {"RT": "7", "Tanggal Layanan": "2026-10-05"}
    rows = [files.service(n, **plain) for n in range(1, 9)]
    rows += [
        files.service(9, **plain | {"RT": "007"}),
        files.service(10, **plain | {"Tanggal Layanan": "05-10-2026"}),
    ]
    found = read(tmp_path, files.as_csv(files.table(rows)), name="a.csv")
    assert [row["issues"] for row in found] == [[]] * 9 + [["DATE_NOTATION"]]
    padded = [files.service(n) for n in range(1, 9)] + [files.service(10, RT="7")]
    found = read(tmp_path, files.as_csv(files.table(padded)), name="a.csv")
    assert [row["issues"] for row in found] == [[]] * 8 + [["RT_NOTATION:rt"]]


def test_the_same_row_a_thousand_times_is_one_event(tmp_path: Path) -> None:
    rows = [files.service(1)] * 1000
    found = read(tmp_path, files.as_csv(files.table(rows)), name="a.csv")
    assert (states(found).count("ACCEPTED"), states(found).count("DUPLICATE")) == (1, 999)


@pytest.mark.parametrize(
    ("changes", "kind", "main", "origin"),
    [
        ({}, "PINDAH_DALAM_KOTA", "1004002", "1001001"),
        ({"KLASIFIKASI_PINDAH": ""}, "PINDAH_DALAM_KOTA", "1004002", "1001001"),
        ({"KLASIFIKASI_PINDAH": "5", "NO_PROP_ASAL": "35", "NO_KAB_ASAL": "78"}, "DATANG", "1004002", None),
        ({"KLASIFIKASI_PINDAH": "", "NO_PROP_ASAL": "35", "NO_KAB_ASAL": "78"}, "DATANG", "1004002", None),
    ],
)  # fmt: skip
def test_arrivals(
    tmp_path: Path, changes: dict[str, Any], kind: str, main: str, origin: str | None
) -> None:
    lines = files.table([files.move(files.DATANG, **changes)], headings=files.DATANG)
    row = read(tmp_path, files.as_xlsx(lines), name="datang.xlsx")[0]
    assert row["issues"] == []
    assert (row["kind"], row["rt_id"], row["origin_rt_id"]) == (kind, main, origin)


@pytest.mark.parametrize(
    ("changes", "kind", "main", "origin"),
    [
        ({}, "PINDAH_DALAM_KOTA", "1004002", "1001001"),
        ({"KLASIFIKASI_PINDAH": "4", "NO_KAB_TUJUAN": "72", "NAMA_KAB_TUJUAN": "KOTA SAMARINDA"},
         "PINDAH_KELUAR", "1001001", None),
    ],
)  # fmt: skip
def test_departures(
    tmp_path: Path, changes: dict[str, Any], kind: str, main: str, origin: str | None
) -> None:
    lines = files.table([files.move(files.PINDAH, **changes)], headings=files.PINDAH)
    row = read(tmp_path, files.as_xlsx(lines), name="pindah.xlsx")[0]
    assert row["issues"] == []
    assert (row["kind"], row["rt_id"], row["origin_rt_id"]) == (kind, main, origin)


def test_one_move_in_both_files_is_one_fact(tmp_path: Path) -> None:
    arrival = files.move(files.DATANG, TGL_DATANG="05-10-2026")
    departure = files.move(files.PINDAH, TGL_PINDAH="29-09-2026")
    one_way = read(
        tmp_path, files.as_xlsx(files.table([arrival], headings=files.DATANG)), name="d.xlsx"
    )[0]
    other = read(
        tmp_path, files.as_xlsx(files.table([departure], headings=files.PINDAH)), name="p.xlsx"
    )[0]
    known = {one_way["fact_key"], *one_way["near_keys"].strip("{}").split(",")}
    assert other["fact_key"] in known


def test_codes_in_every_shape_find_the_kelurahan(tmp_path: Path) -> None:
    names = ["6471011001", "64.71.01.1001", 6471011001, "1001 - MANGGAR", "Kel. Manggar", "MANGGAR"]
    rows = [files.service(n, Kelurahan=name) for n, name in enumerate(names, start=1)]
    found = read(tmp_path, files.as_xlsx(files.table(rows)), name="a.xlsx")
    assert {row["kelurahan_id"] for row in found[:3]} == {"1001"}
    assert [row["issues"] for row in found[4:]] == [[], []]
    assert states(found)[:3] == ["ACCEPTED"] * 3


def test_a_cut_last_line_is_flagged(tmp_path: Path) -> None:
    content = files.as_csv(files.table([files.service(n) for n in (1, 2, 3)]))
    found = read(tmp_path, content[:-60], name="a.csv")
    assert states(found) == ["ACCEPTED", "ACCEPTED", "QUARANTINED"]
    assert found[2]["issues"][0] == "ROW_CUT"
    whole = read(tmp_path, content.rstrip(b"\n"), name="a.csv")
    assert (states(whole)[2], whole[2]["issues"]) == ("ACCEPTED", ["LAST_LINE"])


def test_a_row_with_a_stray_delimiter_is_quarantined(tmp_path: Path) -> None:
    lines = files.table([files.service(n) for n in (1, 2)])
    lines[1].append("lebih")
    found = read(tmp_path, files.as_csv(lines), name="a.csv")
    assert [row["issues"] for row in found] == [["ROW_LONG"], []]
    assert found[0]["raw"].endswith(',"REG/000001","lebih"}'), (
        "what is too much is kept with the row"
    )


def test_a_line_cut_one_column_short_is_no_whole_row(tmp_path: Path) -> None:
    content = files.as_csv(files.table([files.service(n) for n in (1, 2)]))
    found = read(tmp_path, content[: content.rindex(b",")], name="a.csv")
    assert [row["issues"] for row in found] == [[], ["ROW_CUT"]]
    assert [row["number"] for row in found] == ["REG/000001", ""]


def test_a_row_out_of_shape_in_a_register_is_shown_and_not_passed_over(tmp_path: Path) -> None:
    """A delimiter in the address: the day of the card stands a column further than its heading."""
    made = exports.make("siak_ekspor_37", rows=30, today=files.TODAY, typed=False)
    lines = made.sheets["Data"]
    heads = next(line for line in lines if "NIK" in line)
    address, printed = heads.index("Alamat"), heads.index("Cetak KTP")
    told = [
        place
        for place, line in enumerate(lines)
        if len(line) == 37 and line[printed] == lines[-1][printed]
    ]
    old = next(line for line in lines if len(line) == 37 and line[printed] == exports.OLD)
    lines[told[1]] = [
        *lines[told[1]][:address],
        "Jl. Uji 1",
        " Blok B",
        *lines[told[1]][address + 1 :],
    ]
    lines.append([*old, "tambahan"])
    lines.append(lines[told[2]][: address + 1])
    content = files.as_csv(lines).rstrip(b"\n")
    found = read_all(tmp_path, content, name="a.csv", territory=balikpapan())
    odd = [row for row in found.rows if {"ROW_LONG", "ROW_CUT"} & set(row["issues"])]
    assert [(row["state"], row["issues"][0]) for row in odd] == [
        ("QUARANTINED", "ROW_LONG"), ("QUARANTINED", "ROW_CUT"),
    ]  # fmt: skip
    assert "DATE_EMPTY" in odd[1]["issues"]
    assert '"Jl. Uji 1"," Blok B"' in odd[0]["raw"]
    assert found.reading.not_services == made.not_services + 1, "an old card stays unseen"


def test_headings_alone_are_no_rows(tmp_path: Path) -> None:
    assert read(tmp_path, files.as_csv(files.table([])), name="a.csv") == []


def test_an_unknown_layout_names_what_it_found_and_needs(tmp_path: Path) -> None:
    lines = [["Kode Barang", "Nama Barang", "Jumlah", "Harga"], ["A", "Meja", 3, 5]]
    with pytest.raises(CannotRead) as refusal:
        read(tmp_path, files.as_xlsx(lines), name="barang.xlsx")
    assert "Kode Barang" in str(refusal.value)
    assert "Tanggal layanan, Jenis layanan, NIK, Nama, RT, Kelurahan" in str(refusal.value)


def test_hidden_sheets_are_left_alone_and_unlike_tables_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for serial, name in enumerate(("Oktober", "November"), start=1):
        page = book.create_sheet(name)
        for line in files.table([files.service(serial)]):
            page.append(line)
    assert states(read(tmp_path, files.saved(book), name="dua.xlsx")) == ["ACCEPTED"] * 2
    book["November"]["C1"], book["November"]["D1"] = "No KK", "NIK"
    with pytest.raises(CannotRead, match="Oktober, November"):
        read(tmp_path, files.saved(book), name="dua.xlsx")
    book["November"].sheet_state = "hidden"
    assert len(read(tmp_path, files.saved(book), name="dua.xlsx")) == 1


def test_text_that_looks_like_code_stays_text(tmp_path: Path) -> None:
    nasty = [
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "{{7*7}} ALI",
        "'; DROP TABLE x",
        'A\\b "c"',
    ]
    rows = [files.service(n, **{"Nama Lengkap": name}) for n, name in enumerate(nasty, start=1)]
    found = read(tmp_path, files.as_csv(files.table(rows)), name="a.csv")
    assert states(found) == ["ACCEPTED"] * 5
    assert [row["name"].replace("\\\\", "\\") for row in found] == nasty


def test_citizenship_is_read_where_a_column_says_it(tmp_path: Path) -> None:
    headings = [*files.HEADINGS, "Kewarganegaraan"]
    said = ["WNI", "WNA", "", "ya"]
    rows = [files.service(n) | {"Kewarganegaraan": word} for n, word in enumerate(said, 1)]
    found = read(tmp_path, files.as_csv(files.table(rows, headings=headings)), name="a.csv")
    assert [row["citizenship"] for row in found] == ["WNI", "WNA", "", ""]
    assert [row["issues"] for row in found] == [[], [], [], ["CITIZENSHIP_UNREADABLE"]]
    plain = read(tmp_path, files.as_csv(files.table([files.service(1)])), name="b.csv")
    assert [row["citizenship"] for row in plain] == [""]
