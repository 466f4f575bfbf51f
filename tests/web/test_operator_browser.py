"""The operator's desk in a real browser: axe, narrow screens, the content policy, the keyboard."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import transaction
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, expect

from tests import make, people
from tests.web.desk import correction, denial, photo
from tests.web.site import work
from tests.web.test_entry import log_in
from tests.web.test_gallery import AXE, AXE_RUN, browser
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
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    try:
        yield f"http://127.0.0.1:{thread.port}"
    finally:
        thread.terminate()


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


def enter(
    browser: Browser,
    server: str,
    *,
    width: int,
    javascript: bool = True,
    someone: people.Someone = people.OPERATOR,
) -> Page:
    """Dewi's browser, or another's, signed in."""
    client = Client()
    log_in(client, someone)
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=javascript
    )
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": server}])
    page = context.new_page()
    page.complaints = []  # type: ignore[attr-defined]
    page.on("console", lambda line: line.type == "error" and page.complaints.append(line.text))  # type: ignore[attr-defined]
    return page


def check(page: Page, name: str) -> None:
    """Axe finds nothing, nothing scrolls sideways, nothing breaks the content policy."""
    folder = os.environ.get("WACAT_SCREENSHOTS")
    if folder:
        width = page.viewport_size["width"]  # type: ignore[index]
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = [
        (rule["id"], node["target"], node["failureSummary"])
        for rule in page.evaluate(AXE_RUN)["violations"]
        for node in rule["nodes"]
    ]
    assert found == [], name
    assert [line for line in page.complaints if "status of 4" not in line] == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_case_from_the_queue_to_the_decision(browser: Browser, server: str, width: int) -> None:
    page = enter(browser, server, width=width)
    page.goto(f"{server}/operator/")
    check(page, "antrean")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/koreksi/*/")
    check(page, "koreksi")
    page.keyboard.press("a")
    expect(page.get_by_text("Koreksi ini sekarang Anda kerjakan.")).to_be_visible()
    page.get_by_role("group", name="Nama").get_by_label("Terima").check()
    page.get_by_role("group", name="Alamat").get_by_label("Tolak").check()
    check(page, "putuskan")
    page.get_by_role("button", name="Putuskan").click()
    expect(page.get_by_role("alert")).to_contain_text("Tulis alasan penolakan")
    check(page, "ditolak")
    page.get_by_role("textbox", name="Alasan").fill("Alamat sesuai KK")
    page.get_by_role("button", name="Putuskan").click()
    expect(page.get_by_text("Putusan tersimpan.")).to_be_visible()
    check(page, "diputuskan")
    page.goto(f"{server}/operator/?cari=tidak+ada")
    check(page, "kosong")


def test_without_javascript_the_case_is_worked_all_the_same(browser: Browser, server: str) -> None:
    page = enter(browser, server, width=360, javascript=False)
    page.goto(f"{server}/operator/")
    page.locator("[data-utama]").last.click()
    page.get_by_role("button", name="Ambil").click()
    page.get_by_text("Minta keterangan").first.click()
    page.get_by_label("Keterangan yang Anda perlukan").fill("Mohon foto KK")
    page.locator("details[open] button").click()
    expect(page.get_by_text("Permintaan keterangan terkirim.")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_file_from_the_upload_to_its_withdrawal(
    browser: Browser, server: str, width: int, tmp_path: Path
) -> None:
    file = tmp_path / "siak 2026-11.csv"
    file.write_text("\n".join([HEAD, *(line.format(n=n) for n, line in enumerate(LINES))]) + "\n")
    page = enter(browser, server, width=width)
    page.goto(f"{server}/operator/berkas/")
    check(page, "berkas-kosong")
    page.set_input_files("input[type=file]", file)
    expect(page.locator("[data-taruh-nama]")).to_contain_text("siak 2026-11.csv")
    page.get_by_role("button", name="Unggah dan periksa").click()
    page.wait_for_url("**/berkas/*/")
    batch = int(page.url.split("/")[-2])
    check(page, "berkas-berjalan")
    work(actions.check, page)
    # the page itself asks until the job has ended
    expect(page.get_by_text("Mengapa baris dikarantina")).to_be_visible()
    check(page, "berkas-karantina")
    page.get_by_role("link", name="NIK bukan 16 angka.").click()
    expect(page.locator("#baris-karantina > article")).to_have_count(1)
    expect(page.locator("#baris-karantina")).to_contain_text("NIK bukan 16 angka.")
    check(page, "berkas-perbaikan")

    other = enter(browser, server, width=width, someone=people.OPERATOR_2)
    other.goto(f"{server}/operator/berkas/{batch}/")
    check(other, "berkas-setuju")
    other.get_by_role("button", name="Setujui dan terbitkan").click()
    expect(other.get_by_text("Menerbitkan pemberitahuan")).to_be_visible()
    work(actions.publish, other)
    expect(other.get_by_text("Sudah diterbitkan")).to_be_visible()
    check(other, "berkas-terbit")
    other.get_by_role("link", name="Tarik kembali").click()
    check(other, "berkas-tarik")
    other.get_by_label("Alasan penarikan").fill("Berkas bulan lalu")
    other.get_by_role("button", name="Tarik berkas").click()
    expect(other.get_by_text("Berkas ini sudah ditarik")).to_be_visible()
    check(other, "berkas-ditarik")
    other.goto(f"{server}/operator/berkas/")
    check(other, "berkas-daftar")
