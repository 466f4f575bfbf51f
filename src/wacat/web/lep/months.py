"""The month that a page shows: chosen in the address, or the running one."""

from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from wacat.reports.period import FIRST, CannotReadPeriod, months_back, read_month, written
from wacat.values.tanggal import bulan_tahun

OFFERED = 24


def chosen_month(request: HttpRequest) -> date:
    """The month of `?bulan=2026-10`; the running one when there is none or it is no month."""
    try:
        return read_month(request.GET.get("bulan", ""))
    except CannotReadPeriod:
        return timezone.localdate().replace(day=1)


def choices(month: date) -> list[tuple[str, str]]:
    """The months to pick from, newest first; the chosen one is always among them."""
    offered = [
        m for m in months_back(timezone.localdate().replace(day=1), count=OFFERED) if m >= FIRST
    ]
    return [(written(m), bulan_tahun(m)) for m in sorted({*offered, month}, reverse=True)]
