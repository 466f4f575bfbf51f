"""The population by RT and sex from the DKB of a semester (XLSX, XLS, CSV): read, checked, loaded."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from wacat.areas.models import Area, Level
from wacat.areas.queries import get_city
from wacat.audit.actions import note
from wacat.intake.checking import territory_of
from wacat.intake.checks import CHECKS
from wacat.intake.nearest import nearest_names
from wacat.intake.parsing.rt import parse_rt
from wacat.intake.territory import SideCells, Territory
from wacat.reports.actions import CannotLoadStock, load_stock
from wacat.reports.models import StockList
from wacat.sheets.listing import Column, Line, read_list
from wacat.values.bilangan import bilangan
from wacat.values.tanggal import tanggal

MOST_LINES = 20_000
MOST_PEOPLE = 20_000
NAMED = 5
COLUMNS = (
    Column("kelurahan", "Kelurahan", ("nama kelurahan", "kel", "desa", "kelurahan/desa", "nama kel")),
    Column("rt", "RT", ("nomor rt", "no rt", "nama rt", "rukun tetangga", "rt/rw", "rt rw")),
    Column("laki", "Laki-laki", ("laki", "l", "lk", "pria", "jumlah laki-laki", "jml lk")),
    Column("perempuan", "Perempuan", ("p", "pr", "wanita", "jumlah perempuan", "jml pr")),
    Column("kecamatan", "Kecamatan", ("nama kecamatan", "kec"), required=False),
    Column("kode", "Kode kelurahan", ("kode kel", "kode wilayah", "kode"), required=False),
    Column("laki_wna", "Laki-laki WNA", ("wna laki-laki", "wna l", "l wna", "lk wna"), required=False),
    Column("perempuan_wna", "Perempuan WNA", ("wna perempuan", "wna p", "p wna", "pr wna"), required=False),
)  # fmt: skip
TITLES = {column.name: column.title for column in COLUMNS}
SEXES = {"laki": "L", "perempuan": "P"}


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell of the list, and what to do."""

    row: int
    field: str
    written: str
    message: str


@dataclass
class Checked:
    """A list held against the territory: people by (id of the RT, sex), and what is wrong.

    `foreign` are the WNA among them; empty where the list has no columns for them.
    """

    lines: int = 0
    counts: dict[tuple[int, str], int] = field(default_factory=dict)
    foreign: dict[tuple[int, str], int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def people(self) -> int:
        """Everybody in the list."""
        return sum(self.counts.values())


class CannotTakeList(CannotLoadStock):
    """The list is not taken; `checked` says line by line why."""

    def __init__(self, message: str, *, checked: Checked) -> None:
        super().__init__(message)
        self.checked = checked


def check(lines: Iterable[Line]) -> Checked:
    """Hold the lines of a list against the RTs that stand now."""
    territory = territory_of(get_city(), code=settings.WACAT_CITY)
    standing = {
        (rt.kelurahan_id or 0, rt.number or 0): rt
        for rt in Area.objects.filter(level=Level.RT, closed_on=None, city=get_city())
        .select_related("kelurahan")
        .order_by("kelurahan_id", "number")
    }
    found, seen = Checked(), set[int]()
    for line in lines:
        found.lines += 1
        rt = _place(line, territory=territory, standing=standing, found=found)
        if rt is None:
            continue
        if rt.pk in seen:
            text = "RT ini sudah ada di atasnya dalam berkas. Hapus salah satu baris."
            found.faults.append(Fault(line.row, "RT", line.values.get("rt", ""), text))
            continue
        seen.add(rt.pk)
        _count(line, rt=rt, found=found)
    if len({sex for _, sex in found.foreign}) == 1:
        text = "Isi kolom Laki-laki WNA dan Perempuan WNA, keduanya, atau hapus keduanya."
        found.faults.append(Fault(1, "WNA", "", text))
    found.missing = [f"{rt.name} {rt.kelurahan}" for rt in standing.values() if rt.pk not in seen]
    return found


def _place(
    line: Line, *, territory: Territory, standing: dict[tuple[int, int], Area], found: Checked
) -> Area | None:
    values = line.values
    cells = SideCells(
        rt=values.get("rt", ""), kelurahan=values.get("kelurahan", ""),
        kelurahan_code=values.get("kode", ""), kecamatan=values.get("kecamatan", ""),
    )  # fmt: skip
    place, number = territory.locate(cells), parse_rt(cells.rt)
    issue = place.issue or ("OUTSIDE_CITY" if place.outside else "") or number.issue or ""
    if issue in CHECKS:
        known = CHECKS[issue]
        near = (
            nearest_names(values.get("kelurahan", ""), [k.name for k in territory.kelurahan])
            if issue == "KELURAHAN_UNKNOWN"
            else []
        )
        hint = f"Mungkin maksudnya: {', '.join(near)}. " if near else ""
        text = f"{known.message} {hint}{known.remedy}"
        title = TITLES.get(known.field, "")
        found.faults.append(Fault(line.row, title, values.get(known.field, ""), text))
        return None
    rt = standing.get((place.kelurahan_id, number.number))
    if rt is None:
        text = "RT ini tidak ada. Periksa nomornya, atau buka RT itu dahulu di halaman Wilayah."
        found.faults.append(Fault(line.row, "RT", values.get("rt", ""), text))
    return rt


def _count(line: Line, *, rt: Area, found: Checked) -> None:
    for name, sex in SEXES.items():
        count = _number(line, name, most=MOST_PEOPLE, found=found)
        if count is not None:
            found.counts[rt.pk, sex] = count
        if f"{name}_wna" in line.values:
            most = MOST_PEOPLE if count is None else count
            foreign = _number(line, f"{name}_wna", most=most, found=found)
            if foreign is not None:
                found.foreign[rt.pk, sex] = foreign


def _number(line: Line, name: str, *, most: int, found: Checked) -> int | None:
    written = line.values.get(name, "")
    digits = written.replace(".", "").replace(" ", "")
    if digits.isascii() and digits.isdigit() and int(digits) <= most:
        return int(digits)
    text = f"Tulis banyaknya orang sebagai angka, 0 sampai {bilangan(most)}."
    found.faults.append(Fault(line.row, TITLES[name], written, text))
    return None


@transaction.atomic
def take(
    *, path: Path, name: str, on: date, missing_are_empty: bool, by: int, at: datetime
) -> tuple[StockList, Checked]:
    """Load the population of a day out of a file; wholly or not at all.

    Raises:
        CannotRead: it is no such list, or not safe to read.
        CannotTakeList: lines are wrong, or RTs are missing and nobody said that they are empty.
        CannotLoadStock: the day does not fit, or the same list was loaded before.
    """
    _check_day(on, at=at)
    checked = check(read_list(path, name=name, columns=COLUMNS, most=MOST_LINES))
    if checked.faults:
        raise CannotTakeList(
            f"Ada {bilangan(len(checked.faults))} isian yang perlu diperbaiki dari "
            f"{bilangan(checked.lines)} baris. Tidak ada yang dimuat. Perbaiki berkasnya, "
            "lalu unggah lagi.",
            checked=checked,
        )
    if checked.missing and not missing_are_empty:
        raise CannotTakeList(
            f"{bilangan(len(checked.missing))} RT tidak tertulis, antara lain "
            f"{', '.join(checked.missing[:NAMED])}. Lengkapi berkasnya, atau nyatakan bahwa RT itu "
            "memang tidak berpenduduk.",
            checked=checked,
        )
    shown = name.replace("\\", "/").rsplit("/", 1)[-1][-200:]
    made = load_stock(
        city=get_city(), on=on, counts=checked.counts, foreign=checked.foreign or None, by=by,
        at=at, name=shown,
    )  # fmt: skip
    note(act="upload", of="stock", ids=[made.pk], lines=checked.lines, people=made.people)
    return made, checked


def _check_day(on: date, *, at: datetime) -> None:
    if on > timezone.localdate(at):
        raise CannotLoadStock(f"Tanggal {tanggal(on)} belum tiba. Tulis tanggal data DKB itu.")
    if on.day != 1 and (on + timedelta(days=1)).day != 1:
        raise CannotLoadStock(
            f"Tanggal stok penduduk harus hari pertama atau terakhir suatu bulan, bukan {tanggal(on)}. "
            "Data DKB semester biasanya per 30 Juni atau 31 Desember."
        )
