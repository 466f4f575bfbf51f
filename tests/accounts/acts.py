"""Acts on offices as the desk does them, for tests that need their outcome."""

import io
from datetime import UTC, datetime

from django.db import transaction
from django.test import Client
from PIL import Image

from tests import make, people
from tests.web.test_entry import log_in
from tests.web.test_rt import stored
from wacat.accounts.models import Account, Appointment, Sanction

SK = {"jenis": "DEFINITIVE", "nomor_sk": "141/77/2026", "tanggal_sk": "2026-11-01", "sampai": ""}


def now() -> datetime:
    return datetime.now(UTC)


def browser(someone: people.Someone) -> Client:
    """A browser in which that person is signed in."""
    client = Client()
    log_in(client, someone)
    return client


def term_of(someone: people.Someone) -> Appointment:
    """The term of one of the named people that runs now."""
    return Appointment.objects.filter(
        person__account__username=someone.username, valid__contains=now()
    ).earliest("pk")


def picture() -> io.BytesIO:
    """A scan as it comes from a phone."""
    out = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(out, "PNG")
    out.seek(0)
    out.name = "bukti.png"
    return out


def prepare_case(client: Client, someone: people.Someone) -> Sanction:
    """A revocation of that person's account, prepared by who sits at `client`."""
    account = make.account(someone.username)
    done = client.post(
        f"/administrator/akun/{account.pk}/pencabutan/",
        {
            "pelanggaran": "SPREAD_DATA",
            "uraian": "Foto layar daftar warga dikirim ke grup percakapan.",
            "bukti": picture(),
        },
    )
    assert done.status_code == 302, done.content.decode()
    return case_of(someone)


def case_of(someone: people.Someone) -> Sanction:
    """The one case about that person, as it stands now."""
    with transaction.atomic():
        (case,) = stored(Sanction, account=make.account(someone.username))
    return case


def state_of(someone: people.Someone) -> str:
    """The state of that person's account."""
    return Account.objects.get(username=someone.username).state
