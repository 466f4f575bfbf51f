"""Corrections handed in, decided and objected to, by the people who may."""

import uuid
from datetime import date, datetime

from tests import make
from tests.conftest import acting_as
from tests.door import standing_as
from wacat.records.models import Notice
from wacat.reports.models import OutcomeStart
from wacat.values.elements import Element
from wacat.verification import answering, linking, objecting, settling
from wacat.verification.models import Correction

CLAIMS = {Element.ADDRESS: "Jl. Baru 2", Element.NAME: "Siti Aminah"}


def claim(notice: Notice, *, at: datetime) -> int:
    """Ketua RT says that address and name are wrong; the correction's id."""
    with standing_as("rt") as sari:
        answering.correct(
            notice_id=notice.pk, claims=CLAIMS, remark="", proof=None, by=sari, at=at,
            key=uuid.uuid4(),
        )  # fmt: skip
        return Correction.objects.get(notice=notice).pk


def settle(case: int, *, accepted: int, by: str, at: datetime) -> None:
    """An operator accepts that many of its two items, the first ones."""
    with standing_as(by) as operator:
        settling.take(correction_id=case, by=operator, at=at)
        items = list(Correction.objects.get(pk=case).items.order_by("id"))
        settling.decide(
            correction_id=case, reason="Sesuai akta", accept=True, by=operator, at=at,
            outcomes={
                item.pk: "ACCEPTED" if place < accepted else "REJECTED"
                for place, item in enumerate(items)
            },
        )  # fmt: skip


def forward(case: int, *, by: str, at: datetime) -> None:
    """An operator asks the RT next door."""
    with standing_as(by) as operator:
        settling.take(correction_id=case, by=operator, at=at)
        next_door = make.area("64.71.01.1001.024").pk
        linking.forward(correction_id=case, rt_id=next_door, question="", by=operator, at=at)


def object_to(case: int, *, at: datetime) -> None:
    """Its author objects."""
    with standing_as("rt") as sari:
        objecting.object_to(correction_id=case, reason="Akta terlampir", by=sari, at=at)


def tell_decisions_from(month: date) -> None:
    """The city is one whose earlier months were locked before decisions were counted."""
    with acting_as("wacat_owner"):
        OutcomeStart.objects.create(city=make.area("64.71"), month=month)
