"""The figures of an edition as tables: one form for the page, the paper and the workbook."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wacat.values.bilangan import bilangan, persen
from wacat.values.tanggal import bulan_tahun, tanggal_angka

NOTHING = "–"
PERCENT = "persen"


class Share(float):
    """A number from 0 to 1 that is read as percent."""


Cell = str | int | float | None


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table with real numbers; the first column heads its row. `codes` are definitions to show."""

    name: str
    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    codes: Sequence[str] = field(default_factory=tuple)

    @property
    def words(self) -> list[list[str]]:
        """The cells as they stand on paper."""
        return [[_word(cell) for cell in row] for row in self.rows]

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Headings with their alignment on the page: columns of figures stand to the right."""
        return [
            (name, "" if n == 0 or any(isinstance(row[n], str) for row in self.rows) else "kanan")
            for n, name in enumerate(self.head)
        ]

    def as_sheet(self) -> dict[str, Any]:
        """What the press makes a sheet of."""
        shares = [n for n in range(len(self.head)) if self._is_share(n)]
        rows = [
            [cell if n in shares else _as_number(cell) for n, cell in enumerate(row)]
            for row in self.rows
        ]
        return {
            "name": self.name, "head": list(self.head), "rows": rows, "shares": shares, "foot": [],
            "note": self.note,
        }  # fmt: skip

    def _is_share(self, column: int) -> bool:
        cells = [row[column] for row in self.rows if row[column] is not None]
        return bool(cells) and all(isinstance(cell, Share) for cell in cells)


def tables(figures: dict[str, Any]) -> list[Table]:
    """All tables of an edition in their order; those without a line are left out."""
    made = [
        _indicators(figures), _trend(figures), _kecamatan(figures), _elements(figures), _breaches(figures),
        _revocations(figures), _incidents(figures), _follow_ups(figures),
    ]  # fmt: skip
    return [table for table in made if table.rows]


def definitions(figures: dict[str, Any]) -> Table:
    """What each indicator meant when it was counted."""
    return Table(
        name="Arti angka",
        title="Arti setiap indikator",
        head=["Indikator", "Rumus", "Satuan", "Arah", "Dasar"],
        rows=[
            [one["name"], one["formula"], one["unit"], one["better"], one["source"]]
            for one in figures["indicators"]
        ],
    )


def _indicators(figures: dict[str, Any]) -> Table:
    return Table(
        name="Indikator",
        title="Indikator",
        head=["Indikator", "Nilai", "Semester lalu", "Perubahan", "Satuan", "Dasar"],
        rows=[
            [
                one["name"],
                _of_unit(one["value"], one["unit"]),
                _of_unit(one["before"], one["unit"]),
                _difference(one),
                one["unit"],
                one["source"],
            ]
            for one in figures["indicators"]
        ],
        note="Perubahan nilai persen ditulis dalam persen poin. "
        "Jangkauan hanya diketahui pada hari menghitung.",
        codes=[one["code"] for one in figures["indicators"]],
    )


def _trend(figures: dict[str, Any]) -> Table:
    return Table(
        name="Tren",
        title="Tren enam bulan",
        head=["Bulan", *_SPEED],
        rows=[
            [bulan_tahun(date.fromisoformat(line["month"])), *_speed(line)] for line in figures["trend"]
        ],
        note=_BOUNDS,
        codes=_SPEED_CODES,
    )  # fmt: skip


def _kecamatan(figures: dict[str, Any]) -> Table:
    return Table(
        name="Per kecamatan",
        title="Perbandingan menurut kecamatan",
        head=["Kecamatan", *_SPEED],
        rows=[[line["name"], *_speed(line)] for line in figures["kecamatan"]],
        note=_BOUNDS,
        codes=_SPEED_CODES,
    )


def _elements(figures: dict[str, Any]) -> Table:
    return Table(
        name="Konsistensi",
        title="Ketidakcocokan menurut unsur",
        head=["Unsur", "Dipersoalkan", "Dari jawaban", "Tingkat", *_BOUNDS_HEAD, "Terbukti"],
        rows=[
            [
                line["label"], line["disputed"], line["answered"], _share(line["share"]),
                _share(line["low"]), _share(line["high"]),
                Share(line["proven"] / line["judged"]) if line["judged"] else None,
            ]
            for line in figures["elements"]
        ],
        note="Jawaban yang mempersoalkan dua unsur dihitung pada keduanya. Paling rendah dan paling tinggi: "
        "selang Wilson 95 persen. Terbukti: bagian yang diterima dari yang sudah diputus.",
        codes=["mismatch_element", "proven"],
    )  # fmt: skip


def _breaches(figures: dict[str, Any]) -> Table:
    return Table(
        name="Batas waktu",
        title="Koreksi yang melewati batas 3 x 24 jam",
        head=["Mulai berjalan", "Tenggat", "Diputus terlambat", "Belum diputus", "Lewat paling lama (jam)"],
        rows=[
            [bulan_tahun(date.fromisoformat(line["month"])), line["claimed"], line["decided_late"],
             line["open_late"], line["worst_hours"]]
            for line in figures["breaches"]
        ],
        codes=["breaches"],
    )  # fmt: skip


def _revocations(figures: dict[str, Any]) -> Table:
    return Table(
        name="Pencabutan",
        title="Pencabutan akses karena pelanggaran (Pasal 6)",
        head=["Sebab", "Dicabut", "Diajukan keberatan", "Dipulihkan"],
        rows=[
            [line["label"], line["count"], line["objected"], line["reinstated"]]
            for line in figures["revocations"]
        ],
        codes=["revocations"],
    )


def _incidents(figures: dict[str, Any]) -> Table:
    seen, turns = figures["incidents"], figures["rounds"]
    return Table(
        name="Kejadian",
        title="Kejadian keamanan dan laporan berkala",
        head=["Uraian", "Jumlah"],
        rows=[
            ["Akses darurat dibuka", seen["opened"]],
            ["Lama akses darurat (menit)", seen["minutes"]],
            ["Akses darurat dinilai wajar", seen["justified"]],
            ["Akses darurat dinilai tidak wajar", seen["unjustified"]],
            ["Akses darurat belum ditinjau", seen["unreviewed"]],
            ["Akun dikunci karena HP hilang", seen["locked"]],
            # editions that were locked earlier did not count them
            *([["Pola penyangkalan yang dialarmkan", seen["alarms"]]] if "alarms" in seen else []),
            ["Laporan berkala Lurah jatuh tempo", turns["due"]],
            ["Laporan berkala selesai", turns["finished"]],
            ["Laporan berkala selesai tepat waktu", turns["in_time"]],
        ],
        codes=["break_glass", "pattern_alarms", "attested"],
    )


def _follow_ups(figures: dict[str, Any]) -> Table:
    return Table(
        name="Tindak lanjut",
        title="Tindak lanjut",
        head=["Uraian", "Penanggung jawab", "Batas waktu", "Keadaan", "Dari semester"],
        rows=[
            [
                one["what"],
                f"{one['owner']}, {one['office']}" if one["office"] else one["owner"],
                tanggal_angka(date.fromisoformat(one["until"])),
                one["state"],
                one["from"],
            ]
            for one in figures["follow_ups"]
        ],
    )


_BOUNDS_HEAD = ["Paling rendah", "Paling tinggi"]
_SPEED = ["Layanan", "Dijawab", "Jawaban ≤ 3 x 24 jam", "Koreksi", "Putusan ≤ 3 x 24 jam", "Tidak cocok",
          *_BOUNDS_HEAD]  # fmt: skip
_SPEED_CODES = (
    "services",
    "answered_share",
    "prompt_share",
    "claimed",
    "in_time_share",
    "mismatch",
)
_BOUNDS = (
    "Tidak cocok: jawaban selain benar. Paling rendah dan paling tinggi: selang Wilson 95 persen."
)


def _speed(line: dict[str, Any]) -> list[Cell]:
    rate = line["mismatch"]
    return [
        line["services"], _share(line["answered_share"]), _share(line["prompt_share"]), line["claimed"],
        _share(line["in_time_share"]), _share(rate["share"]), _share(rate["low"]), _share(rate["high"]),
    ]  # fmt: skip


def _of_unit(value: float | int | None, unit: str) -> Cell:
    return _share(value) if unit == PERCENT else value


def _difference(one: dict[str, Any]) -> Cell:
    if one["value"] is None or one["before"] is None:
        return None
    difference: float | int = one["value"] - one["before"]
    if one["unit"] == PERCENT:
        return round(100 * difference, 1)
    return difference if isinstance(difference, int) else round(difference, 1)


def _share(value: float | int | None) -> Share | None:
    return None if value is None else Share(value)


def _as_number(cell: Cell) -> Cell:
    """A share among other numbers stands as percent: 80.5."""
    return round(100 * cell, 4) if isinstance(cell, Share) else cell


def _word(cell: Cell) -> str:
    if cell is None:
        return NOTHING
    if isinstance(cell, Share):
        return persen(cell)
    if isinstance(cell, float):
        return bilangan(cell, decimals=1)
    return bilangan(cell) if isinstance(cell, int) else cell
