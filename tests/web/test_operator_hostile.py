"""Broken and hostile files at the operator's page: a sentence each, soon, and the desk goes on working."""

import html
import re
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import people
from tests.intake import files
from tests.intake.test_hostile import HOSTILE
from tests.web.test_entry import log_in
from tests.web.test_operator_files import GOOD, csv, page, upload, work
from wacat.intake import actions
from wacat.sheets.refusals import REFUSALS
from wacat.web.uploads import MAX_BYTES

pytestmark = pytest.mark.django_db
SECONDS = 20  # on a busy machine; alone it is a fraction
# Found only while rows are read, by the child that may be stopped; one of each way to hurt it.
READ_INSIDE = {
    "ukuran lembar palsu di xls", "sel 10 MB", "kutip tak ditutup", "JSON dalam sekali", "luas sekali",
    "5.000 kolom csv", "NIK dibulatkan",
}  # fmt: skip


@pytest.fixture
def desk(client: Client) -> Client:
    """Dewi at her desk."""
    log_in(client, people.OPERATOR)
    return client


def words(shown: str) -> str:
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.unescape(shown)).split())


def begins(code: str) -> str:
    """The sentence of a refusal up to what differs from file to file."""
    return REFUSALS[code].partition("{")[0]


def test_each_hostile_file_gets_its_sentence_and_the_desk_goes_on(desk: Client) -> None:
    told, read = set(), set()
    for label, name, content, code in HOSTILE:
        made = content() if callable(content) else content
        if len(made) > MAX_BYTES:
            continue
        started = time.monotonic()
        answer = desk.post("/operator/berkas/", {"berkas": SimpleUploadedFile(name, made)})
        assert answer.status_code in (302, 422), label
        if answer.status_code == 422:
            shown = answer.content.decode()
        elif label in READ_INSIDE:
            read.add(label)
            address = answer.headers["Location"]
            work(actions.check, address)
            shown = page(desk, address)
            assert "Setujui dan terbitkan" not in shown, label
        else:
            continue
        assert begins(code) in html.unescape(shown), label
        assert time.monotonic() - started < SECONDS, label
        told.add(label)
    assert read == READ_INSIDE
    assert len(told) > 35
    address = upload(desk, csv(GOOD))
    work(actions.check, address)
    assert "petugas lain yang menyetujui" in page(desk, address)


def test_a_row_a_thousand_times_is_one_service_and_headings_alone_are_none(desk: Client) -> None:
    one = files.service(1, Kelurahan="Manggar", RT="023")
    content = files.as_csv(files.table([one] * 1000))
    address = upload(desk, SimpleUploadedFile("seribu.csv", content))
    work(actions.check, address)
    assert "Kembar 999 sudah ada" in words(page(desk, address))
    address = upload(desk, SimpleUploadedFile("judul.csv", files.as_csv(files.table([]))))
    work(actions.check, address)
    assert "Berkas ini berisi 0 baris, jadi tidak ada yang diterbitkan." in words(
        page(desk, address)
    )
