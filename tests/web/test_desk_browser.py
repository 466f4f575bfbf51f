"""The desk by keyboard alone in a real browser: next case, take, canned reply, copy, many at once."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from playwright.sync_api import Browser, expect

from tests import people
from tests.web.desk import correction
from tests.web.site import check, page_of, serving
from tests.web.test_gallery import browser
from wacat.ops.testdb import TestDatabase

__all__ = ["browser"]
pytestmark = pytest.mark.browser


@pytest.fixture
def server(real_database: TestDatabase) -> Iterator[str]:
    """The site with four corrections."""
    with transaction.atomic():
        for _ in range(4):
            correction()
    with serving() as address:
        yield address


def test_hands_stay_on_the_keyboard(browser: Browser, server: str) -> None:
    page = page_of(browser, server, people.OPERATOR, width=1280)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{server}/operator/")
    check(page, "meja-antrean")
    ticked = page.locator("[data-centang]:checked")
    page.keyboard.press("c")
    expect(ticked).to_have_count(4)
    expect(page.get_by_text("4 dicentang")).to_be_visible()
    page.keyboard.press("c")
    expect(ticked).to_have_count(0)
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(ticked).to_have_count(2)
    expect(page.get_by_text("2 dicentang")).to_be_visible()
    page.get_by_role("button", name="Ambil yang dipilih").press("Enter")
    check(page, "meja-banyak")
    page.keyboard.press("p")
    expect(page.get_by_text("2 koreksi sekarang Anda kerjakan.")).to_be_visible()
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="Ambil koreksi ini")).to_be_visible()
    page.keyboard.press("a")
    expect(page.get_by_text("Bila tidak disentuh, koreksi ini kembali ke antrean")).to_be_visible()
    page.keyboard.press("1")
    expect(page.get_by_text("Tersalin.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "Jl. Baru No. 7"
    page.keyboard.press("r")
    page.get_by_label("Balasan siap pakai").first.select_option(label="Diterima")
    expect(page.locator("#medan-alasan")).to_have_value(
        "Terima kasih. Perubahan alamat kami kerjakan di SIAK."
    )
    check(page, "meja-koreksi")
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="Terima")).to_be_checked()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog").get_by_text("Salin alamat")).to_be_visible()
    check(page, "meja-pintasan")
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    expect(page.get_by_role("heading", name="Langkah berikutnya")).to_be_visible()
    number = page.get_by_role("heading", level=1).inner_text()
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(number)
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="Tidak ada lagi yang belum diambil")).to_be_visible()
    page.keyboard.press("n")
    expect(page.get_by_text("Semua koreksi lain sudah ada yang mengerjakan")).to_be_visible()


def test_a_saved_view_is_opened_by_its_key_and_a_search_goes_over_all_cases(
    browser: Browser, server: str
) -> None:
    page = page_of(browser, server, people.OPERATOR, width=1280)
    page.goto(f"{server}/operator/?rak=saya")
    page.get_by_text("Atur tampilan").click()
    page.get_by_label("Simpan saringan ini sebagai").fill("Punya saya")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tampilan “Punya saya” tersimpan.")).to_be_visible()
    page.goto(f"{server}/operator/")
    view = page.get_by_role("link", name="Punya saya")
    expect(view).not_to_have_attribute("aria-current", "true")
    page.keyboard.press("1")
    expect(view).to_have_attribute("aria-current", "true")
    check(page, "meja-tampilan")
    page.keyboard.press("/")
    page.keyboard.type("RT 023")
    page.keyboard.press("Enter")
    expect(page.get_by_text("4 koreksi, yang terbaru di atas.")).to_be_visible()
    page.keyboard.press("/")
    page.get_by_label("Cari di semua koreksi").fill("6471010101900")
    page.keyboard.press("Enter")
    expect(page.get_by_text("yang Anda ketik 13 angka")).to_be_visible()
    assert "6471010101900" not in page.url
