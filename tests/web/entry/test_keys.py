"""One-time keys in the browser: looking is free, using is once, everything else is 410 with a way out."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as site
from django.test import Client

from tests import make, people
from tests.web.test_entry import log_in
from wacat.accounts import keys
from wacat.accounts.models import Account, DoorKey

pytestmark = pytest.mark.django_db
GOOD = {"baru": "tiga kata mudah", "ulang": "tiga kata mudah"}


def a_key(username: str = "rtbaru", purpose: str = "RESET") -> str:
    """The address of a fresh key."""
    by = make.account("administrator").pk
    account = make.account(username)
    return (
        f"/kunci/{keys.make(account_id=account.pk, purpose=purpose, by=by, at=datetime.now(UTC))}/"
    )


def test_activation_leads_through_password_and_pledge_to_the_list(client: Client) -> None:
    Account.objects.filter(username="rtbaru").update(state="INVITED", password="!")
    address = a_key(purpose="ACTIVATE")
    page = client.get(address)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "Ketua RT 025 Manggar" in page.content.decode()
    done = client.post(address, GOOD)
    assert done.headers["Location"] == "/awal/"
    assert client.post("/awal/", {"setuju": "on"}).headers["Location"] == "/awal/siap/"
    assert client.get("/rt/").status_code == 200


def test_a_robot_that_looks_consumes_nothing(client: Client) -> None:
    address = a_key()
    robot = Client(HTTP_USER_AGENT="WhatsApp/2.24 N")
    for _ in range(5):
        assert robot.head(address).status_code == 200
        assert robot.get(address).status_code == 200
    assert client.post(address, GOOD).status_code == 302


def test_used_forged_and_late_keys_say_what_to_do(client: Client) -> None:
    address = a_key()
    client.post(address, GOOD)
    late = a_key("rt2")
    DoorKey.objects.filter(account__username="rt2").update(
        made_at=datetime.now(UTC) - timedelta(days=3),
        expires_at=datetime.now(UTC) - timedelta(days=2),
    )
    forged = "/kunci/AAAA-BBBB-CCCC/"
    for wrong, said in ((address, "sudah dipakai"), (late, "sudah lewat"), (forged, "kenal")):
        for response in (client.get(wrong), client.post(wrong, GOOD)):
            page = response.content.decode()
            assert (response.status_code, said in page, "/kunci/" in page) == (410, True, True)


def test_the_policy_is_said_and_the_key_lives_on(client: Client) -> None:
    address = a_key()
    for bad, said in (
        ("kuda 7", "terlalu pendek"),
        ("bismillah2026", "sering dipakai"),
        ("Joko Susilo 1", "nama, nomor atau wilayah"),
        ("rtbaru025manggar", "nama, nomor atau wilayah"),
        ("password12345", "sering dipakai"),
    ):
        response = client.post(address, {"baru": bad, "ulang": bad})
        assert response.status_code == 422
        assert said in response.content.decode()
        assert bad not in response.content.decode()
    assert client.post(address, GOOD | {"ulang": "lain sekali ya"}).status_code == 422
    assert client.post(address, GOOD).status_code == 302


@pytest.mark.parametrize("between", ["-", " ", "", " - "])
def test_a_code_on_paper_is_typed_as_it_comes(client: Client, between: str) -> None:
    address = a_key()
    typed = address.split("/")[2].lower().replace("-", between)
    answer = client.post("/kunci/", {"kode": typed})
    assert answer.headers["Location"] == address
    assert client.get(address).status_code == 200


def test_guessing_codes_is_slowed_down(client: Client) -> None:
    for _ in range(20):
        assert client.post("/kunci/", {"kode": "AAAA BBBB CCCC"}).status_code == 422
    assert client.post("/kunci/", {"kode": "AAAA BBBB CCCC"}).status_code == 429
    assert client.get(a_key()).status_code == 429
    assert Client(REMOTE_ADDR="203.0.113.9").get(a_key()).status_code == 200


def test_the_form_passes_where_browsers_hide_their_origin() -> None:
    address = a_key()
    strict = Client(enforce_csrf_checks=True)
    strict.get(address)
    token = strict.cookies[site.CSRF_COOKIE_NAME].value
    refused = strict.post(address, GOOD, headers={"Origin": "null"})
    assert refused.status_code == 403
    elsewhere = strict.post(
        address, GOOD | {"csrfmiddlewaretoken": token}, headers={"Origin": "https://jahat.test"}
    )
    assert elsewhere.status_code == 403
    passed = strict.post(address, GOOD | {"csrfmiddlewaretoken": token}, headers={"Origin": "null"})
    assert passed.status_code == 302


def test_the_lurah_prints_a_code_for_a_head_of_his_own(client: Client) -> None:
    log_in(client, people.LURAH)
    address = f"/lurah/kode/{make.area(people.SARI.place).pk}/"
    assert "Sari Wulandari" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 422
    sari = Client()
    log_in(sari, people.SARI)
    slip = client.post(address, {"alasan": "LUPA"}).content.decode()
    code = slip.split('kode-besar nomor">')[1].split("<")[0]
    assert sari.get("/rt/").status_code == 302
    assert Client().post(f"/kunci/{code}/", GOOD).status_code == 302
    foreign = client.get(f"/lurah/kode/{make.area(people.ASING.place).pk}/")
    assert foreign.status_code == 404


def test_kasi_gives_no_code_to_staff_and_nobody_to_himself(client: Client) -> None:
    log_in(client, people.KASI)
    may = {"rt": 200, "lurah": 200, "operator": 409, "administrator": 409, "kasi": 409}
    for username, status in may.items():
        address = f"/administrator/akun/{make.account(username).pk}/kode/"
        assert client.get(address).status_code == status
        assert client.post(address, {"alasan": "LUPA"}).status_code == status
    client.post("/keluar/")
    log_in(client, people.ADMINISTRATOR)
    address = f"/administrator/akun/{make.account('operator').pk}/kode/"
    assert "kode-besar" in client.post(address, {"alasan": "LUPA"}).content.decode()
