"""Offices with a story: an interim head near his six months, a stop, a lost phone, a revocation."""

from datetime import datetime, time, timedelta
from io import BytesIO

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from PIL import Image, ImageDraw

from wacat.accounts import links
from wacat.accounts.access import get_account
from wacat.accounts.models import (
    Account,
    AccountState,
    AccountStep,
    Appointment,
    AppointmentKind,
    Breach,
    EndReason,
    Office,
    Sanction,
    SanctionFile,
)
from wacat.accounts.sanctions import objection_end
from wacat.accounts.states import SanctionState
from wacat.ops.synthetic import staff
from wacat.values.tanggal import months_later

OBJECTION = (
    "Foto layar itu saya kirim karena Ibu RT menanyakan apakah suratnya sudah jadi. Saya tidak tahu "
    "bahwa grup itu dibaca orang lain. Foto sudah saya hapus hari itu juga. Mohon dipertimbangkan."
)
DESCRIPTION = (
    "Pada 12 November seorang warga melaporkan foto layar daftar pemberitahuan beredar di grup "
    "percakapan jual beli. Nomor pengirimnya sama dengan nomor Ketua RT."
)


def tell(*, at: datetime) -> None:
    """Give four heads of Manggar their story; the transaction has a context of the system."""
    interim, suspended, locked, revoked = _heads()
    _make_interim(interim, at=at)
    _stop(
        suspended, to=AccountState.SUSPENDED, at=at - timedelta(days=2), by="administrator",
        office="ADMINISTRATOR", reason="Nomor HP dipakai dua orang, sedang diperiksa",
    )  # fmt: skip
    _stop(
        locked, to=AccountState.LOCKED, at=at - timedelta(hours=20), by="lurah", office="LURAH",
        reason="HP hilang: tertinggal di angkutan kota",
    )  # fmt: skip
    _revoke(revoked, at=at)


def _heads() -> list[Appointment]:
    # where nobody was before: an interim term may begin months ago
    changed = Appointment.objects.exclude(valid__endswith=None).values("area_id")
    known = [somebody.username for somebody in staff.DEMO]
    found = (
        Appointment.objects.filter(
            office=Office.KETUA_RT,
            area__kelurahan__codes__code=staff.MANGGAR,
            valid__endswith=None,
            person__account__state=AccountState.ACTIVE,
        )
        .exclude(person__account__username__in=known)
        .exclude(area_id__in=changed)
        .select_related("person__account")
        .order_by("area__number")
    )
    return list(found[2:6])


def _make_interim(term: Appointment, *, at: datetime) -> None:
    """Three weeks are left of the six months."""
    first = months_later(timezone.localdate(at) + timedelta(days=21), -6)
    since, until = (
        timezone.make_aware(datetime.combine(day, time.min))
        for day in (first, months_later(first, 6))
    )
    Appointment.objects.filter(pk=term.pk).update(
        kind=AppointmentKind.INTERIM, valid=DateTimeTZRange(since, until)
    )


def _stop(
    term: Appointment, *, to: AccountState, at: datetime, by: str, office: str, reason: str
) -> None:
    account: Account = term.person.account
    Account.objects.filter(pk=account.pk).update(state=to)
    AccountStep.objects.create(
        account=account, from_state=AccountState.ACTIVE, to_state=to, at=at,
        by=get_account(by), office=office, reason=reason,
    )  # fmt: skip


def _revoke(term: Appointment, *, at: datetime) -> None:
    decided = at - timedelta(days=5)
    kasi, administrator = get_account("kasi"), get_account("administrator")
    _stop(
        term, to=AccountState.REVOKED, at=decided, by="administrator", office="SYSTEM",
        reason=str(Breach.SPREAD_DATA.label),
    )  # fmt: skip
    Appointment.objects.filter(pk=term.pk).update(
        valid=DateTimeTZRange(term.valid.lower, decided),
        end_reason=EndReason.REVOKED, ended_at=decided, ended_by=administrator,
    )  # fmt: skip
    case = Sanction.objects.create(
        account=term.person.account, reason=Breach.SPREAD_DATA, description=DESCRIPTION,
        state=SanctionState.OBJECTED, prepared_by=kasi, prepared_office="KASI",
        prepared_at=decided - timedelta(days=1), decided_by=administrator,
        decided_office="ADMINISTRATOR", decided_at=decided, stopped={str(term.pk): None},
        objection_until=objection_end(decided), objection=OBJECTION,
        objected_at=at - timedelta(days=1),
    )  # fmt: skip
    Sanction.objects.filter(pk=case.pk).update(token_hash=links.hashed(links.token_of(case.pk)))
    SanctionFile.objects.create(
        sanction=case, account=term.person.account, name="foto_layar_grup.jpg",
        media_type="image/jpeg", content=_screenshot(), added_by=kasi, added_at=case.prepared_at,
    )  # fmt: skip


def _screenshot() -> bytes:
    """A picture with grey bars where a real one would have words."""
    image = Image.new("RGB", (360, 640), "#e8eef2")
    draw = ImageDraw.Draw(image)
    for line in range(8):
        draw.rectangle((24, 40 + 72 * line, 320 - 16 * (line % 3), 88 + 72 * line), fill="#9fb3be")
    out = BytesIO()
    image.save(out, "JPEG", quality=70)
    return out.getvalue()
