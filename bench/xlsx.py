"""A download of 100,000 rows as .xlsx, beside the fastest library found and the usual ones."""

import os
from collections.abc import Callable, Iterator
from io import BytesIO

import rustpy_xlsxwriter
import xlsxwriter

from bench import machine
from bench.harness import Bench, median
from wacat.press.text_table import write_sheet

ROWS, ROUNDS = 100_000, 5
HEAD = [
    "Tanggal Layanan", "Jenis Layanan", "No Dokumen", "NIK", "No KK", "Nama", "JK", "Tanggal Lahir",
    "Alamat", "RT", "Kelurahan", "Kecamatan", "Baris", "Kolom", "Alasan",
]  # fmt: skip


def run(bench: Bench) -> None:
    """CPU seconds in rounds: they are steadier than the clock where others share the machine."""
    rows = list(_rows())
    records = [dict(zip(HEAD, row, strict=True)) for row in rows]
    ways: dict[str, Callable[[], object]] = {
        "ours": lambda: write_sheet(title="Data", head=HEAD, rows=rows),
        "fastest": lambda: rustpy_xlsxwriter.write_worksheet(records, BytesIO(), "Data"),
        "usual": lambda: _usual(rows),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    with machine.Watch() as watch:
        for number in range(ROUNDS):
            for name, way in ways.items():
                if name != "usual" or number == 0:
                    seconds[name].append(_cpu(way))
    bench.add(
        "xlsx/100.000 baris", median(seconds["ours"]), "dtk CPU", limit=median(seconds["fastest"]),
        at_most=1.5, others=watch.others,
        note=f"xlsxwriter saja {median(seconds['usual']):.1f} dtk CPU",
    )  # fmt: skip


def _rows() -> Iterator[list[str]]:
    for n in range(ROWS):
        yield [
            f"{n % 28 + 1:02d}-11-2026", "KTP-el", f"6471-KTP-{n:06d}", f"6471{n:012d}",
            f"6471{n // 3:012d}", f"WARGA TIRUAN {n} & {n % 97}", "LP"[n % 2], "17-08-1990",
            f"Jl. Mulawarman No. {n % 900}", f"{n % 60 + 1:03d}", "Manggar", "Balikpapan Timur",
            str(n + 2), "NIK", "NIK tidak 16 angka.",
        ]  # fmt: skip


def _usual(rows: list[list[str]]) -> None:
    with xlsxwriter.Workbook(BytesIO(), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        for line, row in enumerate((HEAD, *rows)):
            for place, cell in enumerate(row):
                sheet.write_string(line, place, cell)


def _cpu(way: Callable[[], object]) -> float:
    before = os.times()
    way()
    after = os.times()
    return (after.user + after.system) - (before.user + before.system)
