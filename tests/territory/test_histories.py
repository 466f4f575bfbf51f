"""Whatever is done to the territory: what is open has an owner, what is done stays, counts stay right."""

import uuid
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.areas.acts import MANGGAR, rt
from tests.door import standing_as
from tests.reports import histories
from tests.territory.acts import intent
from wacat.accounts.models import Appointment
from wacat.areas.models import ActKind, Area
from wacat.areas.refusals import CannotChangeTerritory
from wacat.records.models import Notice
from wacat.records.rehoming import OPEN
from wacat.territory.acting import perform
from wacat.values.elements import Element
from wacat.values.refusal import Refusal
from wacat.verification import answering
from wacat.verification.models import Correction

pytestmark = pytest.mark.django_db
NUMBERS = [22, 23, 24, 25, 26]
some_rt = st.sampled_from(NUMBERS)
acts = st.one_of(
    st.tuples(st.just("publish"), some_rt, some_rt),
    st.tuples(st.sampled_from(["confirm", "correct"]), st.integers(0, 9), some_rt),
    st.tuples(st.sampled_from(["FREEZE", "UNFREEZE"]), some_rt, some_rt),
    st.tuples(st.just("MERGE"), some_rt, some_rt),
    st.tuples(st.sampled_from(["SPLIT_RT", "SPLIT_AND_TAKE"]), some_rt, st.integers(30, 33)),
    st.tuples(st.just("OPEN"), some_rt, st.integers(30, 33)),
    st.tuples(st.just("SPLIT_KELURAHAN"), some_rt, some_rt),
)


class Life:
    """A history as it happens."""

    def __init__(self) -> None:
        self.places = {number: rt(number) for number in NUMBERS}
        self.notices: list[int] = []
        self.done: dict[int, tuple[Any, ...]] = {}
        self.splits = 0

    def live(self, act: str, one: int, two: int) -> None:
        """Let one thing happen; what is refused changes nothing."""
        if act == "publish":
            self.publish(one)
        elif act in ("confirm", "correct"):
            self.answer(act, one)
        else:
            with suppress(CannotChangeTerritory, Area.DoesNotExist):
                self.change(act, one, two)

    def publish(self, number: int) -> None:
        area = Area.objects.get(pk=self.places[number])
        if area.closed_on is None:
            row = make.row(rt=f"{MANGGAR}.{number:03d}") | {
                "rt_id": area.pk,
                "kelurahan_id": area.kelurahan_id,
            }
            self.notices += [notice.pk for notice in make.publish(row)]

    def answer(self, act: str, which: int) -> None:
        if not self.notices:
            return
        pk, at = self.notices[which % len(self.notices)], timezone.now()
        for someone in ("rt", "rt2", "lurah"):
            with (
                suppress(AssertionError, Refusal, Notice.DoesNotExist),
                standing_as(someone) as who,
            ):
                if act == "confirm":
                    answering.confirm(notice_id=pk, by=who, at=at, key=uuid.uuid4())
                    self.done[pk] = state_of(pk)
                else:
                    answering.correct(
                        notice_id=pk, claims={Element.NAME: "Lain"}, remark="", proof=None, by=who,
                        at=at, key=uuid.uuid4(),
                    )  # fmt: skip
                return

    def change(self, act: str, one: int, two: int) -> None:
        kind = ActKind.SPLIT_RT if act == "SPLIT_AND_TAKE" else ActKind(act)
        more: dict[str, Any] = {"number": two, "take_items": act == "SPLIT_AND_TAKE"}
        area = self.places[one]
        if kind == ActKind.MERGE:
            more = {"rt_ids": (self.places[two],)}
        elif kind == ActKind.OPEN:
            area = make.area(MANGGAR).pk
        elif kind == ActKind.SPLIT_KELURAHAN:
            self.splits += 1
            area = Area.objects.get(pk=area).kelurahan_id or 0
            more = {"rt_ids": (self.places[one],), "name": f"Baru {self.splits}"}
            more["code"] = f"64.71.01.20{self.splits:02d}"
        with standing_as("administrator") as visitor:
            wanted = intent(kind, area, **more)
            perform(intent=wanted, by=visitor.account_id, at=timezone.now())


def state_of(pk: int) -> tuple[Any, ...]:
    """All of a notice that a reader could see."""
    return tuple(Notice.objects.filter(pk=pk).values_list()[0])


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=st.lists(acts, min_size=3, max_size=12))
def test_whatever_happens_open_items_have_an_owner(history: list[Any]) -> None:
    with histories.forgotten():
        life = Life()
        for one in history:
            life.live(*one)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        every_open_item_has_an_owner_who_sees_it()
        with standing_as("operator"):
            assert {pk: state_of(pk) for pk in life.done} == life.done
        twice = Area.objects.filter(level="RT", closed_on=None).values("parent_id", "number")
        assert not twice.annotate(n=Count("id")).filter(n__gt=1).exists()
        kept = histories.kept()
        histories.rebuild()
        assert histories.kept() == kept


def every_open_item_has_an_owner_who_sees_it() -> None:
    """The head of the RT, or where it is vacant the Lurah, reaches each open item."""
    now = datetime.now(UTC)
    with standing_as("operator"):
        waiting = Notice.objects.filter(state__in=OPEN)
        disputed = Notice.objects.filter(corrections__in=Correction.objects.filter(closed_at=None))
        items = list((waiting | disputed).distinct().select_related("rt"))
    for item in items:
        assert item.rt.closed_on is None
        assert item.kelurahan_id == item.rt.kelurahan_id
        running = Appointment.objects.filter(valid__contains=now)
        owner = running.filter(area_id=item.rt_id).first() or running.get(area_id=item.kelurahan_id)
        if owner.office == "LURAH":
            assert owner.person.account.username == "lurah"
        assert (owner.office == "LURAH") == (
            not running.filter(area_id=item.rt_id, office="KETUA_RT").exists()
        )
