"""Follow-ups: what is to be done, by whom, until when; carried along until done or dropped (Pasal 11)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from wacat.accounts.access import Visitor
from wacat.accounts.models import Account, Office
from wacat.accounts.queries import running
from wacat.audit.actions import note
from wacat.evaluation.measures import Semester
from wacat.evaluation.models import FollowUp, FollowUpStep
from wacat.evaluation.states import FOLLOW_UP_TRANSITIONS, LEADERS, RUNNING, FollowUpState
from wacat.values.refusal import Refusal

OWNERS = (Office.KEPALA, Office.SEKRETARIS, Office.ADMINISTRATOR, Office.KASI, Office.OPERATOR)
LONGEST = 300


class CannotFollow(Refusal):
    """The follow-up cannot be kept so; the message says why and what to do."""


def list_of(semester: Semester) -> QuerySet[FollowUp]:
    """What was made in the semester, and what was carried into it from an earlier one."""
    # begun at the latest with this semester, and still open when it began
    return (
        FollowUp.objects.filter(city=semester.city, key__lte=semester.key)
        .filter(Q(key=semester.key) | Q(closed_at=None) | Q(closed_at__gte=semester.since))
        .select_related("owner__person", "made_by__person")
        .order_by("until_on", "id")
    )


def as_figures(semester: Semester) -> list[dict[str, Any]]:
    """The list as an edition keeps it."""
    offices = offices_of({one.owner_id for one in list_of(semester)})
    return [
        {
            "number": one.pk,
            "what": one.what,
            "owner": one.owner.person.name,
            "office": offices.get(one.owner_id, ""),
            "until": one.until_on.isoformat(),
            "state": one.get_state_display(),
            "from": one.key,
        }
        for one in list_of(semester)
    ]


def owners() -> list[tuple[int, str]]:
    """Who can be made an owner: account and name with office, of everybody who works at the office."""
    found: dict[int, str] = {}
    for office in OWNERS:
        held = running(office).select_related("person__account").order_by("person__name")
        for appointment in held:
            account = getattr(appointment.person, "account", None)
            if account is not None:
                found.setdefault(account.pk, f"{appointment.person.name}, {office.label}")
    return list(found.items())


def offices_of(account_ids: set[int]) -> dict[int, str]:
    """The office that each of these accounts holds now, in words."""
    words = {pk: name.partition(", ")[2] for pk, name in owners()}
    return {pk: words[pk] for pk in account_ids if pk in words}


@transaction.atomic
def add(
    *, semester: Semester, what: str, owner_id: int, until_on: date, by: Visitor, at: datetime
) -> FollowUp:
    """Put something on the list of a semester.

    Raises:
        CannotFollow: not a leader's to do, without words, without an owner who works here.
    """
    _check(what=what, owner_id=owner_id, by=by)
    made = FollowUp.objects.create(
        city=semester.city, key=semester.key, what=what.strip()[:LONGEST], owner_id=owner_id,
        until_on=until_on, made_by_id=by.account_id, made_at=at,
    )  # fmt: skip
    _step(made, before="", by=by, at=at, text="")
    note(act="follow_up.add", of="follow_up", ids=[made.pk], semester=semester.key)
    return made


@transaction.atomic
def change(
    *, number: int, what: str, owner_id: int, until_on: date, by: Visitor, at: datetime
) -> FollowUp:
    """Word it anew, give it to another, or move its day; each change stays in its history.

    Raises:
        FollowUp.DoesNotExist: there is none.
        CannotFollow: as `add`; also when it is done or dropped.
    """
    one = FollowUp.objects.select_for_update(of=("self",)).get(pk=number)
    if one.state not in RUNNING:
        raise CannotFollow(
            "Tindak lanjut ini sudah selesai. Buka kembali dahulu untuk mengubahnya."
        )
    _check(what=what, owner_id=owner_id, by=by)
    told = []
    if one.owner_id != owner_id:
        told.append(f"Penanggung jawab semula {one.owner.person.name}")
    if one.until_on != until_on:
        told.append(f"Batas waktu semula {one.until_on:%d-%m-%Y}")
    if one.what != what.strip():
        told.append("Uraian diubah")
    one.what, one.owner_id, one.until_on = what.strip()[:LONGEST], owner_id, until_on
    one.save(update_fields=["what", "owner", "until_on"])
    _step(one, before=one.state, by=by, at=at, text="; ".join(told))
    note(act="follow_up.change", of="follow_up", ids=[one.pk])
    return one


@transaction.atomic
def move(*, number: int, to: str, text: str, by: Visitor, at: datetime) -> FollowUp:
    """Say how it goes; an end says what came of it.

    Raises:
        FollowUp.DoesNotExist: there is none.
        CannotFollow: that step does not exist, is somebody else's, or an end has no word.
    """
    one = FollowUp.objects.select_for_update(of=("self",)).get(pk=number)
    after = FollowUpState(to) if to in FollowUpState.values else FollowUpState(one.state)
    allowed = FOLLOW_UP_TRANSITIONS.get((FollowUpState(one.state), after))
    if allowed is None:
        raise CannotFollow(
            f"Tindak lanjut ini berstatus {one.get_state_display().lower()}. Muat ulang halaman ini."
        )
    if by.role not in allowed or (by.role not in LEADERS and one.owner_id != by.account_id):
        raise CannotFollow("Tindak lanjut ini diperbarui oleh penanggung jawabnya.")
    if to not in RUNNING and not text.strip():
        raise CannotFollow("Tulis apa hasilnya, atau mengapa tidak dilanjutkan.")
    before, one.state = one.state, to
    one.closed_at = None if to in RUNNING else at
    one.save(update_fields=["state", "closed_at"])
    _step(one, before=before, by=by, at=at, text=text)
    note(act="follow_up.move", of="follow_up", ids=[one.pk], to=to)
    return one


def may_move(one: FollowUp, *, by: Visitor) -> list[FollowUpState]:
    """The states that this person may bring it to."""
    mine = by.role in LEADERS or one.owner_id == by.account_id
    return [
        after
        for (before, after), roles in FOLLOW_UP_TRANSITIONS.items()
        if before == one.state and by.role in roles and mine
    ]


def _check(*, what: str, owner_id: int, by: Visitor) -> None:
    if by.role not in LEADERS:
        raise CannotFollow("Daftar tindak lanjut disusun oleh Kepala atau Sekretaris.")
    if not what.strip():
        raise CannotFollow("Tulis apa yang akan dikerjakan.")
    if owner_id not in dict(owners()) or not Account.objects.filter(pk=owner_id).exists():
        raise CannotFollow("Pilih penanggung jawab dari daftar.")


def _step(one: FollowUp, *, before: str, by: Visitor, at: datetime, text: str) -> None:
    FollowUpStep.objects.create(
        follow_up=one, city_id=one.city_id, from_state=before, to_state=one.state,
        note=text.strip()[:LONGEST], by_id=by.account_id, office=by.role, at=at,
    )  # fmt: skip
