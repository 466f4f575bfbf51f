"""Acts of the operator that lead a case elsewhere: the same was said before, another RT is asked."""

from datetime import datetime

from django.db import transaction

from wacat.accounts.access import Visitor
from wacat.areas.models import Area, Level
from wacat.verification import telling
from wacat.verification.models import Correction, Inquiry
from wacat.verification.settling import CannotSettle, get_mine, step
from wacat.verification.states import CorrectionState

S = CorrectionState


@transaction.atomic
def link(*, correction_id: int, first_id: int, reason: str, by: Visitor, at: datetime) -> None:
    """Settle a case as the same as an earlier one; its author hears how that one ends.

    Raises:
        Correction.DoesNotExist: there is none.
        CannotSettle: the case is not this operator's, or the other is about another person,
            cancelled, or a duplicate itself.
    """
    correction = get_mine(correction_id, by=by)
    first = Correction.objects.filter(pk=first_id, city_id=by.city_id).first()
    if first is None or not _same_person(first, correction):
        raise CannotSettle("Koreksi yang Anda pilih bukan tentang orang yang sama.")
    if first.state in (S.CANCELLED, S.DUPLICATE) or first.duplicate_of_id is not None:
        raise CannotSettle("Pilih koreksi yang pertama, yang tidak dibatalkan atau dikaitkan.")
    step(
        correction, to=S.DUPLICATE, by=by, at=at, text=reason.strip(),
        duplicate_of_id=first.pk, linked_state=first.state,
    )  # fmt: skip
    # who said the same as this one says the same as the first
    Correction.objects.filter(duplicate_of=correction).update(
        duplicate_of=first, linked_state=first.state
    )


@transaction.atomic
def forward(*, correction_id: int, rt_id: int, question: str, by: Visitor, at: datetime) -> Inquiry:
    """Ask another RT whether the person lives there; the author reads that it was asked, and the answer.

    Raises:
        Correction.DoesNotExist: there is none.
        CannotSettle: the case is not this operator's, an answer is still awaited, or that RT is
            the author's, closed, or was asked already.
    """
    correction = get_mine(correction_id, by=by)
    target = Area.objects.filter(
        pk=rt_id, level=Level.RT, city_id=by.city_id, closed_on=None
    ).first()
    if target is None or target.kelurahan_id is None or target.pk == correction.rt_id:
        raise CannotSettle("Pilih RT lain yang masih berlaku dari daftar.")
    asked = Inquiry.objects.filter(correction=correction)
    if asked.filter(answer="").exists():
        raise CannotSettle("RT yang ditanya belum menjawab. Tunggu jawabannya lebih dahulu.")
    if asked.filter(rt=target).exists():
        raise CannotSettle("RT itu sudah ditanya dan sudah menjawab.")
    text = f"Ditanyakan kepada {target.name} {target.kelurahan.name if target.kelurahan else ''}"
    step(correction, to=S.FORWARDED, by=by, at=at, text=f"{text.strip()}.", linked_state="")
    told = correction.notice
    inquiry = Inquiry.objects.create(
        correction=correction, rt=target, kelurahan_id=target.kelurahan_id, city_id=correction.city_id,
        name=told.record.name, nik_masked=told.nik_masked, address=told.address,
        question=question.strip(), asked_by_id=by.account_id, asked_at=at,
    )  # fmt: skip
    telling.tell_rt(target, topic="INQUIRY", key=f"INQUIRY:{inquiry.pk}", inquiry_id=inquiry.pk)
    return inquiry


@transaction.atomic
def conclude(*, correction_id: int, reason: str, by: Visitor, at: datetime) -> None:
    """End a case for which no RT was found; its author reads why.

    Raises:
        CannotSettle: without a reason, while an RT still owes its answer, or not this operator's.
    """
    correction = get_mine(correction_id, by=by)
    if not reason.strip():
        raise CannotSettle("Tulis penjelasannya. Penjelasan ini dibaca oleh yang menjawab.")
    if Inquiry.objects.filter(correction=correction, answer="").exists():
        raise CannotSettle("RT yang ditanya belum menjawab. Tunggu jawabannya lebih dahulu.")
    step(correction, to=S.CLOSED, by=by, at=at, text=reason.strip())


def _same_person(one: Correction, other: Correction) -> bool:
    if one.pk == other.pk:
        return False
    first, second = one.notice.record, other.notice.record
    return first.pk == second.pk or bool(first.nik and first.nik == second.nik)
