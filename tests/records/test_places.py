"""The database refuses a row whose place does not exist, or whose areas do not belong together."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests import make
from tests.conftest import acting_as
from wacat.accounts.access import enter_system
from wacat.records.models import Notice

pytestmark = pytest.mark.django_db
MANGGAR_23, LAMARU_1 = "64.71.01.1001.023", "64.71.01.1004.001"


NAMES = (
    "rt_id", "kelurahan_id", "kecamatan_id", "city_id",
    "origin_rt_id", "origin_kelurahan_id", "origin_kecamatan_id",
)  # fmt: skip


def move(**values: int) -> dict[str, object]:
    """A move from one kelurahan to another."""
    kind = "PINDAH_DALAM_KOTA"
    return make.row(rt=MANGGAR_23, origin=LAMARU_1, kind=kind, reach=2, **values)


@pytest.mark.parametrize("name", NAMES)
def test_a_place_that_does_not_exist_is_not_published(name: str) -> None:
    good, wrong = move(), move(**{name: 999_999})
    with pytest.raises(DatabaseError), transaction.atomic():
        make.publish(good, wrong)
    assert len(make.publish(good)) == 2


@pytest.mark.parametrize("name", ["kelurahan_id", "origin_kelurahan_id"])
def test_an_rt_with_the_kelurahan_of_another_is_not_published(name: str) -> None:
    other = make.area("64.71.02.1002.001").kelurahan_id
    assert other is not None
    with pytest.raises(DatabaseError), transaction.atomic():
        make.publish(move(**{name: other}))


@pytest.mark.parametrize("name", ["rt_id", "kelurahan_id", "kecamatan_id"])
def test_a_notice_goes_to_another_rt_only_with_all_its_areas(name: str) -> None:
    told, there = make.notice(rt=MANGGAR_23), make.area(LAMARU_1)
    whole = {"rt_id": there.pk, "kelurahan_id": there.kelurahan_id}
    with acting_as("wacat_job"):
        enter_system(make.account("sistem").pk)
        mine = Notice.objects.filter(pk=told.pk)
        with pytest.raises(DatabaseError), transaction.atomic():
            mine.update(**{name: 999_999})
        with pytest.raises(DatabaseError), transaction.atomic():
            mine.update(rt_id=there.pk)
        assert mine.update(**whole, kecamatan_id=there.kecamatan_id) == 1


def test_an_rt_is_never_removed_not_even_by_the_owner() -> None:
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        for rt in (MANGGAR_23, LAMARU_1):
            with pytest.raises(DatabaseError, match="never removed"), transaction.atomic():
                cursor.execute("DELETE FROM areas_area WHERE id = %s", [make.area(rt).pk])


@pytest.mark.parametrize("name", NAMES)
def test_a_record_is_never_given_a_place_that_does_not_exist(name: str) -> None:
    told = make.publish(move())[0]
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        enter_system(make.account("sistem").pk)
        refused = "not above it|row-level security"  # another city is out of reach before that
        with pytest.raises(DatabaseError, match=refused), transaction.atomic():
            cursor.execute(
                f"UPDATE records_servicerecord SET {name} = 999999 WHERE id = %s", [told.record_id]
            )
