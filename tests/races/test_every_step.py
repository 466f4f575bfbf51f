"""Every step of every table of states, attempted twice at once on real PostgreSQL: taken once.

A step without a race fails the first test. What happened is noted by the database itself.
Corrections have their races beside this file (`test_corrections`), held to their table in the same way.
"""

from pathlib import Path
from typing import Any

import pytest
from django.db import models, transaction

from tests.intake.test_actions import Silent
from tests.nonpermanent import acts as stay_acts
from tests.notify.mailbox import mail_server
from tests.notify.office import worker
from tests.races.steps import (
    accounts,
    announcements,
    batches,
    evaluations,
    feedback,
    messages,
    notices,
    patterns,
    periods,
    proposals,
    sanctions,
    stays,
    tickets,
)
from tests.races.together import Table, at_once, moves_of, watch
from wacat.intake import actions as intake
from wacat.ops import diagrams
from wacat.ops.testdb import TestDatabase

pytestmark = pytest.mark.race
TABLES: list[Table] = [
    accounts.TABLE, sanctions.TABLE, proposals.TABLE, announcements.TABLE, feedback.TABLE,
    messages.TABLE, notices.TABLE, patterns.TABLE, stays.TABLE, tickets.TABLE, batches.TABLE,
    periods.TABLE, evaluations.TABLE, evaluations.FOLLOWED,
]  # fmt: skip
CHARTS = {chart.title: chart for chart in diagrams.charts()}
CORRECTIONS = "Koreksi"
named = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.title.split(" (")[0])


def test_every_table_of_states_has_races_and_every_step_one() -> None:
    assert {table.title for table in TABLES} | {CORRECTIONS} == set(CHARTS)
    for table in TABLES:
        assert {*table.races, *table.born} == set(CHARTS[table.title].steps), table.title


@pytest.fixture
def city(
    real_database: TestDatabase, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Any:
    """A database of its own where mail and files arrive and temporary stays are kept."""
    monkeypatch.setattr(intake, "Reporter", Silent)
    settings.WACAT_UPLOADS = tmp_path / "unggahan"
    with mail_server() as box:
        settings.WACAT_SMTP_URL = box.url
        messages.answer_by_address(box)
        with transaction.atomic():
            stay_acts.switch(on=True)
        watch(*[(table.rows, "state") for table in TABLES], (messages.TABLE.rows, "attempts"))
        yield


@named
def test_every_step_is_taken_once_when_two_try(city: None, table: Table) -> None:
    for step, race in table.races.items():
        thing = race.ready()
        before = len(moves_of(thing, column=race.column))
        refused = at_once(thing, race.both)
        made = moves_of(thing, column=race.column)[before:]
        assert "" in refused, (step, refused)
        if race.column == "state":
            seen = race.committed or step
            assert made == [seen], (step, made)
            assert state_of(thing) == seen[1]
        else:
            assert len(made) == 1, (step, made)
    for born in table.born.values():
        born()


@named
def test_rivals_leave_a_history_that_the_table_allows(city: None, table: Table) -> None:
    allowed = set(CHARTS[table.title].steps)
    for race in table.rivals:
        thing = race.ready()
        before, begun = len(moves_of(thing)), state_of(thing)
        refused = at_once(thing, race.both)
        made = moves_of(thing)[before:]
        assert "" in refused, refused
        assert set(made) <= allowed, made
        # each step begins where the one before it ended
        assert [begun, *(to for _, to in made)] == [
            *(start for start, _ in made),
            state_of(thing),
        ]
        assert len(made) <= 2, made
        if race.ends:
            assert state_of(thing) == race.ends
        else:
            assert made


def state_of(thing: models.Model) -> str:
    """Where a row stands now."""
    with transaction.atomic(), worker():
        return str(type(thing)._default_manager.values_list("state", flat=True).get(pk=thing.pk))
