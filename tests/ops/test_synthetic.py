"""The synthetic city is believable, the same for a seed, and keeps the rules of the real one."""

import os
import subprocess
from datetime import date

import polars as pl
import psycopg
import pytest
from lokal.nik import parse_nik

from wacat.ops import environment, testdb
from wacat.ops.synthetic import example, places, services, workdays
from wacat.ops.synthetic.chance import Chance
from wacat.values.kinds import Kind
from wacat.verification.states import TRANSITIONS

TODAY = date(2026, 11, 24)
LOADER = (
    "import django; django.setup(); from wacat.ops.synthetic import load; "
    "load(progress=lambda *_: None, password='rahasia-uji-2026')"
)

# What holds the city's work; where a migration brings the first rows of a list, going back would take them
# from those who use them.
WALK = """
import django
django.setup()
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
names = sorted(MigrationLoader(None).disk_migrations)
for part in ("evaluation", "intake", "records", "reports"):
    call_command("migrate", part, [name for app, name in names if app == part][-2], verbosity=0)
call_command("migrate", verbosity=0)
"""


def test_a_draw_never_changes() -> None:
    chance = Chance(seed=1, key="row")
    drawn = pl.DataFrame({"row": [0, 1, 2]}).select(chance.whole("x", low=0, high=999))
    assert drawn.to_series().to_list() == [965, 983, 269]


def rows() -> pl.DataFrame:
    days = [(day, 600) for day in workdays.working_days(start=date(2026, 9, 1), end=TODAY)]
    return services.make(days=days, places=places.from_list(), seed=3)


def test_the_same_seed_makes_the_same_people() -> None:
    assert rows().equals(rows())


def test_niks_are_well_formed_and_tell_birth_and_sex() -> None:
    some = rows().filter(pl.col("nik") != "").sample(300, seed=1)
    for row in some.iter_rows(named=True):
        read = parse_nik(row["nik"])
        day = row["birth_on"].day + 40 * (row["sex"] == "P")
        assert row["nik"][6:12] == f"{day:02d}{row['birth_on']:%m%y}", read
        assert row["nik"][12] == "9"


def test_services_follow_the_calendar_and_life() -> None:
    made = rows()
    assert made.filter(pl.col("served_on").dt.weekday() > 5).is_empty()
    assert (made["birth_on"] < made["served_on"]).all()
    late = made.filter(pl.col("kind") == Kind.AKTA_KELAHIRAN)
    weeks = (late["served_on"] - late["birth_on"]).dt.total_days()
    assert (weeks < 60).sum() > 0.85 * late.height
    died = made.filter(pl.col("kind") == Kind.AKTA_KEMATIAN)
    ages = (died["served_on"] - died["birth_on"]).dt.total_days() / 365.25
    assert ages.median() > 60


def test_a_move_inside_the_city_has_two_sides() -> None:
    moved = rows().filter(pl.col("kind") == Kind.PINDAH_DALAM_KOTA)
    assert moved["origin_rt_id"].null_count() == 0
    assert (moved["rt_id"] != moved["origin_rt_id"]).all()
    assert (moved["reach"] > 0).all()


@pytest.mark.parametrize(("count", "share"), [(50, 0.1), (3000, 0.02), (1000, 0)])
def test_an_example_holds_what_it_promises(count: int, share: float) -> None:
    made = example.make(rows=count, defects=share, duplicates=4, today=TODAY)
    assert made.table.height == count
    assert made.accepted + made.quarantined + made.duplicates == count
    assert made.quarantined == sum(made.reasons.values()) == round(count * share)


@pytest.mark.slow
def test_the_loaded_city_keeps_the_rules() -> None:
    database = testdb.open_quickly(
        name=f"wacat_kota_{os.environ.get('PYTEST_XDIST_WORKER', 'utama')}"
    )
    try:
        subprocess.run(
            [*environment.module("wacat.ops.in_django")[:1], "-c", LOADER],
            env=database.environment("migrate"), check=True,
        )  # fmt: skip
        with psycopg.connect(database.url("postgres")) as connection:
            assert_rules(connection)
        # the newest migration of each part goes back and forth over a city that is at work
        done = subprocess.run(
            [*environment.module("wacat.ops.in_django")[:1], "-c", WALK],
            env=database.environment("migrate"), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
    finally:
        database.close(drop=True)


def assert_rules(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    def one(query: str) -> object:
        row = connection.execute(query).fetchone()
        return row[0] if row else None

    assert one("SELECT count(*) FROM areas_area WHERE level = 'RT'") == 1700
    assert one("SELECT sum(count) FROM reports_stock") == 757_418
    assert one("SELECT count(*) FROM verification_step WHERE at > now()") == 0
    steps = connection.execute(
        "SELECT DISTINCT from_state, to_state FROM verification_step"
    ).fetchall()
    allowed = {(str(a), str(b)) for a, b in TRANSITIONS} | {("", "SUBMITTED")}
    assert {(str(a), str(b)) for a, b in steps} <= allowed
    # the notice says what its correction says
    assert (
        one(
            "SELECT count(*) FROM verification_correction c JOIN records_notice n ON n.id = c.notice_id "
            "WHERE c.state <> 'CANCELLED' AND n.state <> 'WITHDRAWN' AND n.result <> c.state "
            "AND NOT (c.state = 'CLOSED' AND n.result IN ('REJECTED', 'DONE_IN_SIAK'))"
        )
        == 0
    )
    assert (
        one(
            "SELECT count(*) FROM verification_correction c WHERE state <> (SELECT to_state "
            "FROM verification_step s WHERE s.correction_id = c.id ORDER BY s.id DESC LIMIT 1)"
        )
        == 0
    )
    waiting = (
        "SELECT count(*) FROM records_notice n JOIN areas_areacode c ON c.area_id = n.rt_id "
        "WHERE c.code = '64.71.01.1001.{}' AND n.state IN ('SENT', 'READ', 'ESCALATED')"
    )
    assert one(waiting.format("023")) == 8
    assert one(waiting.format("041")) != 0
    assert one("SELECT count(DISTINCT state) FROM verification_correction") == 12
    assert one("SELECT count(DISTINCT state) FROM feedback_feedback") == 7
    assert one("SELECT count(*) FROM feedback_match WHERE verdict = ''") >= 1
    assert one("SELECT count(DISTINCT state) FROM records_notice WHERE answer = ''") >= 4
    # denials that stand together raised their alarms through the acts of those who may
    found = connection.execute(
        "SELECT kind, count, street FROM verification_denialpattern ORDER BY kind"
    ).fetchall()
    assert found == [("RT", 6, ""), ("STREET", 4, "gang bahari")]
    told = connection.execute(
        "SELECT DISTINCT args ->> 'topic' FROM procrastinate_jobs WHERE task_name = 'notify.tell'"
    ).fetchall()
    assert {row[0] for row in told} >= {
        "COSIGN", "CORRECTIONS_LATE", "CORRECTIONS_NEAR", "DENIALS",
    }  # fmt: skip
    states = connection.execute("SELECT DISTINCT state FROM intake_batch").fetchall()
    assert {row[0] for row in states} == {
        "PUBLISHED", "WITHDRAWN", "AWAITING_APPROVAL", "NEEDS_MAPPING",
    }  # fmt: skip
