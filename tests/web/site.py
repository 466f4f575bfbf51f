"""The site on a port of the loopback, and a person's browser in it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connection, transaction
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page

from tests import make, people
from tests.conftest import acting_as
from tests.web.axe import find_barriers
from tests.web.test_entry import log_in
from wacat.accounts.access import enter_system

# Where a text of 1280 px magnified four times must still fit (WCAG 1.4.10): about scrolling, not about axe.
NARROWEST = 320


@contextmanager
def serving() -> Iterator[str]:
    """Serve the site with the present database; the block gets its address."""
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


def page_of(
    browser: Browser,
    server: str,
    someone: people.Someone,
    *,
    width: int = 360,
    javascript: bool = True,
) -> Page:
    """The browser of a person who is signed in; `complaints` gathers what its console says."""
    client = Client()
    log_in(client, someone)
    context = browser.new_context(
        viewport={"width": width, "height": 780}, java_script_enabled=javascript
    )
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": server}])
    page = context.new_page()
    page.complaints = []  # type: ignore[attr-defined]
    page.on("console", lambda line: line.type == "error" and page.complaints.append(line.text))  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
    return page


def check(page: Page, name: str, *widths: int) -> None:
    """Nothing scrolls sideways and axe finds nothing, at the page's width and at these.

    WACAT_SCREENSHOTS=folder keeps pictures.
    """
    page.wait_for_load_state("networkidle")
    own = page.viewport_size
    assert own
    for width in (own["width"], *widths):
        page.set_viewport_size({"width": width, "height": own["height"]})
        if folder := os.environ.get("WACAT_SCREENSHOTS"):
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (
            name, width,
        )  # fmt: skip
        if width != NARROWEST:
            found = find_barriers(page)
            assert found == [], (name, width, found)
    page.set_viewport_size(own)


def work(act: Callable[..., object], page: Page) -> None:
    """Do what the worker would do with the file whose page is shown, in a transaction of its own."""
    options = connection.settings_dict["OPTIONS"]
    with transaction.atomic(), acting_as("wacat_job"):
        enter_system(make.account("sistem").pk)
        with mock.patch.dict(options, options="-c role=wacat_job"):
            act(batch_id=int(page.url.split("/")[-2]), at=datetime.now(UTC))
