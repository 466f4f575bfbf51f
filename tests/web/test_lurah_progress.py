"""Perkembangan: the Lurah's RTs by their answers, the silent ones, and the middle of his kecamatan."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from openpyxl import load_workbook

from tests import make, people
from tests.door import standing_as
from tests.reports import histories
from tests.web.test_entry import log_in
from wacat.records import actions
from wacat.reports import neighbourhoods

pytestmark = pytest.mark.django_db
HOME = "/lurah/perkembangan/?bulan=2026-10"
OCTOBER = date(2026, 10, 1)
# kelurahan of Balikpapan Timur: an RT, notices, answers
NEAR = (("64.71.01.1001.023", 20, 10), ("64.71.01.1002.001", 20, 18), ("64.71.01.1003.001", 40, 10))


def told(rt: str, count: int, answered: int) -> None:
    """Notices of October in an RT, some of them answered."""
    notices = make.publish(*(make.row(rt=rt, served_on=date(2026, 10, 6)) for _ in range(count)))
    with histories.as_system():
        for notice in notices[:answered]:
            actions.mark_answered(notice_id=notice.pk, answer="CONFIRMED", at=histories.later(1))


@pytest.fixture
def lurah(client: Client) -> Client:
    """The Lurah of Manggar: RT 023 answered half, RT 024 nothing, the others were told nothing."""
    for line in NEAR:
        told(*line)
    told("64.71.01.1001.024", 5, 0)
    log_in(client, people.LURAH)
    return client


def test_the_worst_rt_stands_first_and_the_silent_are_named(lurah: Client) -> None:
    text = lurah.get(HOME).content.decode()
    assert "10 dari 25 pemberitahuan" in text
    rows = text.split('id="per-rt"')[1].split("<tbody>")[1].split("</tbody>")[0].split("</tr>")
    assert "RT 024" in rows[0]
    assert "Diam" in rows[0]
    assert "RT 023" in rows[1]
    assert "50\u00a0%" in rows[1]
    assert "24 RT tidak mendapat pemberitahuan" in text
    silent = text.split('id="judul-diam"')[1].split("</section>")[0]
    assert f"/lurah/rt/{make.area('64.71.01.1001.024').pk}/" in silent
    assert "RT 023" not in silent


def test_the_kelurahan_stands_beside_the_middle_of_its_kecamatan_and_beside_nobody_else(
    lurah: Client,
) -> None:
    text = lurah.get(HOME).content.decode()
    # 10/25, 18/20 and 10/40: the middle one is his own
    table = text.split('id="grafik-kelurahan-tabel"')[1].split("</table>")[0]
    assert table.count("40,0\u00a0%") == 2
    assert "90,0" not in text
    assert "Lamaru" not in text


def test_too_few_kelurahan_have_no_middle(lurah: Client) -> None:
    with standing_as("lurah"):
        september = neighbourhoods.months(
            kelurahan_id=make.area("64.71.01.1001").pk, months=[date(2026, 9, 1)]
        )
        assert september[0].median is None
        # the neighbour's counts stay closed after the function has looked
        other = make.area("64.71.01.1002").pk
        neighbourhoods.months(kelurahan_id=other, months=[OCTOBER])
        assert neighbourhoods.months(kelurahan_id=other, months=[OCTOBER])[0].told == 0


def test_the_function_serves_a_lurah_only(lurah: Client) -> None:
    for someone in ("rt", "kepala", "operator"):
        with standing_as(someone), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM wacat.kecamatan_median(%s)", [[OCTOBER]])
            assert cursor.fetchone() == (0,)


def test_the_file_holds_every_rt_as_numbers(lurah: Client) -> None:
    answer = lurah.get("/lurah/perkembangan/unduh.xlsx?bulan=2026-10")
    assert 'filename="jawaban-rt-manggar-2026-10.xlsx"' in answer["Content-Disposition"]
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = {row[0]: row[1:4] for row in sheet.iter_rows(values_only=True)}
    assert rows["RT 023"] == (20, 10, 0.5)
    assert rows["RT 026"] == (0, 0, None)


def test_a_month_without_notices_says_so(lurah: Client) -> None:
    assert "Belum ada pemberitahuan pada Januari 2022." in (
        lurah.get("/lurah/perkembangan/?bulan=2022-01").content.decode()
    )


def test_the_page_asks_little_and_is_reached_from_the_front_page(
    lurah: Client, sql_snapshot: Callable[[str], AbstractContextManager[object]]
) -> None:
    assert 'href="/lurah/perkembangan/"' in lurah.get("/lurah/").content.decode()
    with sql_snapshot("lurah_perkembangan"):
        lurah.get(HOME)


def test_others_are_refused(lurah: Client) -> None:
    for someone in (people.SARI, people.KEPALA, people.OPERATOR, people.TEKNIS):
        client = Client()
        log_in(client, someone)
        assert client.get(HOME).status_code == 403
