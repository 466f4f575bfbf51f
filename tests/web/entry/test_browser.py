"""The door in a real browser: the first visit with the thumb at 360 px, second factor, passkey, lock."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db.models import F
from playwright.sync_api import Browser, Page, expect

from tests import make, people
from tests.factor import code_of
from tests.web.site import check, page_of, serving
from tests.web.test_gallery import browser
from wacat.accounts.models import Account, Session
from wacat.ops.testdb import TestDatabase

__all__ = ["browser"]
pytestmark = pytest.mark.browser
OWN = "kuda hijau besar"


@pytest.fixture
def server(real_database: TestDatabase) -> Iterator[str]:
    """The site under a name: passkeys know no numbers."""
    with serving() as address:
        yield address.replace("127.0.0.1", "localhost")


def stranger(browser: Browser, *, width: int = 360) -> Page:
    """A browser nobody is signed in with."""
    page = browser.new_context(viewport={"width": width, "height": 780}).new_page()
    page.complaints = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
    return page


def log_in_at(page: Page, server: str, someone: people.Someone, password: str) -> None:
    """Fill in the door."""
    page.goto(f"{server}/masuk/")
    page.get_by_label("Nama pengguna atau nomor HP").fill(someone.username)
    page.get_by_label("Kata sandi").fill(password)
    page.get_by_role("button", name="Masuk", exact=True).click()


def test_the_whole_first_visit_and_the_lock_after_it(browser: Browser, server: str) -> None:
    page = stranger(browser)
    page.goto(f"{server}/masuk/lupa/")
    check(page, "lupa")
    page.goto(f"{server}/kunci/")
    check(page, "kode")
    page.goto(f"{server}/kunci/AAAA-BBBB-CCCC/")
    check(page, "kunci-mati")
    page.goto(f"{server}/masuk/")
    check(page, "masuk")
    log_in_at(page, server, people.BARU, people.PASSWORD)
    check(page, "awal")
    page.get_by_label("Kata sandi baru", exact=True).fill("joko susilo")
    page.get_by_label("Ketik ulang kata sandi baru").fill("joko susilo")
    page.get_by_label("Saya membaca").check()
    page.get_by_role("button", name="Lanjutkan").click()
    expect(page.get_by_text("mudah ditebak")).to_be_visible()
    expect(page.get_by_label("Saya membaca")).to_be_checked()
    check(page, "awal-galat")
    page.get_by_label("Kata sandi baru", exact=True).fill(OWN)
    page.get_by_label("Ketik ulang kata sandi baru").fill(OWN)
    page.get_by_role("button", name="Lanjutkan").click()
    expect(page.get_by_role("heading", name="Hampir selesai")).to_be_visible()
    check(page, "siap")
    page.get_by_role("link", name="Buat PIN").click()
    check(page, "pin")
    page.get_by_label("PIN baru").fill("4826")
    page.get_by_label("Ketik ulang PIN").fill("4826")
    page.get_by_role("button", name="Simpan PIN").click()
    page.wait_for_url(f"{server}/rt/")
    page.goto(f"{server}/akun/")
    check(page, "akun")
    Session.objects.update(seen_at=F("seen_at") - timedelta(minutes=16))
    page.goto(f"{server}/rt/riwayat/")
    check(page, "terkunci")
    page.get_by_label("PIN").fill("4826")
    page.get_by_role("button", name="Buka").click()
    page.wait_for_url(f"{server}/rt/riwayat/")
    assert page.complaints == []  # type: ignore[attr-defined]


def test_staff_sets_up_an_app_and_enters_with_it(browser: Browser, server: str) -> None:
    page = stranger(browser, width=1280)
    log_in_at(page, server, people.OPERATOR, people.PASSWORD)
    page.goto(f"{server}/akun/faktor/")
    check(page, "faktor")
    secret = page.locator("p:has-text('ketik kunci') .nomor").inner_text().replace(" ", "")
    page.get_by_label("6 angka dari aplikasi").fill(code_of(secret, later=-1))
    page.get_by_role("button", name="Pasang").click()
    expect(page.locator(".daftar-kode li")).to_have_count(10)
    check(page, "cadangan")
    page.get_by_role("button", name="Keluar").click()
    log_in_at(page, server, people.OPERATOR, people.PASSWORD)
    check(page, "langkah-kedua")
    page.get_by_label("Kode dari aplikasi").fill(code_of(secret))
    page.get_by_role("button", name="Lanjutkan").click()
    page.wait_for_url(re.compile("/operator/"))
    page.goto(f"{server}/akun/")
    check(page, "akun-meja")


def test_a_passkey_is_made_and_opens_the_door(browser: Browser, server: str) -> None:
    page = stranger(browser)
    finger = page.context.new_cdp_session(page)
    finger.send("WebAuthn.enable")
    finger.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    log_in_at(page, server, people.SARI, people.PASSWORD)
    page.wait_for_url(f"{server}/rt/")
    page.goto(f"{server}/akun/")
    page.get_by_role("button", name="Tambah passkey").click()
    expect(page.get_by_role("heading", name="Kode cadangan")).to_be_visible()
    page.goto(f"{server}/akun/")
    expect(page.get_by_text("dibuat", exact=False).first).to_be_visible()
    page.get_by_role("button", name="Keluar", exact=True).click()
    page.goto(f"{server}/masuk/?next=/rt/riwayat/")
    page.get_by_role("button", name="Masuk dengan passkey").click()
    page.wait_for_url(f"{server}/rt/riwayat/")
    page.goto(f"{server}/akun/")
    page.get_by_role("button", name="Keluar", exact=True).click()
    Account.objects.filter(username="rt").update(state="SUSPENDED")
    page.goto(f"{server}/masuk/")
    page.get_by_role("button", name="Masuk dengan passkey").click()
    expect(page.get_by_text("tidak dapat membuktikan diri")).to_be_visible()


def test_the_slip_of_a_lurah_reads_well(browser: Browser, server: str) -> None:
    page = page_of(browser, server.replace("localhost", "127.0.0.1"), people.LURAH)
    page.goto(
        f"{server.replace('localhost', '127.0.0.1')}/lurah/kode/{make.area(people.SARI.place).pk}/"
    )
    check(page, "beri-kode")
    page.get_by_label("Lupa kata sandi").check()
    page.get_by_role("button", name="Buat dan cetak kode").click()
    expect(page.get_by_role("heading", name="Kode masuk WaCAT")).to_be_visible()
    check(page, "kertas-kode")
