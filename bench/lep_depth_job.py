"""Measured by `lep.py`: a city's month and year while the counts beside it grow.

The counts are multiplied in a copy of the database with its triggers at rest: what a report reads is
the counts, whatever the records say.
"""

import json
from datetime import timedelta

import psycopg
from django.db import connection
from django.utils import timezone

from bench.harness import take_turns
from bench.lep_job import bare, ours
from bench.stopwatch import as_the_web
from wacat.accounts.access import get_account
from wacat.areas.queries import get_city
from wacat.ops.environment import say
from wacat.reports.period import around, month_of
from wacat.reports.states import Span

MONTHLY = (
    "kelurahan_id{k}, month{m}, rt_id{k}, kind, sex, side, reach, detail, served_month{m}, "
    "kecamatan_id{k}, city_id{k}, count, wni, wna"
)
RESPONSE = (
    "kelurahan_id{k}, month{m}, rt_id{k}, outcome, served_month{m}, kecamatan_id{k}, city_id{k}, "
    "count, seconds, prompt"
)
TABLES = {"reports_monthly": MONTHLY, "reports_response": RESPONSE}
OLDER = " - interval '5 years'"
STAGES = ("5 tahun", "10 tahun", "1 tahun", "10 kota")
CITIES = 10
APART = 1_000_000


def main(arguments: list[str]) -> None:
    """Each stage in its turn; the last line is the seconds of each as JSON."""
    as_the_web()
    city = get_city()
    account = get_account("sistem").pk
    last = month_of(timezone.localdate().replace(day=1) - timedelta(days=1))
    periods = {"month": last, "year": around(last.first, span=Span.YEAR)}
    found = {}
    with psycopg.connect(arguments[0], autocommit=True) as admin:
        admin.prepare_threshold = 1
        for stage in STAGES:
            _grow(admin, stage)
            work = {
                name: ours(city, period=period, account=account) for name, period in periods.items()
            }
            work |= {f"{name}/bare": bare(each, on=admin) for name, each in list(work.items())}
            for each in work.values():
                each()  # warm
            found[stage] = take_turns(work, rounds=9)
    connection.close()
    say(json.dumps(found))


def _grow(admin: "psycopg.Connection[tuple[object, ...]]", stage: str) -> None:
    """Make the counts those of the stage, from those of the stage before."""
    admin.execute("SET session_replication_role = replica")
    for table, columns in TABLES.items():
        plain = columns.format(k="", m="")
        if stage == "10 tahun":
            shifted = columns.format(k="", m=OLDER)
            admin.execute(
                f"INSERT INTO {table} ({plain}) SELECT {shifted} FROM {table} "
                "ON CONFLICT DO NOTHING"
            )
        elif stage == "1 tahun":
            admin.execute(f"DELETE FROM {table} WHERE month < now() - interval '1 year'")
        elif stage == "10 kota":
            for number in range(1, CITIES):
                shifted = columns.format(k=f" + {number * APART}", m="")
                admin.execute(
                    f"INSERT INTO {table} ({plain}) SELECT {shifted} FROM {table} WHERE city_id < {APART}"
                )
    admin.execute("SET session_replication_role = origin")
    for table in TABLES:
        admin.execute(f"VACUUM (ANALYZE) {table}")
