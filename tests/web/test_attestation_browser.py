"""Fifty RTs attested by thumb and by keyboard: how many taps, and how long the page takes."""

import time
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from playwright.sync_api import Browser, Page, expect

from tests import base, make, people
from tests.accounts.rounds import begin, state_of
from tests.conftest import acting_as
from tests.web.site import check, page_of, serving
from tests.web.test_gallery import browser
from wacat.accounts.models import Appointment, Person
from wacat.areas.models import Area
from wacat.ops.testdb import TestDatabase

__all__ = ["browser"]
pytestmark = pytest.mark.browser
KELURAHAN = people.LURAH.place
FIFTY = 50
# What the page itself may take of the two minutes; a person needs the rest to read the names.
PAGE_SECONDS = 40.0
HOME = "/lurah/laporan-berkala/"


@pytest.fixture
def server(real_database: TestDatabase) -> Iterator[str]:
    """Manggar with fifty RTs, all headed, and a round that began."""
    with transaction.atomic():
        fill()
        begin()
    with serving() as address:
        yield address


def fill() -> None:
    """Make it fifty RTs and give each a head."""
    kelurahan = make.area(KELURAHAN)
    with acting_as("wacat_owner"):
        have = Area.objects.filter(parent=kelurahan, level="RT").count()
        Area.objects.bulk_create(
            Area(
                level="RT", parent=kelurahan, name=f"RT {number:03d}", number=number,
                city_id=kelurahan.city_id, kecamatan_id=kelurahan.kecamatan_id,
                kelurahan_id=kelurahan.pk, opened_on=kelurahan.opened_on,
            )
            for number in range(have + 1, FIFTY + 1)
        )  # fmt: skip
        places = Area.objects.filter(parent=kelurahan, level="RT")
        for place in places.exclude(appointments__office="KETUA_RT"):
            person = Person.objects.create(
                name=f"Ketua Contoh {place.number}", phone="6281234567890"
            )
            Appointment.objects.create(
                person=person,
                office="KETUA_RT",
                area=place,
                valid=DateTimeTZRange(base.LONG_AGO, None),
            )


def told(how: str, *, taps: int, seconds: float, count: int) -> None:
    """Print the figures of one way; `pytest -s` or -rA shows them."""
    print(f"attest {count} ({how}): {taps} ketukan, {seconds:.1f} detik oleh laman")


def finished(page: Page) -> None:
    # fifty answers go out one after the other; a busy machine takes its time
    expect(page.locator("#ringkas")).to_contain_text("Laporan selesai", timeout=60_000)


def test_fifty_by_thumb(browser: Browser, server: str) -> None:
    page = page_of(browser, server, people.LURAH, width=360)
    page.goto(f"{server}{HOME}")
    check(page, "laporan-berkala")
    buttons = page.locator("[data-rt=belum] button[value=RIGHT]")
    count = buttons.count()
    buttons.first.scroll_into_view_if_needed()
    spot = buttons.first.bounding_box()
    assert spot is not None
    assert spot["height"] >= 48
    x, y = spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2
    taps, start = 0, time.monotonic()
    while taps < count:
        # the thumb stays where it is; the next RT comes under it
        page.mouse.click(x, y)
        taps += 1
        expect(page.locator("[data-rt=belum]")).to_have_count(count - taps)
        page.wait_for_timeout(260)  # a tap sooner than that is taken for a bounce
    seconds = time.monotonic() - start - 0.26 * taps
    finished(page)
    told("jempol, 360 px", taps=taps, seconds=seconds, count=count)
    assert taps == count
    assert seconds < PAGE_SECONDS


def test_fifty_by_keyboard(browser: Browser, server: str) -> None:
    page = page_of(browser, server, people.LURAH, width=1280)
    page.goto(f"{server}{HOME}")
    check(page, "laporan-berkala-meja")
    count = page.locator("[data-rt=belum]").count()
    taps, start = 0, time.monotonic()
    for _ in range(count):
        page.keyboard.press("b")
        taps += 1
    finished(page)
    seconds = time.monotonic() - start
    told("papan ketik", taps=taps, seconds=seconds, count=count)
    assert taps == count
    assert seconds < PAGE_SECONDS


def test_undo_in_place_and_the_sheet_for_a_number(browser: Browser, server: str) -> None:
    page = page_of(browser, server, people.LURAH, width=360)
    page.goto(f"{server}{HOME}")
    area = make.area(people.SARI.place).pk
    card = page.locator(f"#rt-{area}")
    card.get_by_role("button", name="Masih benar").click()
    expect(card).to_contain_text("Masih benar.")
    card.get_by_role("button", name="Urungkan").click()
    card.get_by_role("link", name="Nomor berubah").click()
    sheet = page.locator("dialog#lembar")
    sheet.get_by_role("button", name="Simpan nomor").click()
    sheet.get_by_label("Nomor HP yang dipakai sekarang").fill("0811-222-3333")
    check(page, "laporan-nomor")
    sheet.get_by_role("button", name="Simpan nomor").click()
    expect(card).to_contain_text("Nomor berubah: 0811-222-3333")
    page.get_by_role("link", name="Semua sisanya masih benar").click()
    check(page, "laporan-sisanya")
    page.get_by_role("button", name="Ya, semuanya benar").click()
    finished(page)
    check(page, "laporan-selesai")
    with transaction.atomic():
        assert state_of(KELURAHAN).finished_at is not None
    assert page.complaints == []  # type: ignore[attr-defined]


def test_a_second_tap_of_a_bouncing_thumb_answers_nothing(browser: Browser, server: str) -> None:
    page = page_of(browser, server, people.LURAH, width=360)
    page.goto(f"{server}{HOME}")
    button = page.locator("[data-rt=belum] button[value=RIGHT]").first
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    page.mouse.dblclick(box["x"] + 20, box["y"] + 20)
    expect(page.locator("#ringkas")).to_contain_text("1 dari")


def test_without_javascript(browser: Browser, server: str) -> None:
    page = page_of(browser, server, people.LURAH, javascript=False)
    page.goto(f"{server}{HOME}")
    page.get_by_role("button", name="Masih benar").first.click()
    expect(page.locator("#ringkas")).to_contain_text("1 dari")
    page.get_by_role("link", name="Nomor berubah").first.click()
    page.get_by_label("Nomor HP yang dipakai sekarang").fill("0811-222-3333")
    page.get_by_role("button", name="Simpan nomor").click()
    expect(page.locator("#ringkas")).to_contain_text("2 dari")
    page.get_by_role("button", name="Urungkan").first.click()
    expect(page.locator("#ringkas")).to_contain_text("1 dari")
