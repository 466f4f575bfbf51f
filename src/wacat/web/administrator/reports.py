"""Laporan berkala as the office sees it: how each kelurahan stands, and what the Lurah found."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.accounts import attested, settings
from wacat.accounts.models import SettingName, Verdict
from wacat.web.audience import Request, audience

HOME = "/administrator/laporan-berkala/"
CHIPS = {"": "Semua", "terlambat": "Terlambat", "berjalan": "Berjalan", "selesai": "Selesai"}
FINDINGS = 200


@audience("ADMINISTRATOR", "KASI")
@require_safe
def index(request: Request) -> HttpResponse:
    """Every kelurahan with done and total, due day and delay; below it what needs an act."""
    today = timezone.localdate()
    rounds = attested.newest_rounds()
    kept = {
        "": rounds,
        "terlambat": [each for each in rounds if each.days_late(today=today)],
        "berjalan": [each for each in rounds if not each.finished_at],
        "selesai": [each for each in rounds if each.finished_at],
    }
    chosen = request.GET.get("saring", "")
    chosen = chosen if chosen in CHIPS else ""
    page = {
        "baris": kept[chosen],
        "hari_ini": today,
        "chips": [
            (label, f"{HOME}?saring={code}" if code else HOME, len(kept[code]), code == chosen)
            for code, label in CHIPS.items()
        ],
        "selesai": len(kept["selesai"]),
        "semua": len(rounds),
        "temuan": attested.findings(round_ids=[each.id for each in rounds], limit=FINDINGS),
        "jawaban": dict(Verdict.choices),
        "bulan": settings.get(SettingName.ATTESTATION_MONTHS),
    }
    return render(request, "administrator/laporan_berkala.html", page)
