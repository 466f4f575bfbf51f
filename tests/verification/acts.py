"""Corrections of Bu Sari in every state, each brought there by the people who may."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from tests import make, people
from tests.door import standing_as
from wacat.values.elements import Element
from wacat.verification import answering, linking, objecting, settling
from wacat.verification.models import Correction
from wacat.verification.states import CorrectionState

S = CorrectionState
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def hours(number: float) -> datetime:
    """That many hours after NOW."""
    return NOW + timedelta(hours=number)


def submitted(*, at: datetime = NOW, by: people.Someone = people.SARI, **row: object) -> Correction:
    """A claim about two elements, just handed in."""
    told = make.notice(rt=by.place, **row)
    with standing_as(by.username) as author:
        answering.correct(
            notice_id=told.pk, claims={Element.NAME: "Siti", Element.ADDRESS: "Jl. Baru 2"},
            remark="Salah tulis", proof=None, by=author, at=at, key=uuid.uuid4(),
        )  # fmt: skip
        return Correction.objects.get(notice=told)


def _taken(case: Correction) -> None:
    with standing_as("operator") as dewi:
        settling.take(correction_id=case.pk, by=dewi, at=hours(1))


def _decided(*outcomes: str) -> Callable[[Correction], None]:
    def decide(case: Correction) -> None:
        _taken(case)
        with standing_as("operator") as dewi:
            items = case.items.order_by("id").values_list("pk", flat=True)
            settling.decide(
                correction_id=case.pk, outcomes=dict(zip(items, outcomes, strict=True)),
                reason="Sesuai akta", accept=True, by=dewi, at=hours(2),
            )  # fmt: skip

    return decide


def _received(case: Correction) -> None:
    with standing_as("operator") as dewi:
        settling.receive(correction_id=case.pk, by=dewi, at=hours(1))


def _asked(case: Correction) -> None:
    _taken(case)
    with standing_as("operator") as dewi:
        settling.ask(correction_id=case.pk, question="Sejak kapan?", by=dewi, at=hours(2))


def _linked(case: Correction) -> None:
    with standing_as("operator"):
        nik = case.notice.record.nik
    first = submitted(nik=nik)
    _taken(case)
    with standing_as("operator") as dewi:
        linking.link(
            correction_id=case.pk, first_id=first.pk, reason="Sudah ada", by=dewi, at=hours(2)
        )


def _forwarded(case: Correction) -> None:
    _taken(case)
    with standing_as("operator") as dewi:
        linking.forward(
            correction_id=case.pk, rt_id=make.area(people.BUDI.place).pk, question="",
            by=dewi, at=hours(2),
        )  # fmt: skip


def _done(case: Correction) -> None:
    _decided("ACCEPTED", "ACCEPTED")(case)
    with standing_as("operator") as dewi:
        settling.mark_done(correction_id=case.pk, remark="", by=dewi, at=hours(3))


def _closed(case: Correction) -> None:
    _decided("REJECTED", "REJECTED")(case)
    with standing_as("rt") as sari:
        assert objecting.read_result(correction_id=case.pk, by=sari, at=hours(4))


def _cancelled(case: Correction) -> None:
    with standing_as("rt") as sari:
        answering.undo(notice_id=case.notice_id, by=sari, at=hours(1))


WAYS: dict[CorrectionState, Callable[[Correction], None]] = {
    S.SUBMITTED: lambda _case: None,
    S.RECEIVED: _received,
    S.IN_REVIEW: _taken,
    S.NEEDS_INFO: _asked,
    S.ACCEPTED: _decided("ACCEPTED", "ACCEPTED"),
    S.PARTLY_ACCEPTED: _decided("ACCEPTED", "REJECTED"),
    S.REJECTED: _decided("REJECTED", "REJECTED"),
    S.DUPLICATE: _linked,
    S.FORWARDED: _forwarded,
    S.DONE_IN_SIAK: _done,
    S.CLOSED: _closed,
    S.CANCELLED: _cancelled,
}


def standing(state: CorrectionState, *, at: datetime = NOW) -> Correction:
    """A correction of Bu Sari that stands in this state."""
    case = submitted(at=at)
    WAYS[state](case)
    with standing_as("operator"):
        found = Correction.objects.get(pk=case.pk)
    assert found.state == state
    return found
