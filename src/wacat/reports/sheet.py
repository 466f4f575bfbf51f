"""A report put into words: every cell as it stands on paper, so that templates only place it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from wacat.reports import letterhead
from wacat.reports.figures import Cell, Lep, OfficeEnds
from wacat.reports.models import Issue
from wacat.values.bilangan import bilangan, persen
from wacat.values.tanggal import tanggal

TITLE = "Laporan Elektronik Pelayanan (LEP) Dukcapil"


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table on paper: `rows` and `foot` hold text, the first column is the heading of the row."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    foot: Sequence[str] = ()
    note: str = ""

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Headings with their alignment: figures stand to the right."""
        return [(self.head[0], ""), *((name, "kanan") for name in self.head[1:])]


def tables(lep: Lep) -> list[Table]:
    """All tables of a report in their order."""
    made = [lampid_table(lep), services_table(lep), responses_table(lep)]
    if lep.offices:
        made.append(offices_table(lep))
    return [*made, children_table(lep)] if lep.children else made


def services_table(lep: Lep) -> Table:
    """Services by kind with their sum."""
    rows = [[service.name, bilangan(service.count)] for service in lep.services]
    return Table(
        title="Layanan menurut jenis",
        head=["Jenis layanan", "Jumlah"],
        rows=rows or [["Tidak ada layanan pada periode ini", bilangan(0)]],
        foot=["Jumlah layanan", bilangan(lep.services_total)],
        note="Layanan yang rahasia ditulis sebagai perubahan data KK." if lep.neutral else "",
    )


def lampid_table(lep: Lep) -> Table:
    """Births, deaths and moves by sex, from start to end."""
    if lep.stock_on:
        note = f"Penduduk awal dan akhir adalah perkiraan: jumlah penduduk per {tanggal(lep.stock_on)} "
        note += "ditambah dan dikurangi peristiwa sesudahnya."
    else:
        note = "Stok penduduk belum dimuat, sehingga penduduk awal dihitung 0."
    return Table(
        title="Lahir, mati, pindah, datang (LAMPID)",
        head=["Jenis kelamin", "Awal", "Lahir", "Datang", "Mati", "Pindah", "Akhir"],
        rows=[[cell.label, *_numbers(cell)] for cell in lep.lampid],
        foot=["Jumlah", *_numbers(lep.total)],
        note=note,
    )


def _numbers(cell: Cell) -> list[str]:
    figures = (cell.start, cell.born, cell.arrived, cell.died, cell.left, cell.end)
    return [bilangan(number) for number in figures]


def responses_table(lep: Lep) -> Table:
    """How the notices were answered, and how fast."""
    r = lep.responses
    shares = [("Benar", r.confirmed), ("Ada yang salah", r.corrected), ("Bukan warga", r.not_mine)]
    rows = [["Pemberitahuan", bilangan(r.told), ""]]
    rows += [[name, bilangan(n), persen(n / r.told) if r.told else ""] for name, n in shares]
    rows += [
        ["Belum dijawab", bilangan(r.unanswered), persen(r.unanswered / r.told) if r.told else ""],
        [
            "Dijawab dalam 3 x 24 jam",
            bilangan(r.prompt),
            persen(r.prompt_share) if r.answered else "",
        ],
        ["Rata-rata waktu menjawab", mean_time(lep), ""],
    ]
    return Table(
        title="Tanggapan Ketua RT dan Lurah", head=["Uraian", "Jumlah", "Bagian"], rows=rows
    )


def offices_table(lep: Lep) -> Table:
    """How offices ended: by time, by loss of a phone and by breach are three different columns."""
    return Table(
        title="Jabatan",
        head=["Jabatan", "Masa selesai", "Serah terima", "Sebab lain", "HP hilang", "Dicabut"],
        rows=[[line.label, *map(bilangan, ends_of(line))] for line in lep.offices],
        note="HP hilang mengunci akun dan tidak mengakhiri jabatan. Dicabut: karena pelanggaran (Pasal 6).",
    )


def ends_of(line: OfficeEnds) -> list[int]:
    """The figures of a line in the order of the columns."""
    return [line.term, line.handed_over, line.other, line.locked, line.revoked]


def mean_time(lep: Lep) -> str:
    """The mean time from notice to answer, such as "1 hari 4 jam", or a dash."""
    hours = lep.responses.mean_hours
    if hours is None:
        return "–"
    whole = timedelta(hours=round(hours))
    days, rest = whole.days, whole.seconds // 3600
    return f"{days} hari {rest} jam" if days else f"{bilangan(hours, decimals=1)} jam"


def children_table(lep: Lep) -> Table:
    """One line an area inside the area."""
    rows = [
        [
            child.name,
            *(
                bilangan(n)
                for n in (child.services, child.born, child.died, child.arrived, child.left)
            ),
            bilangan(child.told),
            persen(child.answered_share, decimals=0) if child.told else "–",
        ]
        for child in lep.children
    ]
    return Table(
        title=f"Menurut {lep.child_level if lep.child_level == 'RT' else lep.child_level.lower()}",
        head=[
            lep.child_level,
            "Layanan",
            "Lahir",
            "Mati",
            "Datang",
            "Pindah",
            "Diberitahukan",
            "Dijawab",
        ],
        rows=rows,
        note=f"Pindah antar-{_small(lep.child_level)} dihitung di tempat asal dan di tempat tujuan, "
        "sehingga jumlah kolom dapat lebih besar daripada jumlah wilayah.",
    )


def _small(level: str) -> str:
    return level if level == "RT" else level.lower()


def letter(*, lep: Lep, issue: Issue, signed: dict[str, str] | None = None) -> dict[str, Any]:
    """Everything on the printed report besides its tables; `signed` as in `letterhead.signature`."""
    return {
        **letterhead.letterhead(city=lep.city, at=issue.issued_at),
        **letterhead.signature(city=lep.city, at=issue.issued_at, signed=signed),
        **letterhead.check(code=issue.code, sha256=lep.sha256()),
        "title": TITLE,
        "place": lep.place,
        "code": lep.code,
        "month": lep.span.words,
    }
