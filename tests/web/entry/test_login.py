"""Log in: by user name or phone, in equal time, slowed down by account and by address."""

import re
import statistics
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as site
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings as SettingsWrapper

from tests import make, people
from tests.conftest import acting_as
from tests.web.test_entry import log_in
from wacat.accounts.models import Account, Device, Session
from wacat.config.logs import mask_personal
from wacat.config.settings import PASSWORD_HASHERS

pytestmark = pytest.mark.django_db


def post(
    client: Client, login: str, password: str = people.PASSWORD, **more: str
) -> tuple[int, str]:
    """Try to log in: status and page."""
    response = client.post("/masuk/", {"login": login, "password": password, **more})
    return response.status_code, response.content.decode()


@pytest.mark.parametrize(
    "typed", ["081299887766", "+62 812-9988-7766", "62812 9988 7766", "0812.9988.7766", " RT "]
)
def test_a_phone_number_in_any_spelling_is_a_user_name(client: Client, typed: str) -> None:
    Account.objects.filter(username="rt").update(login_phone="6281299887766")
    assert post(client, typed)[0] == 302
    assert client.get("/").headers["Location"] == "/rt/"


def test_the_number_of_an_ended_account_opens_nothing(client: Client) -> None:
    Account.objects.filter(username="rt").update(login_phone="6281299887766", state="ENDED")
    assert "tidak cocok" in post(client, "081299887766")[1]
    Account.objects.filter(username="rt2").update(login_phone="6281299887766")
    assert post(client, "081299887766")[0] == 302


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("SUSPENDED", "ditangguhkan"),
        ("REVOKED", "keberatan"),
        ("LOCKED", "dikunci"),
        ("ENDED", "berakhir"),
    ],
)
def test_a_closed_account_says_why_to_its_holder_only(
    client: Client, state: str, said: str
) -> None:
    Account.objects.filter(username="rt").update(state=state)
    status, page = post(client, "rt")
    assert (status, said in page) == (403, True)
    assert said not in post(client, "rt", "salah sekali")[1]


def test_another_address_is_still_refused_and_another_account_is_not(client: Client) -> None:
    for _ in range(5):
        post(client, "rt", "salah")
    elsewhere = Client(REMOTE_ADDR="203.0.113.7")
    assert post(elsewhere, "rt")[0] == 429
    assert post(client, "rt2")[0] == 302


def test_a_stranger_who_guesses_does_not_shut_the_holder_out() -> None:
    own = Client()
    log_in(own, people.SARI)
    own.post("/keluar/")
    for _ in range(6):
        post(Client(REMOTE_ADDR="203.0.113.7"), "rt", "salah")
    assert post(own, "rt")[0] == 302


def test_one_address_may_fail_often_but_not_for_ever(settings: SettingsWrapper) -> None:
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher",
        *site.PASSWORD_HASHERS,
    ]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_account SET password = 'md5$x$0'")
    client = Client(REMOTE_ADDR="203.0.113.7")
    statuses = [post(client, f"tak-ada-{number}", "salah")[0] for number in range(301)]
    assert statuses[:300] == [200] * 300
    assert statuses[300] == 429
    forged = Client(REMOTE_ADDR="203.0.113.7", HTTP_X_FORWARDED_FOR="198.51.100.1")
    assert post(forged, "tak-ada", "salah")[0] == 429
    settings.WACAT_PROXIES = 1
    assert post(forged, "tak-ada", "salah")[0] == 200


def test_waiting_helps(client: Client) -> None:
    for _ in range(6):
        post(client, "rt", "salah")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_tries SET until = now() - interval '1 second'")
    assert post(client, "rt")[0] == 302


def test_an_unknown_name_takes_as_long_as_a_known_one(
    client: Client, settings: SettingsWrapper
) -> None:
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    Account.objects.filter(username="rt").update(password=make_password(people.PASSWORD))

    def took(name: str) -> float:
        started = time.perf_counter()
        post(client, name, "salah")
        return time.perf_counter() - started

    known = statistics.median(took("rt") for _ in range(3))
    unknown = statistics.median(took("tidak-ada") for _ in range(3))
    assert 0.3 < known / unknown < 3


def test_a_quick_hash_becomes_a_slow_one_at_the_door(
    client: Client, settings: SettingsWrapper
) -> None:
    slow = "argon2$argon2id$v=19$m=102400,t=2,p=8$"
    assert not Account.objects.get(username="rt").password.startswith(slow)
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    assert post(client, "rt")[0] == 302
    assert Account.objects.get(username="rt").password.startswith(slow)
    assert post(Client(), "rt")[0] == 302


def test_the_session_key_changes_at_the_door(client: Client) -> None:
    client.get("/masuk/")
    session = client.session
    session["x"] = 1
    session.save()
    planted = session.session_key
    client.cookies[site.SESSION_COOKIE_NAME] = planted
    log_in(client, people.SARI)
    assert client.cookies[site.SESSION_COOKIE_NAME].value != planted
    thief = Client()
    thief.cookies[site.SESSION_COOKIE_NAME] = planted
    assert thief.get("/rt/").status_code == 302


def test_deactivation_takes_effect_on_the_next_request(client: Client) -> None:
    log_in(client, people.SARI)
    assert client.get("/rt/").status_code == 200
    Account.objects.filter(username="rt").update(state="SUSPENDED")
    assert client.get("/rt/").headers["Location"].startswith("/masuk/")
    assert client.get("/masuk/").status_code == 200


def test_sessions_live_as_long_as_the_office_allows(client: Client) -> None:
    log_in(client, people.SARI)
    log_in(Client(), people.OPERATOR)
    left = {
        session.account.username: session.expire_date - datetime.now(UTC)  # type: ignore[union-attr]
        for session in Session.objects.select_related("account")
    }
    assert timedelta(days=59) < left["rt"] <= timedelta(days=60)
    assert timedelta(hours=11) < left["operator"] <= timedelta(hours=12)


def test_nothing_outside_is_a_target(client: Client) -> None:
    for bad in ("https://jahat.test/", "//jahat.test/", "javascript:alert(1)", "/\\jahat.test"):
        response = client.post("/masuk/", {"login": "rt", "password": people.PASSWORD, "next": bad})
        assert response.headers["Location"] == "/"
        client.post("/keluar/")


def test_a_new_device_is_told_to_its_holder(client: Client) -> None:
    def told() -> int:
        with acting_as("wacat_owner"), connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM procrastinate_jobs WHERE args ->> 'topic' = 'NEW_DEVICE'"
            )
            return int(cursor.fetchone()[0])

    log_in(client, people.SARI)
    log_in(client, people.SARI)
    assert told() == 0
    other = Client(
        HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 10) Chrome/120.0 Mobile Safari/537.36"
    )
    log_in(other, people.SARI)
    assert told() == 1
    labels = set(Device.objects.filter(account=make.account("rt")).values_list("label", flat=True))
    assert "Chrome di Android" in labels


def test_keys_do_not_reach_a_log() -> None:
    line = mask_personal(None, "", {"event": "Gone: /kunci/K7QM-3XRP-9WTD/ x /kunci/AAAA?b=1"})
    assert line["event"] == "Gone: /kunci/[...]/ x /kunci/[...]?b=1"


def test_lost_password_says_the_same_to_everybody(client: Client) -> None:
    pages = [
        client.post("/masuk/lupa/", {"login": name}).content.decode()
        for name in ("rt", "tidak-ada")
    ]
    plain = [re.sub(r'value="[^"]*"', "", page) for page in pages]
    assert plain[0] == plain[1]
    assert "Minta kode" in plain[0]
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT args ->> 'account_id' FROM procrastinate_jobs "
            "WHERE args ->> 'topic' = 'RESET_CODE'"
        )
        assert cursor.fetchall() == [(str(make.account("rt").pk),)]
    for _ in range(4):
        last = client.post("/masuk/lupa/", {"login": "rt"})
    assert last.status_code == 429
