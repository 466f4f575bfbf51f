"""What follows a decision on the author's side: he reads the result, or objects to it once."""

from datetime import datetime, timedelta

from django.db import transaction

from wacat.accounts import settings
from wacat.accounts.access import Visitor
from wacat.accounts.models import SettingName
from wacat.records.models import NoticeState
from wacat.verification.answering import CannotAnswer, check_turn
from wacat.verification.models import Correction, CorrectionItem, Objection
from wacat.verification.moving import Actor, get_open, may_move, move, reopen
from wacat.verification.states import FINISHED, OBJECTABLE, CorrectionState

MOST_AT_ONCE = 500


@transaction.atomic
def read_result(*, correction_id: int, by: Visitor, at: datetime) -> bool:
    """Note that the author has read how his correction ended; returns whether it was the first time.

    Raises:
        Correction.DoesNotExist: not within reach.
    """
    correction = get_open(correction_id)
    if not may_move(correction, to=CorrectionState.CLOSED, by=by):
        return False
    move(correction=correction, to=CorrectionState.CLOSED, by=by, at=at)
    return True


@transaction.atomic
def object_to(*, correction_id: int, reason: str, by: Visitor, at: datetime) -> Objection:
    """Object once to a decision: another operator looks at it anew, with a clock of its own.

    Source: UU 30/2014 Pasal 75-77 (keberatan); one objection.

    Raises:
        Correction.DoesNotExist: not within reach.
        CannotAnswer: without a reason, too late, for the second time, or nothing was decided.
    """
    correction = get_open(correction_id)
    check_turn(correction.notice, by=by)
    if not reason.strip():
        raise CannotAnswer("Tulis mengapa menurut Anda putusan ini keliru.")
    refusal = why_not(correction, at=at)
    if refusal:
        raise CannotAnswer(refusal)
    objection = Objection.objects.create(
        correction=correction, rt_id=correction.rt_id, kelurahan_id=correction.kelurahan_id,
        city_id=correction.city_id, reason=reason.strip(), by_id=by.account_id, office=by.role, at=at,
        first_state=correction.state, first_outcome=correction.outcome,
        first_reason=correction.decision_reason, first_decided_at=correction.decided_at or at,
        first_by_id=correction.taken_by_id,
    )  # fmt: skip
    first = correction.taken_by_id
    CorrectionItem.objects.filter(correction=correction, outcome="REJECTED").update(outcome="")
    reopen(correction=correction, by=by, at=at, text=reason.strip())
    Correction.objects.filter(pk=correction.pk).update(barred_id=first)
    return objection


def why_not(correction: Correction, *, at: datetime) -> str:
    """Why an objection is not possible now, in a sentence; empty when it is."""
    if Objection.objects.filter(correction=correction).exists():
        return "Keberatan hanya dapat diajukan satu kali, dan sudah Anda ajukan."
    if correction.state not in OBJECTABLE or correction.decided_at is None:
        return "Koreksi ini belum diputuskan, jadi belum ada yang dapat dikeberatankan."
    if correction.notice.state == NoticeState.WITHDRAWN:
        return "Pemberitahuan ini sudah ditarik, jadi tidak ada lagi yang diputuskan."
    days = settings.get(SettingName.CORRECTION_OBJECTS)
    if (correction.closed_at or correction.decided_at) + timedelta(days=days) < at:
        return f"Waktu mengajukan keberatan ({days} hari sejak selesai) sudah lewat."
    return ""


@transaction.atomic
def close_unread(*, by: Actor, at: datetime) -> int:
    """Close what nobody read until the time to object had passed; returns how many."""
    days = settings.get(SettingName.CORRECTION_OBJECTS)
    old = Correction.objects.filter(
        state__in=FINISHED, told_at=None, closed_at__lt=at - timedelta(days=days)
    )
    ids = list(old.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])
    for pk in ids:
        correction = get_open(pk)
        if correction.state in FINISHED:
            move(correction=correction, to=CorrectionState.CLOSED, by=by, at=at)
    return len(ids)
