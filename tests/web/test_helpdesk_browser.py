"""A question from a phone of 360 px to its answer, and an announcement read: thumbs, words, axe."""

import pytest
from django.db import transaction
from playwright.sync_api import Browser, expect

from tests import people
from tests.announcements import news
from tests.door import standing_as
from tests.helpdesk.tickets import answered, article
from tests.web.site import check, page_of, serving
from tests.web.test_gallery import browser
from wacat.helpdesk.models import Ticket
from wacat.ops.testdb import TestDatabase

__all__ = ["browser"]
pytestmark = pytest.mark.browser


def test_a_thumb_asks_reads_and_confirms(browser: Browser, real_database: TestDatabase) -> None:
    with transaction.atomic():
        article()
        news.shown(must_read=True)
    with serving() as server:
        page = page_of(browser, server, people.SARI)
        page.goto(f"{server}/rt/")
        page.get_by_role("link", name="Kantor tutup hari Jumat").click()
        check(page, "pengumuman")
        page.get_by_role("button", name="Sudah saya baca").click()
        expect(page.get_by_text("Tercatat sudah Anda baca.").first).to_be_visible()
        check(page, "pengumuman-dibaca")
        page.get_by_role("link", name="Ada kendala? Beri tahu kami").click()
        page.get_by_label("Apa kendala atau pertanyaan Anda?").fill("Saya lupa kata sandi")
        expect(
            page.get_by_role("link", name="Lupa kata sandi, apa yang dilakukan?")
        ).to_be_visible()
        expect(page.get_by_text("360 x 780")).to_be_visible()
        check(page, "kirim")
        page.get_by_label("Tentang apa").select_option(label="Lainnya")
        page.get_by_label("Waktu").uncheck()
        page.get_by_role("button", name="Kirim").click()
        expect(page.get_by_text("Terkirim dengan nomor T-")).to_be_visible()
        check(page, "tiket")
        page.goto(f"{server}/bantuan/")
        check(page, "bantuan")
        with transaction.atomic():
            with standing_as("rt"):
                made = Ticket.objects.get()
            assert "waktu" not in made.context
            assert made.context["layar"] == "360 x 780"
            answered(made, then="solve")
        page.goto(f"{server}/bantuan/tiket/{made.pk}/")
        page.get_by_label("Puas", exact=True).check()
        check(page, "selesai")
        page.get_by_role("button", name="Kirim penilaian").click()
        expect(page.get_by_text("Terima kasih atas penilaian Anda.")).to_be_visible()
        assert page.complaints == []  # type: ignore[attr-defined]
        desk = page_of(browser, server, people.OPERATOR, width=1280)
        for address in (
            "/keluhan/?rak=selesai",
            f"/keluhan/{made.pk}/",
            "/pengumuman/kelola/baru/",
        ):
            desk.goto(f"{server}{address}")
            check(desk, "meja")
