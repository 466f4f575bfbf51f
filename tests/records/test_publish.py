"""Pasal 3a: a served row becomes a notice of the right RT, shown as the matrix says."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make

pytestmark = pytest.mark.django_db
MANGGAR_23 = "64.71.01.1001.023"
MANGGAR_24 = "64.71.01.1001.024"


def test_a_service_is_told_to_its_rt_with_masked_nik() -> None:
    told = make.notice(rt=MANGGAR_23, nik="6471010101900003", name="Warga Uji")
    assert (told.rt.number, told.state, told.name) == (23, "SENT", "Warga Uji")
    assert told.nik_masked == "6471********0003"


def test_a_move_inside_the_city_is_told_twice() -> None:
    told = make.publish(
        make.row(
            rt=MANGGAR_24,
            origin=MANGGAR_23,
            kind="PINDAH_DALAM_KOTA",
            reach=1,
            place_from="Jl. Lama 1",
        )
    )
    sides = {(n.rt.number, n.direction, n.address.startswith("Jl. Lama")) for n in told}
    assert sides == {(24, "DESTINATION", False), (23, "ORIGIN", True)}


def test_class_c_is_told_neutrally_and_class_d_to_nobody() -> None:
    told = make.publish(
        make.row(rt=MANGGAR_23, kind="AKTA_PERCERAIAN"), make.row(rt=MANGGAR_23, kind="CETAK_ULANG")
    )
    assert [(n.kind, n.number, n.birth_on) for n in told] == [("PERUBAHAN_DATA_KK", "", None)]


def test_publishing_the_same_fact_twice_adds_nothing() -> None:
    row = make.row(rt=MANGGAR_23)
    assert len(make.publish(row)) == 1
    assert make.publish(row) == []


def test_the_rows_of_a_second_sheet_are_not_searched_for_number_by_number() -> None:
    near = [make.row(rt=MANGGAR_23, row_number=number) for number in (7, 8)]
    far = [make.row(rt=MANGGAR_23, row_number=number) for number in (7, 990_000_007)]
    asked = []
    for rows in (near, far):
        with CaptureQueriesContext(connection) as queries:
            assert len(make.publish(*rows)) == 2
        asked.append(len(queries))
    assert asked[0] == asked[1]
