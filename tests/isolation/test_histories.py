"""For any history of appointments, what a person can see is what the running appointments allow.

A small model keeps who holds what, and the state of each account; acts are tried as the desk tries
them, also those that must be refused. After each step every person looks: at the rows that the
database shows, and at the page behind the address.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as site
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests import make, people
from tests.accounts.acts import picture
from tests.conftest import acting_as
from tests.door import standing_as, token_of
from wacat.accounts import ending, objections, sanctions, scans, standing
from wacat.accounts.access import find_visitor, leave
from wacat.accounts.appointing import Decree, appoint
from wacat.accounts.models import Account, Appointment, Sanction, SanctionFile
from wacat.records.models import Notice
from wacat.values.refusal import Refusal

PLACES = [people.SARI.place, people.BUDI.place, "64.71.01.1001.026", people.ASING.place]
WHO = ["rt", "rt2", "rtlain"]
DECREE = Decree(number="uji", on=None)

persons = st.sampled_from(WHO)
places = st.sampled_from(PLACES)


@dataclass
class Model:
    """Who holds which place, and whose door is open; nothing else decides what is seen."""

    holder: dict[str, str] = field(default_factory=dict)
    open: dict[str, bool] = field(default_factory=lambda: dict.fromkeys(WHO, True))

    def places_of(self, who: str) -> set[str]:
        """What that person holds now."""
        return {place for place, held_by in self.holder.items() if held_by == who}

    def may_see(self, who: str) -> set[str]:
        """What that person may see, in one office or the other."""
        return self.places_of(who) if self.open[who] else set()


class Histories(RuleBasedStateMachine):
    """Appoint, end, hand over, suspend, lift, lock, revoke and reinstate - in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.told = {place: make.notice(rt=place).pk for place in PLACES}
        self.model = Model({PLACES[0]: "rt", PLACES[1]: "rt2", PLACES[3]: "rtlain"})
        self.stopped: dict[str, set[str]] = {}

    def teardown(self) -> None:
        leave()
        transaction.savepoint_rollback(self.savepoint)

    def account(self, who: str) -> Account:
        return make.account(who)

    def state(self, who: str) -> str:
        return self.account(who).state

    def term(self, place: str) -> Appointment | None:
        return Appointment.objects.filter(
            area=make.area(place), valid__contains=datetime.now(UTC)
        ).first()

    def follow(self, who: str) -> None:
        """The model's door: an account without an office is closed until there is one again."""
        if self.state(who) in ("ENDED", "ACTIVE"):
            self.model.open[who] = bool(self.model.places_of(who))

    @rule(who=persons, place=places, past=st.booleans())
    def appoint(self, who: str, place: str, past: bool) -> None:
        at = datetime.now(UTC)
        since = at - timedelta(seconds=1) if past else at
        free = place not in self.model.holder and self.state(who) != "REVOKED"
        with standing_as("administrator") as visitor:
            try:
                appoint(
                    person_id=self.account(who).person_id, office="KETUA_RT",
                    area_id=make.area(place).pk, kind="DEFINITIVE", since=at if free else since,
                    until=None, decree=DECREE, by=visitor.account_id, at=at,
                )  # fmt: skip
            except Refusal:
                assert not free
                return
        assert free
        self.model.holder[place] = who
        self.follow(who)

    @rule(place=places)
    def end(self, place: str) -> None:
        term = self.term(place)
        assert (term is None) == (place not in self.model.holder)
        if term is None:
            return
        with standing_as("administrator") as visitor:
            ending.end(
                appointment_id=term.pk, reason="RESIGNED", note="", by=visitor.account_id,
                at=datetime.now(UTC),
            )  # fmt: skip
        self.follow_end(place)

    def follow_end(self, place: str) -> str:
        who = self.model.holder.pop(place)
        if not self.model.places_of(who) and self.state(who) == "ENDED":
            self.model.open[who] = False
        return who

    @rule(place=places, who=persons)
    def hand_over(self, place: str, who: str) -> None:
        term = self.term(place)
        if term is None:
            return
        allowed = self.model.holder[place] != who and self.state(who) != "REVOKED"
        with standing_as("administrator") as visitor:
            try:
                ending.hand_over(
                    appointment_id=term.pk, to_person_id=self.account(who).person_id,
                    kind="DEFINITIVE", until=None, decree=DECREE, note="", by=visitor.account_id,
                    at=datetime.now(UTC),
                )  # fmt: skip
            except Refusal:
                assert not allowed
                return
        assert allowed
        self.follow_end(place)
        self.model.holder[place] = who
        self.follow(who)

    @rule(who=persons, what=st.sampled_from(["suspend", "lift", "lock"]))
    def stop(self, who: str, what: str) -> None:
        act = {"account_id": self.account(who).pk, "at": datetime.now(UTC)}
        with suppress(Refusal), standing_as("administrator") as visitor:
            if what == "suspend":
                standing.suspend(reason="uji", by=visitor, **act)
                self.model.open[who] = False
            elif what == "lift":
                standing.lift(reason="uji", by=visitor, **act)
                self.model.open[who] = True
            else:
                standing.lock(reason="HILANG", remark="", by=visitor, **act)
                self.model.open[who] = False

    @rule(who=persons)
    def revoke(self, who: str) -> None:
        at, account = datetime.now(UTC), self.account(who)
        with suppress(Refusal):
            with standing_as("kasi") as visitor:
                case = sanctions.prepare(
                    account_id=account.pk, reason="CARELESS", description="Dua puluh huruf lebih.",
                    files=[("bukti.png", scans.clean(picture()))], by=visitor, at=at,
                )  # fmt: skip
            with standing_as("administrator") as visitor:
                sanctions.decide(sanction_id=case.pk, by=visitor, at=datetime.now(UTC))
            self.stopped[who] = self.model.places_of(who)
            for place in self.stopped[who]:
                del self.model.holder[place]
            self.model.open[who] = False

    @rule(who=persons, accept=st.booleans())
    def object_to(self, who: str, accept: bool) -> None:
        if self.state(who) != "REVOKED":
            return
        at = datetime.now(UTC)
        with standing_as("kasi") as visitor:
            case = Sanction.objects.filter(account=self.account(who), state="IN_FORCE").first()
            if case is None:
                return
            objections.object_to(
                sanction_id=case.pk, text="Saya tidak melakukannya.", by=visitor, at=at
            )
        with standing_as("kepala") as visitor:
            objections.settle(
                sanction_id=case.pk, accept=accept, reason="uji", by=visitor, at=datetime.now(UTC)
            )
        if accept:
            for place in self.stopped[who] - set(self.model.holder):
                self.model.holder[place] = who
            self.model.open[who] = bool(self.model.places_of(who))

    @invariant()
    def the_database_shows_what_the_appointments_allow(self) -> None:
        for who in WHO:
            token = token_of(who)
            seen: set[int] = set()
            with acting_as("wacat_app"):
                if find_visitor(token) is not None:
                    seen = set(Notice.objects.values_list("pk", flat=True))
                leave()
            held = {self.told[place] for place in self.model.may_see(who)}
            # one office at a time: exactly one of those he holds
            assert seen <= held
            assert len(seen) == min(1, len(held)), (who, self.state(who))

    @invariant()
    def each_address_answers_what_the_appointments_allow(self) -> None:
        for who in WHO:
            client = Client()
            client.force_login(self.account(who), site.AUTHENTICATION_BACKENDS[0])
            found = set()
            terms = Appointment.objects.filter(
                person__account__username=who, valid__contains=datetime.now(UTC)
            )
            for term in terms:
                client.post("/jabatan/", {"masa": term.pk})
                found |= {
                    place
                    for place, pk in self.told.items()
                    if client.get(f"/rt/pemberitahuan/{pk}/").status_code == 200
                }
            assert found == self.model.may_see(who), (who, self.state(who))


@pytest.mark.django_db
def test_what_is_seen_is_what_the_running_appointment_allows() -> None:
    assert SanctionFile.PERSONAL  # evidence is classed; the machine makes some
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Histories,
        settings=settings(
            max_examples=5,
            stateful_step_count=8,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
