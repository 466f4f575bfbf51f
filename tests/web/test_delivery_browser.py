"""The pages of delivery in a real browser: axe at 360 and 1280 px, and what the service worker shows."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests import people
from tests.notify.office import reachable, tell, unreachable
from tests.web.site import check, page_of, serving
from tests.web.test_gallery import browser
from wacat.ops.testdb import TestDatabase

__all__ = ["browser"]
pytestmark = pytest.mark.browser
LEDGER = "/administrator/pengiriman/"
SHOWN = """async () => (await (await navigator.serviceWorker.ready).getNotifications())
    .map(n => ({isi: n.body, tanda: n.tag, jalur: n.data.path}))"""


@pytest.fixture
def server(real_database: TestDatabase, settings: Any) -> Iterator[str]:
    """The site with one dead message, one that waits for WhatsApp, and push set up."""
    settings.WACAT_PUSH_CONTACT = "mailto:wacat@contoh.test"
    settings.WACAT_SMTP_URL = ""
    settings.WACAT_URL = "https://wacat.contoh.test"
    with transaction.atomic():
        unreachable("rt2")
        tell("rt2", topic="SETTLED", notice_id=5)
        reachable("rt", phone="0812-3456-7890")
        tell("rt", topic="NOTICES", jumlah=3)
    with serving() as address:
        yield address


def test_the_pages_read_well(browser: Browser, server: str) -> None:
    for width in (360, 1280):
        page = page_of(browser, server, people.ADMINISTRATOR, width=width)
        page.goto(f"{server}{LEDGER}")
        check(page, "pengiriman")
        page.goto(f"{server}{LEDGER}?keadaan=DEAD")
        page.locator("[data-utama]").first.click()
        page.get_by_role("link", name="Kirim ulang").click()
        check(page, "pengiriman-ulang")
        assert page.complaints == []  # type: ignore[attr-defined]
        page = page_of(browser, server, people.TEKNIS, width=width)
        page.goto(f"{server}/teknis/")
        check(page, "teknis-saluran")
    page = page_of(browser, server, people.LURAH)
    page.goto(f"{server}/lurah/")
    page.get_by_role("link", name="pesan untuk Ketua RT").click()
    check(page, "lurah-pesan")
    page.get_by_role("button", name="Siapkan pesan WhatsApp").click()
    check(page, "lurah-pesan-whatsapp")
    expect(page.get_by_role("link", name="Buka WhatsApp")).to_have_attribute(
        "href", r"https://wa.me/6281234567890?text=WaCAT%3A%203%20pemberitahuan%20baru%20di%20RT%20023"
        "%20Manggar.%20https%3A//wacat.contoh.test/rt/",
    )  # fmt: skip


def test_without_javascript_the_choices_are_kept(browser: Browser, server: str) -> None:
    page = page_of(browser, server, people.SARI, javascript=False)
    page.goto(f"{server}/akun/pemberitahuan/")
    page.get_by_label("Jam tenang sampai").fill("07:30")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Pilihan Anda tersimpan.")).to_be_visible()
    expect(page.get_by_label("Jam tenang sampai")).to_have_value("07:30")


def test_what_is_pushed_is_shown_and_taken_back(browser: Browser, server: str) -> None:
    page = page_of(browser, server, people.SARI)
    page.context.grant_permissions(["notifications"], origin=server)
    page.goto(f"{server}/akun/pemberitahuan/")
    check(page, "pilihan")
    page.evaluate("navigator.serviceWorker.register('/sw.js').then(() => true)")
    line, number = worker_of(page)
    told = {
        "judul": "WaCAT", "isi": "3 pemberitahuan baru di RT 023 Manggar", "jalur": "/rt/",
        "tanda": "NOTICES", "buang": False,
    }  # fmt: skip
    push(line, server, number, json.dumps(told))
    wait_for(page, [{"isi": told["isi"], "tanda": "NOTICES", "jalur": "/rt/"}])
    recalled = told | {"isi": "Pemberitahuan di RT 023 Manggar ditarik", "buang": True}
    push(line, server, number, json.dumps(recalled | {"jalur": "//jahat.test/"}))
    wait_for(page, [{"isi": recalled["isi"], "tanda": "NOTICES", "jalur": "/"}])
    push(line, server, number, "bukan json")
    wait_for(
        page,
        [
            {"isi": recalled["isi"], "tanda": "NOTICES", "jalur": "/"},
            {"isi": "Ada kabar baru di WaCAT.", "tanda": "WaCAT", "jalur": "/"},
        ],
    )


def worker_of(page: Page) -> tuple[CDPSession, str]:
    """A line to the browser, and the number of the page's service worker."""
    line = page.context.new_cdp_session(page)
    found: list[str] = []
    line.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(each["registrationId"] for each in event["registrations"]),
    )
    line.send("ServiceWorker.enable")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    for _ in range(100):  # what the browser tells of its workers comes when it comes
        if found:
            break
        page.wait_for_timeout(100)
    assert found
    return line, found[-1]


def push(line: CDPSession, server: str, number: str, data: str) -> None:
    """Deliver a push message as the browser's own service would."""
    line.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": server, "registrationId": number, "data": data},
    )


def wait_for(page: Page, wanted: list[dict[str, str]]) -> None:
    """Wait until exactly these notifications are shown."""
    ordered = sorted(wanted, key=lambda each: each["tanda"])
    page.wait_for_function(
        f"""async wanted => JSON.stringify((await ({SHOWN})())
            .sort((a, b) => a.tanda < b.tanda ? -1 : 1)) === wanted""",
        arg=json.dumps(ordered, separators=(",", ":"), ensure_ascii=False),
        timeout=10_000,
    )
