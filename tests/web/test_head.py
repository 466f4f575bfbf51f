"""The front page of the Kepala: months, speed and every kelurahan, without a resident (Pasal 8b)."""

from datetime import date

import pytest
from django.test import Client

from tests import make, people
from tests.reports import histories
from tests.web.test_lep import entered, page
from wacat.records import actions

pytestmark = pytest.mark.django_db
RT_23 = "64.71.01.1001.023"


@pytest.fixture
def tirta() -> Client:
    """The Kepala's browser; in October 3 services in RT 023, one answered after an hour."""
    told = make.publish(*(make.row(rt=RT_23, served_on=date(2026, 10, 5)) for _ in range(3)))
    make.publish(make.row(rt=RT_23, served_on=date(2026, 9, 5), name="Hasna Adriansyah"))
    with histories.as_system():
        actions.mark_answered(notice_id=told[0].pk, answer="CONFIRMED", at=histories.later(1))
    return entered(people.KEPALA)


def test_the_city_on_one_page(tirta: Client) -> None:
    text = page(tirta, "/kepala/?bulan=2026-10")
    assert "Kota Balikpapan, Oktober 2026" in text
    assert "+200\u00a0% dari bulan sebelumnya" in text
    assert "1 dari 3 pemberitahuan" in text
    assert text.count("data-baris") == 34
    assert 'href="/lep/64.71.01.1001/?bulan=2026-10"' in text
    assert 'href="/lep/64.71/2026-10.pdf"' in text
    assert "Hasna" not in text


def test_before_the_first_file_the_page_says_so(tirta: Client) -> None:
    assert "Belum ada layanan sampai Januari 2022." in page(tirta, "/kepala/?bulan=2022-01")


def test_others_are_refused(tirta: Client) -> None:
    for someone in (people.SARI, people.LURAH, people.OPERATOR, people.TEKNIS):
        assert entered(someone).get("/kepala/").status_code == 403
