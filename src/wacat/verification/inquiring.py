"""Another RT is asked whether a person lives there: its own answer, and how the first RT hears of it."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from wacat.accounts.access import Visitor
from wacat.accounts.queries import lurah_answers, still_holds
from wacat.areas import steady
from wacat.audit.actions import note
from wacat.queue.actions import defer
from wacat.records.actions import mark_result
from wacat.verification.answering import CannotAnswer
from wacat.verification.models import Correction, Inquiry
from wacat.verification.moving import get_open
from wacat.verification.states import CorrectionState
from wacat.verification.telling import tell_author


def within(visitor: Visitor) -> QuerySet[Inquiry]:
    """The questions put to the visitor's RT, or to the RTs of his kelurahan."""
    if visitor.rt_id is not None:
        return Inquiry.objects.filter(rt_id=visitor.rt_id)
    return Inquiry.objects.filter(kelurahan_id=visitor.kelurahan_id)


def waiting_for(rt_id: int) -> int:
    """How many questions to an RT are not answered yet."""
    return Inquiry.objects.filter(rt_id=rt_id, answer="").count()


def may_answer(inquiry: Inquiry, *, by: Visitor) -> bool:
    """Whether it is this person's turn: the head of the RT asked, or the Lurah where nobody heads it."""
    if by.role == "KETUA_RT":
        return inquiry.rt_id == by.rt_id
    return inquiry.kelurahan_id == by.kelurahan_id and lurah_answers(inquiry.rt_id)


@transaction.atomic
def answer(*, inquiry_id: int, lives_here: bool, remark: str, by: Visitor, at: datetime) -> None:
    """Say whether the person lives in the RT that was asked. Changes nothing by itself (I9).

    Raises:
        Inquiry.DoesNotExist: not within reach.
        CannotAnswer: answered already, or not this person's to answer.
    """
    steady.stay()
    inquiry = Inquiry.objects.select_for_update().get(pk=inquiry_id)
    if not still_holds(by):
        raise CannotAnswer("Jabatan Anda berakhir sebelum jawaban ini sampai.")
    if not may_answer(inquiry, by=by):
        raise CannotAnswer("Pertanyaan ini dijawab oleh Ketua RT yang ditanya.")
    if inquiry.answer:
        raise CannotAnswer("Pertanyaan ini sudah dijawab.")
    Inquiry.objects.filter(pk=inquiry.pk).update(
        answer=Inquiry.YES if lives_here else Inquiry.NO, remark=remark.strip(),
        by_id=by.account_id, office=by.role, answered_at=at,
    )  # fmt: skip
    note(act="inquiry.answered", of="inquiry", ids=[inquiry.pk])
    # the correction belongs to another RT, which this one cannot reach
    defer("corrections.inquiry_answered", inquiry_id=inquiry.pk)


@transaction.atomic
def pass_on(*, inquiry_id: int, at: datetime) -> None:
    """Let the author of the correction read what the other RT said; in the context of the system."""
    inquiry = Inquiry.objects.get(pk=inquiry_id)
    correction = get_open(inquiry.correction_id)
    if correction.state != CorrectionState.FORWARDED or correction.linked_state == inquiry.answer:
        return
    Correction.objects.filter(pk=correction.pk).update(linked_state=inquiry.answer)
    mark_result(notice_id=correction.notice_id, result=CorrectionState.FORWARDED, at=at)
    tell_author(correction, topic="INQUIRY_ANSWERED", at=at)
