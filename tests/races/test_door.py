"""The door at the same moment: one key opens once, wrong PINs are all counted, a code is good once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.db.models import F
from django.test import Client

from tests import make, people
from tests.factor import code_of
from tests.web.test_entry import log_in
from tests.web.test_operator_race import at_once, signed_in
from wacat.accounts import factors, keys
from wacat.accounts.models import AccountStep, Device, DoorKey, Session
from wacat.ops.testdb import TestDatabase

pytestmark = pytest.mark.race
GOOD = {"baru": "tiga kata mudah", "ulang": "tiga kata mudah"}


def test_the_same_key_used_at_once_opens_once(real_database: TestDatabase) -> None:
    secret = keys.make(
        account_id=make.account("rtbaru").pk, purpose="RESET",
        by=make.account("administrator").pk, at=datetime.now(UTC),
    )  # fmt: skip
    answers = at_once([(Client(), f"/kunci/{secret}/", GOOD) for _ in range(6)])
    assert sorted(status for status, _ in answers) == [302, 410, 410, 410, 410, 410]
    assert Session.objects.filter(account__username="rtbaru").count() == 1
    assert not AccountStep.objects.filter(account__username="rtbaru").exists()


def test_keys_made_at_once_leave_one_living(real_database: TestDatabase) -> None:
    lurah = signed_in(people.LURAH)
    address = f"/lurah/kode/{make.area(people.SARI.place).pk}/"
    answers = at_once([(lurah, address, {"alasan": "LUPA"}) for _ in range(4)])
    assert {status for status, _ in answers} == {200}
    living = DoorKey.objects.filter(account__username="rt", used_at=None, void_at=None)
    assert living.count() == 1


def test_wrong_pins_at_once_are_all_counted(real_database: TestDatabase) -> None:
    phone = signed_in(people.SARI)
    phone.post("/akun/pin/", {"pin": "4826", "ulang": "4826"})
    Session.objects.update(seen_at=F("seen_at") - timedelta(minutes=16))
    answers = at_once([(phone, "/terkunci/", {"pin": f"90{n}3"}) for n in range(12)])
    assert sum(status == 422 for status, _ in answers) == 4
    assert not Session.objects.filter(account__username="rt").exists()
    assert Device.objects.get().pin_hash == ""


def test_a_code_replayed_at_once_lets_in_once(real_database: TestDatabase) -> None:
    secret = factors.new_secret()
    with transaction.atomic():
        factors.set_up_totp(make.account("operator"), secret=secret, code=code_of(secret, later=-1))
    clients = [Client() for _ in range(4)]
    for client in clients:
        log_in(client, people.OPERATOR)
    code = {"kode": code_of(secret)}
    answers = at_once([(client, "/masuk/faktor/", code) for client in clients])
    assert sorted(status for status, _ in answers) == [302, 422, 422, 422]


def test_wrong_passwords_at_once_are_all_counted(real_database: TestDatabase) -> None:
    wrong = {"login": "rt", "password": "salah"}
    answers = at_once([(Client(), "/masuk/", wrong) for _ in range(8)])
    assert sorted(status for status, _ in answers) == [200] * 5 + [429] * 3
