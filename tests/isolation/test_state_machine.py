"""No sequence of allowed acts shows one area a row of another; sight follows the appointment."""

import uuid
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests import make
from tests.conftest import acting_as
from tests.door import standing_as
from tests.isolation.probe import leaks
from wacat.accounts.access import enter_system, leave
from wacat.records import actions as records
from wacat.records.models import Notice
from wacat.values.elements import Element
from wacat.values.refusal import Refusal
from wacat.verification import answering, settling
from wacat.verification.evidence import MEDIA_TYPE, Proof
from wacat.verification.models import Correction

PLACES = ["64.71.01.1001.023", "64.71.01.1001.024", "64.71.01.1001.026", "64.71.01.1004.001"]
HEADS = ["rt", "rt2", "rtlain"]
USERS = [*HEADS, "lurah", "lurah2"]
START = datetime(2026, 11, 23, tzinfo=UTC)

notices = st.integers(min_value=0, max_value=30)


class Territory(RuleBasedStateMachine):
    """Publish, answer, take back, take, decide, withdraw, hand over, end - in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.now = START
        self.published: list[tuple[int, str]] = []
        self.batches: list[int] = []
        self.seat = {"rt": PLACES[0], "rt2": PLACES[1], "rtlain": PLACES[3]}

    def teardown(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE wacat_app")
        transaction.savepoint_rollback(self.savepoint)

    def later(self) -> datetime:
        self.now += timedelta(minutes=7)
        return self.now

    def pick(self, number: int) -> int:
        return self.published[number % len(self.published)][0] if self.published else 10**9

    @rule(place=st.sampled_from(PLACES), origin=st.sampled_from([None, *PLACES]))
    def publish(self, place: str, origin: str | None) -> None:
        batch = 5_000 + len(self.batches)
        self.batches.append(batch)
        other = origin if origin != place else None
        kind = "PINDAH_DALAM_KOTA" if other else "KTP_EL"
        told = make.publish(
            make.row(rt=place, origin=other, kind=kind), batch_id=batch, at=self.later()
        )
        codes = {make.area(code).pk: code for code in PLACES}
        self.published += [(notice.pk, codes[notice.rt_id]) for notice in told]

    @rule(
        who=st.sampled_from(USERS),
        number=notices,
        what=st.sampled_from(["confirm", "correct", "deny", "undo"]),
    )
    def answer(self, who: str, number: int, what: str) -> None:
        pk, at, key = self.pick(number), self.later(), uuid.uuid4()
        with standing_as(who) as visitor, suppress(Refusal, Notice.DoesNotExist):
            if what == "confirm":
                answering.confirm(notice_id=pk, by=visitor, at=at, key=key)
            elif what == "deny":
                answering.deny(
                    notice_id=pk, reason="RT_LAIN", remark="", by=visitor, at=at, key=key
                )
            elif what == "undo":
                answering.undo(notice_id=pk, by=visitor, at=at)
            else:
                claims = {Element.NAME: "Lain"}
                answering.correct(
                    notice_id=pk,
                    claims=claims,
                    remark="",
                    proof=Proof(b"x", MEDIA_TYPE),
                    by=visitor,
                    at=at,
                    key=key,
                )

    @rule(who=st.sampled_from(["operator", "operator2"]), accept=st.booleans())
    def settle(self, who: str, accept: bool) -> None:
        with standing_as(who) as visitor, suppress(Refusal):
            correction = Correction.objects.filter(closed_at=None).order_by("id").first()
            if correction is None:
                return
            settling.take(correction_id=correction.pk, by=visitor, at=self.later())
            outcome = "ACCEPTED" if accept else "REJECTED"
            settling.decide(
                correction_id=correction.pk,
                outcomes={item.pk: outcome for item in correction.items.all()},
                reason="alasan",
                accept=accept,
                by=visitor,
                at=self.later(),
            )

    @rule(number=notices)
    def withdraw(self, number: int) -> None:
        if not self.batches:
            return
        with acting_as("wacat_job"):
            enter_system(make.account("sistem").pk)
            records.withdraw(
                batch_id=self.batches[number % len(self.batches)], at=self.later(), reason="keliru"
            )
            leave()

    @rule(who=st.sampled_from(HEADS), place=st.sampled_from(PLACES))
    def hand_over(self, who: str, place: str) -> None:
        """A head moves to another office that is free; from that minute the old one is closed to him."""
        if place in self.seat.values():
            return
        person = make.account(who).person_id
        with acting_as("wacat_owner"), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE accounts_appointment SET valid = tstzrange(lower(valid), statement_timestamp()) "
                "WHERE person_id = %s AND upper_inf(valid)",
                [person],
            )
            cursor.execute(
                "INSERT INTO accounts_appointment (person_id, office, area_id, kind, decree_number, valid) "
                "VALUES (%s, 'KETUA_RT', %s, 'DEFINITIVE', '', tstzrange(statement_timestamp(), NULL))",
                [person, make.area(place).pk],
            )
        self.seat[who] = place

    @invariant()
    def each_head_sees_exactly_his_own(self) -> None:
        for who, place in self.seat.items():
            with standing_as(who):
                seen = set(Notice.objects.values_list("pk", flat=True))
            assert seen == {pk for pk, where in self.published if where == place}

    @invariant()
    def nothing_leaks(self) -> None:
        if not self.published:
            return
        for who in USERS:
            assert [leak for leak in leaks(who) if "foreign" in leak] == []


@pytest.mark.django_db
def test_no_sequence_of_acts_shows_a_row_to_another_area() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Territory,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
