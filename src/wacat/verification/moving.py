"""Moving a correction from state to state: the one place that writes its state, steps and clock."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from django.conf import settings as django_settings

from wacat.accounts import settings
from wacat.accounts.models import SettingName
from wacat.areas import steady
from wacat.audit.actions import note
from wacat.records.actions import mark_result
from wacat.records.models import Notice
from wacat.values.refusal import Refusal
from wacat.verification import rules, telling
from wacat.verification.models import Answer, Basis, ClockRound, Correction, Purpose, Step
from wacat.verification.states import (
    CLOSED,
    DECIDED,
    OBJECTABLE,
    TRANSITIONS,
    UNDECIDED,
    CorrectionState,
)

S = CorrectionState
BASES = {1: Basis.HOURS, 2: Basis.WORKING_DAYS}


class Actor(Protocol):
    """Who takes a step: a visitor in his office, or the system."""

    @property
    def account_id(self) -> int:
        """The account that stands beside the step."""

    @property
    def role(self) -> str:
        """The office, as TRANSITIONS names it."""


@dataclass(frozen=True)
class System:
    """The system as an actor, in the name of its account."""

    account_id: int
    role: str = "SYSTEM"


class CannotMove(Refusal):
    """The correction is not in a state from which this act is possible; the message says so."""


def begin(*, answer: Answer, by: Actor, at: datetime, told_by: str = "") -> Correction:
    """Open a correction for an answer that disagrees; the legal clock starts on the terms of today."""
    basis = BASES[settings.get(SettingName.DEADLINE_BASIS)]
    days = settings.get(SettingName.DEADLINE_DAYS)
    terms = rules.Terms(basis, days, _zone())
    correction = Correction.objects.create(
        notice_id=answer.notice_id,
        answer=answer,
        rt_id=answer.rt_id,
        kelurahan_id=answer.kelurahan_id,
        city_id=answer.city_id,
        kind=answer.kind,
        state=S.SUBMITTED,
        remark=answer.remark,
        told_by=told_by,
        submitted_at=at,
        basis=basis,
        days=days,
        due_at=terms.later(at, terms.allowance),
    )
    _step(correction, before="", to=S.SUBMITTED, by=by, at=at, text=answer.remark)
    _open_round(correction, number=1, at=at)
    mark_result(notice_id=answer.notice_id, result=S.SUBMITTED, at=at)
    return correction


def get_open(correction_id: int) -> Correction:
    """The correction, locked for the length of the transaction, its notice before it.

    Raises:
        Correction.DoesNotExist: not within reach, or it does not exist.
    """
    steady.stay()
    # who takes an answer back comes from the notice: all lock in that order, or they wait in a ring
    about = Correction.objects.filter(pk=correction_id).values("notice_id")[:1]
    Notice.objects.select_for_update().filter(pk__in=about).values_list("pk").first()
    # Without joins: after a wait for the lock, only the locked row is read anew, so that a joined
    # `taken_by` would still be the one from before the wait.
    return Correction.objects.select_for_update().get(pk=correction_id)


def may_move(correction: Correction, *, to: CorrectionState, by: Actor) -> bool:
    """Whether the table allows this step to this office now."""
    return by.role in TRANSITIONS.get((S(correction.state), to), frozenset())


def move(
    *,
    correction: Correction,
    to: CorrectionState,
    by: Actor,
    at: datetime,
    text: str = "",
    purpose: str = "",
    **also: object,
) -> None:
    """Take one step of TRANSITIONS: record it, set the clock, tell those whom it concerns.

    `also` are further columns of the correction that this act sets.

    Raises:
        CannotMove: the table does not allow it to this office.
    """
    now = S(correction.state)
    if not may_move(correction, to=to, by=by):
        raise CannotMove(
            f"Koreksi ini berstatus “{now.label}”, jadi langkah itu tidak dapat dilakukan."
        )
    if to == S.NEEDS_INFO:
        purpose = purpose or Purpose.INFO
    _step(correction, before=now, to=to, by=by, at=at, text=text, purpose=purpose)
    changes = _changes(correction, now=now, to=to, at=at, text=text) | also
    Correction.objects.filter(pk=correction.pk).update(**changes)
    for name, value in changes.items():
        setattr(correction, name, value)
    _mark_round(correction, to=to, at=at)
    # what was read keeps its result
    if to != S.CLOSED or now == S.FORWARDED:
        mark_result(notice_id=correction.notice_id, result=to, at=at)
    note(act=f"correction.{to.lower()}", of="correction", ids=[correction.pk])
    telling.after(correction, before=now, at=at)


def reopen(*, correction: Correction, by: Actor, at: datetime, text: str) -> None:
    """Take the step that an objection makes: nobody has it, nothing is decided, a new round runs."""
    move(
        correction=correction, to=S.RECEIVED, by=by, at=at, text=text,
        decided_at=None, closed_at=None, told_at=None, outcome="", decision_reason="",
        taken_by=None, taken_at=None, duplicate_of=None, linked_state="",
    )  # fmt: skip
    _open_round(correction, number=2, at=at)


def _changes(
    correction: Correction, *, now: CorrectionState, to: CorrectionState, at: datetime, text: str
) -> dict[str, object]:
    """The columns that a step changes by itself."""
    changes: dict[str, object] = {"state": to, "paused_at": at if to == S.NEEDS_INFO else None}
    if now == S.NEEDS_INFO or now in OBJECTABLE:
        changes["due_at"] = due_now(correction)
    if to in DECIDED:
        changes |= {
            "decided_at": correction.decided_at or at,
            "decision_reason": text,
            "outcome": to,
        }
    if to in CLOSED and correction.closed_at is None:
        changes["closed_at"] = at
    if to == S.CLOSED:
        changes["told_at"] = at
        if now == S.FORWARDED:
            changes["decision_reason"] = text
    return changes


def due_now(correction: Correction) -> datetime:
    """When the decision is due, computed from the recorded steps."""
    steps = [
        rules.Moved(to, at, before)
        for to, at, before in Step.objects.filter(correction=correction)
        .order_by("id")
        .values_list("to_state", "at", "from_state")
    ]
    return rules.due_at(steps, terms=terms_of(correction))


def terms_of(correction: Correction) -> rules.Terms:
    """What the clock of a correction counts."""
    return rules.Terms(correction.basis, correction.days, _zone())


def _zone() -> ZoneInfo:
    return ZoneInfo(django_settings.TIME_ZONE)


def _place(correction: Correction) -> dict[str, int]:
    return {
        "rt_id": correction.rt_id,
        "kelurahan_id": correction.kelurahan_id,
        "city_id": correction.city_id,
    }


def _open_round(correction: Correction, *, number: int, at: datetime) -> None:
    ClockRound.objects.create(
        correction=correction, number=number, started_at=at, due_at=correction.due_at,
        **_place(correction),
    )  # fmt: skip


def _mark_round(correction: Correction, *, to: CorrectionState, at: datetime) -> None:
    """Let the running round say the same as the correction."""
    changes: dict[str, object] = {"due_at": correction.due_at, "paused_at": correction.paused_at}
    if to not in UNDECIDED:
        changes |= {"ended_at": at, "outcome": to}
    ClockRound.objects.filter(correction=correction, ended_at=None).update(**changes)


def _step(
    correction: Correction, *, before: str, to: CorrectionState, by: Actor, at: datetime, text: str,
    purpose: str = "",
) -> None:  # fmt: skip
    Step.objects.create(
        correction=correction,
        from_state=before,
        to_state=to,
        purpose=purpose,
        by_id=by.account_id,
        office=by.role,
        at=at,
        note=text,
        **_place(correction),
    )
