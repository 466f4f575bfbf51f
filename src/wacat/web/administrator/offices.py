"""One office and one account: holder, history, what may be done (Pasal 6, 7, 10a)."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.accounts import histories, scans
from wacat.accounts.histories import OFFICE_OF, STAFF
from wacat.accounts.models import Account, Appointment
from wacat.accounts.queries import office_title
from wacat.areas.models import Area, Level
from wacat.audit.actions import note
from wacat.web.administrator import office_forms as forms
from wacat.web.administrator.office_words import (
    STATE_LOOKS,
    STATE_WORDS,
    chips_of,
    end_look,
    end_words,
)
from wacat.web.audience import Request, audience

GET_POST = ["GET", "HEAD", "POST"]


@audience("ADMINISTRATOR", "KASI")
@require_safe
def show(request: Request, area_id: int) -> HttpResponse:
    """The office of an RT or a kelurahan: present holder, what is promised, history, acts."""
    area = Area.objects.select_related("kelurahan").get(
        pk=area_id, level__in=[Level.RT, Level.KELURAHAN]
    )
    office = OFFICE_OF[Level(area.level)]
    now = timezone.now()
    terms = histories.terms_at(area, office=office)
    holder = next((term for term in terms if term.runs(at=now)), None)
    page = _common(request, now) | {
        "wilayah": area,
        "judul": office_title(office, area),
        "pemegang": holder,
        "nanti": [term for term in terms if not term.end_reason and not term.has_begun(at=now)],
        "masa": terms,
        **_account_part(holder.account if holder else None),
    }
    return render(request, "administrator/satu_jabatan.html", page)


@audience("ADMINISTRATOR", "KASI")
@require_safe
def staff(request: Request) -> HttpResponse:
    """The staff of the office, and who left."""
    words = request.GET.get("cari", "").strip()[:80]
    chosen = request.GET.get("jabatan", "")
    chosen = chosen if chosen in STAFF else ""
    now = timezone.now()
    everybody = histories.staff(at=now, words=words)
    page = _common(request, now) | {
        "baris": [term for term in everybody if not chosen or term.office == chosen],
        "cari": words,
        "pilih": chosen,
        "chips": chips_of(everybody, chosen=chosen, words=words),
    }
    return render(request, "administrator/petugas.html", page)


@audience("ADMINISTRATOR", "KASI")
@require_safe
def account(request: Request, account_id: int) -> HttpResponse:
    """One holder: every office, the state of the account and how it came to it."""
    found = Account.objects.select_related("person").get(pk=account_id)
    now = timezone.now()
    terms = histories.terms_of(found.person_id)
    page = _common(request, now) | {
        "akun": found,
        "berjalan": [term for term in terms if term.runs(at=now)],
        "masa": terms,
        **_account_part(found),
    }
    return render(request, "administrator/akun.html", page)


@audience("ADMINISTRATOR", "KASI")
@require_safe
def scan(request: Request, appointment_id: int) -> HttpResponse:
    """The scan of a decree; who opened it is told to the trail, and no cache keeps it."""
    found = Appointment.objects.get(pk=appointment_id)
    kept = scans.find(found.decree_scan)
    if kept is None:
        raise Appointment.DoesNotExist
    note(act="read", of="decree", ids=[found.pk])
    response = HttpResponse(kept.content, content_type=kept.media_type)
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = f'attachment; filename="SK_{found.pk}.{kept.suffix}"'
    return response


def _common(request: Request, now: datetime) -> dict[str, Any]:
    return {
        "boleh": request.visitor.role == "ADMINISTRATOR",
        "saya": request.visitor.account_id,
        "kini": now,
        "sebut_akhir": end_words,
        "rupa_akhir": end_look,
        "sebut_keadaan": STATE_WORDS,
        "rupa_keadaan": STATE_LOOKS,
        "sebut_jenis": forms.kind_words,
        "sebut_jabatan": forms.office_words,
        "sebut_lengkap": office_title,
    }


def _account_part(found: Account | None) -> dict[str, Any]:
    if found is None:
        return {"akun": None, "langkah": [], "henti": None, "perkara": None}
    return {
        "akun": found,
        "langkah": histories.steps_of(found.pk),
        "henti": histories.last_stop(found),
        "perkara": histories.find_open_case(found.pk),
    }
