"""The second factor: staff must have one, a code is good once, secrets stand encrypted."""

import html
import os
import re
import subprocess
import sys

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as site
from django.test import Client
from pytest_django.fixtures import Settings as SettingsWrapper

from tests import make, people
from tests.factor import code_of
from tests.web.test_entry import log_in
from wacat.accounts import factors, vault
from wacat.config.factors import factor_keys

pytestmark = pytest.mark.django_db


def bind(username: str) -> str:
    """Give an account an authenticator app; its secret."""
    secret = factors.new_secret()
    factors.set_up_totp(make.account(username), secret=secret, code=code_of(secret, later=-1))
    return secret


def second(client: Client, code: str) -> str:
    """Give a code at the second step; where it leads, or the status."""
    response = client.post("/masuk/faktor/", {"kode": code})
    return response.headers.get("Location", str(response.status_code))


@pytest.mark.parametrize(
    "someone", [people.OPERATOR, people.ADMINISTRATOR, people.KASI, people.KEPALA, people.TEKNIS],
    ids=lambda someone: someone.username,
)  # fmt: skip
def test_staff_without_one_is_led_to_set_it_up(
    client: Client, settings: SettingsWrapper, someone: people.Someone
) -> None:
    settings.WACAT_SECOND_FACTOR = True
    log_in(client, someone)
    front = client.get("/").headers["Location"]
    assert client.get(front).headers["Location"] == "/akun/faktor/"
    page = html.unescape(client.get("/akun/faktor/").content.decode())
    secret = re.search(r'<span class="nomor">([A-Z2-7 ]+)</span>', page)[1].replace(" ", "")  # type: ignore[index]
    assert client.post("/akun/faktor/", {"kode": "000000"}).status_code == 422
    done = client.post("/akun/faktor/", {"kode": code_of(secret)}).content.decode()
    assert len(re.findall(r'<li class="nomor">\d{4} \d{4}</li>', done)) == 10
    assert client.get(front).status_code == 200


def test_ketua_rt_and_lurah_are_not_asked(client: Client, settings: SettingsWrapper) -> None:
    settings.WACAT_SECOND_FACTOR = True
    log_in(client, people.SARI)
    assert client.get("/rt/").status_code == 200


def test_the_second_step_is_asked_and_a_code_is_good_once() -> None:
    secret = bind("operator")
    client = Client()
    assert log_in(client, people.OPERATOR) == "/masuk/faktor/"
    assert client.get("/operator/").status_code == 302
    code = code_of(secret)
    assert second(client, "000000") == "422"
    assert second(client, f"{code[:3]} {code[3:]}") == "/"
    assert client.get("/operator/").status_code == 200
    again = Client()
    log_in(again, people.OPERATOR)
    assert second(again, code) == "422"
    assert second(again, code_of(secret, later=-1)) == "422"
    assert second(again, code_of(secret, later=1)) == "/"


def test_a_recovery_code_is_good_once() -> None:
    secret = factors.new_secret()
    codes = factors.set_up_totp(make.account("rt"), secret=secret, code=code_of(secret))
    assert factors.count_recovery_codes(make.account("rt").pk) == 10
    for expected in ("/", "422"):
        client = Client()
        log_in(client, people.SARI)
        assert second(client, codes[0]) == expected
    assert factors.count_recovery_codes(make.account("rt").pk) == 9


def test_guessing_the_second_step_is_slowed_down() -> None:
    secret = bind("operator")
    client = Client()
    log_in(client, people.OPERATOR)
    assert [second(client, "000000") for _ in range(6)] == ["422"] * 5 + ["429"]
    assert second(client, code_of(secret)) == "429"


def test_nobody_stands_at_the_second_step_without_the_password(client: Client) -> None:
    assert client.get("/masuk/faktor/").headers["Location"] == "/masuk/"


def test_an_account_closed_between_the_steps_stays_outside() -> None:
    secret = bind("operator")
    client = Client()
    log_in(client, people.OPERATOR)
    type(make.account("operator")).objects.filter(username="operator").update(state="SUSPENDED")
    assert second(client, code_of(secret)) == "/masuk/"


def test_the_secret_stands_encrypted_with_a_numbered_key(settings: SettingsWrapper) -> None:
    secret = bind("operator")
    stored = Authenticator.objects.get(user__username="operator", type="totp").data["secret"]
    assert secret not in stored
    assert stored.startswith("1:")
    newer = factor_keys(
        [f"1:{site.WACAT_FACTOR_KEYS[1]}", f"2:{'A' * 43}="], folder=site.WACAT_SLOTS
    )
    settings.WACAT_FACTOR_KEYS = newer
    assert vault.unseal(stored) == secret
    assert vault.seal(secret).startswith("2:")


def test_the_last_factor_of_staff_stays(settings: SettingsWrapper) -> None:
    settings.WACAT_SECOND_FACTOR = True
    secret = bind("operator")
    client = Client()
    log_in(client, people.OPERATOR)
    second(client, code_of(secret))
    number = Authenticator.objects.get(user__username="operator", type="totp").pk
    page = client.post(f"/akun/faktor/{number}/hapus/", {"x": "y"})
    assert "satu-satunya" in page.content.decode()
    assert factors.has(make.account("operator").pk)
    settings.WACAT_SECOND_FACTOR = False
    assert client.post(f"/akun/faktor/{number}/hapus/").headers["Location"] == "/akun/"
    assert not Authenticator.objects.filter(user__username="operator").exists()


def test_a_stale_session_gives_the_password_before_it_changes_factors(client: Client) -> None:
    log_in(client, people.SARI)
    session = client.session
    session["dipastikan"] = 0
    session.save()
    assert (
        client.get("/akun/faktor/").headers["Location"]
        == "/akun/pastikan/?next=%2Fakun%2Ffaktor%2F"
    )
    asked = {"next": "/akun/faktor/", "password": "salah"}
    assert client.post("/akun/pastikan/", asked).status_code == 422
    asked["password"] = people.PASSWORD
    assert client.post("/akun/pastikan/", asked).headers["Location"] == "/akun/faktor/"
    assert client.get("/akun/faktor/").status_code == 200


def test_only_the_demo_may_do_without() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import wacat.config.settings"],
        env=os.environ | {"WACAT_TANPA_FAKTOR_KEDUA": "1", "DATABASE_URL": "postgresql://x@/x"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "is for the demo" in done.stderr


def test_every_page_of_the_demo_says_so(client: Client, settings: SettingsWrapper) -> None:
    assert "cukup kata sandi" in client.get("/masuk/").content.decode()
    settings.WACAT_SECOND_FACTOR = True
    assert "cukup kata sandi" not in client.get("/masuk/").content.decode()
