"""What people write about somebody they propose, read field by field: a value, or a fault with its remedy."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wacat.accounts.models import AppointmentKind
from wacat.areas.models import Area
from wacat.sheets.listing import Column
from wacat.values.email import CannotReadEmail, address
from wacat.values.phone import CannotReadPhone, mobile
from wacat.values.tanggal import CannotReadDate, months_later, read_date
from wacat.values.text import key

PLACE_OF_RT = Column("place", "RT", ("nomor rt", "no rt", "no. rt", "rukun tetangga"))
PLACE_OF_LURAH = Column("place", "Kelurahan", ("nama kelurahan", "desa/kelurahan"))
OTHERS = (
    Column("name", "Nama", ("nama lengkap", "nama ketua rt", "nama lurah", "ketua rt")),
    Column("phone", "Nomor HP", ("no hp", "hp", "nomor telepon", "no telepon", "telepon", "telp", "wa",
                                 "whatsapp", "nomor wa", "no wa", "nomor hp/wa")),
    Column("email", "E-mail", ("email", "surel", "alamat email", "alamat e-mail")),
    Column("kind", "Jenis", ("jenis jabatan", "status jabatan"), required=False),
    Column("decree_number", "Nomor SK", ("no sk", "sk", "nomor keputusan"), required=False),
    Column("decree_on", "Tanggal SK", ("tgl sk", "tanggal keputusan"), required=False),
    Column("until_on", "Berlaku sampai", ("sampai", "berakhir", "akhir masa jabatan"), required=False),
)  # fmt: skip
COLUMNS = {"KETUA_RT": (PLACE_OF_RT, *OTHERS), "LURAH": (PLACE_OF_LURAH, *OTHERS)}
FIELDS = tuple(column.name for column in COLUMNS["LURAH"])
INTERIM_MONTHS = 6
KINDS = {
    "": AppointmentKind.DEFINITIVE, "definitif": AppointmentKind.DEFINITIVE,
    "definitive": AppointmentKind.DEFINITIVE, "tetap": AppointmentKind.DEFINITIVE,
    "plt": AppointmentKind.ACTING, "pelaksanatugas": AppointmentKind.ACTING,
    "acting": AppointmentKind.ACTING, "plh": AppointmentKind.ACTING,
    "pjs": AppointmentKind.INTERIM, "pj": AppointmentKind.INTERIM,
    "penjabatsementara": AppointmentKind.INTERIM, "interim": AppointmentKind.INTERIM,
}  # fmt: skip
_RT = re.compile(
    r"(?:rt|rukun tetangga)?[\s.:]*0*(\d{1,3})(?:\s*/\s*[\d-]*)?(?:\.0)?", re.IGNORECASE
)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field, and what to do."""

    field: str
    message: str
    remedy: str

    def as_list(self) -> list[str]:
        """As it is stored beside its line."""
        return [self.field, self.message, self.remedy]


@dataclass
class Row:
    """One line as it was written, and what could be understood of it."""

    written: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True)
class Territory:
    """The areas a proposal may name: the RTs of a kelurahan, or the kelurahan of a kecamatan."""

    kind: str
    name: str
    places: Mapping[str, Area]

    def find(self, text: str) -> Area | None:
        """The area that is meant, or None."""
        if self.kind == "LURAH":
            return self.places.get(key(text).removeprefix("kelurahan"))
        found = _RT.fullmatch(text)
        return self.places.get(found[1].lstrip("0")) if found else None


def read(written: Mapping[str, str], *, within: Territory, today: date) -> Row:
    """A line understood by itself; what it shares with others is told by `proposal_checks`."""
    row = Row({name: str(written.get(name, "")).strip()[:300] for name in FIELDS})
    for name, reader in READERS.items():
        value, trouble = reader(row.written[name], within, today)
        if trouble:
            row.faults.append(Fault(name, *trouble))
        else:
            row.values[name] = value
    _check_end(row, today=today)
    return row


Answer = tuple[Any, tuple[str, str] | None]
Reader = Callable[[str, Territory, date], Answer]


def _place(text: str, within: Territory, _today: date) -> Answer:
    word = "RT" if within.kind == "KETUA_RT" else "kelurahan"
    if not text:
        return None, (
            f"{word[0].upper()}{word[1:]} belum diisi",
            f"Isi {word}, misalnya {_sample(within)}.",
        )
    area = within.find(text)
    if area is None:
        return None, (
            f"“{text[:40]}” tidak ada di {within.name}",
            f"Tulis {word} yang ada, misalnya {_sample(within)}.",
        )
    if area.frozen_on is not None:
        return None, (
            f"{area.name} sedang dibekukan", "Hubungi Disdukcapil bila RT ini sudah aktif kembali."
        )  # fmt: skip
    return area, None


def _sample(within: Territory) -> str:
    return next((area.name.removeprefix("RT ") for area in within.places.values()), "023")


def _name(text: str, _within: Territory, _today: date) -> Answer:
    name = _SPACES.sub(
        " ", "".join(letter for letter in text if letter.isprintable() or letter.isspace())
    )
    if not name:
        return "", ("Nama belum diisi", "Isi nama lengkap sesuai SK.")
    if len(key(name)) < 2 or any(letter.isdigit() for letter in name):
        return "", ("Nama tidak terbaca sebagai nama orang", "Isi nama lengkap dengan huruf saja.")
    if len(name) > 120:
        return "", ("Nama terlalu panjang", "Singkat gelar, paling panjang 120 huruf.")
    return name.strip(), None


def _phone(text: str, _within: Territory, _today: date) -> Answer:
    try:
        return mobile(text), None
    except CannotReadPhone as error:
        return "", ("Nomor HP belum diisi" if not text else "Nomor HP salah", str(error))


def _email(text: str, _within: Territory, _today: date) -> Answer:
    try:
        return address(text), None
    except CannotReadEmail as error:
        return "", ("E-mail belum diisi" if not text else "E-mail salah", str(error))


def _kind(text: str, _within: Territory, _today: date) -> Answer:
    found = KINDS.get(key(text))
    if found is None:
        return "", (f"Jenis “{text[:40]}” tidak dikenal", "Tulis Definitif, Plt, atau Pjs.")
    return found, None


def _decree(text: str, _within: Territory, _today: date) -> Answer:
    number = _SPACES.sub(" ", text)
    return (number, None) if len(number) <= 60 else (
        "", ("Nomor SK terlalu panjang", "Paling panjang 60 huruf.")
    )  # fmt: skip


def _decree_on(text: str, _within: Territory, today: date) -> Answer:
    day, trouble = _day(text, label="Tanggal SK")
    if day is not None and day > today:
        return None, ("Tanggal SK belum terjadi", "Periksa tahunnya.")
    return day, trouble


def _until_on(text: str, _within: Territory, today: date) -> Answer:
    day, trouble = _day(text, label="Tanggal berakhir")
    if day is not None and day <= today:
        return None, (
            "Masa jabatan sudah berakhir",
            "Isi tanggal sesudah hari ini, atau kosongkan.",
        )
    return day, trouble


def _day(text: str, *, label: str) -> Answer:
    if not text:
        return None, None
    try:
        return read_date(text), None
    except CannotReadDate as error:
        return None, (f"{label} tidak terbaca", str(error))


def _check_end(row: Row, *, today: date) -> None:
    """An interim holder stays at most six months, and the end must be known."""
    if row.values.get("kind") != AppointmentKind.INTERIM or "until_on" not in row.values:
        return
    last = months_later(today, INTERIM_MONTHS)
    until = row.values["until_on"]
    if until is None or until > last:
        row.values.pop("until_on")
        message = (
            "Tanggal berakhir belum diisi"
            if until is None
            else "Masa penjabat sementara terlalu lama"
        )
        row.faults.append(
            Fault("until_on", message, f"Isi tanggal berakhir, paling lambat {last:%d-%m-%Y}.")
        )


READERS: dict[str, Reader] = {
    "place": _place, "name": _name, "phone": _phone, "email": _email, "kind": _kind,
    "decree_number": _decree, "decree_on": _decree_on, "until_on": _until_on,
}  # fmt: skip


def split_paste(text: str, *, kind: str) -> Sequence[dict[str, str]]:
    """Lines pasted from a spreadsheet: the headings in any order, or none and ours in our order."""
    columns = COLUMNS[kind]
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    cells = [re.split(r"\t|;", line) for line in lines]
    if not cells:
        return []
    headings = {key(word): c.name for c in columns for word in (c.name, c.title, *c.words)}
    first = [headings.get(key(cell), "") for cell in cells[0]]
    order = first if "name" in first else [column.name for column in columns]
    body = cells[1:] if order is first else cells
    return [
        {name: cell.strip() for name, cell in zip(order, row, strict=False) if name} for row in body
    ]
