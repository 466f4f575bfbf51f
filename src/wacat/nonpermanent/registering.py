"""Acts of the Ketua RT: register a stay, correct it, extend it, end it, take it back (Pasal 13)."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wacat.accounts.access import Visitor
from wacat.accounts.queries import still_holds
from wacat.areas import steady
from wacat.areas.models import Area
from wacat.audit.actions import note
from wacat.nonpermanent.models import Stay, StayStep
from wacat.nonpermanent.rules import CannotKeepStay, Facts, check, check_end, differences
from wacat.nonpermanent.states import OPEN, TRANSITIONS, StayState

LONGEST_REASON = 300


@transaction.atomic
def register(facts: Facts, *, key: UUID, by: Visitor, at: datetime) -> Stay:
    """Keep a stay in the visitor's own RT. The same key again changes nothing.

    Raises:
        CannotKeepStay: something is missing or cannot be, or the office has ended.
    """
    again = Stay.objects.filter(key=key, by_id=by.account_id).first()
    if again is not None:
        return again
    if by.rt_id is None or not still_holds(by):
        raise CannotKeepStay("Hanya Ketua RT yang sedang menjabat yang dapat mendaftarkan.")
    facts = facts.tidied()
    check(facts, today=timezone.localtime(at).date())
    steady.stay()
    rt = Area.objects.get(pk=by.rt_id)
    if rt.closed_on is not None:
        raise CannotKeepStay(f"{rt.name} sudah ditutup.")
    place: dict[str, Any] = {"kelurahan_id": rt.kelurahan_id, "city_id": rt.city_id}
    stay = Stay.objects.create(
        key=key, rt=rt, by_id=by.account_id, registered_at=at, **place, **asdict(facts)
    )
    step(stay, act="REGISTERED", by=by, at=at)
    note(act="stay.registered", of="stay", ids=[stay.pk])
    return stay


@transaction.atomic
def correct(*, stay_id: int, facts: Facts, reason: str, by: Visitor, at: datetime) -> Stay:
    """Put right what was written wrongly; what stood before is kept with the reason.

    Raises:
        Stay.DoesNotExist: not within reach.
        CannotKeepStay: it has ended, nothing changes, or the new facts cannot be.
    """
    stay = _get_locked(stay_id, by=by)
    facts = facts.tidied()
    check(facts, today=timezone.localtime(at).date())
    new: dict[str, Any] = asdict(facts)
    before = differences({name: getattr(stay, name) for name in new}, new)
    if not before:
        raise CannotKeepStay("Tidak ada yang berubah.")
    if not reason.strip():
        raise CannotKeepStay("Tulis alasan perbaikan.")
    if stay.state == StayState.EXPIRED:
        # the new last day lies ahead, so the stay goes on
        new["state"] = StayState.ACTIVE
    _change(stay, **new)
    step(stay, act="CORRECTED", by=by, at=at, text=reason, before=before)
    note(act="stay.corrected", of="stay", ids=[stay.pk])
    return stay


@transaction.atomic
def extend(*, stay_id: int, until_on: date, by: Visitor, at: datetime) -> Stay:
    """Let a stay last longer; one whose time ran out goes on.

    Raises:
        Stay.DoesNotExist: not within reach.
        CannotKeepStay: it has ended, or the day is not later or too far ahead.
    """
    stay = _get_locked(stay_id, by=by)
    check_end(until_on, since=stay.since_on, today=timezone.localtime(at).date())
    if until_on <= stay.until_on:
        raise CannotKeepStay("Isi tanggal setelah perkiraan pergi yang sekarang.")
    before = {"until_on": stay.until_on.isoformat()}
    _change(stay, state=StayState.ACTIVE, until_on=until_on)
    step(stay, act="EXTENDED", by=by, at=at, before=before)
    note(act="stay.extended", of="stay", ids=[stay.pk])
    return stay


@transaction.atomic
def end(*, stay_id: int, to: str, reason: str, by: Visitor, at: datetime) -> Stay:
    """End a stay: "sudah pergi" (LEFT), or registered by mistake (VOID, with a reason).

    Raises:
        Stay.DoesNotExist: not within reach.
        CannotKeepStay: it has ended already, or the reason is missing.
    """
    stay, reason = _get_locked(stay_id, by=by), reason.strip()[:LONGEST_REASON]
    target = StayState(to) if to in StayState.values else StayState.ACTIVE
    if by.role not in TRANSITIONS.get((StayState(stay.state), target), ()):
        raise CannotKeepStay("Pilih sudah pergi atau salah catat.")
    if target == StayState.VOID and not reason:
        raise CannotKeepStay("Tulis alasan pembatalan.")
    _change(stay, state=target, ended_at=at, end_reason=reason)
    step(stay, act=target, by=by, at=at, text=reason)
    note(act=f"stay.{target.lower()}", of="stay", ids=[stay.pk])
    return stay


def step(
    stay: Stay,
    *,
    act: str,
    by: Visitor,
    at: datetime,
    text: str = "",
    before: dict[str, str] | None = None,
) -> None:
    """Record what was done to a stay."""
    StayStep.objects.create(
        stay=stay, rt_id=stay.rt_id, kelurahan_id=stay.kelurahan_id, city_id=stay.city_id, act=act,
        by_id=by.account_id, office=by.role, at=at, note=text.strip()[:LONGEST_REASON],
        before=before or {},
    )  # fmt: skip


def _get_locked(stay_id: int, *, by: Visitor) -> Stay:
    steady.stay()
    stay = Stay.objects.select_for_update().get(pk=stay_id, rt_id=by.rt_id)
    if stay.state not in OPEN:
        raise CannotKeepStay(
            f"Catatan ini sudah berstatus “{StayState(stay.state).label}”. Daftarkan lagi bila ia kembali."
        )
    return stay


def _change(stay: Stay, **values: Any) -> None:
    for name, value in values.items():
        setattr(stay, name, value)
    stay.save(update_fields=list(values))
