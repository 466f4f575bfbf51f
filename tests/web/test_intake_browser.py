"""What the office's files need of an operator, in a real browser: quarantine mended, columns mapped."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import people
from tests.web.site import check, page_of, serving, work
from tests.web.test_gallery import browser
from tests.web.test_operator_files import BAD_NIK, BAD_RT, GOOD, csv
from tests.web.test_operator_mapping import strange
from tests.web.test_operator_mending import UNKNOWN
from wacat.intake import actions
from wacat.ops.testdb import TestDatabase

__all__ = ["browser"]
pytestmark = pytest.mark.browser


@pytest.fixture
def server(real_database: TestDatabase) -> Iterator[str]:
    """The site with its people."""
    with serving() as address:
        yield address


def upload(page: Page, server: str, content: bytes, *, name: str) -> None:
    """Hand in a file on the page of files and have it checked."""
    page.goto(f"{server}/operator/berkas/")
    page.set_input_files(
        "input[type=file]", {"name": name, "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Unggah dan periksa").click()
    page.wait_for_url("**/berkas/*/")
    work(actions.check, page)


def fill_kelurahan(page: Page, kelurahan: str, *, rows: int) -> None:
    """Say of all rows that the filter shows where they lie."""
    page.get_by_text("Kerjakan banyak baris sekaligus").click()
    page.get_by_label(f"Semua {rows} baris yang tersaring").check()
    page.locator("#banyak").get_by_label("Kelurahan", exact=True).select_option(label=kelurahan)
    check(page, "perbaikan-banyak")
    page.get_by_role("button", name="Isi kelurahan").click()


def test_rows_in_quarantine_are_mended_until_they_are_published(
    browser: Browser, server: str
) -> None:
    page = page_of(browser, server, people.OPERATOR, width=1280)
    body = csv(GOOD, GOOD, BAD_RT, BAD_NIK, UNKNOWN, UNKNOWN, UNKNOWN).read()
    upload(page, server, body, name="siak 2026-11.csv")
    file = page.url
    expect(page.get_by_text("Mengapa baris dikarantina")).to_be_visible()
    page.keyboard.press("b")
    expect(page.get_by_role("status").filter(has_text="5 baris")).to_be_visible()
    check(page, "perbaikan")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.get_by_label("Pilih baris 4")).to_be_checked()

    page.get_by_role("article", name="Baris 4").get_by_role("button", name="RT 009").click()
    expect(page.get_by_text("Baris 4 tersimpan dan siap dilepas.")).to_be_visible()
    wrong = page.get_by_role("article", name="Baris 5").get_by_label("NIK")
    wrong.fill("6471010101900904")
    wrong.press("Enter")
    expect(page.get_by_text("Baris 5 tersimpan dan siap dilepas.")).to_be_visible()

    page.get_by_label("Alasan", exact=True).select_option(
        label="Kelurahan tidak dikenal di kota ini. (3)"
    )
    page.get_by_role("button", name="Saring").click()
    fill_kelurahan(page, "Manggar", rows=3)
    expect(page.get_by_text("3 baris, 3 di antaranya siap dilepas.")).to_be_visible()
    expect(page.get_by_text("Tidak ada lagi baris dengan alasan ini.")).to_be_visible()
    expect(page.get_by_label("Alasan", exact=True)).to_have_value("KELURAHAN_UNKNOWN")
    check(page, "perbaikan-sesudah")
    page.get_by_role("button", name="Urungkan").click()
    expect(page.get_by_text("Diurungkan: 3 baris kembali seperti sebelumnya.")).to_be_visible()
    fill_kelurahan(page, "Manggar", rows=3)
    page.get_by_role("link", name="Siap dilepas").click()
    check(page, "perbaikan-siap")
    page.get_by_text("Kerjakan banyak baris sekaligus").click()
    page.get_by_label("Semua 5 baris").check()
    page.get_by_role("button", name="Periksa ulang").click()
    expect(page.get_by_text("Memeriksa ulang: 5 baris, 5 di antaranya siap")).to_be_visible()
    page.get_by_role("link", name="Riwayat perbaikan").click()
    expect(page.get_by_text("Diurungkan Dewi Anggraini")).to_be_visible()
    check(page, "perbaikan-riwayat")
    page.go_back()

    page.get_by_role("button", name="Lepas baris yang siap").click()
    expect(page.get_by_text("5 baris dilepas ke berkas perbaikan.")).to_be_visible()
    work(actions.check, page)
    expect(page.get_by_text("Berkas perbaikan: baris karantina")).to_be_visible()
    check(page, "perbaikan-dilepas")
    other = page_of(browser, server, people.OPERATOR_2, width=1280)
    other.goto(page.url)
    other.get_by_role("button", name="Setujui dan terbitkan").click()
    work(actions.publish, other)
    expect(other.get_by_text("5 layanan, 5 pemberitahuan.")).to_be_visible()
    page.goto(file)
    expect(page.get_by_text("0 menunggu, 5 sudah dilepas.")).to_be_visible()
    check(page, "perbaikan-terbit")
    page.get_by_role("link", name="Lihat barisnya").click()
    expect(page.locator("#baris-karantina > article")).to_have_count(5)


def test_an_unknown_file_is_mapped_once(browser: Browser, server: str) -> None:
    page = page_of(browser, server, people.OPERATOR, width=1280)
    upload(page, server, strange("023", "024", "099", "023", "024").read(), name="loket.csv")
    page.get_by_role("link", name="Petakan kolom").click()
    check(page, "pemetaan")
    expect(page.get_by_label("Nomor Induk")).to_have_value("nik")
    page.get_by_label("Tgl Ambil").select_option("served_on")
    page.get_by_label("Produk").select_option("kind")
    page.get_by_label("Nama Pemilik").select_option("name")
    page.get_by_label("Lingkungan").select_option("rt")
    page.get_by_role("button", name="Lihat hasilnya").click()
    expect(page.get_by_text("Hasil pada 5 baris pertama")).to_be_in_viewport()
    check(page, "pemetaan-hasil")
    page.get_by_label("Nama pemetaan").fill("Loket keliling")
    page.get_by_label("Sumber berkas").fill("Mobil layanan")
    page.get_by_role("button", name="Simpan dan periksa berkas").click()
    page.wait_for_url("**/berkas/*/")
    expect(page.get_by_text("Pemetaan tersimpan.")).to_be_visible()
    work(actions.check, page)
    expect(page.get_by_text("4 baris menjadi pemberitahuan")).to_have_count(0)
    expect(page.get_by_text("Mengapa baris dikarantina")).to_be_visible()
    check(page, "pemetaan-dipakai")

    upload(page, server, strange("023", "024", first=6).read(), name="loket desember.csv")
    expect(page.get_by_text("Kolomnya dibaca dengan pemetaan tersimpan")).to_be_visible()
    expect(page.get_by_role("link", name="Petakan kolom")).to_have_count(0)
    check(page, "pemetaan-berikutnya")
