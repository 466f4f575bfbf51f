"""Masukan on a phone of 360 px in a real browser: every screen reads well, one walk sends it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests import people
from tests.web.site import check, page_of, serving
from tests.web.test_gallery import browser
from wacat.ops.testdb import TestDatabase

__all__ = ["browser"]
pytestmark = pytest.mark.browser


@pytest.fixture
def server(real_database: TestDatabase) -> Iterator[str]:
    """The site with its people."""
    with serving() as address:
        yield address


def test_a_thumb_tells_of_a_newcomer(browser: Browser, server: str) -> None:
    page = page_of(browser, server, people.SARI, width=360)
    page.goto(f"{server}/rt/")
    page.get_by_role("link", name="Laporkan perubahan").click()
    check(page, "masukan-kosong")
    page.get_by_role("link", name="Laporkan perubahan").click()
    check(page, "masukan-1-jenis")
    go_on = page.get_by_role("button", name="Lanjut")
    page.get_by_label("Pendatang yang belum melapor").check()
    go_on.click()
    expect(page.get_by_role("heading", name="Siapa pendatangnya?")).to_be_visible()
    check(page, "masukan-2-nama")
    page.get_by_label("Nama").fill("Keluarga Pak Yusran")
    go_on.click()
    page.get_by_label("Tanggal", exact=True).fill("2026-11-01")
    page.get_by_role("button", name="Kembali").click()
    expect(page.get_by_label("Nama")).to_have_value("Keluarga Pak Yusran")
    go_on.click()
    expect(page.get_by_label("Tanggal", exact=True)).to_have_value("2026-11-01")
    check(page, "masukan-3-tanggal")
    go_on.click()
    check(page, "masukan-4-tempat")
    go_on.click()
    check(page, "masukan-5-sumber")
    page.get_by_label("Tetangga").check()
    go_on.click()
    check(page, "masukan-6-kirim")
    page.get_by_role("button", name="Kirim").click()
    expect(page.get_by_text(re.compile(r"Terkirim dengan nomor M-\d{6}"))).to_be_visible()
    check(page, "masukan-rinci")
    desk = page_of(browser, server, people.OPERATOR, width=1280)
    desk.goto(f"{server}/operator/masukan/")
    check(desk, "masukan-meja")
    desk.get_by_role("link", name=re.compile(r"^M-")).click()
    check(desk, "masukan-satu")
