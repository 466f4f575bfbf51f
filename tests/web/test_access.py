"""The access matrix, and what an office sees, with nobody's data and nothing to press."""

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests import make, people
from tests.web.test_entry import log_in
from wacat.accounts.permissions import ROLES
from wacat.web.administrator.lifeless import lifeless
from wacat.web.navigation import PLACES

pytestmark = pytest.mark.django_db
HOME = "/administrator/akses/"


@pytest.mark.parametrize("someone", [people.ADMINISTRATOR, people.KASI, people.TEKNIS])
def test_the_matrix_is_shown_and_downloaded(client: Client, someone: people.Someone) -> None:
    log_in(client, someone)
    page = client.get(HOME).content.decode()
    assert "Membaca dan menjawab pemberitahuan" in page
    assert "hanya saat akses darurat" in page
    book = load_workbook(BytesIO(client.get(f"{HOME}unduh/").content)).active
    assert book is not None
    rows = [row for row in book.iter_rows(values_only=True) if row[0] == "Menerbitkan akun"]
    assert rows[0][3:].count("seluruh kota") == 1


@pytest.mark.parametrize("office", [role.value for role in ROLES])
def test_a_preview_shows_samples_and_can_do_nothing(client: Client, office: str) -> None:
    told = make.notice(name="Slamet Sungguhan")
    log_in(client, people.ADMINISTRATOR)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"{HOME}{office}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert told.name not in page
    assert "Lihat sebagai" in page
    assert all(place.label in page for place in PLACES[office])
    statements = [query["sql"] for query in asked.captured_queries]
    assert not any("records_" in sql or "verification_" in sql for sql in statements)
    assert sum("wacat.enter" in sql for sql in statements) == 1
    body = page.split("</section>", 1)[1]
    assert not re.search(r"<(a|form)\b[^>]*\b(href|action|method)=", body)
    assert not re.search(r"\b(hx-|data-|on[a-z]+=)", body.replace("data-kolom", ""))
    assert "<script" not in page
    assert "csrfmiddlewaretoken" not in page
    assert not re.search(r"<(button|input|select|textarea)\b(?![^>]*\bdisabled\b)", body)


def test_sample_rows_are_invented(client: Client) -> None:
    log_in(client, people.ADMINISTRATOR)
    assert "Warga Contoh Satu" in client.get(f"{HOME}KETUA_RT/").content.decode()
    assert "Ketua Contoh Satu" in client.get(f"{HOME}LURAH/").content.decode()
    assert "K-000001" in client.get(f"{HOME}OPERATOR/").content.decode()


@pytest.mark.parametrize("office", ["SYSTEM", "CAMAT", "x"])
def test_there_is_no_other_office(client: Client, office: str) -> None:
    log_in(client, people.ADMINISTRATOR)
    assert client.get(f"{HOME}{office}/").status_code == 404


def test_a_page_loses_its_life_and_keeps_its_look() -> None:
    page = (
        '<!doctype html><html><head><link rel="stylesheet" href="a.css"><script src="x"></script></head>'
        '<body class="meja"><a class="t" href="/x/" hx-get="/y/">A &amp; B</a>'
        '<form method="post" action="/x/"><input type="hidden" name="csrf"><button name="n">Kirim</button>'
        '<svg><use href="i.svg#x"/></svg></form><dialog><form action="/z/"></form></dialog></body></html>'
    )
    assert lifeless(page, banner="<p>!</p>") == (
        '<!doctype html><html><head><link rel="stylesheet" href="a.css"></head>'
        '<body class="meja"><p>!</p><a class="t">A &amp; B</a>'
        '<form><button name="n" disabled>Kirim</button>'
        '<svg><use href="i.svg#x"/></svg></form></body></html>'
    )
