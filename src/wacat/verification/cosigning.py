"""The Lurah beside his RT: what he says to "bukan warga saya", once, before an operator decides."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from wacat.accounts.access import Visitor
from wacat.accounts.queries import still_holds
from wacat.audit.actions import note
from wacat.records.actions import mark_result
from wacat.records.models import AnswerKind
from wacat.verification.answering import CannotAnswer
from wacat.verification.models import Correction, CoSign
from wacat.verification.moving import get_open
from wacat.verification.states import UNDECIDED
from wacat.verification.telling import tell_author


def asked_of(by: Visitor) -> QuerySet[Correction]:
    """The denials of heads in the Lurah's kelurahan that are undecided, the most urgent first."""
    return Correction.objects.filter(
        kelurahan_id=by.kelurahan_id, kind=AnswerKind.NOT_MINE, state__in=UNDECIDED,
        answer__office="KETUA_RT",
    ).order_by("due_at", "id")  # fmt: skip


def awaiting(by: Visitor) -> QuerySet[Correction]:
    """Those to which the Lurah has not said anything yet."""
    return asked_of(by).filter(cosign=None)


@transaction.atomic
def cosign(*, correction_id: int, agrees: bool, remark: str, by: Visitor, at: datetime) -> CoSign:
    """Say whether the RT is right that somebody is no resident of his. Changes nothing by itself (I9).

    Raises:
        Correction.DoesNotExist: not within reach.
        CannotAnswer: said already, decided already, disagreeing without a reason, or not this
            Lurah's to say.
    """
    correction = get_open(correction_id)
    if by.role != "LURAH" or correction.kelurahan_id != by.kelurahan_id or not still_holds(by):
        raise CannotAnswer("Pendapat ini diberikan oleh Lurah yang menjabat sekarang.")
    if correction.kind != AnswerKind.NOT_MINE or correction.answer.office != "KETUA_RT":
        raise CannotAnswer("Jawaban ini tidak memerlukan pendapat Lurah.")
    if CoSign.objects.filter(correction=correction).exists():
        raise CannotAnswer("Anda sudah memberi pendapat atas jawaban ini.")
    if correction.state not in UNDECIDED:
        raise CannotAnswer("Jawaban ini sudah diputuskan, jadi pendapat tidak diperlukan lagi.")
    if not agrees and not remark.strip():
        raise CannotAnswer(
            "Tulis alasan Anda tidak setuju. Alasan ini dibaca Ketua RT dan operator."
        )
    said = CoSign.objects.create(
        correction=correction, rt_id=correction.rt_id, kelurahan_id=correction.kelurahan_id,
        city_id=correction.city_id, agrees=agrees, remark=remark.strip(), by_id=by.account_id,
        office=by.role, at=at,
    )  # fmt: skip
    mark_result(notice_id=correction.notice_id, result=correction.state, at=at)
    note(act="cosigned" if agrees else "cosign.refused", of="correction", ids=[correction.pk])
    tell_author(correction, topic="COSIGNED", at=at)
    return said
