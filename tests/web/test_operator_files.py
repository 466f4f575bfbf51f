"""SIAK files at the desk: upload, quarantine, four eyes, publishing, withdrawal, through the URL."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from unittest import mock

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from tests import make, people
from tests.conftest import acting_as
from tests.door import standing_as
from tests.web.test_entry import log_in
from wacat.accounts.access import enter_system, leave
from wacat.intake import actions
from wacat.records.models import Notice
from wacat.web import uploads

pytestmark = pytest.mark.django_db
HEAD = "Tanggal Layanan;Jenis Layanan;No Dokumen;NIK;Nama;RT;Kelurahan;Alamat"
GOOD = "20-11-2026;KTP-el;U/{n};6471010101900{n:03d};Warga {n};023;Manggar;Jl. Uji {n}"
BAD_RT = "20-11-2026;KTP-el;U/{n};6471010101900{n:03d};Warga {n};099;Manggar;Jl. Uji {n}"
BAD_NIK = "20-11-2026;KTP-el;U/{n};64710101019;Warga {n};023;Manggar;Jl. Uji {n}"


def csv(*lines: str) -> SimpleUploadedFile:
    """A file as SIAK would export it."""
    body = "\n".join([HEAD, *(line.format(n=n) for n, line in enumerate(lines, start=1))]) + "\n"
    return SimpleUploadedFile("siak 2026-11.csv", body.encode(), content_type="text/csv")


@pytest.fixture
def desk(client: Client) -> Client:
    """Dewi at her desk: she uploads."""
    log_in(client, people.OPERATOR)
    return client


@pytest.fixture
def other_desk() -> Client:
    """Rahmat at his: he approves."""
    client = Client()
    log_in(client, people.OPERATOR_2)
    return client


def upload(client: Client, file: SimpleUploadedFile) -> str:
    """Upload a file; the address of its page."""
    response = client.post("/operator/berkas/", {"berkas": file})
    assert response.status_code == 302, response.content.decode()
    return response.headers["Location"]


def work(act: Callable[..., Any], address: str, *, at: datetime | None = None) -> Any:
    """Do what the worker would do with the file at an address; its progress goes its own way."""
    options = connection.settings_dict["OPTIONS"]
    with acting_as("wacat_job"), mock.patch.dict(options, options="-c role=wacat_job"):
        enter_system(make.account("sistem").pk)
        done = act(batch_id=int(address.split("/")[-2]), at=at or datetime.now(UTC))
        leave()
    return done


def page(client: Client, address: str, **query: str) -> str:
    """The page at an address, which must be there."""
    response = client.get(address, query)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_road_of_a_file(desk: Client, other_desk: Client) -> None:
    address = upload(desk, csv(GOOD, GOOD, GOOD, BAD_RT, BAD_NIK))
    waiting = page(desk, address)
    assert "Menunggu giliran" in waiting
    assert 'hx-trigger="every 1s"' in page(desk, address + "kemajuan/")
    assert "<noscript>" in waiting

    work(actions.check, address)
    mine = page(desk, address)
    assert "petugas lain yang menyetujui" in mine
    assert "Rahmat Hidayat" in mine
    assert "RT tidak ada dalam daftar RT kelurahan ini." in mine
    assert "every 1s" not in page(desk, address + "kemajuan/")
    refused = desk.post(address + "setujui/")
    assert refused.status_code == 409
    assert "Berkas disetujui oleh orang lain" in refused.content.decode()

    theirs = page(other_desk, address)
    assert "Setujui dan terbitkan" in theirs
    assert "Yang akan diberitahu" in theirs
    assert other_desk.post(address + "setujui/").status_code == 302
    assert "Sedang diterbitkan" in page(other_desk, address)
    work(actions.publish, address)
    assert "3 layanan, 3 pemberitahuan" in page(desk, address)
    with standing_as("rt"):
        assert Notice.objects.filter(name__startswith="Warga ", state="SENT").count() == 3

    form = page(desk, address + "tarik/")
    assert "3 pemberitahuan akan ditandai" in form
    assert desk.post(address + "tarik/", {"alasan": ""}).status_code == 422
    long = desk.post(address + "tarik/", {"alasan": "x" * 301})
    assert "x" * 301 in long.content.decode()
    assert desk.post(address + "tarik/", {"alasan": "Berkas bulan lalu"}).status_code == 302
    assert "Alasan: Berkas bulan lalu" in page(desk, address)
    assert desk.post(address + "tarik/", {"alasan": "Lagi"}).status_code == 409
    with standing_as("rt"):
        assert Notice.objects.filter(state="WITHDRAWN").count() == 3


def test_quarantined_rows_are_listed_filtered_and_downloaded(desk: Client) -> None:
    address = upload(desk, csv(GOOD, BAD_RT, BAD_NIK, BAD_RT))
    work(actions.check, address)
    assert "RT tidak ada dalam daftar RT kelurahan ini." in page(desk, address)
    assert "64710101019" in page(desk, address + "perbaikan/")
    grid = address + "perbaikan/"
    only = page(desk, grid, alasan="RT_UNKNOWN")
    assert "Warga 3" not in only
    assert "099" in only
    assert "64710101019" in page(desk, grid, cari="Warga 3")
    assert "Tidak ada baris yang cocok" in page(desk, grid, cari="zzz")
    assert "64710101019" in page(desk, grid, alasan="'; DROP", setelah="-1", cari="")
    response = desk.get(address + "karantina/")
    assert response.headers["Content-Disposition"].endswith('-siak-2026-11.xlsx"')
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 4
    assert rows[2][3] == "64710101019"


def test_a_file_that_cannot_be_read_gets_its_sentence(desk: Client) -> None:
    for file, sentence in [
        (SimpleUploadedFile("kosong.csv", b""), "Berkas kosong"),
        (
            SimpleUploadedFile("foto.jpg", b"\xff\xd8\xff\xe0" * 9),
            "Jenis berkas .jpg tidak didukung",
        ),
        (SimpleUploadedFile("palsu.xlsx", b"bukan"), "tidak sesuai dengan namanya"),
    ]:
        response = desk.post("/operator/berkas/", {"berkas": file})
        assert response.status_code == 422
        assert sentence in response.content.decode()
    assert desk.post("/operator/berkas/", {}).status_code == 422
    address = upload(desk, SimpleUploadedFile("lain.csv", b"a;b\n1;2\n"))
    work(actions.check, address)
    assert "Susunan kolom tidak dikenali" in page(desk, address)


def test_a_file_over_the_limit_is_dropped(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MAX_BYTES", 100_000)
    response = desk.post(
        "/operator/berkas/", {"berkas": SimpleUploadedFile("besar.csv", b"x" * 200_000)}
    )
    assert response.status_code == 413
    assert "terlalu besar (lebih dari 50 MB)" in response.content.decode()


def test_the_same_file_twice_leads_to_the_same_page(desk: Client, other_desk: Client) -> None:
    first = upload(desk, csv(GOOD))
    assert upload(other_desk, csv(GOOD)) == first
    assert "Berkas yang sama sudah diunggah" in page(other_desk, first)


def test_the_list_knows_every_state(desk: Client) -> None:
    address = upload(desk, csv(GOOD, BAD_NIK))
    upload(desk, csv(GOOD, GOOD))
    work(actions.check, address)
    assert "Menunggu persetujuan <span>(1)</span>" in page(desk, "/operator/berkas/")
    waiting = page(desk, "/operator/berkas/", rak="persetujuan")
    assert address in waiting
    assert "Dewi Anggraini" in waiting
    assert "Tidak ada berkas di sini" in page(desk, "/operator/berkas/", rak="ditarik")
    page(desk, "/operator/berkas/", rak="x", sebelum="9" * 30)


def test_files_ask_little(desk: Client, sql_snapshot: Callable[[str], Any]) -> None:
    address = upload(desk, csv(GOOD, BAD_NIK))
    work(actions.check, address)
    with sql_snapshot("operator_berkas"):
        page(desk, "/operator/berkas/")
    with sql_snapshot("operator_berkas_rinci"):
        page(desk, address)


@pytest.mark.parametrize(
    "someone", [people.SARI, people.LURAH, people.ADMINISTRATOR, people.TEKNIS]
)
def test_files_are_for_operators_alone(client: Client, someone: people.Someone) -> None:
    log_in(client, someone)
    assert client.get("/operator/berkas/").status_code == 403
    assert client.post("/operator/berkas/", {"berkas": csv(GOOD)}).status_code == 403
    for tail in ("", "kemajuan/", "karantina/", "tarik/"):
        assert client.get(f"/operator/berkas/1/{tail}").status_code == 403


def test_a_file_that_is_not_there_is_not_found(desk: Client) -> None:
    for tail in ("", "kemajuan/", "karantina/", "tarik/"):
        assert desk.get(f"/operator/berkas/999999/{tail}").status_code == 404
    assert desk.post("/operator/berkas/999999/setujui/").status_code == 404
