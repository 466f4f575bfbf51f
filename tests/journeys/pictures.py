"""The pictures of the documents, taken from a running demo.

    WACAT_PORT=8100 WACAT_DEMO_PASSWORD=... ./wacat demo &
    WACAT_DEMO_PASSWORD=... pytest tests/journeys/test_guides.py --perbarui-gambar http://127.0.0.1:8100

A new picture is a line in PICTURES and its name in a guide.
"""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.web.test_gallery import FLAGS, chromium

FOLDER = Path(__file__).parents[2] / "docs/gambar"
PHONE, DESK = {"width": 360, "height": 720}, {"width": 1100, "height": 720}


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What is to be seen: who looks, at which address, on a desk or a phone, after pressing what.

    `steps` are the words of links or buttons to press first, the first on the page each;
    `show` is a text that is scrolled into view; `height` cuts higher or lower than a screen.
    """

    name: str
    who: str
    address: str
    desk: bool = False
    steps: tuple[str, ...] = ()
    show: str = ""
    height: int = 720


PICTURES = (
    Picture(name="rt", who="rt", address="/rt/"),
    Picture(name="lurah", who="lurah", address="/lurah/"),
    Picture(name="operator", who="operator", address="/operator/", desk=True, height=1000),
    Picture(name="administrator", who="administrator", address="/administrator/", desk=True),
    Picture(name="kepala", who="kepala", address="/kepala/", desk=True, height=1560),
    Picture(
        name="evaluasi", who="kepala", address="/evaluasi/", desk=True, height=1000,
        steps=("tr[data-baris] a[data-utama] >> nth=-1",),
    ),
    Picture(
        name="mingguan", who="kepala", address="/evaluasi/mingguan/", desk=True,
        steps=("tr[data-baris] a[data-utama]",),
    ),
    Picture(name="konsistensi", who="kepala", address="/konsistensi/", desk=True, height=1000),
    Picture(
        name="konsistensi-mengapa", who="kepala", address="/konsistensi/mengapa/?menurut=wilayah",
        desk=True, height=1000,
    ),
    Picture(name="teknis", who="teknis", address="/teknis/", desk=True),
    Picture(name="publik", who="", address="/publik/", desk=True),
    Picture(name="masuk", who="", address="/masuk/"),
    Picture(name="kunci", who="", address="/kunci/"),
    Picture(name="awal", who="rtbaru", address="/awal/", height=900),
    Picture(name="akun", who="rt", address="/akun/", height=900),
    Picture(name="faktor", who="operator", address="/akun/faktor/", desk=True),
    Picture(name="petugas", who="administrator", address="/administrator/petugas/", desk=True),
    Picture(
        name="jabatan", who="administrator", address="/administrator/?cari=Manggar&keadaan=aktif", desk=True,
        steps=("tr[data-baris] a[data-utama]",), height=900,
    ),
    Picture(name="rt-daftar", who="rt", address="/rt/"),
    Picture(name="rt-salah", who="rt", address="/rt/", steps=("Salah",), height=900),
    Picture(
        name="rt-bukan-warga", who="rt", address="/rt/", height=900,
        steps=("Salah", "label.pilihan:has-text('Bukan warga RT ini')", "Lanjut"),
    ),
    Picture(name="masukan-lapor", who="rt", address="/masukan/baru/", height=900),
    Picture(name="lurah-persetujuan", who="lurah", address="/lurah/persetujuan/"),
    Picture(
        name="operator-koreksi", who="operator", address="/operator/", desk=True, height=1200,
        steps=("tr[data-baris] a[data-utama]",),
    ),
    Picture(name="pola", who="operator", address="/pola/", desk=True, height=900),
    Picture(
        name="lurah-diam", who="lurah", address="/lurah/?saring=diam",
        show="Ingatkan lewat WhatsApp", height=900,
    ),
    Picture(name="sekretaris-kabar", who="sekretaris", address="/akun/kabar/", desk=True),
    Picture(name="operator-masukan", who="operator", address="/operator/masukan/", desk=True),
    Picture(
        name="lurah-laporan-berkala", who="lurah", address="/lurah/laporan-berkala/",
        show="Masih benar", height=900,
    ),
    Picture(name="lurah-laporan-sisanya", who="lurah", address="/lurah/laporan-berkala/sisanya/"),
    Picture(
        name="lurah-rt-kosong", who="lurah", address="/lurah/?saring=kosong",
        show="Kosong: Anda yang menjawab", height=900,
    ),
    Picture(name="administrator-wilayah", who="administrator", address="/administrator/wilayah/", desk=True),
    Picture(name="usulan-daftar", who="lurah", address="/lurah/usulan/"),
    Picture(name="usulan-baru", who="lurah", address="/lurah/usulan/baru/", height=900),
    Picture(name="usulan-antrean", who="administrator", address="/administrator/usulan/", desk=True),
    Picture(
        name="penerbitan", who="administrator", address="/administrator/usulan/penerbitan/", desk=True,
        steps=("tr[data-baris] a[data-utama]",),
    ),
    Picture(
        name="administrator-pemantauan", who="administrator", address="/administrator/?keadaan=belum",
        desk=True, height=860,
    ),
    Picture(
        name="administrator-laporan-berkala", who="administrator",
        address="/administrator/laporan-berkala/", desk=True,
    ),
    Picture(name="administrator-akses", who="administrator", address="/administrator/akses/", desk=True),
    Picture(
        name="administrator-lihat-sebagai", who="administrator",
        address="/administrator/akses/KETUA_RT/",
    ),
    Picture(
        name="administrator-akses-darurat", who="administrator", address="/administrator/darurat/",
        desk=True, steps=("tr[data-baris] a[data-utama]",), height=900,
    ),
    Picture(name="teknis-akses-darurat", who="teknis", address="/teknis/darurat/", desk=True, height=860),
    Picture(name="bantuan-kirim", who="rt", address="/bantuan/kirim/?dari=/rt/", height=1240),
    Picture(name="keluhan", who="operator", address="/keluhan/", desk=True),
    Picture(name="pengumuman", who="lurah", address="/pengumuman/"),
    Picture(
        name="karantina", who="operator", address="/operator/berkas/?rak=karantina", desk=True,
        steps=("tr[data-baris] a:has-text('siak_')", "a.tombol[href$='/perbaikan/']"), height=1500,
    ),
    Picture(
        name="perbandingan", who="operator2", address="/operator/berkas/?rak=persetujuan", desk=True,
        steps=("tr[data-baris] a:has-text('ulang')", "a[href*='bagian=berubah']"), height=900,
    ),
    Picture(name="alias", who="operator", address="/operator/alias/", desk=True, height=900),
    Picture(name="pengumuman-kelola", who="operator", address="/pengumuman/kelola/", desk=True),
    Picture(name="nonpermanen-rt", who="rt", address="/nonpermanen/baru/"),
    Picture(name="nonpermanen-lurah", who="lurah", address="/nonpermanen/", height=900),
)  # fmt: skip

# Of a printed page, and of states that only several acts of several people lead to.
KEPT = {"slip", "usulan-perbaiki", "usulan-putusan"}


def take(url: str, password: str) -> None:
    """Take every picture from the running demo; each person logs in once."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=chromium(), args=FLAGS)
        pages: dict[str, Page] = {}
        for picture in PICTURES:
            page = pages.get(picture.who) or _enter(browser, url, picture.who, password)
            pages[picture.who] = page
            _shoot(page, url, picture)
        browser.close()


def _enter(browser: Browser, url: str, who: str, password: str) -> Page:
    page = browser.new_context(locale="id-ID", timezone_id="Asia/Makassar").new_page()
    if who:
        page.goto(f"{url}/masuk/")
        page.locator("input[name=login]").fill(who)
        page.locator("input[name=password]").fill(password)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(lambda address: "/masuk/" not in address)
    return page


def _shoot(page: Page, url: str, picture: Picture) -> None:
    size = DESK if picture.desk else PHONE
    page.set_viewport_size({"width": size["width"], "height": picture.height})
    page.goto(f"{url}{picture.address}", wait_until="networkidle")
    for step in picture.steps:
        _target(page, step).click()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(500)  # a sheet opens
    if picture.show:
        page.get_by_text(picture.show, exact=True).first.scroll_into_view_if_needed()
    page.screenshot(path=FOLDER / f"{picture.name}.png", animations="disabled")


def _target(page: Page, step: str) -> Locator:
    """What to press: a CSS selector, or the words of a link or button."""
    if any(sign in step for sign in "[#."):
        return page.locator(step).first
    return page.get_by_role("button", name=step).or_(page.get_by_role("link", name=step)).first
