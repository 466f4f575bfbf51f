"""./wacat petugas: how the first administrator of an installation gets in."""

import subprocess
from pathlib import Path

from django.conf import settings
from django.test import Client
from tests import people

from wacat.accounts.models import Account, Appointment
from wacat.ops import environment
from wacat.ops.testdb import TestDatabase

DOOR_KEY = str(settings.WACAT_DOOR_KEY)


def appoint(database: TestDatabase, folder: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        environment.module("wacat.ops", "petugas", *arguments),
        env=database.environment("job")
        | {"WACAT_DATA": str(folder), "WACAT_URL": "https://w.id", "WACAT_DOOR_KEY": DOOR_KEY},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_the_printed_address_opens_the_account_once(
    real_database: TestDatabase, tmp_path: Path
) -> None:
    code, said = appoint(
        real_database, tmp_path, "--jabatan", "TEKNIS", "--nama", "Bagus Wicaksono"
    )
    assert (code, "Nama pengguna: bagus" in said) == (0, True), said
    account = Account.objects.get(username="bagus")
    assert (account.state, account.has_usable_password()) == ("INVITED", False)
    assert Appointment.objects.get(person=account.person).office == "TEKNIS"
    address = said.split("https://w.id")[1].split()[0]
    client = Client()
    assert "bagus" in client.get(address).content.decode()


def test_a_second_administrator_is_refused_with_the_right_way(
    real_database: TestDatabase, tmp_path: Path
) -> None:
    code, said = appoint(
        real_database, tmp_path, "--jabatan", "ADMINISTRATOR", "--nama", people.SARI.name
    )
    assert (code, "Administrator sudah ada" in said) == (2, True), said
    assert Account.objects.filter(username__startswith="sari").count() == 0
