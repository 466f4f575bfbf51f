"""Acts on the territory: what they change, what they refuse, and what stays known of before."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests import make
from tests.areas.acts import MANGGAR, TODAY, order, rt
from tests.conftest import acting_as
from tests.door import standing_as
from wacat.areas import acts, kelurahan
from wacat.areas.models import Area, AreaCode, TerritoryAct
from wacat.areas.queries import ancestry, code_on, find_by_code, former
from wacat.areas.refusals import CannotChangeTerritory

pytestmark = pytest.mark.django_db
BEFORE = TODAY - timedelta(days=30)


@pytest.fixture
def administrator() -> Iterator[None]:
    """Stand where the administrator stands."""
    with standing_as("administrator"):
        yield


def names(area_id: int, *days: date) -> list[str]:
    """What an area was called on these days."""
    return [former([area_id], on=day)[area_id].name for day in days]


@pytest.mark.usefixtures("administrator")
def test_merged_rts_close_and_point_to_the_one_that_stays() -> None:
    acts.merge(rt_ids=[rt(3)], into_id=rt(2), order=order(on=BEFORE))
    act = acts.merge(rt_ids=[rt(2)], into_id=rt(1), order=order())
    closed = Area.objects.get(pk=find_by_code(f"{MANGGAR}.003").pk)  # type: ignore[union-attr]
    assert (closed.closed_on, closed.successor_id) == (BEFORE, rt(1))
    assert act.area_ids[0] == rt(1)
    assert not AreaCode.objects.filter(area=closed, valid__endswith=None).exists()
    with pytest.raises(CannotChangeTerritory, match="sudah ditutup"):
        acts.freeze(rt_id=closed.pk, order=order())


@pytest.mark.usefixtures("administrator")
def test_a_number_is_free_again_and_each_time_has_its_area() -> None:
    old = rt(3)
    acts.merge(rt_ids=[old], into_id=rt(2), order=order(on=BEFORE))
    _, new = acts.split_rt(rt_id=rt(2), number=3, order=order())
    code = f"{MANGGAR}.003"
    day_before = BEFORE - timedelta(days=1)
    assert [find_by_code(code, on=day).pk for day in (day_before, TODAY)] == [old, new.pk]  # type: ignore[union-attr]
    assert find_by_code(code).pk == new.pk  # type: ignore[union-attr]
    with pytest.raises(CannotChangeTerritory, match="RT 003 sudah ada"):
        acts.open_rt(kelurahan_id=make.area(MANGGAR).pk, number=3, order=order())


@pytest.mark.usefixtures("administrator")
def test_a_kelurahan_keeps_its_old_name_for_its_old_days() -> None:
    manggar = make.area(MANGGAR).pk
    kelurahan.rename_kelurahan(kelurahan_id=manggar, name="Manggar Lama", order=order(on=BEFORE))
    assert names(manggar, BEFORE - timedelta(days=1), TODAY) == ["Manggar", "Manggar Lama"]
    assert ancestry(rt(1), on=date(2025, 1, 1))["KELURAHAN"] == "Manggar"
    with pytest.raises(CannotChangeTerritory, match="sudah dipakai"):
        kelurahan.rename_kelurahan(kelurahan_id=manggar, name="LAMARU", order=order())


@pytest.mark.usefixtures("administrator")
def test_rts_of_a_new_kelurahan_keep_their_ids() -> None:
    manggar = make.area(MANGGAR)
    chosen = [rt(24), rt(25)]
    _, new = kelurahan.split_kelurahan(
        kelurahan_id=manggar.pk, rt_ids=chosen, name="Manggar Utara", code="64.71.01.1099", order=order(),
    )  # fmt: skip
    moved = Area.objects.get(pk=chosen[0])
    assert (moved.parent_id, moved.kelurahan_id, moved.number) == (new.pk, new.pk, 24)
    assert code_on(moved, TODAY) == "64.71.01.1099.024"
    assert find_by_code(f"{MANGGAR}.024", on=BEFORE) == moved
    assert ancestry(moved.pk, on=BEFORE)["KELURAHAN"] == "Manggar"


@pytest.mark.usefixtures("administrator")
def test_the_codes_of_rts_follow_their_kelurahan() -> None:
    manggar = make.area(MANGGAR)
    kelurahan.change_code(
        area_id=manggar.pk, system="KEMENDAGRI", code="64.71.01.1077", order=order()
    )
    assert find_by_code(MANGGAR) == manggar
    assert find_by_code("64.71.01.1077.023").pk == rt(23)  # type: ignore[union-attr]
    for code, said in [
        ("64.71.02.1001", "tidak sesuai"),
        ("64.71.01.1004", "sudah dipakai"),
        ("x", "tidak sesuai"),
    ]:
        with pytest.raises(CannotChangeTerritory, match=said):
            kelurahan.change_code(area_id=manggar.pk, system="KEMENDAGRI", code=code, order=order())


@pytest.mark.usefixtures("administrator")
def test_days_and_decrees_are_checked() -> None:
    for wrong, said in [
        ({"on": TODAY + timedelta(days=1)}, "masih di depan"),
        ({"on": TODAY - timedelta(days=91)}, "paling lama 90 hari"),
        ({"decree_number": " "}, "nomor keputusan"),
        ({"note": ""}, "alasan"),
    ]:
        with pytest.raises(CannotChangeTerritory, match=said):
            acts.freeze(rt_id=rt(1), order=order(**wrong))  # type: ignore[arg-type]


def test_nobody_else_changes_the_territory() -> None:
    for someone in ("rt", "lurah", "operator", "kasi", "kepala", "teknis"):
        refused = pytest.raises(DatabaseError, match="may not change")
        with standing_as(someone), refused, transaction.atomic():
            acts.freeze(rt_id=rt(1), order=order())


def test_the_ledger_is_never_changed(administrator: None) -> None:
    acts.freeze(rt_id=rt(1), order=order())
    for statement in ("UPDATE areas_territoryact SET note = ''", "DELETE FROM areas_territoryact"):
        with acting_as("wacat_owner"), connection.cursor() as cursor, transaction.atomic():
            with pytest.raises(DatabaseError, match="never changed"):
                cursor.execute(statement)
            transaction.set_rollback(True)
    assert TerritoryAct.objects.count() == 1
