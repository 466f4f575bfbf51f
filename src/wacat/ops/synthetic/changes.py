"""Masukan without a notice in every state, with suggested services and a list for the field team."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from wacat.accounts.access import get_account
from wacat.accounts.models import Appointment
from wacat.feedback import matching
from wacat.feedback.models import Feedback, FeedbackStep, Match, Visit
from wacat.feedback.states import FeedbackKind, FeedbackState, VisitOutcome

K, S, V = FeedbackKind, FeedbackState, VisitOutcome
# fixed, so that a demo made anew is the same demo
NAMESPACE = uuid5(NAMESPACE_URL, "wacat-contoh-masukan")


@dataclass(frozen=True)
class Told:
    """One Masukan: who told it, of whom, so many days ago, and how far it has come."""

    by: str
    kind: FeedbackKind
    name: str
    days: int
    state: FeedbackState
    address: str
    remark: str = ""
    visits: tuple[tuple[int, VisitOutcome, str], ...] = ()
    reason: str = ""


# The first three are people of RT 023's own story, so that a published service fits them.
TOLD = (
    Told("rt", K.DEATH, "Sumarno", 12, S.FOLLOWED, "Jl. Mulawarman No. 8", "Dimakamkan di kampungnya."),
    Told("rt", K.MOVED_AWAY, "Dimas Prasetya", 20, S.SUBMITTED, "Jl. Mufakat No. 5"),
    Told("rt", K.NEWCOMER, "Rahmat Basri", 33, S.MATCHED, "Jl. Persatuan No. 31"),
    Told("rt", K.NEWCOMER, "Keluarga Pak Yusran", 2, S.SUBMITTED, "Jl. Mufakat No. 21",
         "Mengontrak sejak awal bulan, empat orang."),
    Told("rt", K.BIRTH, "Bayi Bu Lestari", 71, S.JEMPUT_BOLA, "Gang Damai, rumah biru"),
    Told("rt", K.DEATH, "Nenek Saodah", 96, S.DONE, "Gang Damai No. 4",
         visits=((70, V.NOT_HOME, "Rumah terkunci."), (66, V.SERVED, "Akta diserahkan di rumah.")),
         reason="Dilayani petugas di tempat."),
    Told("rt", K.MOVED_AWAY, "Andi", 41, S.DISMISSED, "Jl. Persatuan",
         reason="Nama dan alamatnya belum cukup untuk dikenali. Mohon disampaikan lagi bila lengkap."),
    Told("rt", K.NEWCOMER, "Bu Marni", 9, S.CANCELLED, "Jl. Mufakat No. 3", reason="Ternyata tamu."),
    Told("rt2", K.BIRTH, "Anak ketiga Pak Heri", 64, S.JEMPUT_BOLA, "Jl. Mulawarman No. 60",
         visits=((2, V.NOT_HOME, "Orang tuanya bekerja; malam hari ada."),)),
    Told("rt2", K.MOVED_AWAY, "Keluarga Tandi", 6, S.SUBMITTED, "Jl. Mulawarman No. 63"),
    Told("lurah", K.DEATH, "Haji Mansyur", 80, S.JEMPUT_BOLA, "Dekat langgar, RT 024"),
    Told("lurah", K.NEWCOMER, "Pekerja bedeng proyek, dua belas orang", 15, S.FOLLOWED, "Lahan kosong"),
)  # fmt: skip


def load(*, at: datetime) -> None:
    """Tell them all; the caller has opened a context of the system."""
    for number, one in enumerate(TOLD):
        _tell(one, number=number, at=at)


def _tell(one: Told, *, number: int, at: datetime) -> None:
    account, moment = get_account(one.by), at - timedelta(days=one.days, hours=number)
    held = Appointment.objects.filter(person_id=account.person_id).latest("valid")
    # the Lurah tells of an RT of his kelurahan
    rt = held.area if held.office == "KETUA_RT" else held.area.children.order_by("number")[23]
    place: dict[str, Any] = {"kelurahan_id": rt.kelurahan_id, "city_id": rt.city_id}
    feedback = Feedback.objects.create(
        key=uuid5(NAMESPACE, str(number)), kind=one.kind, name=one.name, roughly=number % 2 == 0,
        happened_on=(moment - timedelta(days=5)).date(), address=one.address, told_by="NEIGHBOUR",
        remark=one.remark, by=account, office=held.office, submitted_at=moment, rt=rt,
        **place,
    )  # fmt: skip
    matching.suggest_for(feedback.pk, at=at)
    _move(feedback, one, at=at)


def _move(feedback: Feedback, one: Told, *, at: datetime) -> None:
    """The steps that lead to its state, half a day apart; a visit is its own act."""
    road = {
        S.SUBMITTED: (),
        S.FOLLOWED: (S.FOLLOWED,),
        S.MATCHED: (S.FOLLOWED, S.MATCHED),
        S.JEMPUT_BOLA: (S.FOLLOWED, S.JEMPUT_BOLA),
        S.DONE: (S.FOLLOWED, S.JEMPUT_BOLA, S.DONE),
        S.DISMISSED: (S.DISMISSED,),
        S.CANCELLED: (S.CANCELLED,),
    }[one.state]
    _step(feedback, S.SUBMITTED, before="", at=feedback.submitted_at)
    moment = feedback.submitted_at
    for to in road:
        match = Match.objects.filter(feedback=feedback).order_by("-likeness").first()
        if to == S.MATCHED and match is None:
            break  # its service is not in this demo
        moment += timedelta(days=60 if to == S.JEMPUT_BOLA else 0.5)
        if one.visits and to == S.DONE:
            moment = at - timedelta(days=one.visits[-1][0])
        before, feedback.state = feedback.state, to
        if to in (S.MATCHED, S.DONE, S.DISMISSED, S.CANCELLED):
            feedback.closed_at, feedback.reason = min(moment, at), one.reason
        if to == S.MATCHED and match is not None:
            feedback.record_id = match.record_id
            match.verdict, match.by, match.decided_at = "CONFIRMED", get_account("operator"), at
            match.save()
        feedback.save()
        _step(feedback, to, before=before, at=min(moment, at))
    for days, outcome, remark in one.visits:
        day = at - timedelta(days=days)
        Visit.objects.create(
            feedback=feedback, rt_id=feedback.rt_id, kelurahan_id=feedback.kelurahan_id,
            city_id=feedback.city_id, visited_on=day.date(), outcome=outcome, remark=remark,
            by=get_account("operator"), at=day,
        )  # fmt: skip


def _step(feedback: Feedback, to: FeedbackState, *, before: str, at: datetime) -> None:
    own = to in (S.SUBMITTED, S.CANCELLED)
    by = None if to == S.JEMPUT_BOLA else feedback.by if own else get_account("operator")
    office = "SYSTEM" if by is None else feedback.office if own else "OPERATOR"
    FeedbackStep.objects.create(
        feedback=feedback, rt_id=feedback.rt_id, kelurahan_id=feedback.kelurahan_id,
        city_id=feedback.city_id, from_state=before, to_state=to, by=by, office=office, at=at,
        note=feedback.reason if not own else "",
    )  # fmt: skip
