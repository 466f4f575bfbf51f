"""A LEP counts each service that touches its area once, and moves inside it not at all."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.door import standing_as
from tests.reports import histories
from wacat.areas.models import Area
from wacat.records import actions
from wacat.records.models import ServiceRecord
from wacat.reports import figures, lep, sheet
from wacat.reports.actions import CannotLoadStock, load_stock
from wacat.reports.figures import Cell, Lep
from wacat.reports.period import month_of, read_period

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)
CITY, TIMUR, MANGGAR, RT_23 = "64.71", "64.71.01", "64.71.01.1001", "64.71.01.1001.023"
RT_24 = "64.71.01.1001.024"
BARU = "64.71.01.1004.001"
BARAT = "64.71.02.1001.001"


def report(code: str, **options: Any) -> Lep:
    """The LEP of October as the system reads it."""
    with histories.as_system():
        return lep.build(area=make.area(code), period=month_of(OCTOBER), **options)


def move(*, to: str, origin: str, reach: int, sex: str = "L") -> dict[str, Any]:
    """A move inside the city in October."""
    return make.row(
        rt=to,
        origin=origin,
        kind="PINDAH_DALAM_KOTA",
        reach=reach,
        sex=sex,
        served_on=date(2026, 10, 5),
    )


def totals(code: str) -> tuple[int, int, int]:
    """Services, arrived and left of the area."""
    made = report(code)
    return made.services_total, made.total.arrived, made.total.left


def test_a_move_inside_a_kelurahan_shows_in_its_rts_only() -> None:
    make.publish(move(to=RT_24, origin=RT_23, reach=1))
    assert [totals(c) for c in (RT_23, RT_24, MANGGAR, TIMUR, CITY)] == [
        (1, 0, 1), (1, 1, 0), (1, 0, 0), (1, 0, 0), (1, 0, 0)
    ]  # fmt: skip


def test_a_move_inside_a_kecamatan_shows_in_its_kelurahan() -> None:
    make.publish(move(to=BARU, origin=RT_23, reach=2))
    assert [totals(c) for c in (RT_23, BARU, MANGGAR, "64.71.01.1004", TIMUR, CITY)] == [
        (1, 0, 1), (1, 1, 0), (1, 0, 1), (1, 1, 0), (1, 0, 0), (1, 0, 0)
    ]  # fmt: skip


def test_a_move_inside_the_city_nets_to_zero_there() -> None:
    make.publish(move(to=BARAT, origin=RT_23, reach=3))
    assert [totals(c) for c in (RT_23, BARAT, MANGGAR, TIMUR, "64.71.02", CITY)] == [
        (1, 0, 1), (1, 1, 0), (1, 0, 1), (1, 0, 1), (1, 1, 0), (1, 0, 0)
    ]  # fmt: skip


def test_a_month_begins_where_the_stock_and_the_months_since_left_it() -> None:
    rt = make.area(RT_23)
    with histories.as_system():
        load_stock(
            city=make.area(CITY), on=date(2026, 8, 31), by=None, at=make.NOW,
            counts={(rt.pk, "L"): 100, (rt.pk, "P"): 90},
        )  # fmt: skip
    make.publish(
        make.row(rt=RT_23, kind="AKTA_KELAHIRAN", sex="P", served_on=date(2026, 8, 31)),
        make.row(rt=RT_23, kind="AKTA_KELAHIRAN", sex="P", served_on=date(2026, 9, 1)),
        make.row(rt=RT_23, kind="AKTA_KEMATIAN", sex="L", served_on=date(2026, 9, 30)),
        make.row(rt=RT_23, kind="DATANG", sex="L", served_on=date(2026, 10, 1)),
        make.row(rt=RT_23, kind="PINDAH_KELUAR", sex="P", served_on=date(2026, 10, 31)),
        make.row(rt=RT_23, kind="PINDAH_KELUAR", sex="P", served_on=date(2026, 11, 1)),
    )
    for code in (RT_23, MANGGAR, TIMUR, CITY):
        made = report(code)
        assert made.lampid == [
            Cell(sex="L", start=99, born=0, arrived=1, died=0, left=0, end=100),
            Cell(sex="P", start=91, born=0, arrived=0, died=0, left=1, end=90),
        ]
        assert (made.stock_on, made.stock_note) == (date(2026, 8, 31), "perkiraan")


def test_a_period_before_the_first_stock_is_counted_backwards_from_it() -> None:
    rt = make.area(RT_23)
    make.publish(
        make.row(rt=RT_23, kind="DATANG", sex="L", served_on=date(2026, 8, 5)),
        make.row(rt=RT_23, kind="AKTA_KEMATIAN", sex="P", served_on=date(2026, 9, 5)),
        make.row(rt=RT_23, kind="AKTA_KELAHIRAN", sex="L", served_on=date(2026, 10, 5)),
    )
    with histories.as_system():
        load_stock(
            city=make.area(CITY), on=date(2026, 9, 30), by=None, at=make.NOW,
            counts={(rt.pk, "L"): 100, (rt.pk, "P"): 90},
        )  # fmt: skip
        found = {
            key: lep.build(area=rt, period=read_period(key))
            for key in ("2026-08", "2026-09", "2026-10", "2026-S2", "2026")
        }
    assert {key: [(c.start, c.end) for c in made.lampid] for key, made in found.items()} == {
        "2026-08": [(99, 100), (91, 91)], "2026-09": [(100, 100), (91, 90)],
        "2026-10": [(100, 101), (90, 90)], "2026-S2": [(99, 101), (91, 90)],
        "2026": [(99, 101), (91, 90)],
    }  # fmt: skip
    assert found["2026"].stock_note == "perkiraan, dihitung mundur dari DKB per 30 September 2026"
    assert "dihitung mundur" in sheet.lampid_table(found["2026"]).note
    assert found["2026-10"].stock_note == "perkiraan"


def test_without_a_stock_the_month_begins_with_nothing_and_says_so() -> None:
    make.publish(make.row(rt=RT_23, kind="DATANG", served_on=date(2026, 9, 1)))
    made = report(RT_23)
    assert [(c.sex, c.start, c.end) for c in made.lampid] == [("L", 0, 0), ("P", 0, 0)]
    assert made.stock_note == "stok penduduk belum dimuat"


def test_a_stock_inside_a_month_is_refused() -> None:
    with pytest.raises(CannotLoadStock, match="hari pertama atau terakhir"):
        load_stock(city=make.area(CITY), on=date(2026, 8, 15), by=None, at=make.NOW, counts={})


def test_a_record_without_a_sex_has_a_cell_of_its_own() -> None:
    make.publish(make.row(rt=RT_23, kind="DATANG", sex="", served_on=OCTOBER))
    assert [(c.sex, c.arrived) for c in report(RT_23).lampid] == [("L", 0), ("P", 0), ("", 1)]


def test_answers_and_their_speed() -> None:
    told = make.publish(*(make.row(rt=RT_23, served_on=OCTOBER) for _ in range(5)))
    with histories.as_system():
        for notice, answer, hours in zip(
            told,
            ["CONFIRMED", "CONFIRMED", "CORRECTED", "NOT_MINE"],
            [1, 72, 73, 100],
            strict=False,
        ):
            actions.mark_answered(notice_id=notice.pk, answer=answer, at=histories.later(hours))
    r = report(MANGGAR).responses
    assert (r.told, r.answered, r.confirmed, r.corrected, r.not_mine) == (5, 4, 2, 1, 1)
    assert (r.unanswered, r.prompt, r.mean_hours) == (1, 2, 61.5)


def test_an_rt_counts_its_own_answer_from_its_own_context() -> None:
    notice = make.notice(rt=RT_23, served_on=OCTOBER)
    with standing_as("rt"):
        actions.mark_answered(notice_id=notice.pk, answer="CONFIRMED", at=histories.later(2))
        assert lep.build(area=make.area(RT_23), period=month_of(OCTOBER)).responses.confirmed == 1
        assert lep.build(area=make.area(RT_24), period=month_of(OCTOBER)).responses.told == 0


def test_no_divorce_is_visible_in_the_lep_of_an_rt() -> None:
    make.publish(
        make.row(rt=RT_23, kind="AKTA_PERCERAIAN", served_on=OCTOBER),
        make.row(rt=RT_23, kind="AKTA_PERKAWINAN", served_on=OCTOBER),
    )
    assert [(s.kind, s.count) for s in report(MANGGAR).services] == [("PERUBAHAN_DATA_KK", 2)]
    assert [s.kind for s in report(CITY).services] == ["AKTA_PERKAWINAN", "AKTA_PERCERAIAN"]
    with standing_as("rt"):
        made = lep.build(area=make.area(RT_23), period=month_of(OCTOBER), neutral=False)
    assert made.services == []  # the database itself keeps the detail from him


def test_children_are_the_areas_below_in_order() -> None:
    make.publish(move(to=RT_24, origin=RT_23, reach=1))
    made = report(MANGGAR)
    assert len(made.children) == 26
    assert [(c.name, c.services, c.arrived, c.left) for c in made.children[22:25]] == [
        ("RT 023", 1, 0, 1), ("RT 024", 1, 1, 0), ("RT 025", 0, 0, 0)
    ]  # fmt: skip
    assert report(CITY).children[0].name == "Balikpapan Timur"
    assert report(RT_23).children == []


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(services=st.lists(histories.one_service, max_size=25))
def test_every_area_equals_what_python_counts(services: list[dict[str, Any]]) -> None:
    with histories.forgotten():
        if services:
            make.publish(*(histories.staged(service) for service in services))
        with histories.as_system():
            records = list(
                ServiceRecord.objects.filter(served_on__range=("2026-10-01", "2026-10-31"))
            )
        for code in (CITY, TIMUR, "64.71.02", MANGGAR, "64.71.01.1004", RT_23, RT_24, BARAT):
            made = report(code, neutral=False)
            expected = _recount(records, make.area(code))
            assert {s.kind: s.count for s in made.services} == expected["services"], code
            for cell in made.lampid:
                found = (cell.born, cell.arrived, cell.died, cell.left)
                assert found == tuple(expected[part][cell.sex] for part in "badl"), code


def _recount(records: list[ServiceRecord], area: Area) -> dict[str, Counter[str]]:
    """Services by kind and LAMPID by sex, from the records and the sets of RTs alone."""
    rts = set(
        Area.objects.filter(level="RT")
        .filter(**{area.level.lower(): area.pk})
        .values_list("id", flat=True)
        if area.level != "RT"
        else [area.pk]
    )
    found: dict[str, Counter[str]] = {name: Counter() for name in ("services", "b", "a", "d", "l")}
    for r in records:
        here, there = r.rt_id in rts, r.origin_rt_id in rts
        found["services"][r.kind] += here or there
        found["b"][r.sex] += r.kind == "AKTA_KELAHIRAN" and here
        found["d"][r.sex] += r.kind == "AKTA_KEMATIAN" and here
        found["a"][r.sex] += r.kind == "DATANG" and here
        found["l"][r.sex] += r.kind == "PINDAH_KELUAR" and here
        if r.kind == "PINDAH_DALAM_KOTA" and area.level != "CITY":
            found["a"][r.sex] += here and not there
            found["l"][r.sex] += there and not here
    found["services"] = +found["services"]
    return found


def test_lampid_is_told_by_citizenship_where_it_is_known() -> None:
    rt = make.area(RT_23)
    with histories.as_system():
        load_stock(
            city=make.area(CITY), on=date(2026, 9, 30), by=None, at=make.NOW,
            counts={(rt.pk, "L"): 100, (rt.pk, "P"): 90}, foreign={(rt.pk, "L"): 3},
        )  # fmt: skip
    make.publish(
        make.row(rt=RT_23, kind="DATANG", citizenship="WNA", served_on=OCTOBER),
        make.row(rt=RT_23, kind="AKTA_KELAHIRAN", citizenship="WNI", sex="P", served_on=OCTOBER),
        make.row(rt=RT_23, kind="DATANG", sex="P", served_on=OCTOBER),
    )
    lines = [(c.label, c.start, c.born, c.arrived, c.end) for c in report(CITY).citizens or []]
    assert lines == [
        ("Laki-laki, WNI", 97, 0, 0, 97), ("Laki-laki, WNA", 3, 0, 1, 4),
        ("Perempuan, WNI", 90, 1, 0, 91), ("Perempuan, WNA", 0, 0, 0, 0),
        ("Perempuan, kewarganegaraan tidak diketahui", 0, 0, 1, 1),
    ]  # fmt: skip
    assert report(RT_23).citizens is None, "whoever lives there is not told who is a foreigner"
    assert len(report(RT_23, neutral=False).citizens or []) == 5


def test_a_stock_without_citizenship_leaves_start_and_end_unsaid() -> None:
    rt = make.area(RT_23)
    with histories.as_system():
        load_stock(
            city=make.area(CITY), on=date(2026, 9, 30), by=None, at=make.NOW,
            counts={(rt.pk, "L"): 100},
        )  # fmt: skip
    assert report(CITY).citizens is None, "nobody said which citizen anybody is"
    make.publish(make.row(rt=RT_23, kind="AKTA_KEMATIAN", citizenship="WNI", served_on=OCTOBER))
    known = [(c.sex, c.citizenship, c.start, c.died, c.end) for c in report(CITY).citizens or []]
    assert known[0] == ("L", "WNI", None, 1, None)


def test_a_report_kept_before_citizenship_was_counted_keeps_its_fingerprint() -> None:
    make.publish(make.row(rt=RT_23, kind="DATANG", served_on=OCTOBER))
    before = report(CITY)
    assert "citizens" not in before.canonical()
    again = figures.read(before.canonical(), area_id=before.area_id)
    assert (again.citizens, again.sha256()) == (None, before.sha256())
    make.publish(make.row(rt=RT_23, kind="DATANG", citizenship="WNA", served_on=OCTOBER))
    after = report(CITY)
    assert figures.read(after.canonical(), area_id=after.area_id).citizens == after.citizens
