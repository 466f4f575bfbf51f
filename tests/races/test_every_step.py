"""Every step of every table of states, attempted twice at once on real PostgreSQL: taken once.

A step without a race fails the first test. What happened is noted by the database itself.
Corrections and accounts have races of their own beside this file.
"""

from typing import Any

import pytest
from django.db import models, transaction

from tests.nonpermanent import acts as stay_acts
from tests.notify.mailbox import mail_server
from tests.notify.office import worker
from tests.races.steps import (
    announcements,
    feedback,
    messages,
    notices,
    patterns,
    stays,
    tickets,
)
from tests.races.together import Table, at_once, moves_of, watch
from wacat.ops import diagrams
from wacat.ops.testdb import TestDatabase

pytestmark = pytest.mark.race
TABLES: list[Table] = [
    announcements.TABLE, feedback.TABLE, messages.TABLE, notices.TABLE, patterns.TABLE, stays.TABLE,
    tickets.TABLE,
]  # fmt: skip
CHARTS = {chart.title: chart for chart in diagrams.charts()}
# their races stand there, held to their acts instead of to a table
ELSEWHERE = {
    "Koreksi": "test_corrections",
    "Akun": "test_offices, test_door",
    "Pencabutan (Pasal 6)": "test_offices",
    "Usulan (Pasal 5 ayat 1)": "test_proposals",
    "Berkas SIAK": "test_mending, tests/web/test_operator_race, tests/journeys/test_crash",
    "Periode LEP": "tests/reports/test_race",
    "Evaluasi (Pasal 11)": "tests/evaluation",
    "Tindak lanjut": "tests/evaluation",
}
named = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.title.split(" (")[0])


def test_every_table_of_states_has_races_and_every_step_one() -> None:
    assert {table.title for table in TABLES} | set(ELSEWHERE) == set(CHARTS)
    for table in TABLES:
        assert {*table.races, *table.born} == set(CHARTS[table.title].steps), table.title


@pytest.fixture
def city(real_database: TestDatabase, settings: Any) -> Any:
    """A database of its own where mail arrives and temporary stays are kept."""
    with mail_server() as box:
        settings.WACAT_SMTP_URL = box.url
        messages.answer_by_address(box)
        with transaction.atomic():
            stay_acts.switch(on=True)
        watch(*[(table.rows, "state") for table in TABLES], (messages.TABLE.rows, "attempts"))
        yield


def test_every_step_is_taken_once_when_two_try(city: None) -> None:
    for table in TABLES:
        for step, race in table.races.items():
            thing = race.ready()
            before = len(moves_of(thing, column=race.column))
            refused = at_once(thing, race.both)
            made = moves_of(thing, column=race.column)[before:]
            assert "" in refused, (table.title, step, refused)
            if race.column == "state":
                assert made == [step], (table.title, step, made)
                assert state_of(thing) == step[1]
            else:
                assert len(made) == 1, (table.title, step, made)
        for born in table.born.values():
            born()


def test_rivals_leave_a_history_that_the_table_allows(city: None) -> None:
    for table in TABLES:
        allowed = set(CHARTS[table.title].steps)
        for race in table.rivals:
            thing = race.ready()
            before, begun = len(moves_of(thing)), state_of(thing)
            refused = at_once(thing, race.both)
            made = moves_of(thing)[before:]
            assert "" in refused, (table.title, refused)
            assert set(made) <= allowed, (table.title, made)
            # each step begins where the one before it ended
            assert [begun, *(to for _, to in made)] == [
                *(start for start, _ in made),
                state_of(thing),
            ]
            assert len(made) <= 2, (table.title, made)
            if race.ends:
                assert state_of(thing) == race.ends
            else:
                assert made, table.title


def state_of(thing: models.Model) -> str:
    """Where a row stands now."""
    with transaction.atomic(), worker():
        return str(type(thing)._default_manager.values_list("state", flat=True).get(pk=thing.pk))
