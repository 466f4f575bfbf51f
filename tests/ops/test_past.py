"""The demo's earlier months: counts without records, and the same rules as counted ones."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from tests import make
from tests.conftest import acting_as
from tests.reports import histories

from wacat.accounts.access import enter_system, leave
from wacat.areas.queries import get_city
from wacat.ops.synthetic import past, workdays
from wacat.records import actions
from wacat.reports import overview
from wacat.reports.models import Response
from wacat.reports.period import months_back

RT, NEXT = "64.71.01.1001.023", "64.71.01.1001.024"
NOW = datetime(2026, 11, 28, 3, tzinfo=UTC)


DECISIONS = ("ACCEPTED", "PARTLY", "REJECTED", "OTHER")


def _decide(first: date) -> None:
    """Corrections decided in the recent months, as the triggers would have counted them."""
    counts = {"CLAIMED": 9, "SETTLED": 8, "ACCEPTED": 4, "PARTLY": 2, "REJECTED": 1, "OTHER": 1}
    rt = make.area(RT)
    Response.objects.bulk_create(
        Response(
            kelurahan_id=rt.kelurahan_id, month=month, served_month=month, rt_id=rt.pk,
            outcome=outcome, kecamatan_id=rt.kecamatan_id, city_id=rt.city_id, count=count,
            seconds=0, prompt=0,
        )
        for month in months_back(date(first.year, first.month + past.LIKE - 1, 1), count=past.LIKE)
        for outcome, count in counts.items()
    )  # fmt: skip


def _added_up(months: list[date]) -> dict[date, Counter[str]]:
    """By month how often each outcome counts."""
    found: dict[date, Counter[str]] = {month: Counter() for month in months}
    for row in Response.objects.filter(month__in=months):
        found[row.month][row.outcome] += row.count
    return found


@pytest.mark.django_db
def test_earlier_months_are_like_the_recent_ones_and_grow_towards_them() -> None:
    first = workdays.beginning(NOW.date())
    told = make.publish(
        *(
            make.row(rt=rt, kind=kind, served_on=date(first.year, first.month + n, 6))
            for n in range(past.LIKE)
            for rt in (RT, NEXT)
            for kind in ("KTP_EL", "KIA", "KK_UBAH", "AKTA_PERCERAIAN")
        ),
    )
    with histories.as_system():
        for notice in told[::2]:
            actions.mark_answered(notice_id=notice.pk, answer="CONFIRMED", at=histories.later(9))
    with acting_as("wacat_owner"):
        enter_system(make.account("sistem").pk)
        _decide(first)
        past.load(at=NOW)
        months = months_back(first, count=past.MONTHS + 1)
        lines = overview.months(city=get_city(), months=months)
        made = _added_up(months[:-1])
        leave()
    assert all(
        made[month]["SETTLED"] == sum(made[month][name] for name in DECISIONS) for month in made
    )
    assert sum(made[month]["PARTLY"] for month in made) > 0
    assert all(line.services and line.told for line in lines[:-1])
    assert all(line.prompt <= line.answered <= line.told for line in lines)
    assert all(line.settled <= line.claimed for line in lines)
    assert sum(line.services for line in lines[:6]) <= sum(line.services for line in lines[-7:-1])
