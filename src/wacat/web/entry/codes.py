"""A code on paper for somebody who lost his password: the Lurah for his RT heads, the office for all."""

import segno
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from wacat.accounts import factors, keys, resetting
from wacat.accounts.models import Account, Appointment
from wacat.accounts.queries import find_running, heads_of, title_of
from wacat.areas.models import Area, Level
from wacat.web.audience import Request, audience

REASONS = {
    "LUPA": "Lupa kata sandi",
    "HP_HILANG": "HP hilang atau diganti",
    "BELUM_MASUK": "Belum pernah masuk, surat kodenya hilang",
    "LAIN": "Alasan lain",
}


@never_cache
@audience("LURAH")
def code_for_head(request: Request, area_id: int) -> HttpResponse:
    """The Lurah prints a code for the head of one of his RTs."""
    kelurahan_id = request.visitor.kelurahan_id
    area = Area.objects.get(pk=area_id, level=Level.RT, kelurahan_id=kelurahan_id)
    held = heads_of(kelurahan_id or 0).get(area=area)
    account = Account.objects.select_related("person").get(person_id=held.person_id)
    return _code(request, account, held=held, back=f"/lurah/rt/{area_id}/")


@never_cache
@audience("ADMINISTRATOR", "KASI")
def code_for_account(request: Request, account_id: int) -> HttpResponse:
    """The office prints a code; Kasi only for Ketua RT and Lurah."""
    account = Account.objects.select_related("person").get(pk=account_id)
    held = find_running(account.person_id, at=timezone.now())
    return _code(request, account, held=held, back="/administrator/")


def _code(
    request: Request, account: Account, *, held: Appointment | None, back: str
) -> HttpResponse:
    """Ask for the reason, then show the code once: it is nowhere to be read again."""
    by, at = request.visitor, timezone.now()
    page = {
        "nama": account.person.name,
        "jabatan": title_of(held) if held else "Tanpa jabatan",
        "alasan": REASONS,
        "pilih": request.POST.get("alasan", ""),
        "catatan": request.POST.get("catatan", "")[:300],
        "boleh_faktor": by.role == "ADMINISTRATOR" and factors.has(account.pk),
        "galat": "",
        "kembali": back,
    }
    why = REASONS.get(str(page["pilih"]), "")
    if request.method == "POST" and not why:
        page["galat"] = "Pilih alasannya. Alasan tercatat bersama nama Anda."
        return render(request, "account/beri_kode.html", page, status=422)
    try:
        resetting.check(account, office=held.office if held else None, by=by)
        if request.method != "POST":
            return render(request, "account/beri_kode.html", page)
        told = resetting.make_code(
            account,
            office=held.office if held else None,
            reason=" – ".join(filter(None, (why, str(page["catatan"]).strip()))),
            drop_factors=bool(page["boleh_faktor"] and request.POST.get("hapus_faktor")),
            by=by,
            at=at,
        )
    except resetting.CannotGiveCode as refusal:
        page |= {"galat": str(refusal), "tolak": True}
        return render(request, "account/beri_kode.html", page, status=409)
    address = keys.address(told.secret)
    slip = {
        "nama": page["nama"],
        "jabatan": page["jabatan"],
        "pengguna": account.username,
        "kode": told.secret,
        "alamat": address,
        "ketik": address.removesuffix(f"{told.secret}/"),
        "qr": segno.make(address, micro=False).svg_data_uri(scale=4),
        "sampai": told.expires_at,
        "kembali": back,
    }
    return render(request, "account/kertas_kode.html", slip)
