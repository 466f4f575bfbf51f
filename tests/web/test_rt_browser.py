"""The phone of RT and Lurah in a real browser: axe, 320 and 360 px, one tap, sheet, undo, weight."""

import gzip
import io
from collections.abc import Iterator
from urllib.parse import urlparse

import brotli
import pytest
from django.db import transaction
from PIL import Image
from playwright.sync_api import Browser, Page, Response, expect

from tests import make, people
from tests.web.site import check, page_of, serving
from tests.web.test_gallery import browser
from tests.web.test_rt import ask, recall, settle, stored
from wacat.ops.testdb import TestDatabase
from wacat.records.models import Notice
from wacat.verification.models import Evidence

__all__ = ["browser"]
pytestmark = pytest.mark.browser
VACANT = "64.71.01.1001.026"
LARGEST_FIRST_LOAD = 100_000


@pytest.fixture
def server(real_database: TestDatabase) -> Iterator[str]:
    """The site with some notices for RT 023 and the vacant RT 026."""
    with transaction.atomic():
        load()
    with serving() as address:
        yield address


def load() -> None:
    here = people.SARI.place
    make.publish(
        make.row(rt=here, kind="KTP_EL", name="Hasna Adriansyah", address="Jl. Wahid Hasyim No. 71"),
        make.row(
            rt=here, kind="PINDAH_KELUAR", name="Muhammad Alexander Kusumawijaya Tirtadinata",
            place_to="Kelurahan Sungai Pinang Dalam, Samarinda",
        ),
        make.row(rt=here, kind="AKTA_KEMATIAN", name="Luluh Pratiwi"),
        make.row(rt=VACANT, kind="KK_BARU", name="Keluarga Baru"),
        *[make.row(rt=here, kind="KIA") for _ in range(19)],
    )  # fmt: skip
    recall(make.notice(rt=here, name="Ditarik Kembali"))


def last(page: Page) -> int:
    """The id of the newest card."""
    return int(page.locator("article.kartu").first.get_attribute("id").rsplit("-", 1)[1])  # type: ignore[union-attr]


def test_every_page_reads_well_on_every_phone(browser: Browser, server: str) -> None:
    page = page_of(browser, server, people.SARI)
    page.goto(f"{server}/rt/")
    check(page, "rt-daftar", 320, 1280)
    number = last(page)
    for path in ("", "salah/", "bukan-warga/"):
        page.goto(f"{server}/rt/pemberitahuan/{number}/{path}")
        check(page, f"rt-rinci{path.strip('/')}", 320, 1280)
    for path in ("rt/riwayat/", "bantuan/", "rt/?saring=benar", "rt/?cari=Luluh"):
        page.goto(f"{server}/{path}")
        check(page, path.replace("/", "-").replace("?", ""), 320, 1280)
    page.get_by_role("link", name="Luluh Pratiwi").click()
    check(page, "rt-rinci-kematian", 320, 1280)
    assert page.complaints == []  # type: ignore[attr-defined]


def test_the_lurahs_pages_read_well(browser: Browser, server: str) -> None:
    page = page_of(browser, server, people.LURAH)
    for path in ("lurah/", "lurah/?saring=kosong", "lurah/riwayat/", "bantuan/"):
        page.goto(f"{server}/{path}")
        check(page, path.replace("/", "-").replace("?", ""), 320)
    page.goto(f"{server}/lurah/")
    for name in ("RT 023", "RT 026"):
        page.get_by_role("link", name=name, exact=True).click()
        check(page, f"lurah-{name}", 320)
        page.go_back()
    assert page.complaints == []  # type: ignore[attr-defined]


def test_one_tap_undo_and_the_sheet(browser: Browser, server: str) -> None:
    page = page_of(browser, server, people.SARI)
    page.goto(f"{server}/rt/")
    number = last(page)
    card = page.locator(f"#pemberitahuan-{number}")
    expect(page.locator("#ringkas")).to_contain_text("22 belum diperiksa")
    card.get_by_role("button", name="Benar").click()
    expect(card).to_contain_text("Tercatat benar.")
    expect(page.locator("#ringkas")).to_contain_text("21 belum diperiksa")
    card.get_by_role("button", name="Urungkan").click()
    expect(card.get_by_role("button", name="Benar")).to_be_visible()
    expect(page.locator("#ringkas")).to_contain_text("22 belum diperiksa")
    card.get_by_role("link", name="Salah").click()
    sheet = page.locator("dialog#lembar")
    expect(sheet).to_be_visible()
    sheet.get_by_label("Nama, alamat atau data lain keliru").check()
    check(page, "rt-lembar")
    on = sheet.get_by_role("button", name="Lanjut")
    on.click()
    expect(sheet).to_contain_text("Data mana yang keliru?")
    on.click()
    expect(sheet).to_contain_text("Centang paling sedikit satu data yang keliru.")
    sheet.locator("[name=salah][value=address]").check()
    on.click()
    sheet.get_by_role("textbox", name="Alamat seharusnya").fill("Jl. Benar No. 1")
    check(page, "rt-lembar-isi")
    on.click()
    sheet.get_by_label("Tetangga").check()
    sheet.get_by_role("button", name="Kembali").click()
    expect(sheet.get_by_role("textbox", name="Alamat seharusnya")).to_have_value("Jl. Benar No. 1")
    on.click()
    sheet.get_by_label("Tetangga").check()
    on.click()
    expect(sheet).to_contain_text("Jl. Benar No. 1")
    check(page, "rt-lembar-kirim")
    sheet.get_by_role("button", name="Kirim koreksi").click()
    expect(sheet).to_be_hidden()
    expect(card).to_contain_text("Koreksi dikirim ke Disdukcapil.")
    check(page, "rt-setelah")
    assert [line for line in page.complaints if "422" not in line] == []  # type: ignore[attr-defined]


def test_a_withdrawn_notice_keeps_what_was_typed_in_the_sheet(
    browser: Browser, server: str
) -> None:
    page = page_of(browser, server, people.SARI)
    page.goto(f"{server}/rt/")
    card = page.locator(f"#pemberitahuan-{last(page)}")
    card.get_by_role("link", name="Salah").click()
    sheet = page.locator("dialog#lembar")
    sheet.get_by_label("Hal lain").check()
    sheet.get_by_role("button", name="Lanjut").click()
    sheet.get_by_label("Keterangan").fill("Sudah saya tulis panjang")
    with transaction.atomic():
        recall(_told(server, page))
    sheet.get_by_role("button", name="Kirim koreksi").click()
    expect(sheet).to_contain_text("sudah ditarik oleh Disdukcapil")
    expect(sheet.get_by_label("Keterangan")).to_have_value("Sudah saya tulis panjang")


def test_without_javascript_the_whole_way(browser: Browser, server: str) -> None:
    page = page_of(browser, server, people.SARI, javascript=False)
    page.goto(f"{server}/rt/")
    number = last(page)
    page.locator(f"#pemberitahuan-{number}").get_by_role("button", name="Benar").click()
    expect(page.locator(f"#pemberitahuan-{number}")).to_contain_text("Tercatat benar.")
    page.get_by_role("button", name="Urungkan").click()
    page.locator(f"#pemberitahuan-{number}").get_by_role("link", name="Salah").click()
    page.get_by_label("Sudah pindah").check()
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Tetangga").check()
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("button", name="Kirim koreksi").click()
    expect(page.locator(f"#pemberitahuan-{number}")).to_contain_text("Koreksi dikirim")


def photo_of_a_phone() -> bytes:
    """A large photo with what a camera writes beside it."""
    seen = Image.effect_noise((3200, 2400), 40).convert("RGB")
    beside = Image.Exif()
    beside[0x010F] = "Kamera Uji"
    out = io.BytesIO()
    seen.save(out, "JPEG", quality=95, exif=beside)
    return out.getvalue()


def test_a_photo_is_made_smaller_on_the_phone_and_bare_on_the_server(
    browser: Browser, server: str
) -> None:
    page = page_of(browser, server, people.SARI)
    page.goto(f"{server}/rt/")
    page.goto(f"{server}/rt/pemberitahuan/{last(page)}/salah/")
    page.get_by_label("Sudah pindah").check()
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Tetangga").check()
    page.get_by_role("button", name="Lanjut").click()
    taken = photo_of_a_phone()
    assert b"Kamera Uji" in taken
    photo = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": taken}
    page.locator("#id_bukti").set_input_files(photo)
    # nothing can be sent before it is small
    expect(page.get_by_role("button", name="Kirim koreksi")).to_be_enabled()
    width, height, size = page.evaluate(
        """async () => {
          const file = document.querySelector("#id_bukti").files[0];
          const picture = await createImageBitmap(file);
          return [picture.width, picture.height, file.size];
        }"""
    )
    assert (width, height) == (1600, 1200)
    assert size < len(taken) / 2
    page.get_by_role("button", name="Kirim koreksi").click()
    expect(page.get_by_text("Koreksi dikirim")).to_be_visible()
    with transaction.atomic():
        (kept,) = stored(Evidence)
    assert Image.open(io.BytesIO(kept.content)).size == (1600, 1200)
    assert b"Exif" not in bytes(kept.content)


def test_the_result_is_told(browser: Browser, server: str) -> None:
    page = page_of(browser, server, people.SARI)
    page.goto(f"{server}/rt/")
    told = _told(server, page)
    page.goto(f"{server}/rt/pemberitahuan/{told.pk}/salah/")
    page.get_by_label("Sudah pindah").check()
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Tetangga").check()
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("button", name="Kirim koreksi").click()
    with transaction.atomic():
        ask(told, question="Sejak kapan pindah?")
    page.goto(f"{server}/rt/pemberitahuan/{told.pk}/")
    check(page, "rt-ditanya")
    page.get_by_role("textbox", name="Keterangan Anda").fill("Sejak Maret")
    page.get_by_role("button", name="Kirim keterangan").click()
    with transaction.atomic():
        settle(told, reason="Masih tercatat tinggal menurut KK")
    page.goto(f"{server}/rt/pemberitahuan/{told.pk}/")
    check(page, "rt-ditolak")
    page.goto(f"{server}/rt/riwayat/")
    check(page, "rt-riwayat-ditolak")
    expect(page.locator("main")).to_contain_text("Masih tercatat tinggal menurut KK")


def test_the_first_load_is_light(browser: Browser, server: str) -> None:
    page = page_of(browser, server, people.SARI)
    weights: dict[str, int] = {}

    def weigh(response: Response) -> None:
        body = response.body()
        path = urlparse(response.url).path
        # the site compresses static files with Brotli; the page itself is counted with gzip
        static = path.startswith("/static/")
        weights[path] = len(brotli.compress(body) if static else gzip.compress(body))

    page.on("response", weigh)
    page.goto(f"{server}/rt/", wait_until="networkidle")
    assert "/rt/" in weights
    assert len(weights) >= 4
    assert sum(weights.values()) < LARGEST_FIRST_LOAD, weights


def _told(server: str, page: Page) -> Notice:
    """The newest card's notice, as the worker sees it."""
    with transaction.atomic():
        return stored(Notice, pk=last(page))[0]
