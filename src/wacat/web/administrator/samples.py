"""Front pages with invented rows, so that one sees what an office sees without a resident's data."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from wacat.accounts import coverage
from wacat.accounts.coverage import Counts, Filters, OfficeLine
from wacat.accounts.models import Office
from wacat.areas.models import Area
from wacat.evaluation.consistency.elements import WHOLE
from wacat.evaluation.consistency.rates import Rate
from wacat.nonpermanent.queries import is_on
from wacat.queue.health import Archive, Health
from wacat.records.queries import Card, Chip, Tally
from wacat.reports.overview import Line as MonthLine
from wacat.reports.period import months_back
from wacat.reports.reach import Reach
from wacat.values.kinds import Kind
from wacat.verification.desk import SHELVES
from wacat.verification.desk import Filters as QueueFilters
from wacat.web.head import summary
from wacat.web.head.figures import FIGURES
from wacat.web.lurah.views import FILTERS as LURAH_FILTERS
from wacat.web.lurah.views import Line as RtLine
from wacat.web.navigation import PLACES, Greeting
from wacat.web.notices import words as notice_words
from wacat.web.notices.listing import CHIP_LABELS, Wanted
from wacat.web.operator import words as queue_words

NIK = "6471********0000"
PEOPLE = ("Warga Contoh Satu", "Warga Contoh Dua", "Warga Contoh Tiga")
HEADS = ("Ketua Contoh Satu", "Ketua Contoh Dua", "")
PLACE = "Kelurahan Contoh"


def page_of(office: str) -> tuple[str, dict[str, Any]]:
    """The template of an office's front page and an invented context for it."""
    template, make = FRONTS[Office(office)]
    shared = {
        "visitor": Greeting("Nama Contoh", str(Office(office).label), office, 1),
        "nav": [(p.label, p.url, p.icon, n == 0) for n, p in enumerate(PLACES[office])],
        "nonpermanen": is_on,
        "csrf_input": "",
        "messages": [],
    }
    return template, shared | make()


def _head_of_rt() -> dict[str, Any]:
    today = timezone.localdate()
    kinds = (Kind.DATANG, Kind.AKTA_KELAHIRAN, Kind.KTP_EL)
    cards = [
        Card(
            n, kind.value, "RESIDENCE", name, NIK, f"Jl. Contoh No. {n}",
            "Kota Contoh" if kind == Kind.DATANG else "", "", today - timedelta(days=n), "SENT", "", "",
        )
        for n, (kind, name) in enumerate(zip(kinds, PEOPLE, strict=True), start=1)
    ]  # fmt: skip
    counts = {Chip.WAITING: 3, Chip.RIGHT: 12, Chip.DISPUTED: 1}
    return {
        "tally": Tally(3, 12, 1, 0, 0, ""),
        "chips": [(CHIP_LABELS[c], "#", counts[c], c == Chip.WAITING) for c in Chip],
        "here": "#",
        "withdrawn_url": "#",
        "words": notice_words,
        "base": "#",
        "rt": "RT Anda",
        "new_key": lambda: "",
        "cards": cards,
        "may_answer": True,
        "rt_name": "RT 000",
        "kelurahan": PLACE,
        "answered": None,
        "want": Wanted(chip=Chip.WAITING, before=0, name="", answered=0),
        "older": None,
        "newest": None,
    }


def _lurah() -> dict[str, Any]:
    now = timezone.now()
    lines = [
        RtLine(
            id=n, name=f"RT 00{n}", number=n, waiting=9 - 3 * n, head=head, reminder_url="",
            answered_at=now - timedelta(days=n), overdue=2 - n if n < 2 else 0, escalated=0,
            oldest_at=now - timedelta(days=5), opened_at=now - timedelta(days=n),
        )
        for n, head in enumerate(HEADS, start=1)
    ]  # fmt: skip
    counts = {"": 3, "diam": 1, "menunggu": 2, "kosong": 1}
    return {
        "kelurahan": "Contoh",
        "lines": lines,
        "waiting": 9,
        "waiting_rts": 2,
        "all_rts": 3,
        "chips": [(label, "#", counts[code], not code) for code, label in LURAH_FILTERS.items()],
        "chosen": "",
        "number": "",
        "window_days": 90,
        "report": None,
    }


def _operator() -> dict[str, Any]:
    now = timezone.now()
    case = SimpleNamespace(
        pk=1, number="K-000001", state="SUBMITTED", kind="CORRECTED", remark="Salah tulis",
        due_at=now + timedelta(hours=30), decided_at=None, closed_at=None, taken_by=None,
        notice=SimpleNamespace(record=SimpleNamespace(name=PEOPLE[0], kind="KTP_EL")),
        rt=SimpleNamespace(name="RT 001"), kelurahan=SimpleNamespace(name=PLACE),
        items=SimpleNamespace(all=lambda: [
            SimpleNamespace(element="address", old_value="Jl. Contoh No. 1", claimed_value="Jl. Contoh No. 7")
        ]),
    )  # fmt: skip
    return {
        "filter": QueueFilters(),
        "kata": queue_words,
        "kini": now,
        "rak": [(queue_words.SHELF_LABELS[name], "#", 1, n == 0) for n, name in enumerate(SHELVES)],
        "jumlah": (1, False),
        "koreksi": [case],
        "sesudah": None,
        "sebelum": None,
        "kelurahan": [("", "Semua kelurahan")],
        "jenis": [("", "Semua layanan")],
        "disaring": False,
        "terbaru_dulu": False,
        "tampilan": [],
        "banyak": (),
    }


def _office() -> dict[str, Any]:
    now = timezone.now()
    lines = [
        _office_line(n, holder=head, flags=flags, now=now)
        for n, (head, flags) in enumerate(zip(HEADS, ([], ["belum"], ["kosong"]), strict=True), start=1)
    ]  # fmt: skip
    counted = Counts(matching=3, reached={"RT": 1, "KELURAHAN": 1}, every={"RT": 3, "KELURAHAN": 1})
    return {
        "baris": [(line, ["Diundang kemarin"] if line.state == "belum" else []) for line in lines],
        "chips": [("Semua", "#", 3, True), ("Aktif", "#", 1, False)],
        "filter": Filters(),
        "hitung": counted,
        "keadaan": coverage.STATES,
        "jabatan": [("", "Semua jabatan")],
        "kecamatan": [("", "Semua kecamatan")],
        "kelurahan": [("", "Semua kelurahan")],
        "lanjut": None,
        "awal": None,
        "cetak_url": "#",
        "unduh_url": "#",
        "disaring": False,
        "cetak": False,
        "alarm": [],
        "kini": now,
    }


def _office_line(n: int, *, holder: str, flags: list[str], now: datetime) -> OfficeLine:
    held = bool(holder)
    return OfficeLine(
        n, "RT", f"RT 00{n}", PLACE, "Contoh", holder or None, f"rt-contoh-{n}" if held else None,
        "DEFINITIVE", now - timedelta(days=400) if held else None,
        now - timedelta(days=2) if held and not flags else None, now, None, None, "", None, 1, 1, n, flags,
    )  # fmt: skip


def _leader() -> dict[str, Any]:
    month = timezone.localdate().replace(day=1)
    months = months_back(month, count=6)
    found = summary.Summary(
        asked=summary.Asked(month=month, span=summary.SPANS[0], figure=FIGURES[0]),
        city=Area(name="Kota Contoh"),
        trend=[_month_line("", month=m, services=500 + 10 * m.month) for m in months],
        reached=[Reach(month=m, told_rts=40, answering_rts=30 + m.month % 6) for m in months],
        places=[_month_line(PLACE, month=month, services=120)],
        mismatch=Rate(answered=250, disputed=9, parts=9 * WHOLE),
    )
    return summary.page(found) | {
        "choices": [(f"{month:%Y-%m}", "Bulan ini")],
        "total": SimpleNamespace(born=12, died=7, arrived=20, left=15),
        "report": "#",
        "files": "#",
        "at": timezone.now(),
    }


def _month_line(name: str, *, month: date, services: int) -> MonthLine:
    return MonthLine(
        name=name, code="00.00", month=month, services=services, told=services, answered=services // 2,
        prompt=services // 3, answer_seconds=3600 * services, claimed=9, settled=8, in_time=7,
        settle_seconds=8 * 40_000, area_id=0, kecamatan="Contoh",
    )  # fmt: skip


def _technician() -> dict[str, Any]:
    return {
        "keadaan": Health("18", "1 GB", 0, 0, 0, timezone.now()),
        "pekerja": True,
        "antrean": [],
        "tabel_besar": [],
        "arsip": Archive("off", None, None, 0),
        "gagal": [],
        "celah": [],
        "saluran": [],
        "masalah": {},
    }


FRONTS: dict[Office, tuple[str, Callable[[], dict[str, Any]]]] = {
    Office.KETUA_RT: ("rt/daftar.html", _head_of_rt),
    Office.LURAH: ("lurah/daftar.html", _lurah),
    Office.OPERATOR: ("operator/antrean.html", _operator),
    Office.ADMINISTRATOR: ("administrator/pemantauan.html", _office),
    Office.KASI: ("administrator/pemantauan.html", _office),
    Office.KEPALA: ("head/ringkasan.html", _leader),
    Office.SEKRETARIS: ("head/ringkasan.html", _leader),
    Office.TEKNIS: ("technician/keadaan.html", _technician),
}
