"""A locked period stays as it is: what comes late is counted once, in the first open one."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from tests import make
from tests.conftest import acting_as
from tests.door import standing_as
from tests.reports import histories
from wacat.notify.models import Message
from wacat.records import actions as records
from wacat.reports import closing, making, sheets
from wacat.reports.actions import load_stock
from wacat.reports.closing import CannotMovePeriod
from wacat.reports.figures import Cell, Lep
from wacat.reports.models import Issue, IssueFile, Monthly, ReportPeriod
from wacat.reports.period import CannotReadPeriod, Period, read_period

pytestmark = pytest.mark.django_db
CITY, MANGGAR, RT_23 = "64.71", "64.71.01.1001", "64.71.01.1001.023"
OCTOBER, NOVEMBER = read_period("2026-10"), read_period("2026-11")
IN_NOVEMBER = datetime(2026, 11, 3, 2, tzinfo=UTC)
IN_DECEMBER = datetime(2026, 12, 3, 2, tzinfo=UTC)


def serve(kind: str, day: date, *, batch: int | None = None, sex: str = "L") -> None:
    """One service in RT 023."""
    make.publish(make.row(rt=RT_23, kind=kind, served_on=day, sex=sex), batch_id=batch)


def lock(
    period: Period = OCTOBER, *, at: datetime = IN_NOVEMBER, who: str = "administrator"
) -> ReportPeriod:
    """Lock a period of the city."""
    with standing_as(who) as keeper:
        return closing.lock(city=make.area(CITY), period=period, by=keeper, at=at)


def report(period: Period, code: str = RT_23) -> Lep:
    """The LEP as the system reads it."""
    with histories.as_system():
        return sheets.read(area=make.area(code), period=period).lep


def files(period: Period, code: str = RT_23) -> dict[str, bytes]:
    """The sheet of an area in every format, as the worker hands it out."""
    with histories.as_system():
        shown = sheets.read(area=make.area(code), period=period)
        suffixes = ("pdf", "xlsx", "csv", "json")
        return {
            s: sheets.hand_out(shown, suffix=s, by=None, at=datetime.now(UTC)) for s in suffixes
        }


def stock(on: date = date(2026, 8, 31), men: int = 100) -> None:
    """The population of RT 023."""
    rt = make.area(RT_23)
    with histories.as_system():
        load_stock(
            city=make.area(CITY), on=on, by=None, at=make.NOW,
            counts={(rt.pk, "L"): men, (rt.pk, "P"): 90},
        )  # fmt: skip


def test_what_comes_late_is_counted_once_in_the_next_period() -> None:
    stock()
    serve("AKTA_KELAHIRAN", date(2026, 10, 5))
    lock()
    serve("AKTA_KELAHIRAN", date(2026, 10, 6))
    serve("AKTA_KEMATIAN", date(2026, 11, 2))
    october, november = report(OCTOBER), report(NOVEMBER)
    assert october.lampid[0] == Cell(sex="L", start=100, born=1, arrived=0, died=0, left=0, end=101)
    assert november.lampid == [
        Cell(sex="L", start=101, born=0, arrived=0, died=1, left=0, end=100),
        Cell(sex="P", start=90, born=0, arrived=0, died=0, left=0, end=90),
        Cell(sex="L", late=True, start=0, born=1, arrived=0, died=0, left=0, end=1),
    ]
    assert november.total.end == 191
    assert [(s.name, s.count) for s in november.services] == [
        ("Akta kematian", 1), ("Akta kelahiran (susulan)", 1)
    ]  # fmt: skip
    assert november.late_responses is not None
    assert (november.responses.told, november.late_responses.told) == (1, 1)
    assert report(read_period("2026-T4")).services_total == 3


def test_what_is_taken_back_after_the_lock_is_a_late_minus() -> None:
    serve("DATANG", date(2026, 10, 5), batch=7_000_001)
    lock()
    with histories.as_system():
        records.withdraw(batch_id=7_000_001, at=make.NOW, reason="Keliru")
    assert report(OCTOBER).total.arrived == 1
    assert [(s.name, s.count) for s in report(NOVEMBER).services] == [
        ("Pindah datang (susulan)", -1)
    ]
    year = report(read_period("2026"))
    assert (year.services, year.total.arrived) == ([], 0)


def test_a_late_fact_that_the_stock_knows_is_not_added_twice() -> None:
    serve("DATANG", date(2026, 9, 5))
    lock(read_period("2026-09"))
    stock(on=date(2026, 9, 30))
    serve("DATANG", date(2026, 9, 6))
    late = [cell for cell in report(OCTOBER).lampid if cell.late]
    assert late == [Cell(sex="L", late=True, start=-1, born=0, arrived=1, died=0, left=0, end=0)]
    assert report(OCTOBER).total.end == 190


def test_counts_made_anew_keep_the_locked_month() -> None:
    serve("DATANG", date(2026, 10, 5), batch=7_000_002)
    serve("KTP_EL", date(2026, 10, 5))
    lock()
    serve("DATANG", date(2026, 10, 6))
    with histories.as_system():
        records.withdraw(batch_id=7_000_002, at=make.NOW, reason="Keliru")
    before = histories.kept()
    histories.rebuild()
    assert histories.kept() == before


def test_a_locked_period_gives_the_same_bytes_whatever_happens() -> None:
    stock()
    serve("DATANG", date(2026, 10, 5))
    lock()
    first = files(OCTOBER)
    serve("DATANG", date(2026, 10, 6))
    stock(men=500)
    with acting_as("wacat_owner"):
        make.account("kepala").person.__class__.objects.filter(account__username="kepala").update(
            name="Nama Lain"
        )
    assert files(OCTOBER) == first
    assert set(first) == {"pdf", "xlsx", "csv", "json"}


def test_the_database_refuses_to_change_what_is_locked() -> None:
    serve("DATANG", date(2026, 10, 5))
    lock()
    files(OCTOBER)
    statements = [
        "UPDATE reports_monthly SET count = 9 WHERE month = '2026-10-01'",
        "DELETE FROM reports_monthly WHERE month = '2026-10-01'",
        "INSERT INTO reports_monthly SELECT kelurahan_id, month, rt_id, 'KIA', sex, side, reach, detail, "
        "kecamatan_id, city_id, count, served_month FROM reports_monthly",
        "DELETE FROM reports_response",
        "UPDATE reports_issue SET figures = 'x'",
        "DELETE FROM reports_issue",
        "UPDATE reports_issuefile SET content = 'x'",
        "DELETE FROM reports_reportperiod",
        "UPDATE reports_reportperiod SET sha256 = repeat('0', 64)",
        "UPDATE reports_reportperiod SET first = '2026-11-01'",
        "UPDATE reports_reportperiod SET state = 'ISSUED'",
        "DELETE FROM reports_periodstep",
    ]
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        cursor.execute("SELECT wacat.enter_system(%s)", [make.account("sistem").pk])
        for statement in statements:
            with pytest.raises(DatabaseError, match="wacat: "), transaction.atomic():
                cursor.execute(statement)


def test_each_step_has_its_office_and_is_written_down() -> None:
    serve("DATANG", date(2026, 10, 5))
    locked = lock()
    for who, act in (("administrator", closing.sign), ("kepala", closing.publish)):
        with standing_as(who) as keeper, pytest.raises(CannotMovePeriod):
            act(period_id=locked.pk, by=keeper, at=IN_NOVEMBER)
    for who, act in (("kepala", closing.sign), ("administrator", closing.publish)):
        with standing_as(who) as keeper:
            act(period_id=locked.pk, by=keeper, at=IN_NOVEMBER)
    with standing_as("administrator") as keeper, pytest.raises(CannotMovePeriod):
        closing.revise(period_id=locked.pk, reason="Keliru", by=keeper, at=IN_NOVEMBER)
    steps = locked.steps.order_by("id").values_list("from_state", "to_state", "office", "revision")
    assert list(steps) == [
        ("OPEN", "LOCKED", "ADMINISTRATOR", 1), ("LOCKED", "SIGNED", "KEPALA", 1),
        ("SIGNED", "ISSUED", "ADMINISTRATOR", 1),
    ]  # fmt: skip
    assert locked.sha256 == locked.steps.first().sha256  # type: ignore[union-attr]


def test_a_revision_takes_back_what_came_late_and_keeps_the_earlier_sheet() -> None:
    serve("DATANG", date(2026, 10, 5))
    locked = lock()
    quarter_first = files(OCTOBER)
    serve("DATANG", date(2026, 10, 6))
    assert report(NOVEMBER).total.arrived == 1
    with standing_as("kepala") as keeper:
        with pytest.raises(CannotMovePeriod, match="alasan"):
            closing.revise(period_id=locked.pk, reason=" ", by=keeper, at=IN_NOVEMBER)
        opened = closing.revise(
            period_id=locked.pk, reason="Berkas 6 Oktober tertinggal", by=keeper, at=IN_NOVEMBER
        )
    assert (opened.state, opened.revision) == ("OPEN", 2)
    assert (report(OCTOBER).total.arrived, report(NOVEMBER).total.arrived) == (2, 0)
    before = histories.kept()
    histories.rebuild()
    assert histories.kept() == before
    lock()
    second = files(OCTOBER)
    assert second["json"] != quarter_first["json"]
    with histories.as_system():
        kept = Issue.objects.filter(closing=locked).order_by("revision")
        again = sheets.kept_file(kept[0], suffix="pdf", at=IN_DECEMBER)
        assert again == quarter_first["pdf"]
        assert [sheet.revision for sheet in kept] == [1, 2]
        assert IssueFile.objects.filter(issue=kept[0]).count() == 4


def test_a_month_under_a_later_lock_is_not_revised() -> None:
    serve("DATANG", date(2026, 10, 5))
    october = lock()
    lock(NOVEMBER, at=IN_DECEMBER)
    with standing_as("kepala") as keeper, pytest.raises(CannotMovePeriod, match="susulan"):
        closing.revise(period_id=october.pk, reason="Keliru", by=keeper, at=IN_DECEMBER)


def test_months_are_locked_in_order_and_longer_periods_after_them() -> None:
    serve("DATANG", date(2026, 9, 5))
    serve("DATANG", date(2026, 10, 5))
    for period, at, words in (
        (NOVEMBER, IN_NOVEMBER, "masih berjalan"),
        (OCTOBER, IN_NOVEMBER, "Kunci dahulu September 2026"),
        (read_period("2026-T3"), IN_NOVEMBER, "semua bulan di dalamnya"),
    ):
        with pytest.raises(CannotMovePeriod, match=words):
            lock(period, at=at)
    lock(read_period("2026-09"))
    with pytest.raises(CannotMovePeriod, match="sudah dikunci"):
        lock(read_period("2026-09"))
    quarter = lock(read_period("2026-T3"))
    first = files(read_period("2026-T3"), MANGGAR)
    with standing_as("kepala") as keeper:
        closing.revise(
            period_id=ReportPeriod.objects.get(key="2026-09").pk, reason="Salah", by=keeper,
            at=IN_NOVEMBER,
        )  # fmt: skip
    quarter.refresh_from_db()
    assert (quarter.state, quarter.revision) == ("OPEN", 2)
    assert first["csv"]


def test_the_rt_sees_that_a_period_is_locked_and_moves_none() -> None:
    serve("DATANG", date(2026, 10, 5))
    lock()
    with standing_as("rt") as sari:
        assert sheets.read(area=make.area(RT_23), period=OCTOBER, neutral=True).closing is not None
        with pytest.raises(CannotMovePeriod):
            closing.lock(city=make.area(CITY), period=NOVEMBER, by=sari, at=IN_DECEMBER)
        assert not Monthly.objects.exclude(rt_id=make.area(RT_23).pk).exists()


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31), "Oktober 2026"),
        ("2026-t4", date(2026, 10, 1), date(2026, 12, 31), "triwulan IV 2026"),
        ("2026-S2", date(2026, 7, 1), date(2026, 12, 31), "semester II 2026"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "tahun 2026"),
    ],
)
def test_a_period_is_written_in_one_way(text: str, first: date, last: date, words: str) -> None:
    period = read_period(text)
    assert (period.first, period.last, period.words) == (first, last, words)
    assert read_period(period.key) == period


@pytest.mark.parametrize("text", ["2026-Q4", "2026-13", "2026-T5", "26-10", "0000", "x", "2019"])
def test_what_is_no_period_is_refused_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(CannotReadPeriod, match=r"2026-T4|Pilih periode"):
        read_period(text)


def test_the_sheets_of_a_period_are_made_in_chunks_and_told_once() -> None:
    serve("DATANG", date(2026, 10, 5))
    locked = lock()
    system = make.account("sistem").pk
    done, total, rounds = 0, 1, 0
    with histories.as_system():
        assert making.missing(locked).count() == making.areas_of(locked).count()
    while (
        done < total
    ):  # each round a transaction of its own, so that a killed worker goes on from there
        with histories.as_system():
            before = done
            done, total = making.run_chunk(period_id=locked.pk, by=system, at=IN_NOVEMBER)
            assert before < done <= before + making.CHUNK
            rounds += 1
            if rounds == 2:
                break
    with histories.as_system():
        assert Issue.objects.filter(closing=locked).count() == done
        told = Message.objects.filter(topic="LEP_READY")
        assert told.count() == told.values("account_id", "rt_id", "kelurahan_id").distinct().count()
