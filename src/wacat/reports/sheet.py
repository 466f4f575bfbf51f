"""A report put into words: every cell as it stands on paper, so that templates only place it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from wacat.reports import letterhead
from wacat.reports.figures import Cell, Citizens, Lep, OfficeEnds, Responses
from wacat.reports.models import Issue
from wacat.values.bilangan import bilangan, persen
from wacat.values.tanggal import tanggal

CLASSES = {
    "A": "A, diberitahukan segera", "B": "B, dalam ringkasan harian",
    "C": "C, rahasia, ditulis netral", "D": "D, tidak diberitahukan",
}  # fmt: skip
LATE_NOTE = (
    "Susulan: baru diketahui sesudah periodenya dikunci, dihitung satu kali di sini. "
    "Angka minus: ditarik atau diganti sesudah dikunci."
)
DECISIONS = {
    "accepted": "Putusan: diterima", "partly": "Putusan: diterima sebagian",
    "rejected": "Putusan: ditolak", "other": "Putusan: lain", "unknown": "Putusan: belum dirinci",
}  # fmt: skip
OTHER_NOTE = "Putusan lain: dikaitkan dengan koreksi yang sama, atau ditanyakan kepada RT lain."
UNKNOWN_NOTE = " Belum dirinci: dari bulan yang dikunci sebelum putusan dirinci."
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
    made += [classes_table(lep), corrections_table(lep)]
    if lep.citizens:
        made.append(citizens_table(lep))
    if lep.late_responses:
        made.append(late_table(lep))
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


def classes_table(lep: Lep) -> Table:
    """Services by class: how they are told to Ketua RT and Lurah."""
    return Table(
        title="Layanan menurut kelas",
        head=["Kelas", "Jumlah"],
        rows=[[name, bilangan(count)] for name, count in classes(lep)],
        foot=["Jumlah layanan", bilangan(lep.services_total)],
        note=LATE_NOTE if any(service.late for service in lep.services) else "",
    )


def classes(lep: Lep) -> list[tuple[str, int]]:
    """Each class in words with its services."""
    return [
        (name, sum(s.count for s in lep.services if s.urgency == code))
        for code, name in CLASSES.items()
    ]


def lampid_table(lep: Lep) -> Table:
    """Births, deaths and moves by sex, from start to end."""
    if lep.stock_on and lep.is_backwards:
        note = "Penduduk awal dan akhir adalah perkiraan, dihitung mundur dari DKB per "
        note += f"{tanggal(lep.stock_on)}: jumlah itu dikurangi lahir dan datang, ditambah mati dan pindah, "
        note += "sejak awal periode."
    elif lep.stock_on:
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


def citizens_table(lep: Lep) -> Table:
    """LAMPID by sex and citizenship, where any file told it."""
    note = "Tidak diketahui: berkas sumbernya tidak menyebut kewarganegaraan."
    if any(line.start is None for line in lep.citizens or []):
        note += " Awal dan akhir tidak ditulis karena data DKB tidak memisahkan WNI dan WNA."
    return Table(
        title="LAMPID menurut kewarganegaraan",
        head=["Uraian", "Awal", "Lahir", "Datang", "Mati", "Pindah", "Akhir"],
        rows=[[line.label, *_numbers(line)] for line in lep.citizens or []],
        note=note,
    )


def _numbers(cell: Cell | Citizens) -> list[str]:
    figures = (cell.start, cell.born, cell.arrived, cell.died, cell.left, cell.end)
    return ["–" if number is None else bilangan(number) for number in figures]


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


def corrections_table(lep: Lep) -> Table:
    """The corrections that were handed in during the period, and what the office made of them."""
    r = lep.responses
    rows = [[word, bilangan(number)] for word, number in corrections(r)]
    rows.append(["Rata-rata sampai putusan", mean_decision(lep)])
    note = OTHER_NOTE if r.decisions else ""
    if r.decisions and r.decisions.unknown:
        note += UNKNOWN_NOTE
    return Table(title="Koreksi", head=["Uraian", "Jumlah"], rows=rows, note=note)


def corrections(r: Responses) -> list[tuple[str, int]]:
    """The figures of corrections in words."""
    return [
        ("Diajukan", r.claimed), ("Diputuskan", r.settled), *decisions(r),
        ("Diputuskan dalam tenggat", r.in_time), ("Belum diputuskan", r.claimed - r.settled),
    ]  # fmt: skip


def decisions(r: Responses) -> list[tuple[str, int]]:
    """How the settled corrections were decided, in words; what months do not tell only where there is any."""
    if r.decisions is None:
        return []
    lines = [(word, getattr(r.decisions, name)) for name, word in DECISIONS.items()]
    return lines if r.decisions.unknown else lines[:-1]


def late_table(lep: Lep) -> Table:
    """What came after the lock of an earlier period about its notices and corrections."""
    rows = [[word, bilangan(number)] for word, number in late_answers(lep)]
    return Table(title="Tanggapan susulan", head=["Uraian", "Jumlah"], rows=rows, note=LATE_NOTE)


def late_answers(lep: Lep) -> list[tuple[str, int]]:
    """The late figures in words."""
    r = lep.late_responses
    if r is None:
        return []
    return [
        ("Pemberitahuan", r.told), ("Benar", r.confirmed), ("Ada yang salah", r.corrected),
        ("Bukan warga", r.not_mine), ("Koreksi diajukan", r.claimed), ("Koreksi diputuskan", r.settled),
        *decisions(r),
    ]  # fmt: skip


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
    return _hours(lep.responses.mean_hours)


def mean_decision(lep: Lep) -> str:
    """The mean time from a correction to its decision, or a dash."""
    return _hours(lep.responses.settle_hours)


def _hours(hours: float | None) -> str:
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
