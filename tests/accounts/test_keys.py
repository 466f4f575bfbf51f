"""One-time keys: one living key an account and purpose, one use, nothing by looking."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from tests import make
from tests.conftest import acting_as
from tests.door import token_of
from wacat.accounts import keys
from wacat.accounts.access import find_visitor
from wacat.accounts.activating import use
from wacat.accounts.models import Account, DoorKey

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
GOOD = "tiga kata mudah"


def made(purpose: str = "RESET", username: str = "rt") -> str:
    """A key of the named person, made by the administrator."""
    by = make.account("administrator").pk
    return keys.make(account_id=make.account(username).pk, purpose=purpose, by=by, at=NOW)


def why_not(secret: str, at: datetime = NOW) -> str:
    """Why this key opens nothing."""
    with pytest.raises(keys.CannotUseKey) as refusal:
        use(secret, password=GOOD, at=at)
    return str(refusal.value)


def test_a_key_opens_once_and_signs_all_devices_out() -> None:
    token = token_of("rt")
    secret = made()
    assert keys.find(secret, at=NOW) == keys.find(secret, at=NOW)
    assert use(secret, password=GOOD, at=NOW).check_password(GOOD)
    assert find_visitor(token) is None
    assert "sudah dipakai" in why_not(secret)


@pytest.mark.parametrize("spoil", [str.lower, lambda s: s.replace("-", " "), lambda s: f" {s} "])
def test_a_key_is_typed_as_people_type(spoil) -> None:  # type: ignore[no-untyped-def]
    assert keys.find(spoil(made()), at=NOW)


def test_a_newer_key_kills_the_older_one_of_its_purpose() -> None:
    first, other, second = made(), made(username="rt2"), made()
    assert "lebih baru" in why_not(first)
    assert keys.find(second, at=NOW)
    assert keys.find(other, at=NOW)


def test_time_runs_out() -> None:
    secret = made()
    assert keys.find(secret, at=NOW + timedelta(hours=23))
    assert "sudah lewat" in why_not(secret, at=NOW + timedelta(hours=24))


def test_a_forged_key_and_a_closed_account_open_nothing() -> None:
    assert "tidak kami kenal" in why_not("AAAA-BBBB-CCCC")
    secret = made()
    Account.objects.filter(username="rt").update(state="SUSPENDED")
    assert "tidak dapat dibuka" in why_not(secret)


def test_activation_opens_an_invited_account_only() -> None:
    assert "tidak dapat dibuka" in why_not(made("ACTIVATE"))
    Account.objects.filter(username="rtbaru").update(state="INVITED", password="!")
    account = use(made("ACTIVATE", "rtbaru"), password=GOOD, at=NOW)
    assert (account.state, account.must_change_password) == ("ACTIVE", False)


def test_a_weak_password_leaves_the_key_alive() -> None:
    secret = made()
    with pytest.raises(ValidationError):
        use(secret, password="12345", at=NOW)
    assert keys.find(secret, at=NOW)


def test_nothing_stored_gives_the_secret_away() -> None:
    secret = made()
    row = DoorKey.objects.get(account__username="rt", used_at=None, void_at=None)
    assert keys.plain(secret) not in str(row.__dict__)
    with acting_as("wacat_audit"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM audit.event e WHERE e::text LIKE %s", [f"%{row.secret_hash}%"]
        )
        assert cursor.fetchone()[0] == 0


def test_a_worker_makes_keys_for_many() -> None:
    ids = [make.account(name).pk for name in ("rt", "rt2", "lurah")]
    by = make.account("sistem").pk
    with acting_as("wacat_job"):
        told = keys.make_many(account_ids=ids, purpose="RESET", by=by, at=NOW)
    assert sorted(told) == sorted(ids)
    assert len(set(told.values())) == 3
