"""The operator's desk in a real browser: axe, narrow screens, the content policy, the keyboard."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Page, expect

from tests import make, people
from tests.web.desk import correction, denial, photo
from tests.web.site import check, page_of, serving, work
from tests.web.test_gallery import browser
from tests.web.test_operator_files import BAD_NIK, BAD_RT, GOOD, HEAD
from wacat.intake import actions
from wacat.ops.testdb import TestDatabase
from wacat.values.elements import Element

__all__ = ["browser"]
pytestmark = pytest.mark.browser
NIK = "6471010101900051"
LINES = [GOOD, GOOD, GOOD.replace("023;Manggar", "001;Lamaru"), BAD_RT, BAD_NIK, BAD_RT]


@pytest.fixture
def server(real_database: TestDatabase) -> Iterator[str]:
    """The site on a port of the loopback, with some work on the desk."""
    with transaction.atomic():
        load()
    with serving() as address:
        yield address


def load() -> None:
    """Cases of every urgency."""
    now = datetime.now(UTC)
    make.notice(rt=people.BUDI.place, nik=NIK, kind="KIA", name="Anak Contoh")
    correction(at=now - timedelta(hours=75), name="Muhammad Alexander Kusumawijaya Tirtadinata")
    correction(
        at=now - timedelta(hours=64),
        nik=NIK,
        claims={Element.NAME: "Aris Laksmiwati", Element.ADDRESS: "Jl. Cihampelas No. 83"},
        evidence=photo(),
    )
    denial()


def said_against_policy(page: Page) -> list[str]:
    """What the console said, less the refusals that a test asks for."""
    return [line for line in page.complaints if "status of 4" not in line]  # type: ignore[attr-defined]


def test_a_case_from_the_queue_to_the_decision(browser: Browser, server: str) -> None:
    page = page_of(browser, server, people.OPERATOR, width=1280)
    page.goto(f"{server}/operator/")
    check(page, "antrean", 360)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/koreksi/*/")
    check(page, "koreksi", 360)
    page.keyboard.press("a")
    expect(page.get_by_text("Koreksi ini sekarang Anda kerjakan.")).to_be_visible()
    page.get_by_role("group", name="Nama").get_by_label("Terima").check()
    page.get_by_role("group", name="Alamat").get_by_label("Tolak").check()
    check(page, "putuskan", 360)
    page.get_by_role("button", name="Putuskan").click()
    expect(page.get_by_role("alert")).to_contain_text("Tulis alasan penolakan")
    check(page, "ditolak", 360)
    page.get_by_role("textbox", name="Alasan").fill("Alamat sesuai KK")
    page.get_by_role("button", name="Putuskan").click()
    expect(page.get_by_text("Putusan tersimpan.")).to_be_visible()
    check(page, "diputuskan", 360)
    page.goto(f"{server}/operator/?cari=tidak+ada")
    check(page, "kosong", 360)
    assert said_against_policy(page) == []


def test_without_javascript_the_case_is_worked_all_the_same(browser: Browser, server: str) -> None:
    page = page_of(browser, server, people.OPERATOR, width=360, javascript=False)
    page.goto(f"{server}/operator/")
    page.locator("[data-utama]").last.click()
    page.get_by_role("button", name="Ambil").click()
    page.get_by_text("Minta keterangan").first.click()
    page.get_by_label("Keterangan yang Anda perlukan").fill("Mohon foto KK")
    page.locator("details[open] button").click()
    expect(page.get_by_text("Permintaan keterangan terkirim.")).to_be_visible()


def test_a_file_from_the_upload_to_its_withdrawal(
    browser: Browser, server: str, tmp_path: Path
) -> None:
    file = tmp_path / "siak 2026-11.csv"
    file.write_text("\n".join([HEAD, *(line.format(n=n) for n, line in enumerate(LINES))]) + "\n")
    page = page_of(browser, server, people.OPERATOR, width=1280)
    page.goto(f"{server}/operator/berkas/")
    check(page, "berkas-kosong", 360)
    page.set_input_files("input[type=file]", file)
    expect(page.locator("[data-taruh-nama]")).to_contain_text("siak 2026-11.csv")
    page.get_by_role("button", name="Unggah dan periksa").click()
    page.wait_for_url("**/berkas/*/")
    batch = int(page.url.split("/")[-2])
    check(page, "berkas-berjalan", 360)
    work(actions.check, page)
    # the page itself asks until the job has ended
    expect(page.get_by_text("Mengapa baris dikarantina")).to_be_visible()
    check(page, "berkas-karantina", 360)
    page.get_by_role("link", name="NIK bukan 16 angka.").click()
    expect(page.locator("#baris-karantina > article")).to_have_count(1)
    expect(page.locator("#baris-karantina")).to_contain_text("NIK bukan 16 angka.")
    check(page, "berkas-perbaikan", 360)

    other = page_of(browser, server, people.OPERATOR_2, width=1280)
    other.goto(f"{server}/operator/berkas/{batch}/")
    check(other, "berkas-setuju", 360)
    other.get_by_role("button", name="Setujui dan terbitkan").click()
    expect(other.get_by_text("Menerbitkan pemberitahuan")).to_be_visible()
    work(actions.publish, other)
    expect(other.get_by_text("Sudah diterbitkan")).to_be_visible()
    check(other, "berkas-terbit", 360)
    other.get_by_role("link", name="Tarik kembali").click()
    check(other, "berkas-tarik", 360)
    other.get_by_label("Alasan penarikan").fill("Berkas bulan lalu")
    other.get_by_role("button", name="Tarik berkas").click()
    expect(other.get_by_text("Berkas ini sudah ditarik")).to_be_visible()
    check(other, "berkas-ditarik", 360)
    other.goto(f"{server}/operator/berkas/")
    check(other, "berkas-daftar", 360)
    assert said_against_policy(page) == said_against_policy(other) == []
