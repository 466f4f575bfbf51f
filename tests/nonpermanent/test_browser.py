"""A stay registered with a thumb at 360 px in a real browser; the lists of the Lurah and the desk."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Browser, expect

from tests import people
from tests.nonpermanent import acts
from tests.web.site import check, page_of, serving
from tests.web.test_gallery import browser
from wacat.ops.testdb import TestDatabase

__all__ = ["browser"]
pytestmark = pytest.mark.browser


@pytest.fixture
def server(real_database: TestDatabase) -> Iterator[str]:
    """The site with its people and the module on."""
    with transaction.atomic():
        acts.switch(on=True)
    with serving() as address:
        yield address


def test_a_thumb_registers_a_lodger(browser: Browser, server: str) -> None:
    today = timezone.localdate()
    page = page_of(browser, server, people.SARI, width=360)
    page.goto(f"{server}/rt/")
    page.get_by_role("link", name="Laporkan perubahan").click()
    page.get_by_role("link", name="Penduduk nonpermanen").click()
    check(page, "nonpermanen-kosong")
    page.get_by_role("link", name="Catat orang baru").click()
    go_on = page.get_by_role("button", name="Lanjut")
    page.get_by_label("Nama lengkap").fill("Ahmad Fauzi")
    check(page, "nonpermanen-1-nama")
    go_on.click()
    page.get_by_label("Asal").fill("Kabupaten Banjar")
    go_on.click()
    page.get_by_label("Mulai tinggal").fill(today.isoformat())
    go_on.click()
    check(page, "nonpermanen-4-sampai")
    page.get_by_label("Perkiraan pergi").fill((today + timedelta(days=90)).isoformat())
    go_on.click()
    page.get_by_label("Alamat").fill("Jl. Mufakat No. 5")
    page.get_by_role("button", name="Kembali").click()
    go_on.click()
    expect(page.get_by_label("Alamat")).to_have_value("Jl. Mufakat No. 5")
    go_on.click()
    page.get_by_label("Bekerja").check()
    check(page, "nonpermanen-6-keperluan")
    go_on.click()
    check(page, "nonpermanen-7-nik")
    go_on.click()
    check(page, "nonpermanen-8-periksa")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text(re.compile(r"Tercatat dengan nomor N-\d{6}"))).to_be_visible()
    check(page, "nonpermanen-rinci")
    page.get_by_role("link", name="Perbaiki catatan").click()
    check(page, "nonpermanen-perbaiki")
    lurah = page_of(browser, server, people.LURAH, width=360)
    lurah.goto(f"{server}/nonpermanen/")
    check(lurah, "nonpermanen-lurah")
    desk = page_of(browser, server, people.OPERATOR, width=1280)
    desk.goto(f"{server}/operator/nonpermanen/")
    check(desk, "nonpermanen-meja")
