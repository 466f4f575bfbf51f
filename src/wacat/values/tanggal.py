"""Dates, times and time left in Indonesian words; the only place where month and day names stand."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from wacat.values.refusal import Refusal

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
SOON = timedelta(hours=12)


class TimeLeft(StrEnum):
    """How pressing a legal deadline is."""

    ENOUGH = "cukup"
    SOON = "segera"
    OVERDUE = "lewat"


def tanggal(day: date) -> str:
    """A date for lists and letters: 24 November 2026."""
    return f"{day.day} {BULAN[day.month - 1]} {day.year}"


def tanggal_angka(day: date) -> str:
    """A date for tables: 24-11-2026."""
    return f"{day:%d-%m-}{day.year:04d}"


def hari_tanggal(day: date) -> str:
    """A date with its day of the week: Selasa, 24 November 2026."""
    return f"{HARI[day.weekday()]}, {tanggal(day)}"


def bulan_tahun(day: date) -> str:
    """The month of a date: November 2026."""
    return f"{BULAN[day.month - 1]} {day.year}"


def jam(at: datetime, *, zone: ZoneInfo) -> str:
    """The time of day where the office stands: 14.05 WITA."""
    local = at.astimezone(zone)
    return f"{local:%H.%M} {ZONE_NAMES.get(zone.key, zone.key)}"


def lama(span: timedelta) -> str:
    """A duration in its two largest units: 2 hari 4 jam; under a minute: kurang dari 1 menit."""
    minutes = int(span.total_seconds()) // 60
    units = (("hari", minutes // 1440), ("jam", minutes // 60 % 24), ("menit", minutes % 60))
    first = next((place for place, (_, count) in enumerate(units) if count), None)
    if first is None:
        return "kurang dari 1 menit"
    return " ".join(f"{count} {name}" for name, count in units[first : first + 2] if count)


def time_left(due: datetime, *, at: datetime) -> TimeLeft:
    """How pressing a deadline is at a moment; the last twelve hours count as soon."""
    if due <= at:
        return TimeLeft.OVERDUE
    return TimeLeft.SOON if due - at <= SOON else TimeLeft.ENOUGH


def sisa_waktu(due: datetime, *, at: datetime) -> str:
    """The time left until a deadline in words: sisa 2 hari 4 jam, or lewat 3 jam."""
    return f"lewat {lama(at - due)}" if due <= at else f"sisa {lama(due - at)}"


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def lama_tepat(span: timedelta) -> str:
    """A short wait to the second: 4 menit 20 detik; never less than one second."""
    seconds = max(1, -(-span // timedelta(seconds=1)))
    parts = (("jam", seconds // 3600), ("menit", seconds // 60 % 60), ("detik", seconds % 60))
    return " ".join(f"{count} {name}" for name, count in parts if count)


class CannotReadDate(Refusal):
    """The text is no date; the message says how to write one."""


_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_LOCAL = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_WORDS = re.compile(r"(\d{1,2})[ -]([a-z]{3,9})[ -](\d{4})")


def read_date(text: str) -> date:
    """A date as people write it: 24-11-2026, 24/11/2026, 2026-11-24, 24 November 2026, 24 Nov 2026.

    Raises:
        CannotReadDate: another form, a year of two digits, or a day that does not exist.
    """
    written = " ".join(text.casefold().split())
    try:
        if found := _ISO.fullmatch(written):
            return date(*(int(part) for part in found.groups()))
        if found := _LOCAL.fullmatch(written):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _WORDS.fullmatch(written):
            months = [n for n, name in enumerate(BULAN, 1) if name.casefold().startswith(found[2])]
            if len(months) == 1:
                return date(int(found[3]), months[0], int(found[1]))
    except ValueError as error:
        raise CannotReadDate("Tanggal ini tidak ada dalam kalender. Periksa lagi.") from error
    raise CannotReadDate("Tulis tanggal seperti 24-11-2026.")
