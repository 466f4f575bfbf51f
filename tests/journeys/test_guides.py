"""The guides speak of pages, buttons and pictures that exist; `--perbarui-gambar URL` takes them anew."""

import os
import re
from functools import cache
from pathlib import Path

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from tests import people
from tests.accounts.rounds import begin
from tests.journeys.pictures import FOLDER, KEPT, PICTURES, Picture, take
from tests.nonpermanent import acts as stays
from tests.web.test_entry import log_in

ROOT = Path(__file__).parents[2]
GUIDES = ROOT / "docs/panduan"
# Whose guides lie in a folder; a page must open for one of them.
READERS = {
    "rt": [people.SARI],
    "lurah": [people.LURAH],
    "rt-lurah": [people.SARI, people.LURAH],
    "administrator": [people.ADMINISTRATOR],
    "operator": [people.OPERATOR],
    "petugas": [people.OPERATOR, people.ADMINISTRATOR],
    "teknis": [people.TEKNIS],
    "kepala": [people.KEPALA],
    "publik": [people.SARI],
}
IMAGE = re.compile(r"!\[[^\]]+\]\(([^)]+)\)")
ADDRESS = re.compile(r"`(/[^`\s]*/)(?:\?[^`]*)?`")
BUTTON = re.compile(r"(?:[Tt]ekan|[Pp]ilih|[Kk]etuk|[Bb]uka) \*\*([^*]+)\*\*")
FENCE = re.compile(r"```.*?```", re.DOTALL)


def guides() -> list[Path]:
    """Every guide page; the index is none."""
    return sorted(path for path in GUIDES.rglob("*.md") if path.name != "README.md")


def words_of(text: str) -> str:
    """A text with single spaces and without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@cache
def interface() -> str:
    """All words that templates and code hold: what a page of another state would show."""
    source = ROOT / "src/wacat"
    files = [*(source / "web/templates").rglob("*.html"), *source.rglob("*.py")]
    return " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in files)


@pytest.mark.parametrize("guide", guides(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_guide_shows_pictures_that_exist_and_are_taken_by_tests(guide: Path) -> None:
    shown = IMAGE.findall(guide.read_text(encoding="utf-8"))
    assert [name for name in shown if not (guide.parent / name).exists()] == []
    known = KEPT | {picture.name for picture in PICTURES}
    assert [name for name in shown if Path(name).stem not in known] == []


@pytest.mark.django_db
@pytest.mark.parametrize("guide", guides(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_guide_names_pages_and_buttons_that_exist(guide: Path) -> None:
    text = FENCE.sub("", guide.read_text(encoding="utf-8"))
    begin()
    pages, wrong = "", []
    for address in ADDRESS.findall(text):
        if "<" in address:
            wrong += [] if leads_somewhere(address) else [address]
            continue
        shown = page_for(READERS[guide.parent.name], address)
        wrong += [] if shown else [address]
        pages += words_of(shown or "")
    for button in BUTTON.findall(text):
        if button not in pages and button not in interface():
            wrong.append(button)
    assert wrong == []


def page_for(readers: list[people.Someone], address: str) -> str | None:
    """The page at an address for the first of these people who may enter, or None."""
    for someone in readers:
        client = Client()
        log_in(client, someone)
        answer = client.get(address)
        if answer.status_code in (200, 302):
            return answer.content.decode() or " "
    return None


def leads_somewhere(address: str) -> bool:
    """Whether an address with a placeholder such as `<nomor>` is one of ours."""
    for value in ("1", "RT", "2026-11"):
        try:
            resolve(re.sub(r"<[^>]+>", value, address))
        except Resolver404:
            continue
        return True
    return False


def test_every_picture_is_shown_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    shown = {Path(name).name for page in documents for name in IMAGE.findall(page.read_text())}
    assert [picture.name for picture in PICTURES if f"{picture.name}.png" not in shown] == []
    assert [path.name for path in FOLDER.glob("*.png") if path.name not in shown] == []


def test_the_index_names_every_guide() -> None:
    index = (GUIDES / "README.md").read_text(encoding="utf-8")
    missing = [
        path.relative_to(GUIDES).as_posix()
        for path in guides()
        if f"({path.relative_to(GUIDES).as_posix()})" not in index
    ]
    assert missing == []


@pytest.mark.django_db
@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_every_page_of_a_picture_answers(picture: Picture, client: Client) -> None:
    begin()
    stays.switch(on=True)
    known = {someone.username: someone for someone in people.EVERYBODY}
    if picture.who:
        log_in(client, known[picture.who])
    assert client.get(picture.address).status_code == 200


@pytest.mark.browser
def test_the_pictures_are_taken_anew(request: pytest.FixtureRequest) -> None:
    url = request.config.getoption("--perbarui-gambar")
    if not url:
        pytest.skip("only with --perbarui-gambar URL beside a running ./wacat demo")
    take(url, os.environ["WACAT_DEMO_PASSWORD"])
