"""Acts of the operator: follow, recognise the service, send the field team, close (Pasal 10b)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from wacat.accounts.access import Visitor
from wacat.audit.actions import note
from wacat.feedback.models import Match, Visit
from wacat.feedback.moving import CannotMoveFeedback, get_locked, move
from wacat.feedback.states import FeedbackState, VisitOutcome

BY_DESK = (
    FeedbackState.FOLLOWED,
    FeedbackState.JEMPUT_BOLA,
    FeedbackState.DONE,
    FeedbackState.DISMISSED,
)


@transaction.atomic
def advance(*, feedback_id: int, to: str, text: str, by: Visitor, at: datetime) -> None:
    """Take one of the desk's own steps with a Masukan.

    Raises:
        Feedback.DoesNotExist: not within reach.
        CannotMoveFeedback: the step is not possible from here, or its reason is missing.
    """
    if to not in BY_DESK:
        raise CannotMoveFeedback("Langkah ini tidak dikenal. Pilih salah satu tombol.")
    move(get_locked(feedback_id), to=FeedbackState(to), by=by, at=at, text=text)


@transaction.atomic
def judge(*, feedback_id: int, match_id: int, same: bool, by: Visitor, at: datetime) -> None:
    """Say whether a suggested service is the one that was waited for; yes settles the Masukan.

    Raises:
        Feedback.DoesNotExist, Match.DoesNotExist: not within reach.
        CannotMoveFeedback: it is settled already, or somebody has judged this suggestion.
    """
    feedback = get_locked(feedback_id)
    match = Match.objects.select_related("record").get(pk=match_id, feedback_id=feedback_id)
    if match.verdict:
        raise CannotMoveFeedback("Usulan kecocokan ini sudah diputuskan. Muat ulang halaman.")
    if same and match.record.withdrawn_at is not None:
        raise CannotMoveFeedback("Layanan itu sudah ditarik, jadi tidak dapat dicocokkan.")
    if same:
        move(feedback, to=FeedbackState.MATCHED, by=by, at=at, record_id=match.record_id)
    match.verdict, match.by_id, match.decided_at = (
        "CONFIRMED" if same else "REFUSED",
        by.account_id,
        at,
    )
    match.save(update_fields=["verdict", "by", "decided_at"])
    if not same:
        note(act="feedback.refused", of="feedback", ids=[feedback_id])


@transaction.atomic
def record_visit(
    *,
    feedback_id: int,
    visited_on: date,
    outcome: str,
    remark: str,
    by: Visitor,
    at: datetime,
) -> Visit:
    """Keep what the field team found; a service on the spot settles the Masukan.

    Raises:
        Feedback.DoesNotExist: not within reach.
        CannotMoveFeedback: it is not on the list, the day is not possible, or no outcome is given.
    """
    feedback = get_locked(feedback_id)
    if feedback.state != FeedbackState.JEMPUT_BOLA:
        raise CannotMoveFeedback("Kunjungan hanya dicatat untuk masukan di daftar jemput bola.")
    if outcome not in VisitOutcome.values:
        raise CannotMoveFeedback("Pilih hasil kunjungan.")
    told_on = timezone.localtime(feedback.submitted_at).date()
    if not told_on <= visited_on <= timezone.localtime(at).date():
        raise CannotMoveFeedback("Tanggal kunjungan harus antara tanggal masukan dan hari ini.")
    visit = Visit.objects.create(
        feedback=feedback, rt_id=feedback.rt_id, kelurahan_id=feedback.kelurahan_id,
        city_id=feedback.city_id, visited_on=visited_on, outcome=outcome, remark=remark.strip(),
        by_id=by.account_id, at=at,
    )  # fmt: skip
    note(act="feedback.visited", of="feedback", ids=[feedback_id])
    if outcome == VisitOutcome.SERVED:
        move(feedback, to=FeedbackState.DONE, by=by, at=at, text="Dilayani petugas di tempat.")
    return visit
