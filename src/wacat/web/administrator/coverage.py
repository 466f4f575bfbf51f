"""Pemantauan jabatan: every office of RT and Lurah with its state and the reason (Pasal 2(1)a)."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.accounts import breakglass, coverage
from wacat.accounts.coverage import Counts, Filters, OfficeLine
from wacat.accounts.models import EndReason
from wacat.areas.models import Area, Level
from wacat.values.tanggal import tanggal
from wacat.web.audience import Request, audience
from wacat.web.downloads import printable
from wacat.web.forms import whole_number

HOME = "/administrator/"
PAGE = 50
MOST = 5_000
OFFICES = {"": "Semua jabatan", "RT": "Ketua RT", "KELURAHAN": "Lurah"}
HEAD = [
    "Wilayah", "Kelurahan", "Kecamatan", "Jabatan", "Pemegang", "Nama pengguna", "Sejak",
    "Terakhir masuk", "Keadaan", "Sebab",
]  # fmt: skip


@audience("ADMINISTRATOR", "KASI")
@require_safe
def index(request: Request) -> HttpResponse:
    """The monitor: summary, chips with counts, filters in the address, at most 50 rows."""
    now = timezone.now()
    filters = _filters(request)
    printed = request.GET.get("cetak") == "1"
    limit = MOST if printed else PAGE + 1
    after = 0 if printed else whole_number(request.GET.get("sesudah"))
    silent = coverage.silent_since(at=now)
    lines = coverage.page(filters, after=after, limit=limit, at=now, silent=silent)
    more = not printed and len(lines) > PAGE
    shown = lines if printed else lines[:PAGE]
    counted = coverage.counts(filters, at=now, silent=silent)
    page: dict[str, Any] = {
        "baris": [(line, reasons(line, at=now)) for line in shown],
        "chips": _chips(filters, counted),
        "filter": filters,
        "hitung": counted,
        "keadaan": coverage.STATES,
        "jabatan": list(OFFICES.items()),
        "kecamatan": _areas(Level.KECAMATAN, "Semua kecamatan"),
        "kelurahan": _areas(Level.KELURAHAN, "Semua kelurahan"),
        "lanjut": f"?{_query(filters, sesudah=shown[-1].area_id)}" if more else None,
        "awal": f"?{_query(filters)}" if after else None,
        "cetak_url": f"?{_query(filters, cetak=1)}",
        "unduh_url": f"{HOME}unduh/?{_query(filters)}",
        "disaring": filters != Filters(),
        "cetak": printed,
        "alarm": breakglass.alarms(at=now)[:3] if request.visitor.role == "ADMINISTRATOR" else [],
        "kini": now,
    }
    return render(request, "administrator/pemantauan.html", page)


@audience("ADMINISTRATOR", "KASI")
@require_safe
def download(request: Request) -> HttpResponse:
    """Exactly what is filtered, as a workbook."""
    now = timezone.now()
    filters = _filters(request)
    silent = coverage.silent_since(at=now)
    lines = coverage.page(filters, after=0, limit=MOST, at=now, silent=silent)
    day = timezone.localtime(now).date()
    name = "-".join(filter(None, ["jabatan", filters.state, day.isoformat()]))
    return printable(
        title="Pemantauan jabatan",
        heading=["Pemantauan jabatan", f"Keadaan {tanggal(day)}", f"{len(lines)} jabatan"],
        head=HEAD,
        rows=[_row(line, at=now) for line in lines],
        name=f"{name}.xlsx",
        at=now,
    )


def reasons(line: OfficeLine, *, at: datetime) -> list[str]:
    """Why an office is in its state, one sentence a flag."""
    today = timezone.localtime(at).date()
    late = (today - line.report_due_on).days if line.report_due_on else 0
    ended = EndReason(line.end_reason).label.lower() if line.end_reason else ""
    words = {
        "kosong": f"Sejak {_day(line.vacant_since)}{': ' + ended if ended else ''}"
        if line.vacant_since
        else "Belum pernah ada pemegang jabatan",
        "beku": f"Dibekukan sejak {_day(line.frozen_on)}",
        "dicabut": "Akses dicabut karena pelanggaran",
        "ditangguhkan": "Akun ditangguhkan",
        "terkunci": "Akun terkunci",
        "belum": _not_entered(line),
        "lama": f"Terakhir masuk {_day(line.seen_at)}",
        "tanpa_hp": "Nomor telepon belum tercatat",
        "laporan": f"Laporan berkala terlambat {late} hari",
    }
    return [words[flag] for flag in line.flags]


def _not_entered(line: OfficeLine) -> str:
    if not line.username:
        return "Belum dibuatkan akun"
    if line.seen_at:
        return "Belum masuk lagi sejak akunnya dibuka kembali"
    return f"Diundang {_day(line.invited_at)}"


def _day(moment: datetime | date | None) -> str:
    if moment is None:
        return "–"
    return tanggal(timezone.localtime(moment) if isinstance(moment, datetime) else moment)


def _row(line: OfficeLine, *, at: datetime) -> list[str]:
    return [
        line.name,
        line.kelurahan,
        line.kecamatan,
        OFFICES[line.level],
        line.holder or "",
        line.username or "",
        _day(line.since) if line.since else "",
        _day(line.seen_at) if line.seen_at else "",
        ", ".join(coverage.STATES[flag] for flag in line.flags) or "Aktif",
        "; ".join(reasons(line, at=at)),
    ]


def _filters(request: HttpRequest) -> Filters:
    state, level = request.GET.get("keadaan", ""), request.GET.get("jabatan", "")
    kecamatan = whole_number(request.GET.get("kecamatan"))
    kelurahan = whole_number(request.GET.get("kelurahan"))
    return Filters(
        state=state if state in coverage.STATES else "",
        words=request.GET.get("cari", "").replace("\0", "").strip()[:80],
        level=level if level in OFFICES else "",
        kecamatan_id=min(kecamatan, 2**31 - 1),
        kelurahan_id=min(kelurahan, 2**31 - 1),
    )


def _query(filters: Filters, **more: str | int) -> str:
    values: dict[str, str | int] = {
        "keadaan": filters.state,
        "cari": filters.words,
        "jabatan": filters.level,
        "kecamatan": filters.kecamatan_id,
        "kelurahan": filters.kelurahan_id,
    }
    values.update(more)
    return urlencode({name: value for name, value in values.items() if value})


def _chips(filters: Filters, counted: Counts) -> list[tuple[str, str, int, bool]]:
    every = _query(filters, keadaan="")
    chips = [("Semua", f"?{every}", counted.matching, not filters.state)]
    for state, label in coverage.STATES.items():
        count = counted.by_state[state]
        if count or state == filters.state:
            chips.append(
                (label, f"?{_query(filters, keadaan=state)}", count, state == filters.state)
            )
    return chips


def _areas(level: Level, everywhere: str) -> list[tuple[str, str]]:
    rows = Area.objects.filter(level=level, closed_on=None).order_by("name")
    return [("", everywhere), *((str(pk), name) for pk, name in rows.values_list("pk", "name"))]
