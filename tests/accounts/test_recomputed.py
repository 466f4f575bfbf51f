"""What is published of offices and accounts equals the raw tables, whatever happened before."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests import make
from tests.accounts import histories
from tests.reports.histories import as_system, forgotten
from wacat.accounts import coverage
from wacat.areas.queries import get_city
from wacat.evaluation import measures, semester
from wacat.reports import sheets
from wacat.reports.period import Period, month_of, read_period

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Makassar")
AREAS = {
    "64.71": "city_id", "64.71.01": "kecamatan_id", "64.71.01.1001": "kelurahan_id",
    "64.71.01.1004": "kelurahan_id", "64.71.01.1001.023": "rt_id", "64.71.01.1004.002": "rt_id",
}  # fmt: skip
HOW = {"TERM": "term", "HANDED_OVER": "handed_over", "REVOKED": "revoked"}
TABLES = {
    "terms": """SELECT id, person_id, area_id, office, lower(valid) AS since, upper(valid) AS until,
      isempty(valid) AS cancelled, end_reason FROM accounts_appointment
      WHERE office IN ('KETUA_RT', 'LURAH')""",
    "areas": """SELECT id AS area_id, level, id AS rt_id, kelurahan_id, kecamatan_id, city_id, frozen_on
      FROM areas_area WHERE level IN ('RT', 'KELURAHAN') AND closed_on IS NULL""",
    "steps": "SELECT id AS step, account_id, to_state, at FROM accounts_accountstep",
    "accounts": "SELECT id AS account_id, person_id, state, last_login FROM accounts_account",
    "persons": "SELECT id AS person_id, phone FROM accounts_person",
    "doors": "SELECT account_id, seen_at FROM accounts_session",
    "sanctions": "SELECT reason, decided_at, objected_at, state FROM accounts_sanction",
    "openings": """SELECT lower(granted) AS at, coalesce(ended_at, upper(granted)) AS until, verdict
      FROM accounts_breakglass""",
    "rounds": "SELECT kelurahan_id, due_on, finished_at, lapsed_at FROM accounts_attestation",
}  # fmt: skip
Frames = dict[str, pl.DataFrame]


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=st.lists(histories.acts, min_size=2, max_size=14))
@example(
    history=[("stop", 4, "lock", 9), ("revoke", 0, "SPREAD_DATA", 9, 4), ("end", 1, "DIED", 35)]
)
@example(
    history=[
        ("enter", 0, 1), ("stop", 0, "lock", 9), ("stop", 0, "unlock", 9), ("stop", 0, "suspend", 1),
        ("stop", 0, "lift", 1),
    ]
)  # fmt: skip
def test_what_is_published_of_offices_equals_the_raw_tables(history: list[Any]) -> None:
    with forgotten():
        histories.live(history)
        at = datetime.now(UTC)
        raw = _dump()
        days = [(at - timedelta(days=back)).astimezone(ZONE).date() for back in (70, 35, 9, 1)]
        for month in {month_of(day) for day in days}:
            for code, column in AREAS.items():
                _compare_ends(raw, month, code=code, column=column)
        _compare_ends(raw, read_period(f"{at.astimezone(ZONE):%Y}"), code="64.71", column="city_id")
        _compare_coverage(raw, at=at)
        for back in (0, 150):
            _compare_measures(raw, at=at - timedelta(days=back))


def _dump() -> Frames:
    found = {}
    with as_system(), connection.cursor() as cursor:
        for name, sql in TABLES.items():
            cursor.execute(sql)
            columns = [column.name for column in cursor.description]
            kinds = {name: _kind(name) for name in columns}
            found[name] = pl.DataFrame(cursor.fetchall(), schema=kinds, orient="row")
    return found


def _kind(column: str) -> Any:
    """What a column holds, by its name: also a table without a row has it."""
    if column in ("at", "since", "until", "last_login") or column.endswith("_at"):
        return pl.Datetime("us", "UTC")
    if column.endswith("_on"):
        return pl.Date
    if column in ("id", "step") or column.endswith("_id"):
        return pl.Int64
    return pl.Boolean if column == "cancelled" else pl.String


def _compare_ends(raw: Frames, period: Period, *, code: str, column: str) -> None:
    with as_system():
        area = make.area(code)
        shown = sheets.read(area=area, period=period).lep.offices
    since, until = _moments(period)
    found: dict[str, Counter[str]] = {"KETUA_RT": Counter(), "LURAH": Counter()}
    places = {row["area_id"]: row for row in raw["areas"].iter_rows(named=True)}
    inside = [row for row in raw["terms"].iter_rows(named=True)
              if places[row["area_id"]][column] == area.pk]  # fmt: skip
    for term in inside:
        gone = (
            not term["cancelled"] and term["until"] is not None and since <= term["until"] < until
        )
        if gone and (term["end_reason"] or term["until"] <= datetime.now(UTC)):
            found[term["office"]][HOW.get(term["end_reason"] or "TERM", "other")] += 1
    people = dict(raw["accounts"].select("account_id", "person_id").iter_rows())
    for step in raw["steps"].filter(pl.col("to_state") == "LOCKED").iter_rows(named=True):
        if since <= step["at"] < until:
            # an account is locked once, however many offices its holder has there
            held = {term["office"] for term in inside if _held(term, people, step)}
            found["KETUA_RT"]["locked"] += "KETUA_RT" in held
            found["LURAH"]["locked"] += "LURAH" in held
    for office, counts in found.items():
        lines = [line for line in shown if line.office == office]
        told = {name: getattr(line, name) for line in lines for name in _NAMES}
        assert +Counter(told) == +counts, (office, code, period.key)


_NAMES = ("term", "handed_over", "other", "locked", "revoked")


def _held(term: dict[str, Any], people: dict[int, int], step: dict[str, Any]) -> bool:
    """Whether who was locked held that office at that moment."""
    if term["cancelled"] or term["person_id"] != people[step["account_id"]]:
        return False
    begun = term["since"] is None or term["since"] <= step["at"]
    return begun and (term["until"] is None or step["at"] < term["until"])


def _compare_coverage(raw: Frames, *, at: datetime) -> None:
    with as_system():
        silent = coverage.silent_since(at=at)
        found = coverage.counts(coverage.Filters(), at=at, silent=silent)
    seen = raw["doors"].group_by("account_id").agg(pl.col("seen_at").max())
    running = raw["terms"].filter(
        ~pl.col("cancelled")
        & (pl.col("since").is_null() | (pl.col("since") <= at))
        & (pl.col("until").is_null() | (pl.col("until") > at))
    )
    accounts = raw["accounts"].join(seen, on="account_id", how="left").with_columns(
        seen=pl.max_horizontal("last_login", "seen_at")
    )  # fmt: skip
    held = running.join(raw["persons"], on="person_id").join(accounts, on="person_id", how="left")
    offices = raw["areas"].join(held.drop("office", "person_id"), on="area_id", how="left")
    has, thawed = pl.col("id").is_not_null(), pl.col("frozen_on").is_null()
    usable = has & thawed & (pl.col("state") == "ACTIVE") & pl.col("seen").is_not_null()
    for level in ("RT", "KELURAHAN"):
        every = offices.filter(pl.col("level") == level)
        assert found.every[level] == every.height
        assert found.reached[level] == every.filter(usable).height, level
    late = raw["rounds"].filter(
        pl.col("finished_at").is_null() & pl.col("lapsed_at").is_null()
        & (pl.col("due_on") < at.astimezone(ZONE).date())
    )  # fmt: skip
    count = found.by_state
    assert found.matching == offices.height
    assert count["kosong"] == offices.filter(~has & thawed).height
    assert count["beku"] == offices.filter(~thawed).height
    assert count["ditangguhkan"] == offices.filter(pl.col("state") == "SUSPENDED").height
    assert count["terkunci"] == offices.filter(pl.col("state") == "LOCKED").height
    assert count["dicabut"] == _revoked(raw, offices, at=at)
    assert count["lama"] == offices.filter(pl.col("seen") < silent).height
    assert count["tanpa_hp"] == offices.filter(has & (pl.col("phone") == "")).height
    assert count["laporan"] == late.height


def _revoked(raw: Frames, offices: pl.DataFrame, *, at: datetime) -> int:
    """Offices whose holder is revoked, or that are vacant since their holder was."""
    vacant = offices.filter(pl.col("id").is_null()).select("area_id")
    last = (
        raw["terms"]
        .filter(~pl.col("cancelled") & (pl.col("until") <= at))
        .join(vacant, on="area_id", how="semi")
        .sort("until")
        .group_by("area_id")
        .last()
    )
    taken = last.filter(pl.col("end_reason") == "REVOKED").height
    return taken + offices.filter(pl.col("state") == "REVOKED").height


def _compare_measures(raw: Frames, *, at: datetime) -> None:
    with as_system():
        term = semester.around(at.astimezone(ZONE).date(), city=get_city())
        revoked = {line.reason: line for line in measures.revocations(term)}
        incidents, rounds = measures.incidents(term), measures.rounds(term)
    since, until = _moments(term.period)
    cases = raw["sanctions"].filter(
        _within("decided_at", since, until), pl.col("state") != "DROPPED"
    )
    counted = Counter(cases["reason"].to_list())
    assert {reason: line.count for reason, line in revoked.items()} == counted
    for name, expected in (
        ("objected", pl.col("objected_at").is_not_null()),
        ("reinstated", pl.col("state") == "REINSTATED"),
    ):
        shown = sum(getattr(line, name) for line in revoked.values())
        assert shown == cases.filter(expected).height, name
    opened = raw["openings"].filter(_within("at", since, until))
    minutes = (
        sum((row["until"] - row["at"]).total_seconds() for row in opened.iter_rows(named=True)) / 60
    )
    verdicts = Counter(opened["verdict"].to_list())
    assert (incidents.opened, incidents.minutes) == (opened.height, int(minutes))
    assert (incidents.justified, incidents.unjustified, incidents.unreviewed) == (
        verdicts["JUSTIFIED"], verdicts["UNJUSTIFIED"], verdicts[""]
    )  # fmt: skip
    locked = raw["steps"].filter((pl.col("to_state") == "LOCKED") & _within("at", since, until))
    assert incidents.locked == locked.height
    due = raw["rounds"].filter(_within("due_on", term.first, term.following)).to_dicts()
    done = [row for row in due if row["finished_at"] is not None]
    punctual = [r for r in done if r["finished_at"].astimezone(ZONE).date() <= r["due_on"]]
    assert (rounds.due, rounds.finished, rounds.in_time) == (len(due), len(done), len(punctual))


def _moments(period: Period) -> tuple[datetime, datetime]:
    first, following = (
        datetime(day.year, day.month, day.day, tzinfo=ZONE).astimezone(UTC)
        for day in (period.first, period.following)
    )
    return first, following


def _within(column: str, since: Any, until: Any) -> pl.Expr:
    return pl.col(column).is_between(since, until, closed="left")
