"""The appointment behind `./wacat petugas`; loaded once Django stands."""

import argparse
import sys
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from wacat.accounts import appointing, keys, staffing
from wacat.accounts.access import enter_system, get_account
from wacat.accounts.models import AppointmentKind, KeyPurpose, Office
from wacat.accounts.queries import running
from wacat.areas.models import Area, Level
from wacat.ops.environment import say
from wacat.values.refusal import Refusal


class CannotAppointHere(Refusal):
    """The shell is not the way; the message names the right one."""


def run(chosen: argparse.Namespace) -> int:
    """Appoint, and say the address once."""
    try:
        with transaction.atomic():
            username, secret = _appoint(chosen, at=timezone.now())
    except Refusal as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except DatabaseError as error:
        sys.stderr.write(
            f"Basis data belum siap ({type(error).__name__}). Jalankan ./wacat manage migrate dahulu.\n"
        )
        return 1
    say(f"Nama pengguna: {username}")
    say(f"Alamat sekali pakai: {settings.WACAT_URL}/kunci/{secret}/")
    say("Serahkan hanya kepada yang bersangkutan. Alamat ini tidak dapat dibaca lagi sesudah ini.")
    return 0


def _appoint(chosen: argparse.Namespace, *, at: datetime) -> tuple[str, str]:
    city = Area.objects.filter(level=Level.CITY).first()
    if city is None:
        raise CannotAppointHere(
            "Wilayah kota belum dimuat. Muat daftar RT dahulu: ./wacat wilayah BERKAS --terapkan"
        )
    if chosen.jabatan == Office.ADMINISTRATOR and running(Office.ADMINISTRATOR).exists():
        raise CannotAppointHere(
            "Administrator sudah ada. Pergantiannya dilakukan di dalam aplikasi, pada Jabatan > Petugas."
        )
    by = get_account("sistem").pk
    enter_system(by)
    account = staffing.admit(
        name=chosen.nama, phone=chosen.telepon, email=chosen.surel, by=by, at=at
    )
    appointing.appoint(
        person_id=account.person_id, office=chosen.jabatan, area_id=city.pk,
        kind=AppointmentKind.DEFINITIVE, since=at, until=None,
        decree=appointing.Decree(number=chosen.sk, on=None), by=by, at=at,
    )  # fmt: skip
    return account.username, keys.make(
        account_id=account.pk, purpose=KeyPurpose.ACTIVATE, by=by, at=at
    )
