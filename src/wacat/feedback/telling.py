"""Acts of the Ketua RT and the Lurah: tell of a change without a notice, take it back (Pasal 3b)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from wacat.accounts.access import Visitor
from wacat.accounts.queries import still_holds
from wacat.areas import steady
from wacat.areas.models import Area, Level
from wacat.audit.actions import note
from wacat.feedback.models import Feedback, FeedbackPhoto
from wacat.feedback.moving import get_locked, move, step
from wacat.feedback.states import FeedbackKind, FeedbackState, ToldBy
from wacat.queue.actions import defer
from wacat.values.refusal import Refusal

LONGEST_AGO = timedelta(days=3653)
PHOTO_TYPE = "image/jpeg"


class CannotTellChange(Refusal):
    """The Masukan cannot be taken; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """What somebody saw: who, what, when, where, and from whom he knows it."""

    kind: str
    name: str
    happened_on: date
    roughly: bool
    address: str
    told_by: str
    remark: str


@transaction.atomic
def tell(
    change: Change, *, rt_id: int, photo: bytes | None, key: UUID, by: Visitor, at: datetime
) -> Feedback:
    """Keep a Masukan about somebody in an own RT. The same key again changes nothing.

    `photo` is a JPEG written anew by the caller.

    Raises:
        Area.DoesNotExist: that RT is not within the visitor's office.
        CannotTellChange: something is missing or cannot be, or the office has ended.
    """
    again = Feedback.objects.filter(key=key, by_id=by.account_id).first()
    if again is not None:
        return again
    if not still_holds(by):
        raise CannotTellChange("Jabatan Anda sudah berakhir, jadi masukan ini tidak disimpan.")
    _check(change, today=timezone.localtime(at).date())
    steady.stay()
    rt = own_rts(by).get(pk=rt_id)
    place: dict[str, Any] = {"rt": rt, "kelurahan_id": rt.kelurahan_id, "city_id": rt.city_id}
    feedback = Feedback.objects.create(
        key=key, kind=change.kind, name=" ".join(change.name.split()), happened_on=change.happened_on,
        roughly=change.roughly, address=change.address.strip(), told_by=change.told_by,
        remark=change.remark.strip(), by_id=by.account_id, office=by.role, submitted_at=at, **place,
    )  # fmt: skip
    step(feedback, before="", by=by, at=at)
    if photo is not None:
        FeedbackPhoto.objects.create(
            feedback=feedback, media_type=PHOTO_TYPE, content=photo, added_at=at, **place
        )
    note(act="feedback.submitted", of="feedback", ids=[feedback.pk])
    defer("feedback.suggest", feedback_id=feedback.pk)
    return feedback


@transaction.atomic
def cancel(*, feedback_id: int, reason: str, by: Visitor, at: datetime) -> None:
    """Take a Masukan back, as long as nobody has begun with it; only the office that told it may.

    Raises:
        Feedback.DoesNotExist: not within reach.
        CannotMoveFeedback: an operator has begun. CannotTellChange: another office told it.
    """
    feedback = get_locked(feedback_id)
    if feedback.office != by.role:
        raise CannotTellChange("Masukan ini hanya dapat dibatalkan oleh yang menyampaikannya.")
    move(feedback, to=FeedbackState.CANCELLED, by=by, at=at, text=reason)


def own_rts(by: Visitor) -> QuerySet[Area]:
    """The RTs about which this visitor may tell something: his own, or those of his kelurahan."""
    inside = {"pk": by.rt_id} if by.rt_id is not None else {"parent_id": by.kelurahan_id}
    return Area.objects.filter(level=Level.RT, closed_on=None, **inside)


def _check(change: Change, *, today: date) -> None:
    if change.kind not in FeedbackKind.values:
        raise CannotTellChange("Pilih perubahan yang Anda sampaikan.")
    if not change.name.strip():
        raise CannotTellChange("Tulis nama orangnya, seperti yang Anda kenal.")
    if change.told_by not in ToldBy.values:
        raise CannotTellChange("Pilih dari siapa Anda mengetahuinya.")
    if change.happened_on > today:
        raise CannotTellChange("Tanggalnya belum terjadi. Isi tanggal hari ini atau sebelumnya.")
    if change.happened_on < today - LONGEST_AGO:
        raise CannotTellChange("Tanggalnya lebih dari sepuluh tahun lalu. Periksa tahunnya.")
