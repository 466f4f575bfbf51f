"""Whatever the order of idling, locking, opening, signing out: a closed session never gets a context."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests import make
from tests.door import token_of
from wacat.accounts import devices, pins
from wacat.accounts.access import Locked, Visitor, enter, leave
from wacat.accounts.models import Account, Device, Session
from wacat.accounts.sessions import hashed
from wacat.records.models import Notice

PIN = "4826"
LOCK, END = 15, 30


class Door(RuleBasedStateMachine):
    """One phone and one desk; `phone` and `desk` hold what ought to be: open, locked or over."""

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        make.notice()
        self.token = {name: token_of(name, device=True) for name in ("rt", "operator")}
        self.state = dict.fromkeys(self.token, "open")
        self.idle = dict.fromkeys(self.token, 0)
        self.tries = 0
        self._choose_pin()

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)

    def _choose_pin(self) -> None:
        found = enter(self.token["rt"])
        assert isinstance(found, Visitor)
        pins.choose(pin=PIN, by=found)
        leave()

    @rule(minutes=st.sampled_from([1, 4, 9, 16, 31]))
    def time_passes(self, minutes: int) -> None:
        Session.objects.update(seen_at=F("seen_at") - timedelta(minutes=minutes))
        for name in self.idle:
            self.idle[name] += minutes
        if self.state["rt"] == "open" and self.idle["rt"] > LOCK:
            self.state["rt"] = "locked"
        if self.idle["operator"] > END:
            self.state["operator"] = "over"

    @rule(right=st.booleans())
    def type_pin(self, right: bool) -> None:
        found = enter(self.token["rt"])
        if not isinstance(found, Locked):
            self._touch("rt")
            return
        with suppress(pins.CannotUnlock):
            pins.unlock(found, pin=PIN if right else "9073", at=datetime.now(UTC))
        if right:
            self.state["rt"], self.idle["rt"], self.tries = "open", 0, 0
        else:
            self.tries += 1
            if self.tries >= pins.TRIES:
                self.state["rt"] = "over"

    @rule()
    def lock_now(self) -> None:
        if self.state["rt"] == "open":
            pins.lock(session_key=hashed(self.token["rt"]), at=datetime.now(UTC))
            self.state["rt"] = "locked"

    @rule(name=st.sampled_from(["rt", "operator"]))
    def sign_out_all(self, name: str) -> None:
        devices.sign_out_all(make.account(name).pk)
        self.state[name] = "over"

    @rule(name=st.sampled_from(["rt", "operator"]), back=st.booleans())
    def suspend(self, name: str, back: bool) -> None:
        Account.objects.filter(username=name).update(state="SUSPENDED")
        assert enter(self.token[name]) is None
        self._sees_nothing()
        if not back:  # as the act of suspending does
            devices.sign_out_all(make.account(name).pk)
            self.state[name] = "over"
        Account.objects.filter(username=name).update(state="ACTIVE")

    @rule(name=st.sampled_from(["rt", "operator"]))
    def log_in_again(self, name: str) -> None:
        if self.state[name] == "over":
            self.token[name] = token_of(name, device=True)
            self.state[name], self.idle[name] = "open", 0
            if name == "rt":
                self.tries = 0
                self._choose_pin()

    @invariant()
    def only_an_open_session_has_a_context(self) -> None:
        for name, token in self.token.items():
            found = enter(token)
            assert isinstance(found, Visitor) == (self.state[name] == "open"), (name, self.state)
            assert isinstance(found, Locked) == (self.state[name] == "locked"), (name, self.state)
            if isinstance(found, Visitor):
                self._touch(name)
                assert Notice.objects.count() >= 1
            else:
                self._sees_nothing()
            leave()

    def _touch(self, name: str) -> None:
        """A request of an open session begins its idle time anew, where five minutes have passed."""
        if self.idle[name] >= 5:
            self.idle[name] = 0

    def _sees_nothing(self) -> None:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM records_notice")


@pytest.mark.django_db
def test_a_closed_session_never_gets_a_context() -> None:
    assert not Device.objects.exists()
    run_state_machine_as_test(
        Door,
        settings=settings(
            max_examples=12,
            stateful_step_count=14,
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
