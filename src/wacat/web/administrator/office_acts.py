"""Acts on terms of office: appoint, end, hand over, change the end, make a key (Pasal 7, 10a)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wacat.accounts import appointing, ending, histories, staffing
from wacat.accounts.histories import OFFICE_OF, Term
from wacat.accounts.models import Account, AccountState, Office
from wacat.accounts.queries import office_title
from wacat.areas.models import Area, Level
from wacat.areas.queries import get_city
from wacat.web.administrator import office_forms as forms
from wacat.web.administrator.act_page import ActPage, answer
from wacat.web.administrator.office_words import WORDS
from wacat.web.audience import Request, audience
from wacat.web.forms import posted

GET_POST = ["GET", "HEAD", "POST"]


@audience("ADMINISTRATOR")
@require_http_methods(GET_POST)
def appoint(request: Request, area_id: int) -> HttpResponse:
    """Give a vacant office of an RT or kelurahan to somebody who has an account already."""
    area = Area.objects.get(pk=area_id, level__in=[Level.RT, Level.KELURAHAN])
    office = OFFICE_OF[Level(area.level)]
    form = forms.HolderForm(*posted(request), initial=_today())

    def act(at: datetime) -> str:
        values = form.cleaned_data
        appointing.appoint(
            person_id=values["nama_pengguna"].person_id, office=office, area_id=area.pk,
            kind=values["jenis"], since=form.since(at=at), until=form.until(),
            decree=form.decree(), by=request.visitor.account_id, at=at,
        )  # fmt: skip
        return (
            f"{values['nama_pengguna'].person.name} diangkat sebagai {office_title(office, area)}."
        )

    page = ActPage(
        title=f"Angkat {office_title(office, area)}",
        lines=WORDS["appoint"],
        verb="Angkat",
        back=reverse("office", args=[area.pk]),
    )
    return answer(request, page, form=form, act=act)


@audience("ADMINISTRATOR")
@require_http_methods(GET_POST)
def appoint_staff(request: Request) -> HttpResponse:
    """Give an office of the staff to somebody known or new; staff need no proposal."""
    form = forms.StaffForm(*posted(request), initial=_today())

    def act(at: datetime) -> str:
        values, by = form.cleaned_data, request.visitor.account_id
        with transaction.atomic():
            holder = values["nama_pengguna"] or staffing.admit(
                name=values["nama"], phone=values["telepon"], email=values["email"], by=by, at=at
            )
            appointing.appoint(
                person_id=holder.person_id, office=values["jabatan"], area_id=get_city().pk,
                kind=values["jenis"], since=form.since(at=at), until=form.until(),
                decree=form.decree(), by=by, at=at,
            )  # fmt: skip
        told = f"{holder.person.name} diangkat sebagai {Office(values['jabatan']).label}."
        if holder.state == AccountState.INVITED:
            told += f" Nama penggunanya {holder.username}. Buat kode masuk dari halaman akunnya."
        return told

    page = ActPage(
        title="Angkat petugas", lines=WORDS["staff"], verb="Angkat", back=reverse("staff")
    )
    return answer(request, page, form=form, act=act)


@audience("ADMINISTRATOR")
@require_http_methods(GET_POST)
def end(request: Request, appointment_id: int) -> HttpResponse:
    """End a term now, with the reason."""
    term = histories.get_term(appointment_id)
    form = forms.EndForm(posted(request)[0])

    def act(at: datetime) -> str:
        ending.end(
            appointment_id=term.id, reason=form.cleaned_data["alasan"],
            note=form.cleaned_data["catatan"], by=request.visitor.account_id, at=at,
        )  # fmt: skip
        return f"Jabatan {term.person.name} diakhiri. Aksesnya tertutup sejak saat ini."

    page = ActPage(
        title=f"Akhiri jabatan {term.person.name}",
        lines=(_office_line(term), *WORDS["end"]),
        verb="Akhiri jabatan",
        back=back_to(term),
        danger=True,
    )
    return answer(request, page, form=form, act=act, prepare=lambda: ending.lock(term.id))


@audience("ADMINISTRATOR")
@require_http_methods(GET_POST)
def hand_over(request: Request, appointment_id: int) -> HttpResponse:
    """End a term and give the office to the successor in the same moment."""
    term = histories.get_term(appointment_id)
    form = forms.HandOverForm(*posted(request))

    def act(at: datetime) -> str:
        values = form.cleaned_data
        ending.hand_over(
            appointment_id=term.id, to_person_id=values["nama_pengguna"].person_id,
            kind=values["jenis"], until=form.until(), decree=form.decree(), note=values["catatan"],
            by=request.visitor.account_id, at=at,
        )  # fmt: skip
        return f"Jabatan diserahkan kepada {values['nama_pengguna'].person.name} sejak saat ini."

    page = ActPage(
        title=f"Serah terima jabatan {term.person.name}",
        lines=(_office_line(term), *WORDS["hand_over"]),
        verb="Serahkan jabatan",
        back=back_to(term),
    )
    return answer(request, page, form=form, act=act, prepare=lambda: ending.lock(term.id))


@audience("ADMINISTRATOR")
@require_http_methods(GET_POST)
def change_end(request: Request, appointment_id: int) -> HttpResponse:
    """Set another last day of a term."""
    term = histories.get_term(appointment_id)
    last = timezone.localdate(term.until - forms.ONE_DAY) if term.until else None
    form = forms.ChangeEndForm(posted(request)[0], initial={"sampai": last})

    def act(at: datetime) -> str:
        ending.change_end(
            appointment_id=term.id, until=form.until(), note=form.cleaned_data["catatan"],
            by=request.visitor.account_id, at=at,
        )  # fmt: skip
        return "Tanggal berakhir diubah."

    page = ActPage(
        title=f"Ubah tanggal berakhir {term.person.name}",
        lines=(_office_line(term),),
        verb="Simpan",
        back=back_to(term),
    )
    return answer(request, page, form=form, act=act)


def show_key(request: Request, found: Account, *, secret: str) -> HttpResponse:
    """The page that shows a new key once; nothing keeps it."""
    page = {
        "akun": found,
        "kode": secret,
        "alamat": request.build_absolute_uri(f"/kunci/{secret}/"),
        "berlaku": "14 hari" if found.state == AccountState.INVITED else "24 jam",
    }
    response = render(request, "administrator/kode.html", page)
    response["Cache-Control"] = "private, no-store"
    return response


def back_to(term: Term) -> str:
    """The page of the office of a term."""
    if term.area.level in OFFICE_OF:
        return reverse("office", args=[term.area.pk])
    return reverse("account", args=[term.account.pk]) if term.account else reverse("staff")


def _office_line(term: Term) -> str:
    return office_title(term.office, term.area)


def _today() -> dict[str, Any]:
    return {"mulai": timezone.localdate(), "jenis": "DEFINITIVE"}
