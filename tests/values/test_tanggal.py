from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from wacat.values import tanggal as words

NOW = datetime(2026, 11, 24, 6, 5, tzinfo=UTC)
WITA = ZoneInfo("Asia/Makassar")


def test_a_date_in_a_list_and_in_a_table() -> None:
    day = date(2026, 11, 4)
    assert words.tanggal(day) == "4 November 2026"
    assert words.tanggal_angka(day) == "04-11-2026"
    assert words.hari_tanggal(day) == "Rabu, 4 November 2026"
    assert words.bulan_tahun(day) == "November 2026"


def test_every_month_has_its_own_name() -> None:
    names = [words.bulan_tahun(date(2026, month, 1)) for month in range(1, 13)]
    assert len(set(names)) == 12
    assert names[4] == "Mei 2026"


def test_the_hour_is_that_of_the_office() -> None:
    assert words.jam(NOW, zone=WITA) == "14.05 WITA"
    assert words.jam(NOW, zone=ZoneInfo("Asia/Jayapura")) == "15.05 WIT"


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (timedelta(days=2, hours=4, minutes=59), "2 hari 4 jam"),
        (timedelta(days=3), "3 hari"),
        (timedelta(days=1, minutes=5), "1 hari"),
        (timedelta(hours=5, minutes=1), "5 jam 1 menit"),
        (timedelta(minutes=40, seconds=59), "40 menit"),
        (timedelta(seconds=59), "kurang dari 1 menit"),
        (timedelta(0), "kurang dari 1 menit"),
    ],
)
def test_a_duration_names_its_two_largest_units(span: timedelta, expected: str) -> None:
    assert words.lama(span) == expected


@pytest.mark.parametrize(
    ("offset", "sentence", "level"),
    [
        (timedelta(hours=12, seconds=1), "sisa 12 jam", words.TimeLeft.ENOUGH),
        (timedelta(hours=12), "sisa 12 jam", words.TimeLeft.SOON),
        (timedelta(seconds=30), "sisa kurang dari 1 menit", words.TimeLeft.SOON),
        (timedelta(0), "lewat kurang dari 1 menit", words.TimeLeft.OVERDUE),
        (timedelta(hours=-3), "lewat 3 jam", words.TimeLeft.OVERDUE),
    ],
)
def test_time_left_around_its_borders(
    offset: timedelta, sentence: str, level: words.TimeLeft
) -> None:
    assert words.sisa_waktu(NOW + offset, at=NOW) == sentence
    assert words.time_left(NOW + offset, at=NOW) is level


@pytest.mark.parametrize(
    "written", ["24-11-2026", "24/11/2026", "24.11.2026", "2026-11-24", "2026-11-24 00:00:00",
                "24 November 2026", " 24 nov 2026"],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(written: str) -> None:
    assert words.read_date(written) == date(2026, 11, 24)


@pytest.mark.parametrize(
    "written", ["", "31-02-2026", "24-11-26", "besok", "11/24/2026", "24 Ma 2026"]
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(words.CannotReadDate):
        words.read_date(written)
