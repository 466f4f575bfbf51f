"""The gallery of components in a real browser: axe, narrow screens, the content policy, targets."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

import pytest
from django.template import engines
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from tests.web.axe import find_barriers, look
from wacat.ops import check as checks
from wacat.web import jinja
from wacat.web.gallery import render_gallery

ORIGIN = "http://galeri.test"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"] + [
    f"--disable-{part}" for part in ("background-networking", "component-update", "sync")
]
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

pytestmark = pytest.mark.browser


def chromium() -> str:
    found = os.environ.get("WACAT_CHROMIUM") or checks.on_path()
    if not found:
        pytest.skip(f"no Chromium: {checks.INSTALL}")
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


def piece(source: str) -> str:
    return engines["jinja2"].from_string(source).render({})


CONTOH = {
    "/contoh/benar/": (
        200,
        '{% from "components/urungkan.html" import urungkan %}'
        '{{ urungkan(3, "T. Maryanto Rahimah", "Tercatat benar.", batal_url="/contoh/gagal/") }}',
    ),
    "/contoh/salah/": (
        200,
        '{% extends "public.html" %}{% from "components/lembar.html" import lembar, lembar_kaki %}'
        '{% block isi %}{% call lembar("Apa yang salah?") %}'
        '<form method="post" action="/contoh/kirim/" hx-post="/contoh/kirim/"'
        ' hx-target="#pemberitahuan-4" hx-swap="outerHTML"'
        ' hx-status:422="target:#lembar select:[data-lembar-isi] swap:innerHTML">'
        '<label>Alasan <input name="alasan" autofocus></label>{{ lembar_kaki("Kirim koreksi", "#") }}'
        "</form>{% endcall %}{% endblock %}",
    ),
    "/contoh/kirim/": (
        200,
        '{% from "components/urungkan.html" import urungkan %}'
        '{{ urungkan(4, "Muhammad", "Koreksi dikirim ke Disdukcapil.", rupa="koreksi") }}',
    ),
    "/contoh/gagal/": (409, '{% extends "errors/409.html" %}'),
}


def answer(route: Route) -> None:
    path = urlparse(route.request.url).path
    if path.startswith("/static/dist/"):
        file = jinja.DIST / Path(path).name
        route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
        return
    if path.startswith("/contoh/"):
        status, body = CONTOH[path]
        route.fulfill(status=status, body=piece(body), content_type="text/html; charset=utf-8")
        return
    shell = path.strip("/")
    if shell not in ("phone", "desk", "public"):
        route.fulfill(status=404, body="")
        return
    route.fulfill(
        body=render_gallery(shell=shell),
        content_type="text/html; charset=utf-8",
        headers={"content-security-policy": POLICY, "content-type": "text/html; charset=utf-8"},
    )


def open_gallery(browser: Browser, *, shell: str, width: int, javascript: bool = True) -> Page:
    page = browser.new_page(
        viewport={"width": width, "height": 800}, java_script_enabled=javascript
    )
    page.complaints = []  # type: ignore[attr-defined]
    page.on("console", lambda line: line.type == "error" and page.complaints.append(line.text))  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
    page.route("**/*", answer)
    page.goto(f"{ORIGIN}/{shell}/")
    return page


@pytest.fixture(params=["phone-320", "phone-360", "desk-360", "desk-1280", "public-360"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    shell, width = request.param.split("-")
    page = open_gallery(browser, shell=shell, width=int(width))
    yield page
    page.close()


def test_axe_finds_nothing(page: Page) -> None:
    found = look(page)
    assert found["violations"] == []
    assert len(found["passes"]) > 20


def test_axe_finds_what_is_wrong(browser: Browser) -> None:
    page = open_gallery(browser, shell="phone", width=360)
    assert find_barriers(page) == []
    page.evaluate("""() => document.querySelector('main').insertAdjacentHTML('beforeend', `
        <img src="/static/ikon.svg"><button>.</button>
        <p id="pucat">pucat</p><input type="text"><a href="/">a</a><a href="/">b</a>`)""")
    page.evaluate("""() => {
        const pucat = document.getElementById('pucat');
        pucat.style.color = '#ccc'; pucat.style.background = '#fff'; }""")
    found = {rule for rule, _, _ in find_barriers(page)}
    assert found >= {"image-alt", "color-contrast", "label"}
    page.close()


def test_nothing_breaks_the_content_policy_and_nothing_scrolls_sideways(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.complaints == []  # type: ignore[attr-defined]
    folder = os.environ.get("WACAT_SCREENSHOTS")
    if folder:
        name = f"{urlparse(page.url).path.strip('/')}-{page.viewport_size['width']}.png"  # type: ignore[index]
        page.screenshot(path=Path(folder) / name, full_page=True)


@pytest.mark.parametrize("width", [320, 360])
def test_a_thumb_hits_every_button_of_the_phone(browser: Browser, width: int) -> None:
    page = open_gallery(browser, shell="phone", width=width)
    small = page.evaluate(
        """() => [...document.querySelectorAll(".tombol, .isian, .pilihan, .nav-bawah a, .saring a")]
        .map((e) => [e.textContent.trim() || e.name, e.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.height < 48 || box.width < 48))
        .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""
    )
    page.close()
    assert small == []


def test_the_keyboard_walks_the_rows_of_the_desk(browser: Browser) -> None:
    page = open_gallery(browser, shell="desk", width=1280)

    def focused() -> str:
        return str(page.evaluate("document.activeElement.textContent"))

    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused() == "K-1042"
    page.keyboard.press("k")
    assert focused() == "K-1041"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "cari"
    page.keyboard.type("j?")  # typed, not obeyed
    assert page.input_value("[data-cari]") == "j?"
    page.locator("h1").first.click()
    page.keyboard.press("?")
    assert page.locator("#bantuan-papan-ketik").is_visible()
    page.locator("[data-sakelar-pintasan]").uncheck()
    page.keyboard.press("Escape")
    assert page.locator("#bantuan-papan-ketik").is_hidden()
    page.locator("h1").first.click()
    page.keyboard.press("j")
    assert focused() != "K-1041"
    page.close()


def test_an_answer_is_put_in_place_and_a_late_undo_is_explained(browser: Browser) -> None:
    page = open_gallery(browser, shell="phone", width=360)
    page.locator("#pemberitahuan-3 .tombol-benar").click()
    strip = page.locator("div#pemberitahuan-3")
    strip.wait_for()
    expect(strip).to_be_focused()
    strip.get_by_role("button", name="Urungkan").click()
    expect(page.get_by_role("status").last).to_contain_text("Keadaannya sudah berubah")
    expect(strip).to_contain_text("Tercatat benar.")
    assert [line for line in page.complaints if "409" not in line] == []  # type: ignore[attr-defined]
    page.close()


def test_the_sheet_opens_closes_and_sends(browser: Browser) -> None:
    page = open_gallery(browser, shell="phone", width=360)
    opener = page.locator("#pemberitahuan-4 [data-buka-lembar]")
    sheet = page.locator("dialog#lembar")
    opener.click()
    expect(sheet).to_be_visible()
    expect(page.get_by_label("Alasan")).to_be_focused()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()
    opener.click()
    sheet.get_by_text("Batal").click()
    expect(sheet).to_be_hidden()
    opener.click()
    with_error = (422, CONTOH["/contoh/salah/"][1].replace("Apa yang salah", "Alasan belum diisi"))
    sent, CONTOH["/contoh/kirim/"] = CONTOH["/contoh/kirim/"], with_error
    sheet.get_by_text("Kirim koreksi").click()
    expect(sheet).to_contain_text("Alasan belum diisi")
    CONTOH["/contoh/kirim/"] = sent
    sheet.get_by_text("Kirim koreksi").click()
    expect(sheet).to_be_hidden()
    expect(page.locator("#pemberitahuan-4")).to_contain_text("Koreksi dikirim ke Disdukcapil.")
    expect(page.locator("#pemberitahuan-4")).to_be_focused()
    assert [line for line in page.complaints if "422" not in line] == []  # type: ignore[attr-defined]
    page.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_meaning_of_a_figure_opens_by_key_and_by_touch(browser: Browser, width: int) -> None:
    page = open_gallery(browser, shell="desk", width=width, javascript=False)
    button = page.get_by_role("button", name="Arti angka: Layanan")
    meaning = page.locator("#arti-services")
    button.focus()
    page.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    expect(meaning).to_contain_text("Satuan: layanan.")
    box = meaning.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    expect(button).to_be_focused()
    # in a table the frame scrolls, the definition does not
    page.get_by_role("button", name="Arti angka: Tingkat jawaban").click()
    expect(page.locator("#arti-answered_share")).to_be_in_viewport(ratio=0.9)
    page.close()


def test_without_javascript_everything_is_there(browser: Browser) -> None:
    page = open_gallery(browser, shell="phone", width=360, javascript=False)
    assert page.locator("form[method=post] .tombol-benar").first.is_visible()
    assert page.locator("a.tombol", has_text="Salah").first.get_attribute("href")
    page.close()
