"""The lock of an idle phone: on the server, opened by the PIN of this device, five tries."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.db.models import F
from django.test import Client

from tests import make, people
from tests.web.test_entry import log_in
from wacat.accounts.access import Locked, enter
from wacat.accounts.models import Device, Session

pytestmark = pytest.mark.django_db
PIN = "4826"


def idle(minutes: int) -> None:
    """Nobody has touched any device for so long."""
    Session.objects.update(seen_at=F("seen_at") - timedelta(minutes=minutes))


@pytest.fixture
def phone(client: Client) -> Client:
    """The phone of Bu Sari with a PIN."""
    log_in(client, people.SARI)
    assert client.post("/akun/pin/", {"pin": PIN, "ulang": PIN}).status_code == 302
    return client


def test_an_idle_phone_shows_nothing_but_its_lock(phone: Client) -> None:
    assert phone.get("/rt/").status_code == 200
    idle(16)
    for address in ("/rt/", "/rt/riwayat/", "/akun/", "/lep/"):
        assert phone.get(address).headers["Location"].startswith("/terkunci/")
    found = enter(phone.cookies["wacat"].value)
    assert isinstance(found, Locked)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('wacat.context', true)")
        assert cursor.fetchone()[0] == ""
    page = phone.get("/terkunci/?next=/rt/riwayat/").content.decode()
    assert "Sari Wulandari" in page
    opened = phone.post("/terkunci/", {"pin": PIN, "next": "/rt/riwayat/"})
    assert opened.headers["Location"] == "/rt/riwayat/"
    assert phone.get("/rt/").status_code == 200


def test_use_keeps_it_open_and_is_written_at_most_every_five_minutes(phone: Client) -> None:
    for _ in range(4):
        idle(10)
        assert phone.get("/rt/").status_code == 200
    before = Session.objects.get().seen_at
    idle(2)
    phone.get("/rt/")
    assert Session.objects.get().seen_at == before - timedelta(minutes=2)


def test_what_the_page_asks_by_itself_keeps_nothing_awake(phone: Client) -> None:
    for _ in range(2):
        idle(8)
        response = phone.get("/rt/", headers={"X-Senyap": "1"})
    assert response.headers["Location"].startswith("/terkunci/")


def test_five_wrong_pins_sign_the_device_out(phone: Client) -> None:
    idle(16)
    for left in (4, 3, 2, 1):
        page = phone.post("/terkunci/", {"pin": "9073"})
        assert page.status_code == 422
        assert f"Masih {left} kali" in page.content.decode()
    assert phone.post("/terkunci/", {"pin": "9073"}).status_code == 403
    assert not Session.objects.exists()
    assert phone.post("/terkunci/", {"pin": PIN}).headers["Location"].startswith("/masuk/")
    assert Device.objects.get().pin_hash == ""


def test_without_a_pin_the_password_opens(client: Client) -> None:
    log_in(client, people.SARI)
    idle(16)
    assert client.post("/terkunci/", {"password": "salah"}).status_code == 422
    assert client.post("/terkunci/", {"password": people.PASSWORD}).status_code == 302
    assert client.get("/rt/").status_code == 200


def test_the_pin_of_one_device_opens_no_other(phone: Client) -> None:
    other = Client(HTTP_USER_AGENT="Firefox/130 Windows")
    log_in(other, people.SARI)
    idle(16)
    assert other.post("/terkunci/", {"pin": PIN, "password": ""}).status_code == 422


@pytest.mark.parametrize(
    "easy", ["1234", "0000", "111222", "654321", "12", "1234567", "abcd", "2222"]
)
def test_easy_pins_are_refused(client: Client, easy: str) -> None:
    log_in(client, people.SARI)
    assert client.post("/akun/pin/", {"pin": easy, "ulang": easy}).status_code == 422
    assert Device.objects.get().pin_hash == ""


def test_a_desk_is_signed_out_instead(client: Client) -> None:
    log_in(client, people.OPERATOR)
    idle(20)
    assert client.get("/operator/").status_code == 200
    idle(31)
    assert client.get("/operator/").headers["Location"].startswith("/masuk/")
    assert client.get("/masuk/").status_code == 200
    log_in(client, people.OPERATOR)
    assert client.get("/operator/").status_code == 200


def carried(page: str) -> str:
    """What travels with the page of a closed door."""
    found = re.search(r'name="bawaan" value="([^"]+)"', page)
    assert found
    return found[1]


def test_what_was_typed_is_there_after_the_lock(phone: Client) -> None:
    told = make.notice()
    idle(16)
    address = f"/rt/pemberitahuan/{told.pk}/bukan-warga/"
    form = {"alasan": "RT_LAIN", "keterangan": "Sudah lama di RT 030", "password": "x"}
    shut = phone.post(address, form)
    assert shut.status_code == 403
    opened = phone.post("/terkunci/", {"pin": PIN, "bawaan": carried(shut.content.decode())})
    page = opened.content.decode()
    assert f'action="{address}"' in page
    assert 'value="Sudah lama di RT 030"' in page
    assert 'name="password"' not in page


def test_what_was_typed_at_a_desk_is_there_after_the_log_in(client: Client) -> None:
    log_in(client, people.OPERATOR)
    idle(31)
    shut = client.post("/operator/koreksi/7/putuskan/", {"alasan": "Tidak sesuai KK"})
    credentials = {"login": "operator", "password": people.PASSWORD}
    page = client.post("/masuk/", credentials | {"bawaan": carried(shut.content.decode())})
    assert 'value="Tidak sesuai KK"' in page.content.decode()


def test_a_forged_load_is_thrown_away(phone: Client) -> None:
    idle(16)
    opened = phone.post("/terkunci/", {"pin": PIN, "bawaan": "eyJwYXRoIjoiLyJ9:1:forged"})
    assert opened.headers["Location"] == "/"


def test_htmx_is_sent_to_the_lock_and_back_to_its_page(phone: Client) -> None:
    idle(16)
    answer = phone.post(
        "/rt/pemberitahuan/1/benar/",
        {},
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/rt/?cari=a"},
    )
    assert answer.headers["Location"] == "/terkunci/?next=%2Frt%2F%3Fcari%3Da"


def test_lock_now_and_leave_from_the_lock(phone: Client) -> None:
    assert phone.post("/akun/kunci/").headers["Location"] == "/terkunci/"
    assert phone.get("/rt/").headers["Location"].startswith("/terkunci/")
    phone.post("/keluar/")
    assert not Session.objects.exists()


def test_devices_are_listed_and_signed_out(phone: Client) -> None:
    others = [Client(HTTP_USER_AGENT=name) for name in ("Firefox/1 Windows NT", "Chrome/1 Android")]
    for other in others:
        log_in(other, people.SARI)
    page = phone.get("/akun/").content.decode()
    assert "Perangkat yang masuk (3)" in page
    assert "Firefox di Windows" in page
    target = re.search(r'name="sesi" value="([0-9a-f]{64})"', page)
    assert target
    phone.post("/akun/perangkat/", {"sesi": target[1]})
    assert Session.objects.count() == 2
    phone.post("/akun/perangkat/", {"sesi": "semua"})
    assert phone.get("/rt/").status_code == 200
    assert [other.get("/rt/").status_code for other in others] == [302, 302]


def test_nobody_signs_out_the_device_of_another(phone: Client) -> None:
    budi = Client()
    log_in(budi, people.BUDI)
    target = Session.objects.get(account__username="rt2").pk
    phone.post("/akun/perangkat/", {"sesi": target})
    assert budi.get("/rt/").status_code == 200


def test_another_password_signs_the_other_devices_out(phone: Client) -> None:
    other = Client()
    log_in(other, people.SARI)
    form = {"lama": "salah", "baru": "tiga kata mudah", "ulang": "tiga kata mudah"}
    assert phone.post("/akun/kata-sandi/", form).status_code == 422
    form["lama"] = people.PASSWORD
    assert "sudah diganti" in phone.post("/akun/kata-sandi/", form).content.decode()
    assert phone.get("/rt/").status_code == 200
    assert other.get("/rt/").status_code == 302


def test_the_pledge_is_due_after_a_year_and_after_a_new_text(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_in(client, people.SARI)
    assert client.get("/rt/").status_code == 200
    monkeypatch.setattr("wacat.accounts.pledge.VERSION", "2027-1")
    assert client.get("/rt/").headers["Location"] == "/awal/"
    assert client.post("/awal/", {"x": "y"}).status_code == 422
    assert client.post("/awal/", {"setuju": "on"}).headers["Location"] == "/rt/"
    assert client.get("/rt/").status_code == 200


def test_a_request_that_was_still_running_brings_no_session_back(phone: Client) -> None:
    store = phone.session
    assert store.get("dipastikan")
    Session.objects.all().delete()
    store["x"] = 1
    with pytest.raises(UpdateError):
        store.save()
    assert not Session.objects.exists()
