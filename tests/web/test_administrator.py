"""The administrator sees coverage, changes the matrix with a reason and reads the trail."""

import pytest
from django.test import Client

from tests import make, people
from tests.door import standing_as
from tests.web.test_entry import log_in

pytestmark = pytest.mark.django_db


def test_a_change_of_the_matrix_needs_a_reason_and_applies_to_new_notices(client: Client) -> None:
    log_in(client, people.ADMINISTRATOR)
    address = "/administrator/pengungkapan/KTP_EL/KETUA_RT/"
    refused = client.post(address, {"unsur": ["name"], "alasan": ""})
    assert refused.status_code == 422
    assert "Tulis alasan" in refused.content.decode()
    before = make.notice()
    client.post(address, {"unsur": ["name"], "alasan": "Cukup nama saja"})
    after = make.notice()
    assert (before.address != "", after.address, after.name != "") == (True, "", True)
    assert "Cukup nama saja" in client.get("/administrator/pengungkapan/").content.decode()


def test_the_rt_is_never_shown_more_than_the_lurah(client: Client) -> None:
    log_in(client, people.ADMINISTRATOR)
    address = "/administrator/pengungkapan/AKTA_KEMATIAN/KETUA_RT/"
    refused = client.post(address, {"unsur": ["birth_on"], "alasan": "x"})
    assert "Ketua RT tidak dapat melihat lebih banyak" in refused.content.decode()


def test_the_trail_tells_who_read_it(client: Client) -> None:
    with standing_as("operator"):
        make.notice()
    log_in(client, people.ADMINISTRATOR)
    client.get("/administrator/jejak/")
    page = client.get("/administrator/jejak/", {"siapa": "administrator", "tindakan": "read"})
    assert "jejak aktivitas" in page.content.decode()


def test_the_trail_tells_who_came_in_and_who_failed(client: Client) -> None:
    client.post("/masuk/", {"login": "rt", "password": "salah"})
    log_in(client, people.ADMINISTRATOR)
    page = client.get("/administrator/jejak/").content.decode()
    assert "Gagal masuk" in page
    assert str(make.account("rt").pk) in page


def test_the_technician_sees_the_system_and_no_resident(client: Client) -> None:
    told = make.notice()
    log_in(client, people.TEKNIS)
    client.post("/teknis/percobaan/")
    page = client.get("/teknis/").content.decode()
    assert "Semua tabel, fungsi dan peran sesuai aturan" in page
    assert told.name not in page
    assert "Arsip log PostgreSQL mati" in page
    waiting = page.split('id="antrean"')[1].split("</table>")[0]
    assert "kurang dari 1 menit" in waiting
    largest = page.split('id="tabel-besar"')[1].split("</table>")[0]
    assert largest.count("<tr>") == 9
    assert "Manggar" not in page
    assert client.get("/teknis/komponen/").status_code == 200


def test_health_answers_without_login(client: Client) -> None:
    assert client.get("/sehat/").json()["keadaan"] == "sehat"
