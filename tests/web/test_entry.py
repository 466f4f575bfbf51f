"""The door: who gets in, where they land, and the very first visit (Pasal 5)."""

import re

import pytest
from django.test import Client

from tests import people

pytestmark = pytest.mark.django_db


def log_in(client: Client, someone: people.Someone, password: str = people.PASSWORD) -> str:
    """Log in through the door; where it leads."""
    response = client.post("/masuk/", {"login": someone.username, "password": password})
    return response.headers.get("Location", str(response.status_code))


@pytest.mark.parametrize(
    ("someone", "front_page"),
    [
        (people.SARI, "/rt/"),
        (people.LURAH, "/lurah/"),
        (people.OPERATOR, "/operator/"),
        (people.ADMINISTRATOR, "/administrator/"),
        (people.KEPALA, "/kepala/"),
        (people.TEKNIS, "/teknis/"),
    ],
)
def test_each_office_lands_on_its_own_page(
    client: Client, someone: people.Someone, front_page: str
) -> None:
    assert log_in(client, someone) == "/"
    assert client.get("/").headers["Location"] == front_page


def test_a_wrong_password_says_so_and_keeps_the_name(client: Client) -> None:
    response = client.post("/masuk/", {"login": "rt", "password": "salah"})
    page = response.content.decode()
    assert "Nama pengguna atau kata sandi tidak cocok" in page
    assert 'value="rt"' in page


def test_guessing_is_slowed_down(client: Client) -> None:
    for _ in range(6):
        response = client.post("/masuk/", {"login": "rt", "password": "salah"})
    assert response.status_code == 429
    assert re.search(r"Coba lagi dalam (5 menit|4 menit( \d+ detik)?)\.", response.content.decode())
    assert 0 < int(response.headers["Retry-After"]) <= 300
    assert log_in(client, people.SARI) == "429"


def test_the_first_visit_changes_the_password_and_takes_the_pledge(client: Client) -> None:
    log_in(client, people.BARU)
    assert client.get("/rt/").headers["Location"] == "/awal/"
    weak = client.post("/awal/", {"baru": "12345", "ulang": "12345", "setuju": "on"})
    assert weak.status_code == 422
    done = client.post(
        "/awal/", {"baru": "tiga kata mudah", "ulang": "tiga kata mudah", "setuju": "on"}
    )
    assert done.headers["Location"] == "/awal/siap/"
    assert "Lewati" in client.get("/awal/siap/").content.decode()
    assert client.get("/rt/").status_code == 200
    client.post("/keluar/")
    assert log_in(client, people.BARU) == "200"
    assert log_in(client, people.BARU, "tiga kata mudah") == "/"
