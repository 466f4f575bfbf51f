"""The bulletin of a month, and the middle of a kecamatan, equal what the raw tables say."""

from collections import Counter
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests import make
from tests.door import standing_as
from tests.evaluation.histories import table
from tests.reports import histories, lives, recomputed
from tests.reports.test_recomputed_pages import booked, histories_of, lived, numbers
from wacat.announcements.bulletin import FEW
from wacat.announcements.models import BulletinPage
from wacat.areas.models import Area
from wacat.records import actions
from wacat.reports import bulletin, neighbourhoods

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)
PARTS = ("born", "died", "arrived", "left")
PAGES = {
    "64.71": "city", "64.71.01.1001": "kelurahan", "64.71.01.1004": "kelurahan",
    "64.71.02.1001": "kelurahan", **dict.fromkeys(histories.RTS, "rt"),
}  # fmt: skip
# notices and answers of a kelurahan in the month; from twenty on it counts
middles = st.lists(
    st.tuples(st.integers(18, 23), st.integers(0, 18)), min_size=2, max_size=4
)  # fmt: skip


@lived
@given(history=histories_of)
@example(
    history=[
        ("publish", [{"rt": "64.71.01.1001.023", "origin": None, "kind": "KTP_EL", "sex": "L",
                      "citizenship": "", "served_on": date(2026, 9, 30)}]),
        ("lock",), ("answer", 0, "CONFIRMED", 30),
    ]
)  # fmt: skip
def test_the_bulletin_says_what_the_raw_tables_say(history: list[Any]) -> None:
    with histories.forgotten():
        past = lives.live(history)
        with histories.as_system():
            sistem = make.account("sistem").pk
            bulletin.make(month=OCTOBER, straight=True, by=sistem, at=lives.LATER)
            kept = {
                page.area_id: page.figures for page in BulletinPage.objects.filter(month=OCTOBER)
            }
        for code, level in PAGES.items():
            counted = _figures(past, code, level)
            if level != "rt":
                counted = {k: None if 0 < abs(n) < FEW else n for k, n in counted.items()}
            assert kept[make.area(code).pk] == counted, code


def _figures(past: recomputed.Past, code: str, level: str) -> dict[str, int | None]:
    """What the month tells of an area, late or not."""
    found: Counter[Any] = booked(past, code, level, [OCTOBER])
    said = numbers(found)
    changes = {part: sum(found["change", sex, part] for sex in ("L", "P", "")) for part in PARTS}
    return {name: said[name] for name in ("services", "told", "answered")} | changes


@lived
@given(kelurahan=middles)
def test_the_middle_of_a_kecamatan_is_that_of_its_kelurahan(
    kelurahan: list[tuple[int, int]],
) -> None:
    with histories.forgotten():
        mine = make.area("64.71.01.1001")
        places = list(
            Area.objects.filter(level="KELURAHAN", kecamatan=mine.kecamatan).order_by("pk")
        )  # fmt: skip
        rows = []
        for (told, _), place in zip(kelurahan, places, strict=False):
            rt = Area.objects.filter(level="RT", parent=place).earliest("pk")
            inside = {"rt_id": rt.pk, "kelurahan_id": place.pk}
            row = {"rt": "64.71.01.1001.023", "served_on": OCTOBER} | inside
            rows += [make.row(**row) for _ in range(told)]
        made = make.publish(*rows)
        with histories.as_system():
            for (_, answered), place in zip(kelurahan, places, strict=False):
                for notice in [n for n in made if n.kelurahan_id == place.pk][:answered]:
                    actions.mark_answered(
                        notice_id=notice.pk, answer="CONFIRMED", at=histories.later(1)
                    )
        with standing_as("lurah"):
            (shown,) = neighbourhoods.months(kelurahan_id=mine.pk, months=[OCTOBER])
        told = table("records_notice", "kelurahan_id answer state")
        shares = (
            told.group_by("kelurahan_id")
            .agg(told=pl.len(), share=(pl.col("answer") != "").mean())
            .filter(pl.col("told") >= 20)["share"]
        )
        if shares.len() < 3:
            assert shown.median is None
        else:
            assert shown.median == pytest.approx(shares.median())
