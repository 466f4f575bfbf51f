"""What a person does: a SIAK file reaches the right RT, the answer comes back, the report counts it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import Browser, Page, expect

from tests import people
from tests.factor import code_of
from tests.journeys.site import Site
from tests.web.axe import find_barriers

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
HEADINGS = [
    "No", "Tanggal", "Jenis Layanan", "NIK", "No KK", "Nama", "JK", "Tgl Lahir", "Alamat", "RT",
    "Kelurahan",
]  # fmt: skip
ROWS = [
    ["1", "20-11-2026", "KTP-el", "6471010101900011", "6471010101200011", "Slamet Contoh", "L", "01-01-1990",
     "Jl. Contoh No. 1", "023", "Manggar"],
    ["2", "20-11-2026", "Akta Kematian", "6471014101500012", "6471010101200012", "Aminah Contoh", "P",
     "01-01-1950", "Jl. Contoh No. 2", "23", "Manggar"],
    ["3", "20-11-2026", "KTP-el", "6471010101900013", "6471010101200013", "Tetangga Contoh", "L",
     "01-01-1990", "Jl. Contoh No. 3", "24", "Manggar"],
    ["4", "20-11-2026", "KTP-el", "6471010101900014", "6471010101200014", "Tersesat Contoh", "L",
     "01-01-1990", "Jl. Contoh No. 4", "001", "Antah Berantah"],
]  # fmt: skip


@pytest.fixture
def siak_file(tmp_path: Path) -> Path:
    """A small service list with a title above and one row that cannot be placed."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["DAFTAR LAYANAN TANGGAL 20 NOVEMBER 2026"])
    sheet.append([])
    for row in [HEADINGS, *ROWS]:
        sheet.append(row)
    path = tmp_path / "layanan_2026-11-20.xlsx"
    book.save(path)
    return path


@pytest.fixture
def enter(site: Site, browser: Browser) -> Callable[[people.Someone], Page]:
    """Open a browser of one's own and log in through the door."""

    def log_in(someone: people.Someone) -> Page:
        small = someone.office in ("KETUA_RT", "LURAH")
        page = browser.new_context(viewport=PHONE if small else DESK, locale="id-ID").new_page()
        page.goto(f"{site.url}/masuk/")
        page.get_by_label("Nama pengguna").fill(someone.username)
        page.get_by_label("Kata sandi").fill(people.PASSWORD)
        page.get_by_role("button", name="Masuk", exact=True).click()
        if not small:
            set_up_app(page)
        return page

    return log_in


def set_up_app(page: Page) -> None:
    """Staff set up an authenticator app before anything else."""
    expect(page.get_by_role("heading", name="Pasang aplikasi kode")).to_be_visible()
    secret = page.locator(".nomor").inner_text().replace(" ", "")
    page.get_by_label("6 angka dari aplikasi").fill(code_of(secret))
    page.get_by_role("button", name="Pasang").click()
    page.get_by_role("link", name="Sudah saya simpan").click()


def no_barriers(page: Page) -> None:
    """axe finds nothing on this page (WCAG 2.2 AA)."""
    page.wait_for_load_state("networkidle")
    assert find_barriers(page) == []


def test_the_whole_story(
    site: Site, enter: Callable[[people.Someone], Page], siak_file: Path
) -> None:
    dewi = enter(people.OPERATOR)
    dewi.goto(f"{site.url}/operator/berkas/")
    no_barriers(dewi)
    dewi.locator("input[type=file]").set_input_files(siak_file)
    dewi.get_by_role("button", name="Unggah").click()
    expect(dewi.get_by_text("Baris karantina").first).to_be_visible(timeout=30_000)
    no_barriers(dewi)
    batch_page = dewi.url
    dewi.get_by_role("link", name="Perbaiki di sini").click()
    expect(dewi.get_by_text("Antah Berantah").first).to_be_visible()
    no_barriers(dewi)

    rahmat = enter(people.OPERATOR_2)
    rahmat.goto(batch_page)
    rahmat.get_by_role("button", name="Setujui").first.click()
    expect(rahmat.get_by_text("Diterbitkan").first).to_be_visible(timeout=30_000)

    sari = enter(people.SARI)
    expect(sari.get_by_text("Slamet Contoh")).to_be_visible()
    expect(sari.get_by_text("Tetangga Contoh")).to_have_count(0)
    no_barriers(sari)
    slamet = sari.locator("article", has_text="Slamet Contoh")
    slamet.get_by_role("button", name="Benar").click()
    expect(sari.get_by_text("Tercatat benar")).to_be_visible()
    sari.get_by_role("link", name="Aminah Contoh").click()
    seen = sari.url
    no_barriers(sari)

    budi = enter(people.BUDI)
    assert budi.goto(seen).status == 404  # type: ignore[union-attr]

    sari.goto(f"{seen}salah/")
    no_barriers(sari)
    sari.get_by_text("keliru", exact=False).first.click()
    sari.get_by_role("button", name="Lanjut").click()
    sari.get_by_role("checkbox", name="Nama").check()
    sari.get_by_role("button", name="Lanjut").click()
    no_barriers(sari)
    sari.get_by_role("textbox", name="Nama seharusnya").fill("Siti Aminah Contoh")
    sari.get_by_role("button", name="Lanjut").click()
    sari.get_by_label("Keluarganya").check()
    sari.get_by_role("button", name="Lanjut").click()
    no_barriers(sari)
    sari.get_by_role("button", name="Kirim koreksi").click()
    expect(sari.get_by_text("Koreksi").first).to_be_visible()

    dewi.goto(f"{site.url}/operator/")
    no_barriers(dewi)
    dewi.get_by_role("link", name="K-0").first.click()
    no_barriers(dewi)
    dewi.get_by_role("button", name="Ambil", exact=True).click()
    dewi.get_by_label("Terima", exact=False).first.check()
    dewi.get_by_role("button", name="Putuskan").click()
    dewi.get_by_role("button", name="Selesai di SIAK").click()
    expect(dewi.get_by_text("Selesai di SIAK").first).to_be_visible()

    sari.goto(seen)
    expect(sari.get_by_text("sudah diperbaiki di SIAK").first).to_be_visible()

    # the worker told both, in the ledger of the office; no mail server is set up here
    dewi.goto(f"{site.url}/administrator/pengiriman/")
    expect(dewi.get_by_text("Ketua RT 023 Manggar").first).to_be_visible()
    expect(dewi.get_by_role("cell", name="Pemberitahuan baru").first).to_be_visible()
    expect(dewi.get_by_role("cell", name="Jawaban selesai diperiksa").first).to_be_visible()

    hartono = enter(people.LURAH)
    no_barriers(hartono)
    hartono.goto(f"{site.url}/lep/?periode=2026-11")
    no_barriers(hartono)
    expect(hartono.get_by_text("Akta kematian", exact=True).first).to_be_visible()
