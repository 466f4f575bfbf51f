"""Reports in a real browser: axe, phone and desk, without a sideways scroll."""

import json
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from playwright.sync_api import Browser

from tests import make, people
from tests.reports import histories
from tests.web.site import check, page_of, serving
from tests.web.test_gallery import browser
from wacat.ops.testdb import TestDatabase
from wacat.reports.actions import load_stock

__all__ = ["browser"]
pytestmark = pytest.mark.browser
RT_23, RT_24 = people.SARI.place, people.BUDI.place
KINDS = ["KTP_EL", "KIA", "DATANG", "PINDAH_KELUAR", "AKTA_KELAHIRAN", "AKTA_KEMATIAN", "KK_UBAH"]
OCTOBER = "2026-10"


@pytest.fixture
def server(real_database: TestDatabase) -> Iterator[str]:
    """The site with two months of services and a population."""
    with transaction.atomic():
        rt = make.area(RT_23)
        with histories.as_system():
            load_stock(
                city=make.area("64.71"), on=date(2026, 8, 31), by=None, at=make.NOW,
                counts={(rt.pk, "L"): 214, (rt.pk, "P"): 198},
            )  # fmt: skip
        make.publish(
            *(
                make.row(rt=place, kind=kind, sex=sex, served_on=day)
                for place in (RT_23, RT_24, "64.71.02.1001.001")
                for kind in KINDS
                for sex in "LP"
                for day in (date(2026, 9, 3), date(2026, 10, 5), date(2026, 10, 6))
            )
        )
    with serving() as address:
        yield address


def test_every_report_reads_well(browser: Browser, server: str) -> None:
    places = {
        people.SARI: [
            ("lep-rt", f"/lep/?periode={OCTOBER}"),
            ("lep-kosong", "/lep/?periode=2022-01"),
        ],
        people.LURAH: [("lep-kelurahan", f"/lep/?periode={OCTOBER}")],
        people.KEPALA: [
            ("kepala", f"/kepala/?periode={OCTOBER}"),
            ("lep-kota", f"/lep/?periode={OCTOBER}"),
            ("publik", "/publik/?bulan=2026-09"),
        ],
    }
    for someone, addresses in places.items():
        page = page_of(browser, server, someone)
        for name, address in addresses:
            page.goto(f"{server}{address}")
            check(page, name, 320, 1280)
        assert page.complaints == []  # type: ignore[attr-defined]
        page.context.close()


def test_the_month_is_picked_without_javascript(browser: Browser, server: str) -> None:
    page = page_of(browser, server, people.SARI, javascript=False)
    page.goto(f"{server}/lep/")
    page.get_by_label("Periode").select_option(OCTOBER)
    page.get_by_role("button", name="Tampilkan").click()
    assert page.url.endswith(f"/lep/{RT_23}/?periode={OCTOBER}")
    with page.expect_download() as found:
        page.get_by_role("link", name="Unduh PDF").click()
    assert found.value.suggested_filename == f"LEP_RT-023-Manggar_{OCTOBER}.pdf"
    made = json.loads(page.request.get(f"{server}/lep/{RT_23}/{OCTOBER}.json").body())
    page.goto(f"{server}/verifikasi/{made['issue']}/")
    assert page.get_by_text("masih sama dengan data hari ini").is_visible()
