"""Rules that read one cell: what they accept, and that they never crash or guess."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.files import nik_of
from wacat.intake.layouts.kinds import parse_kind
from wacat.intake.parsing.dates import MONTHS, parse_date
from wacat.intake.parsing.numbers import disagreement, parse_kk, parse_nik
from wacat.intake.parsing.people import clean, parse_citizenship, parse_name, parse_sex
from wacat.intake.parsing.rt import parse_rt
from wacat.intake.sides import parse_reach
from wacat.values.kinds import Kind

CELLS = st.one_of(
    st.none(), st.text(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times(),
    st.timedeltas(), st.integers(-(10**18), 10**18).map(float),
    st.from_regex(r"[0-9]{1,4}[-/. ][0-9A-Za-z]{1,9}[-/. ][0-9]{1,4}( [0-9:]{1,8})?", fullmatch=True),
    st.from_regex(r"(RT|rt)?[ .]?[0-9]{0,4}[/ ]?(RW)?[ .]?[0-9]{0,4}", fullmatch=True),
)  # fmt: skip
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
NOVEMBER = date(2026, 11, 3)


@given(CELLS)
def test_no_cell_makes_a_rule_crash(cell: Any) -> None:
    for rule in (parse_date, parse_nik, parse_kk, parse_name, parse_sex, parse_citizenship, parse_rt, clean,
                 parse_kind, parse_reach):  # fmt: skip
        rule(cell)


@pytest.mark.parametrize(
    ("cell", "issue"),
    [
        ("03-11-2026", ""), ("03/11/2026", ""), ("2026-11-03", ""), (date(2026, 11, 3), ""),
        (datetime(2026, 11, 3, 14, 5), ""), ("3-11-2026", "DATE_NOTATION"),
        ("2026-11-03 00:00:00", "DATE_NOTATION"), ("03.11.2026", "DATE_NOTATION"),
        ("3 November 2026", "DATE_NOTATION"), ("03-Nov-2026", "DATE_NOTATION"),
        ("Selasa, 3 Nopember 2026", "DATE_NOTATION"), ("November 3, 2026", "DATE_NOTATION"),
        ("20261103", "DATE_NOTATION"), (46329.0, "DATE_NOTATION"), ("46329", "DATE_NOTATION"),
        (20261103.0, "DATE_NOTATION"), ("2026/11/3", "DATE_NOTATION"), (" '03-11-2026 ", ""),
    ],
)  # fmt: skip
def test_a_date_is_read_in_every_notation(cell: Any, issue: str) -> None:
    found = parse_date(cell)
    assert (found.value, found.issue) == (NOVEMBER, issue)


@pytest.mark.parametrize(
    ("cell", "issue"),
    [
        ("01-03-24", "DATE_AMBIGUOUS"), ("24-03-01", "DATE_AMBIGUOUS"), ("1/3/24", "DATE_AMBIGUOUS"),
        ("3-Nov-26", "DATE_AMBIGUOUS"), ("31-02-2026", "DATE_IMPOSSIBLE"),
        ("32-01-2026", "DATE_IMPOSSIBLE"), ("11/25/2026", "DATE_IMPOSSIBLE"),
        ("2026-13-01", "DATE_IMPOSSIBLE"), ("29-02-2025", "DATE_IMPOSSIBLE"), ("", "DATE_EMPTY"),
        ("-", "DATE_EMPTY"), (None, "DATE_EMPTY"), ("0000-00-00", "DATE_EMPTY"),
        ("kemarin", "DATE_UNREADABLE"), ("1995", "DATE_UNREADABLE"), (1995.0, "DATE_UNREADABLE"),
        ("٠٣-١١-٢٠٢٦", "DATE_UNREADABLE"), ("2026-11-02T16:00:00Z", "DATE_UNREADABLE"),
        (True, "DATE_UNREADABLE"), (time(3, 4), "DATE_UNREADABLE"), (float("nan"), "DATE_UNREADABLE"),
        ("03-11.2026", "DATE_UNREADABLE"), (timedelta(days=3), "DATE_UNREADABLE"),
    ],
)  # fmt: skip
def test_a_doubtful_date_is_none(cell: Any, issue: str) -> None:
    found = parse_date(cell)
    assert (found.value, found.issue) == (None, issue)


@given(
    DAYS,
    st.sampled_from(["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d", "%Y/%m/%d", "%Y-%m-%d 00:00:00", "%Y%m%d",
                     "%d.%m.%Y", "%d-%m-%y", "%y-%m-%d", "%d %B %Y"]),
)  # fmt: skip
def test_a_written_date_is_never_another_date(day: date, notation: str) -> None:
    assert parse_date(day.strftime(notation)).value in {day, None}


@given(DAYS)
def test_month_names_are_read(day: date) -> None:
    for name in [name for name, number in MONTHS.items() if number == day.month]:
        assert parse_date(f"{day.day} {name.title()} {day.year}").value == day


@pytest.mark.parametrize(
    ("cell", "value", "issue"),
    [
        ("6471010101900001", "6471010101900001", ""), ("'6471010101900001", "6471010101900001", ""),
        (" 6471 0101 0190 0001\u00a0", "6471010101900001", ""), ("", "", "NIK_EMPTY"),
        (None, "", "NIK_EMPTY"), ("0", "", "NIK_EMPTY"), ("-", "", "NIK_EMPTY"), (0.0, "", "NIK_EMPTY"),
        ("0" * 16, "", "NIK_EMPTY"), ("647101010190001", "", "NIK_LENGTH"),
        ("64710101019000011", "", "NIK_LENGTH"), ("6.47E+15", "", "NIK_LENGTH"),
        ("٦٤٧١٠١٠١٠١٩٠٠٠٠١", "", "NIK_LENGTH"), ("647101010190000A", "", "NIK_LENGTH"),
        (6471010101900001.0, "", "NIK_NUMERIC"), (6.47e15, "", "NIK_NUMERIC"),
        (date(2026, 1, 1), "", "NIK_LENGTH"),
    ],
)  # fmt: skip
def test_a_nik_is_sixteen_digits_of_text(cell: Any, value: str, issue: str) -> None:
    assert parse_nik(cell) == (value, issue)


def test_a_kk_that_cannot_be_trusted_is_dropped() -> None:
    assert parse_kk(6471010101900001.0) == ("", "KK_NUMERIC")
    assert parse_kk("123") == ("", "KK_LENGTH")
    assert parse_kk("") == ("", "")


@given(DAYS, st.sampled_from("LP"), st.integers(0, 9999))
def test_a_nik_agrees_with_the_birth_date_and_sex_it_encodes(
    born: date, sex: str, serial: int
) -> None:
    nik = nik_of(born, sex=sex, serial=serial)
    other = {"L": "P", "P": "L"}[sex]
    assert disagreement(nik, birth_on=born, sex=sex) == ""
    assert disagreement(nik, birth_on=born, sex=other) == "NIK_SEX"
    assert disagreement(nik, birth_on=born + timedelta(days=1), sex=sex) == "NIK_BIRTH_DATE"
    assert disagreement(nik, birth_on=None, sex="") == ""


@pytest.mark.parametrize(
    ("cell", "number", "issue"),
    [
        ("1", 1, ""), ("01", 1, ""), ("001", 1, ""), (1.0, 1, ""), ("001/000", 1, "RT_NOTATION"),
        ("RT 01", 1, "RT_NOTATION"), ("RT.001 RW.000", 1, "RT_NOTATION"),
        ("RT/RW 001/002", 1, "RT_NOTATION"), ("1/2", 1, "RT_NOTATION"), ("RT 12 / RW 3", 12, "RT_NOTATION"),
        ("rt023", 23, "RT_NOTATION"), ("-", 0, "RT_EMPTY"), ("000", 0, "RT_EMPTY"), ("", 0, "RT_EMPTY"),
        (None, 0, "RT_EMPTY"), (0.0, 0, "RT_EMPTY"), ("000/000", 0, "RT_EMPTY"), ("RT -", 0, "RT_EMPTY"),
        ("satu", 0, "RT_UNREADABLE"), ("1000", 0, "RT_UNREADABLE"), (1.5, 0, "RT_UNREADABLE"),
        ("-1", 1, "RT_NOTATION"), ("٠٢٣", 0, "RT_UNREADABLE"), (date(2026, 2, 1), 0, "RT_UNREADABLE"),
    ],
)  # fmt: skip
def test_an_rt_is_read_in_every_notation(cell: Any, number: int, issue: str) -> None:
    found = parse_rt(cell)
    assert (found.number, found.issue) == (number, issue)


@pytest.mark.parametrize(
    ("cell", "value", "issue"),
    [
        ("SITI  AMINAH", "SITI AMINAH", ""), ("A", "A", ""), ("", "", "NAME_EMPTY"), ("-", "", "NAME_EMPTY"),
        (12.0, "", "NAME_EMPTY"), ("SI\u202eTI", "SITI", "NAME_CLEANED"),
        ("SI\u200bTI", "SITI", "NAME_CLEANED"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>", ""), ("{{7*7}} ALI", "{{7*7}} ALI", ""),
        ("=HYPERLINK(1)", "=HYPERLINK(1)", ""), ("'; DROP TABLE x", "'; DROP TABLE x", ""),
        ("NUR\nHAYATI", "NUR HAYATI", ""), ("\u00a0É\u00a0", "É", ""), ("\u202e", "", "NAME_EMPTY"),
    ],
)  # fmt: skip
def test_a_name_is_kept_as_written_without_what_cannot_be_seen(
    cell: Any, value: str, issue: str
) -> None:
    assert parse_name(cell) == (value, issue)


@pytest.mark.parametrize(
    ("cell", "sex"),
    [("L", "L"), ("p", "P"), ("LK", "L"), ("PR", "P"), ("1", "L"), (2.0, "P"), ("Laki-laki", "L"),
     ("PEREMPUAN", "P"), ("", "")],
)  # fmt: skip
def test_sex_is_read(cell: Any, sex: str) -> None:
    assert parse_sex(cell) == (sex, "")


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("KTP-el", Kind.KTP_EL), ("e-KTP", Kind.KTP_EL), ("Perekaman KTP Elektronik", Kind.KTP_EL),
        ("AKTA KELAHIRAN", Kind.AKTA_KELAHIRAN), ("Kutipan Akte Lahir", Kind.AKTA_KELAHIRAN),
        ("pencatatan kematian", Kind.AKTA_KEMATIAN), ("Kartu Keluarga Baru", Kind.KK_BARU),
        ("Pisah KK", Kind.KK_PISAH), ("Tambah Anggota Keluarga", Kind.KK_TAMBAH),
        ("Perubahan Biodata", Kind.KK_UBAH), ("SKPWNI", Kind.PINDAH_KELUAR),
        ("Pindah Keluar", Kind.PINDAH_KELUAR),
        ("Pindah Datang", Kind.DATANG), ("Pindah Antar Kelurahan", Kind.PINDAH_DALAM_KOTA),
        ("KIA", Kind.KIA), ("Perkawinan", Kind.AKTA_PERKAWINAN), ("Akta Cerai", Kind.AKTA_PERCERAIAN),
        ("KTP-el Hilang", Kind.KTP_EL_HILANG), ("Cetak Ulang KK", Kind.CETAK_ULANG), ("KK", None), ("", None),
        ("Sewa tenda", None), ("Pengangkatan Anak", Kind.PENGANGKATAN_ANAK),
        ("Ganti Nama", Kind.PERUBAHAN_NAMA),
    ],
)  # fmt: skip
def test_a_kind_is_recognised_by_its_names(cell: str, kind: Kind | None) -> None:
    assert parse_kind(cell) is kind


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_is_known_by_its_code_and_label(kind: Kind) -> None:
    assert parse_kind(kind.value) is kind
    assert parse_kind(kind.label) is kind
    assert kind.urgency in "ABCD"


@pytest.mark.parametrize(
    ("cell", "reach"),
    [("1", 1), (3.0, 3), ("4. Antar kabupaten", 4), ("Antar Provinsi", 5), ("Antar kecamatan", 3),
     ("Antar desa/kelurahan dalam satu kecamatan", 2), ("Dalam satu kelurahan", 1), ("", 0), ("12", 0)],
)  # fmt: skip
def test_how_far_a_move_went(cell: Any, reach: int) -> None:
    assert parse_reach(cell) == reach


@pytest.mark.parametrize(
    ("cell", "citizenship", "issue"),
    [
        ("WNI", "WNI", ""), ("wni", "WNI", ""), (1.0, "WNI", ""), ("Indonesia", "WNI", ""),
        ("WNA", "WNA", ""), ("2", "WNA", ""), ("Orang Asing", "WNA", ""), ("", "", ""),
        ("3", "", ""), ("Dua Kewarganegaraan", "", ""), ("ya", "", "CITIZENSHIP_UNREADABLE"),
    ],
)  # fmt: skip
def test_citizenship_is_wni_wna_or_unknown(cell: Any, citizenship: str, issue: str) -> None:
    found = parse_citizenship(cell)
    assert (found.value, found.issue) == (citizenship, issue)
