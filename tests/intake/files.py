"""Makes files as offices export them, with invented people only."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import xlwt

from wacat.intake.territory import Kelurahan, Territory

HEADINGS = [
    "Tanggal Layanan", "Jenis Layanan", "NIK", "No KK", "Nama Lengkap", "JK", "Tgl Lahir", "Alamat", "RT",
    "Kelurahan", "RT Asal", "Kelurahan Asal", "RT Tujuan", "Kelurahan Tujuan", "No Register",
]  # fmt: skip
DATANG = [
    "NIK",
    "NO_KK",
    "NAMA_LENGKAP",
    "NO_DATANG",
    "TGL_DATANG",
    "KLASIFIKASI_PINDAH",
    "NO_PROP_ASAL",
    "NAMA_PROP_ASAL",
    "NO_KAB_ASAL",
    "NAMA_KAB_ASAL",
    "NO_KEC_ASAL",
    "NAMA_KEC_ASAL",
    "NO_KEL_ASAL",
    "NAMA_KEL_ASAL",
    "ALAMAT_ASAL",
    "NO_RT_ASAL",
    "NO_RW_ASAL",
    "NO_PROP_TUJUAN",
    "NAMA_PROP_TUJUAN",
    "NO_KAB_TUJUAN",
    "NAMA_KAB_TUJUAN",
    "NO_KEC_TUJUAN",
    "NAMA_KEC_TUJUAN",
    "NO_KEL_TUJUAN",
    "NAMA_KEL_TUJUAN",
    "ALAMAT_TUJUAN",
    "NO_RT_TUJUAN",
    "NO_RW_TUJUAN",
    "KODE",
]
PINDAH = [
    "NIK",
    "NO_KK",
    "NAMA_LENGKAP",
    "NO_PINDAH",
    "TGL_PINDAH",
    "JENIS_PINDAH",
    "KLASIFIKASI_PINDAH",
    "KLASIFIKASI_PINDAH_KET",
    "ALASAN_PINDAH",
    "NO_PROP_ASAL",
    "NAMA_PROP_ASAL",
    "NO_KAB_ASAL",
    "NAMA_KAB_ASAL",
    "NO_KEC_ASAL",
    "NAMA_KEC_ASAL",
    "NO_KEL_ASAL",
    "NAMA_KEL_ASAL",
    "ALAMAT_ASAL",
    "NO_RT_ASAL",
    "NO_RW_ASAL",
    "NO_PROP_TUJUAN",
    "NAMA_PROP_TUJUAN",
    "NO_KAB_TUJUAN",
    "NAMA_KAB_TUJUAN",
    "NO_KEC_TUJUAN",
    "NAMA_KEC_TUJUAN",
    "NO_KEL_TUJUAN",
    "NAMA_KEL_TUJUAN",
    "ALAMAT_TUJUAN",
    "NO_RT_TUJUAN",
    "NO_RW_TUJUAN",
    "KODE",
]
TODAY = date(2026, 11, 23)
Cells = Sequence[Any]


def territory() -> Territory:
    """Three kelurahan of two kecamatan, with ids that cannot be mistaken for numbers of RTs."""
    return Territory(
        code="64.71",
        name="Balikpapan",
        kelurahan=[
            _kelurahan(1001, "Manggar", "64.71.01.1001", "Balikpapan Timur"),
            _kelurahan(1004, "Manggar Baru", "64.71.01.1004", "Balikpapan Timur"),
            _kelurahan(3002, "Gunung Samarinda", "64.71.03.1002", "Balikpapan Utara"),
        ],
    )


def _kelurahan(number: int, name: str, code: str, kecamatan: str) -> Kelurahan:
    return Kelurahan(
        id=number,
        kecamatan_id=number // 1000,
        city_id=1,
        name=name,
        code=code,
        kecamatan_name=kecamatan,
        spellings=("gnsamarinda",) if number == 3002 else (),
        rts={rt: number * 1000 + rt for rt in range(1, 51)},
    )


def nik_of(born: date, *, sex: str, serial: int) -> str:
    """A NIK that agrees with birth date and sex."""
    day = born.day + (40 if sex == "P" else 0)
    return f"647101{day:02d}{born.month:02d}{born.year % 100:02d}{serial % 10_000:04d}"


def service(serial: int = 1, **changes: Any) -> dict[str, Any]:
    """One row of a service list as its columns; `changes` by heading."""
    born = date(1960, 1, 1) + timedelta(days=serial * 37 % 20_000)
    sex = "LP"[serial % 2]
    row = dict.fromkeys(HEADINGS, "") | {
        "Tanggal Layanan": (date(2026, 10, 1) + timedelta(days=serial % 28)).strftime("%d-%m-%Y"),
        "Jenis Layanan": "KTP-EL",
        "NIK": nik_of(born, sex=sex, serial=serial * 10 + 1),
        "No KK": f"647101{serial:010d}",
        "Nama Lengkap": f"WARGA UJI {serial}",
        "JK": sex,
        "Tgl Lahir": born.strftime("%d-%m-%Y"),
        "Alamat": f"Jl. Uji No. {serial}",
        "RT": f"{serial % 50 + 1:03d}",
        "Kelurahan": "Manggar",
        "No Register": f"REG/{serial:06d}",
    }
    return row | changes


def move(headings: Sequence[str], serial: int = 1, **changes: Any) -> dict[str, Any]:
    """One row of a file of arrivals or departures; inside the city unless changed."""
    base = service(serial)
    row = dict.fromkeys(headings, "") | {
        "NIK": base["NIK"], "NO_KK": base["No KK"], "NAMA_LENGKAP": base["Nama Lengkap"],
        "KLASIFIKASI_PINDAH": "2", "ALAMAT_ASAL": "Jl. Lama 1", "ALAMAT_TUJUAN": "Jl. Baru 2",
    }  # fmt: skip
    for side, kelurahan, rt in (("ASAL", "1001", "1"), ("TUJUAN", "1004", "2")):
        row |= {
            f"NO_PROP_{side}": "64", f"NO_KAB_{side}": "71", f"NO_KEC_{side}": "1",
            f"NO_KEL_{side}": kelurahan, f"NO_RT_{side}": rt, f"NO_RW_{side}": "0",
        }  # fmt: skip
    kind = "DATANG" if "TGL_DATANG" in headings else "PINDAH"
    row |= {f"TGL_{kind}": "12-10-2026", f"NO_{kind}": f"{kind[0]}/{serial:05d}"}
    return row | changes


def table(rows: Iterable[dict[str, Any]], *, headings: Sequence[str] = HEADINGS) -> list[list[Any]]:
    """A heading and its rows as lists."""
    return [list(headings), *([row[heading] for heading in headings] for row in rows)]


def as_csv(
    lines: Iterable[Cells], *, delimiter: str = ",", encoding: str = "utf-8", end: str = "\n"
) -> bytes:
    """Delimited text."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(lines)
    return out.getvalue().encode(encoding)


def as_xlsx(lines: Iterable[Cells], *, sheet: str = "Data") -> bytes:
    """A workbook; strings stay strings, numbers and dates are cells of their kind."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for line in lines:
        page.append(list(line))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_xls(lines: Iterable[Cells]) -> bytes:
    """A workbook of the old kind."""
    book = xlwt.Workbook()
    page = book.add_sheet("Data")
    day = xlwt.easyxf(num_format_str="DD-MM-YYYY")
    for down, line in enumerate(lines):
        for across, cell in enumerate(line):
            if isinstance(cell, date):
                page.write(down, across, cell, day)
            else:
                page.write(down, across, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rezipped(
    content: bytes, *, add: dict[str, bytes] | None = None, change: dict[str, bytes] | None = None
) -> bytes:
    """A workbook with parts added or replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, (change or {}).get(name, old.read(name)))
        for name, part in (add or {}).items():
            new.writestr(name, part)
    return out.getvalue()


def written(folder: Path, content: bytes, *, name: str) -> Path:
    """The file on disk."""
    path = folder / name
    path.write_bytes(content)
    return path
