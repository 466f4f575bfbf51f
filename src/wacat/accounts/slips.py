"""Printed slips: one sealed page for each holder, with QR code and typed code (5(1), 10a).

The secrets exist in clear only while the page is set. A file of slips is kept encrypted until it is
fetched once, and is then destroyed (docs/keputusan/slip.md).
"""

import io
import os
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import segno
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from wacat.accounts import keys
from wacat.accounts.delivering import CannotDeliver, address, mark_slips, open_items
from wacat.accounts.models import IssueItem, KeyPurpose, SlipPrint
from wacat.accounts.proposal_checks import office_words_of
from wacat.areas.queries import get_city
from wacat.audit.actions import note
from wacat.press.orders import press
from wacat.queue.actions import defer
from wacat.values.phone import telepon
from wacat.values.tanggal import tanggal

TEMPLATE = Path(__file__).parent / "templates" / "slip.typ"
# typst takes 0.7 MB a page; small files print one by one and keep the child small
PAGES = 50
# on the spot in a web request; more is a job
AT_ONCE = 20
KEPT = timedelta(hours=24)


def progress_key(print_id: int) -> str:
    """The name under which a print tells its progress."""
    return f"slip:{print_id}"


def make_pdf(items: Sequence[IssueItem], *, by: int, at: datetime) -> bytes:
    """New keys for these holders, set as one page each; earlier keys die.

    Raises:
        CannotDeliver: none of them waits for a key.
    """
    if not items:
        raise CannotDeliver("Tidak ada pemegang akun yang masih menunggu slip.")
    accounts = [item.line.account_id or 0 for item in items]
    secrets = keys.make_many(account_ids=accounts, purpose=KeyPurpose.ACTIVATE, by=by, at=at)
    until = timezone.localtime(at + keys.LIVES[KeyPurpose.ACTIVATE])
    city = get_city().name
    data = {
        "city": city,
        "office": f"Dinas Kependudukan dan Pencatatan Sipil {city}",
        "date": tanggal(timezone.localtime(at)),
        "until": tanggal(until),
        "url": settings.WACAT_URL.split("://", 1)[-1] + "/kunci/",
        "timestamp": int(at.timestamp()),
        "slips": [_slip(item, secret=secrets[item.line.account_id or 0]) for item in items],
    }
    made = press.make("pdf", data=data, template=TEMPLATE)
    mark_slips(items, by=by, at=at)
    note(act="key.slip", of="account", ids=accounts)
    return made


def _slip(item: IssueItem, *, secret: str) -> dict[str, str]:
    code = io.BytesIO()
    # any mask is a valid code; trying all eight would cost 3 ms a slip
    segno.make(address(secret), error="m", micro=False, mask=2).save(
        code, kind="svg", border=0, dark="#1b2a33", xmldecl=False
    )
    account = item.line.account
    return {
        "name": item.line.name,
        "office": office_words_of(item.line.area),
        "phone": telepon(item.line.phone),
        "username": account.username if account else "",
        "code": secret,
        "qr": code.getvalue().decode(),
    }


@transaction.atomic
def ask(*, batch_id: int, by: int, at: datetime) -> SlipPrint:
    """Order the slips of all holders of a batch who have not been in yet; a job prints them.

    Raises:
        CannotDeliver: nobody waits for one.
    """
    if not open_items(batch_id).exists():
        raise CannotDeliver(
            "Semua pemegang akun sudah masuk, jadi tidak ada slip yang perlu dicetak."
        )
    made = SlipPrint.objects.create(batch_id=batch_id, asked_by_id=by, asked_at=at)
    defer("accounts.slips", lock=f"slips:{batch_id}", print_id=made.pk, by=by)
    return made


def batch_of(print_id: int) -> int:
    """The batch whose slips were ordered."""
    return SlipPrint.objects.get(pk=print_id).batch_id


def parts(batch_id: int) -> Iterator[tuple[str, list[IssueItem]]]:
    """The waiting holders of a batch in small files by kelurahan: name of the file and its slips."""
    items = open_items(batch_id)
    for place, group in groupby(items, key=_place):
        members = list(group)
        for first in range(0, len(members), PAGES):
            number = f"-{first // PAGES + 1}" if len(members) > PAGES else ""
            yield f"slip-{place}{number}.pdf", members[first : first + PAGES]


def _place(item: IssueItem) -> str:
    area = item.line.area
    kelurahan = area.kelurahan if area is not None else None
    return "-".join(kelurahan.name.lower().split()) if kelurahan is not None else "lain"


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files in one archive; PDFs are compressed already."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return target.getvalue()


def seal(print_id: int, *, content: bytes, count: int, at: datetime) -> None:
    """Keep the archive encrypted until it is fetched: half of its key is in the database."""
    half, nonce = os.urandom(32), os.urandom(12)
    sealed = nonce + AESGCM(_key(half)).encrypt(nonce, content, str(print_id).encode())
    path = path_of(print_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(sealed)
    SlipPrint.objects.filter(pk=print_id).update(
        seal=half, slip_count=count, made_at=at, expires_at=at + KEPT
    )


@transaction.atomic
def fetch(*, print_id: int, by: int, at: datetime) -> bytes:
    """The archive, once; the file and its key are destroyed with it.

    Raises:
        CannotDeliver: it was fetched before, has expired, or is not ready.
    """
    order = SlipPrint.objects.select_for_update(of=("self",)).get(pk=print_id)
    path = path_of(print_id)
    if order.fetched_at is not None:
        raise CannotDeliver("Berkas slip ini sudah diunduh dan dimusnahkan. Cetak lagi bila perlu.")
    if order.seal is None or order.expires_at is None or not path.exists():
        raise CannotDeliver(
            "Berkas slip ini belum selesai, atau sudah dimusnahkan. Muat ulang halaman."
        )
    if order.expires_at <= at:
        raise CannotDeliver("Berkas slip ini sudah lewat 24 jam, jadi dimusnahkan. Cetak lagi.")
    sealed = path.read_bytes()
    content = AESGCM(_key(bytes(order.seal))).decrypt(
        sealed[:12], sealed[12:], str(print_id).encode()
    )
    SlipPrint.objects.filter(pk=print_id).update(seal=None, fetched_at=at)
    path.unlink(missing_ok=True)
    note(act="slip.fetched", of="issue", ids=[order.batch_id], print=print_id)
    return content


def sweep(*, at: datetime) -> int:
    """Destroy the files that nobody fetched in time; how many."""
    late = SlipPrint.objects.filter(seal__isnull=False, expires_at__lte=at)
    gone = list(late.values_list("pk", flat=True))
    for print_id in gone:
        path_of(print_id).unlink(missing_ok=True)
    SlipPrint.objects.filter(pk__in=gone).update(seal=None)
    return len(gone)


def path_of(print_id: int) -> Path:
    """Where the sealed file of a print lies until it is fetched."""
    return Path(settings.WACAT_UPLOADS) / "slip" / f"{print_id}.segel"


def _key(half: bytes) -> bytes:
    own = settings.WACAT_DOOR_KEY.encode()
    return HKDF(algorithm=SHA256(), length=32, salt=half, info=b"wacat slip").derive(own)


def counted(files: Sequence[tuple[str, list[Any]]]) -> int:
    """How many slips these files hold."""
    return sum(len(items) for _, items in files)
