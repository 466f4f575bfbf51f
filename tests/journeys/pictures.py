"""Take the pictures of the documents: `python -m tests.journeys.pictures URL PASSWORD`."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.web.test_gallery import FLAGS, chromium

FOLDER = Path(__file__).parents[2] / "docs/gambar"
PHONE, DESK = {"width": 360, "height": 720}, {"width": 1100, "height": 720}
PAGES = [
    ("rt", PHONE, "/rt/"),
    ("lurah", PHONE, "/lurah/"),
    ("operator", DESK, "/operator/"),
    ("administrator", DESK, "/administrator/"),
    ("kepala", DESK, "/kepala/"),
    ("teknis", DESK, "/teknis/"),
    ("", DESK, "/publik/"),
]


def main(url: str, password: str) -> None:
    """One picture a page, as its person sees it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=chromium(), args=FLAGS)
        for username, size, address in PAGES:
            page = browser.new_context(viewport=size, locale="id-ID").new_page()
            if username:
                page.goto(f"{url}/masuk/")
                page.get_by_label("Nama pengguna").fill(username)
                page.get_by_label("Kata sandi").fill(password)
                page.get_by_role("button", name="Masuk", exact=True).click()
            page.goto(f"{url}{address}")
            page.screenshot(path=FOLDER / f"{username or 'publik'}.png")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
