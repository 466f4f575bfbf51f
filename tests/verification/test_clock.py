"""The legal clock: in full hours or working days, standing only where it is recorded, never running back."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.door import standing_as
from tests.verification.acts import NOW, hours, submitted
from wacat.accounts import settings as office_settings
from wacat.accounts.models import SettingName
from wacat.values import office_hours
from wacat.verification import answering, moving, objecting, rules, settling, watching
from wacat.verification.models import ClockRound, Correction

ZONE = ZoneInfo("Asia/Makassar")
STEP = timedelta(minutes=30)


@st.composite
def histories(draw: st.DrawFn) -> list[rules.Moved]:
    """Steps as they can happen: taken, asked, answered, decided, objected to, taken again."""
    here = datetime(2026, 12, draw(st.integers(1, 28)), draw(st.integers(0, 23)), tzinfo=UTC)
    steps = [rules.Moved("SUBMITTED", here)]
    objected = False
    for _ in range(draw(st.integers(0, 12))):
        here += STEP * draw(st.integers(0, 200))
        now = steps[-1].to_state
        ways = {
            "SUBMITTED": ["RECEIVED"], "RECEIVED": ["IN_REVIEW"], "NEEDS_INFO": ["IN_REVIEW"],
            "IN_REVIEW": ["NEEDS_INFO", "NEEDS_INFO", "RECEIVED", "REJECTED"],
            "REJECTED": [] if objected else ["RECEIVED"],
        }[now]  # fmt: skip
        if not ways:
            break
        to = draw(st.sampled_from(ways))
        objected = objected or now == "REJECTED"
        steps.append(rules.Moved(to, here, now))
    return steps


def counted_by_hand(steps: list[rules.Moved], terms: rules.Terms, at: datetime) -> timedelta:
    """What a clerk with a stopwatch would count, half an hour at a time."""
    begun = max(
        n
        for n, step in enumerate(steps)
        if step.to_state == "SUBMITTED" or step.from_state == "REJECTED"
    )
    total, here = timedelta(), steps[begun].at
    while here < at:
        state = [step.to_state for step in steps[begun:] if step.at <= here][-1]
        local = here.astimezone(ZONE)
        open_now = terms.basis == "HOURS" or (
            office_hours.is_working_day(local.date()) and 8 <= local.hour < 16
        )
        total += STEP if open_now and state not in ("NEEDS_INFO", "REJECTED") else timedelta()
        here += STEP
    return total


@settings(max_examples=120, deadline=None)
@given(histories(), st.sampled_from(["HOURS", "WORKING_DAYS"]), st.integers(1, 5))
def test_the_clock_stands_only_where_recorded_and_never_runs_back(
    steps: list[rules.Moved], basis: str, days: int
) -> None:
    terms = rules.Terms(basis, days, ZONE)
    due = rules.due_at(steps, terms=terms)
    start = rules.current_round(steps).started_at
    seen = timedelta()
    for number in range(0, 400, 40):
        at = start + STEP * number
        spent = rules.spent(steps, terms=terms, at=at)
        assert spent >= seen
        assert spent == counted_by_hand(steps, terms, at)
        seen = spent
    if any(end is None for _, end in rules.current_round(steps).parts):
        # what runs on reaches the allowance when it is due, not before
        assert rules.spent(steps, terms=terms, at=due) >= terms.allowance
        assert rules.spent(steps, terms=terms, at=due - STEP) <= terms.allowance
    # one more step never brings the deadline nearer
    for end in range(1, len(steps)):
        if steps[end].from_state != "REJECTED":
            assert rules.due_at(steps[: end + 1], terms=terms) >= rules.due_at(
                steps[:end], terms=terms
            )


def test_working_days_leave_out_nights_weekends_and_holidays() -> None:
    terms = rules.Terms("WORKING_DAYS", 3, ZONE)
    # Thursday 24 December 2026, 10.00 WITA: Christmas and the weekend come between
    begun = datetime(2026, 12, 23, 2, 0, tzinfo=UTC)
    due = terms.later(begun, terms.allowance).astimezone(ZONE)
    days = sum(
        office_hours.is_working_day((begun + timedelta(days=n)).date())
        for n in range((due.date() - begun.date()).days)
    )
    assert (days, due.hour) == (3, 10)
    assert due.date().day >= 29


@pytest.mark.django_db
class TestStored:
    """The same through the acts, on the database."""

    def test_the_terms_of_the_day_stay_with_the_correction(self) -> None:
        old = submitted()
        with standing_as("administrator") as admin:
            for name, value in ((SettingName.DEADLINE_BASIS, 2), (SettingName.DEADLINE_DAYS, 2)):
                office_settings.change(
                    name=name, value=value, reason="Uji", by=admin.account_id, at=NOW
                )
        new = submitted()
        assert (old.basis, old.due_at) == ("HOURS", hours(72))
        # 23 November 2026 is a Monday: two working days from 11.00 WITA
        assert (new.basis, new.due_at) == ("WORKING_DAYS", hours(48))

    @settings(max_examples=8, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4))
    def test_what_is_stored_is_what_the_steps_say(self, waits: list[tuple[int, int]]) -> None:
        case, here = submitted(), 1
        with standing_as("operator") as dewi:
            settling.take(correction_id=case.pk, by=dewi, at=hours(here))
        for before, during in waits:
            here += before
            with standing_as("operator") as dewi:
                settling.ask(correction_id=case.pk, question="?", by=dewi, at=hours(here))
            here += during
            with standing_as("rt") as sari:
                answering.reply(
                    correction_id=case.pk, text="Ya", proof=None, by=sari, at=hours(here)
                )
        with standing_as("operator"):
            now = Correction.objects.get(pk=case.pk)
            assert now.due_at == moving.due_now(now) == now.rounds.get().due_at

    def test_a_breach_stays_counted_after_an_objection(self) -> None:
        case = submitted()
        with standing_as("operator") as dewi:
            settling.take(correction_id=case.pk, by=dewi, at=hours(1))
            items = case.items.values_list("pk", flat=True)
            settling.decide(
                correction_id=case.pk, outcomes=dict.fromkeys(items, "REJECTED"),
                reason="Sesuai akta", accept=True, by=dewi, at=hours(80),
            )  # fmt: skip
        with standing_as("rt") as sari:
            objecting.object_to(correction_id=case.pk, reason="Keliru", by=sari, at=hours(90))
        with standing_as("kepala"):
            window = {"since": hours(-1), "until": hours(100)}
            found = watching.breaches(**window, at=hours(100))
            assert list(found.values_list("correction_id", "number")) == [(case.pk, 1)]
            assert watching.rounds(**window).count() == 2
            # the second round has 72 hours of its own
            assert ClockRound.objects.get(number=2).due_at == hours(162)

    def test_a_pause_after_the_deadline_hides_no_breach(self) -> None:
        late, in_time = submitted(), submitted()
        with standing_as("operator") as dewi:
            for case, at in ((late, 75), (in_time, 70)):
                settling.take(correction_id=case.pk, by=dewi, at=hours(1))
                settling.ask(correction_id=case.pk, question="?", by=dewi, at=hours(at))
        with standing_as("kepala"):
            found = watching.breaches(since=hours(-1), until=hours(1), at=hours(200))
            assert list(found.values_list("correction_id", flat=True)) == [late.pk]

    def test_near_and_late_are_told_once(self) -> None:
        case = submitted()
        with standing_as("operator"):
            assert watching.watch(at=hours(47)) == (0, 0)
            assert watching.watch(at=hours(49)) == (1, 0)
            assert watching.watch(at=hours(50)) == (0, 0)
            assert watching.watch(at=hours(73)) == (0, 1)
            assert watching.watch(at=hours(74)) == (0, 0)
            told = ClockRound.objects.get(correction=case)
        assert (told.warned_at, told.late_at) == (hours(49), hours(73))
