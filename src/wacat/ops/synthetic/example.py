"""Believable SIAK service lists with defects whose number is known exactly; for demo, tests and benches."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import IO

import polars as pl
import xlsxwriter

from wacat.ops.synthetic import places, publication, services, workdays
from wacat.values.kinds import MOVES, Kind

MOST_DAYS = 250
TITLES = (
    "PEMERINTAH KOTA BALIKPAPAN",
    "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL",
    "DAFTAR LAYANAN YANG TELAH DITERIMA PENDUDUK",
    "",
)
# heading -> column of the rows
HEADINGS = {
    "NIK": "nik", "No KK": "kk", "Nama Lengkap": "name", "JK": "sex", "Tanggal Lahir": "birth",
    "Jenis Layanan": "service_name", "Nomor Dokumen": "number", "Tanggal Layanan": "served",
    "Alamat": "address", "RT": "rt", "Kelurahan": "kelurahan", "Kecamatan": "kecamatan",
    "Alamat Asal": "from_address", "RT Asal": "from_rt", "Kelurahan Asal": "from_kelurahan",
    "Kabupaten/Kota Asal": "from_city", "Kabupaten/Kota Tujuan": "to_city",
}  # fmt: skip
# code of intake.checks -> column that is spoilt, and what stands there then (empty: see `_spoil`)
DEFECTS: dict[str, tuple[str, str]] = {
    "KELURAHAN_UNKNOWN": ("kelurahan", "Kampung Seberang"),
    "RT_UNKNOWN": ("rt", "187"),
    "NIK_LENGTH": ("nik", "647101010190123"),
    "DATE_IMPOSSIBLE": ("served", "31-02-2026"),
    "DATE_UNREADABLE": ("served", "kemarin lusa"),
    "DATE_TOO_EARLY": ("served", "20-10-2020"),
    "NAME_EMPTY": ("name", ""),
    "KIND_UNKNOWN": ("service_name", "Surat pengantar nikah"),
}


@dataclass(frozen=True, kw_only=True)
class Example:
    """A list and what an import must find in it: rows = accepted + quarantined + duplicates."""

    table: pl.DataFrame
    accepted: int
    quarantined: int
    duplicates: int
    reasons: dict[str, int] = field(default_factory=dict)


def make(
    *, rows: int, defects: float = 0.0, duplicates: int = 0, today: date, seed: int = 1
) -> Example:
    """A list of exactly that many rows: a share of `defects`, and some rows that stand there twice."""
    good = sound_rows(rows - duplicates, today=today, seed=seed)
    spoilt, reasons = _spoil(good, share=defects * rows / max(1, good.height))
    # what stands twice is sound: the copy is a duplicate, not another defect
    twice = spoilt.filter(pl.col("defect") == "").head(duplicates)
    table = pl.concat([spoilt, twice]).select(
        pl.col(column).alias(heading) for heading, column in HEADINGS.items()
    )
    bad = sum(reasons.values())
    return Example(
        table=table,
        accepted=rows - duplicates - bad,
        quarantined=bad,
        duplicates=duplicates,
        reasons=reasons,
    )


def write_csv(path: Path | IO[bytes], example: Example, *, separator: str = ",") -> None:
    """As UTF-8 text, headings first."""
    example.table.write_csv(path, separator=separator)


def write_xlsx(path: Path | IO[bytes], example: Example) -> None:
    """As a workbook with title lines above the headings; every cell is text, as it should be."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_urls": False})
    sheet = book.add_worksheet("Layanan")
    for line, title in enumerate(TITLES):
        sheet.write_string(line, 0, title)
    for place, heading in enumerate(example.table.columns):
        sheet.write_string(len(TITLES), place, heading)
    for line, row in enumerate(example.table.iter_rows(), len(TITLES) + 1):
        for place, cell in enumerate(row):
            if cell:
                sheet.write_string(line, place, cell)
    book.close()


def sound_rows(count: int, *, today: date, seed: int) -> pl.DataFrame:
    """Sound rows of the last open days, with the columns of the list."""
    known = places.from_list()
    wanted = min(MOST_DAYS, 1 + count // workdays.PER_DAY)
    days: list[date] = []
    day = today
    while len(days) < wanted:
        day -= timedelta(days=1)
        days += workdays.working_days(start=day, end=day)
    # parties are drawn, so more than needed are made and the rest is left
    each = int(count * 1.1 / wanted) + 20
    made = services.make(days=[(day, each) for day in sorted(days)], places=known, seed=seed)
    rows = publication.with_keys(made).filter(_alive()).head(count)
    return rows.with_columns(_columns(known)).with_columns(
        pl.when(pl.col("kind") == Kind.PINDAH_KELUAR)
        .then("town_name")
        .otherwise(pl.lit(""))
        .alias("to_city")
    )


def _alive() -> pl.Expr:
    """Among a million invented people some share a number: nobody is served after his namesake's death."""
    died = pl.col("served_on").filter(pl.col("kind") == Kind.AKTA_KEMATIAN).min().over("nik")
    return (pl.col("nik") == "") | died.is_null() | (pl.col("served_on") <= died)


def _columns(known: pl.DataFrame) -> list[pl.Expr]:
    inside = pl.col("origin").is_not_null()
    names = {row["rt_id"]: row["kecamatan"] for row in known.iter_rows(named=True)}
    labels = {kind.value: kind.label for kind in Kind}
    empty = pl.lit("")
    return [
        pl.col("birth_on").dt.strftime("%d-%m-%Y").alias("birth"),
        pl.col("served_on").dt.strftime("%d-%m-%Y").alias("served"),
        pl.col("kind").replace_strict(labels).alias("service_name"),
        pl.col("rt_number").cast(str).str.zfill(3).alias("rt"),
        pl.col("rt_id").replace_strict(names).alias("kecamatan"),
        pl.when(inside).then("old_address").otherwise(empty).alias("from_address"),
        pl.when(inside).then(pl.col("origin_number").cast(str).str.zfill(3)).otherwise(empty)
        .alias("from_rt"),
        pl.when(inside).then("origin_kelurahan").otherwise(empty).alias("from_kelurahan"),
        pl.when(pl.col("kind") == Kind.DATANG).then("town_name").otherwise(empty).alias("from_city"),
    ]  # fmt: skip


def _spoil(rows: pl.DataFrame, *, share: float) -> tuple[pl.DataFrame, dict[str, int]]:
    """Give an even spread of rows one defect each, in turn; returns the rows and the counts."""
    bad = round(rows.height * share)
    codes = list(DEFECTS)
    # a grown-up with a NIK and a plain service, old enough for a KTP even on the day that is too early:
    # the defect is all there is to say of the row
    plain = (
        ~pl.col("kind").is_in([kind.value for kind in MOVES])
        & pl.col("origin").is_null()
        & (pl.col("birth_on") < date(2003, 10, 20))
        & (pl.col("nik") != "")
    )
    fit = rows.with_row_index("line").filter(plain)["line"]
    chosen = fit.gather_every(max(1, len(fit) // max(1, bad))).head(bad)
    marks = pl.DataFrame(
        {"line": chosen, "defect": [codes[n % len(codes)] for n in range(len(chosen))]},
        schema={"line": pl.UInt64, "defect": pl.String},
    )
    spoilt = (
        rows.with_row_index("line").with_columns(pl.col("line").cast(pl.UInt64))
        .join(marks, on="line", how="left", maintain_order="left")
        .with_columns(pl.col("defect").fill_null(""))
    )  # fmt: skip
    for code, (column, value) in DEFECTS.items():
        spoilt = spoilt.with_columns(
            pl.when(pl.col("defect") == code).then(pl.lit(value)).otherwise(column).alias(column)
        )
    return spoilt, dict(marks["defect"].value_counts().iter_rows())
