"""Ketua RT and Lurah learn nobody's citizenship from counts or kept sheets, by SQL neither."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from tests import make
from tests.door import standing_as
from tests.reports import histories
from wacat.reports import closing, sheets
from wacat.reports.actions import load_stock
from wacat.reports.models import Issue, IssueFile
from wacat.reports.period import read_period

pytestmark = pytest.mark.django_db
RT_23, RT_24, ELSEWHERE = "64.71.01.1001.023", "64.71.01.1001.024", "64.71.01.1004.001"
OCTOBER = read_period("2026-10")
LATER = datetime(2026, 11, 5, 2, tzinfo=UTC)
TABLES = ("monthly", "monthlytotal", "stock")


@pytest.fixture(autouse=True)
def counted() -> None:
    """One foreigner who arrived in RT 023 in October, four who lived there before; October is locked."""
    rt = make.area(RT_23)
    with histories.as_system():
        load_stock(
            city=make.area("64.71"), on=date(2026, 9, 30), by=None, at=make.NOW,
            counts={(rt.pk, "L"): 100}, foreign={(rt.pk, "L"): 4},
        )  # fmt: skip
    make.publish(
        make.row(rt=RT_23, kind="DATANG", citizenship="WNA", served_on=date(2026, 10, 5)),
        make.row(rt=RT_23, kind="AKTA_PERCERAIAN", citizenship="WNI", served_on=date(2026, 10, 5)),
        make.row(rt=RT_24, kind="KTP_EL", citizenship="WNI", served_on=date(2026, 10, 5)),
        make.row(rt=ELSEWHERE, kind="DATANG", citizenship="WNA", served_on=date(2026, 10, 5)),
    )
    with standing_as("administrator") as keeper:
        closing.lock(city=make.area("64.71"), period=OCTOBER, by=keeper, at=LATER)


def known(table: str) -> tuple[int, int, int]:
    """People of the rows within reach, and those known as citizens and as foreigners."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT sum(count), sum(wni), sum(wna) FROM wacat.{table}")
        found: tuple[int, int, int] = cursor.fetchone()
        return found


@pytest.mark.parametrize(
    ("someone", "people"),
    [
        ("rt", {"monthly": 2, "stock": 100}),
        ("lurah", {"monthly": 3, "monthlytotal": 3, "stock": 100}),
    ],
    ids=["rt", "lurah"],
)
def test_whoever_lives_there_reads_his_own_counts_without_citizenship(
    someone: str, people: dict[str, int]
) -> None:
    with standing_as(someone):
        for table, count in people.items():
            assert known(table) == (count, 0, 0), table


def test_staff_and_heads_read_it() -> None:
    for someone in ("operator", "kepala"):
        with standing_as(someone):
            assert known("stock")[1:] == (96, 4)
            assert known("monthlytotal")[2] == 2


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("column", ["wni", "wna", "*"])
def test_the_web_reads_those_columns_of_no_table(table: str, column: str) -> None:
    for someone in ("rt", "lurah", "operator"):
        with (
            standing_as(someone),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SELECT {column} FROM reports_{table}")


def test_a_kept_sheet_that_names_restricted_services_is_for_staff() -> None:
    rt = make.area(RT_23)
    with histories.as_system():
        for neutral in (True, False):
            shown = sheets.read(area=rt, period=OCTOBER, neutral=neutral)
            sheets.hand_out(shown, suffix="json", by=None, at=LATER)
        assert Issue.objects.filter(area=rt).count() == 2
    for someone in ("rt", "lurah"):
        with standing_as(someone):
            assert [sheet.neutral for sheet in Issue.objects.filter(area=rt)] == [True]
            assert [file.issue.neutral for file in IssueFile.objects.filter(area=rt)] == [True]
    with standing_as("operator"):
        assert IssueFile.objects.filter(area=rt).count() == 2
