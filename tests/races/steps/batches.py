"""Steps of a file: read, explained, refused, published, given up, withdrawn.

Reading is one transaction: what others see of it is its end alone.
"""

import io
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

import openpyxl
from django.db import transaction

from tests import make
from tests.door import standing_as
from tests.intake import desk, files
from tests.races.together import SYSTEM, Attempt, Race, Step, Table, twice
from wacat.accounts.access import Visitor
from wacat.intake import actions, mapping
from wacat.intake.mending import acts, releasing, undoing
from wacat.intake.mending.choosing import Choice, Filter
from wacat.intake.models import Batch, Mending
from wacat.intake.quarantine import quarantine_file
from wacat.intake.states import BatchState

S = BatchState
_numbers = count(1)
STRANGE = "Tgl Ambil;Produk;Nomor Induk;Nama Pemilik;Kawasan;Lingkungan;Ket"
COLUMNS = {"served_on": 0, "kind": 1, "nik": 2, "name": 3, "kelurahan": 4, "rt": 5}
REGISTER = "nama;no_kk;nik;sex;tanggallahir;rt;dusun;alamat;status_dasar"


def good() -> bytes:
    """Two sound rows, of another file each time."""
    return desk.services(*(files.service(next(_numbers), RT="023") for _ in range(2)))


def wrong_rt() -> bytes:
    """A row whose RT is not known."""
    return desk.services(files.service(next(_numbers), RT="099"))


def rounded() -> bytes:
    """NIKs that a spreadsheet has rounded."""
    first = next(_numbers) * 1_000
    return desk.services(
        *(files.service(n, NIK=6471010101900000 + first + n * 10) for n in range(1, 6))
    )


def strange() -> bytes:
    """A list under headings of its own."""
    row = f"20-11-2026;KTP-el;6471010101900{next(_numbers):03d};Warga;Manggar;023;-"
    return f"LAPORAN LOKET\n{STRANGE}\n{row}\n".encode()


def register() -> bytes:
    """People without a service."""
    row = "Warga {n};6471010101900{n:03d};6471010101901{n:03d};1;1990-01-01;023;-;Jl. Uji;HIDUP"
    rows = [row.format(n=next(_numbers)) for _ in range(6)]
    return "\n".join([REGISTER, *rows, ""]).encode()


def headings() -> bytes:
    """No row at all."""
    return desk.services()


def check(batch: Batch, _by: Any) -> None:
    """The job that reads it."""
    actions.check(batch_id=batch.pk, at=desk.NOW, quiet=True)


def publish(batch: Batch, _by: Any) -> None:
    """The job that publishes it."""
    actions.publish(batch_id=batch.pk, at=desk.NOW)


def approve(batch: Batch, by: Visitor) -> None:
    """Let it out."""
    actions.approve(batch_id=batch.pk, by=by.account_id, at=desk.NOW)


def withdraw(batch: Batch, by: Visitor) -> None:
    """Take the publication back."""
    actions.withdraw(batch_id=batch.pk, by=by.account_id, at=desk.NOW, reason="Keliru")


def explain(batch: Batch, by: Visitor) -> None:
    """Say what its columns are."""
    draft = mapping.Draft(headings=tuple(STRANGE.split(";")), columns=COLUMNS)
    mapping.save(
        batch_id=batch.pk, draft=draft, name=f"Loket {batch.pk}", source="Loket",
        by=by.account_id, at=desk.NOW,
    )  # fmt: skip


def refuse(batch: Batch, by: Visitor) -> None:
    """Put it aside."""
    mapping.refuse(batch_id=batch.pk, reason="Bukan layanan", by=by.account_id, at=desk.NOW)


def undo_release(batch: Batch, by: Visitor) -> None:
    """Take back the release that made this supplement."""
    act = Mending.objects.filter(batch_id=batch.supplements_id, act="SUBMIT").latest("pk")
    undoing.undo(mending_id=act.pk, by=by.account_id, at=desk.NOW + timedelta(minutes=9))


def received(content: Callable[[], bytes], *, name: str = "layanan.xlsx") -> Callable[[], Batch]:
    """An upload that nobody has read."""

    def ready() -> Batch:
        with transaction.atomic():
            return desk.receive(content(), name=name)

    return ready


def checked(content: Callable[[], bytes], *, name: str = "layanan.xlsx") -> Callable[[], Batch]:
    """An upload that was read."""

    def ready() -> Batch:
        with transaction.atomic():
            return desk.checked(content(), name=name)

    return ready


def approved() -> Batch:
    """One that the second operator has let out."""
    with transaction.atomic():
        batch = desk.checked(good())
        with standing_as("operator2") as rahmat:
            approve(batch, rahmat)
    return batch


def published() -> Batch:
    """One that is published."""
    with transaction.atomic():
        return desk.published(good())


def come_back() -> Batch:
    """A quarantine that was mended in a spreadsheet and uploaded again."""
    with transaction.atomic():
        batch = desk.checked(wrong_rt())
        with desk.as_worker():
            book = openpyxl.load_workbook(io.BytesIO(quarantine_file(batch)))
        sheet = book.active
        assert sheet is not None
        sheet.cell(2, files.HEADINGS.index("RT") + 1).value = "009"
        return desk.receive(files.saved(book), name="karantina.xlsx")


def supplement() -> Batch:
    """A mended row that waits for the second operator."""
    by = {"by": make.account("operator").pk, "at": desk.NOW}
    with transaction.atomic():
        batch = desk.checked(wrong_rt())
        with standing_as("operator"):
            place = int(batch.columns["rt"])
            acts.edit(batch_id=batch.pk, row_number=2, values={place: "023"}, touched=0, **by)
            ready = Choice(every=Filter(shelf="siap"))
            made = releasing.release(batch_id=batch.pk, choice=ready, later=False, **by)
        with desk.as_worker():
            return actions.check(batch_id=made.pk, at=desk.NOW, quiet=True)


READ: tuple[Attempt, Attempt] = ((SYSTEM, check), (SYSTEM, check))
OPERATORS = ("operator", "operator2")


def _read(content: Callable[[], bytes], *, name: str = "layanan.xlsx", to: BatchState) -> Race:
    return Race(ready=received(content, name=name), both=READ, committed=(S.RECEIVED, to))


RACES: dict[Step, Race] = {
    (S.RECEIVED, S.RECOGNISED): _read(good, to=S.AWAITING_APPROVAL),
    (S.RECOGNISED, S.CHECKED): _read(headings, to=S.CHECKED),
    (S.CHECKED, S.AWAITING_APPROVAL): _read(good, to=S.AWAITING_APPROVAL),
    (S.RECEIVED, S.FAILED): _read(rounded, to=S.FAILED),
    (S.RECEIVED, S.NEEDS_MAPPING): _read(strange, name="loket.csv", to=S.NEEDS_MAPPING),
    (S.RECOGNISED, S.NEEDS_MAPPING): _read(register, name="warga.csv", to=S.NEEDS_MAPPING),
    (S.RECEIVED, S.APPLIED): Race(ready=come_back, both=READ),
    (S.NEEDS_MAPPING, S.RECEIVED): Race(
        ready=checked(strange, name="loket.csv"), both=twice(OPERATORS[0], explain, OPERATORS[1])
    ),
    (S.NEEDS_MAPPING, S.FAILED): Race(
        ready=checked(register, name="warga.csv"), both=twice(OPERATORS[0], refuse, OPERATORS[1])
    ),
    (S.AWAITING_APPROVAL, S.CHECKED): Race(
        ready=supplement, both=twice(OPERATORS[0], undo_release)
    ),
    (S.AWAITING_APPROVAL, S.PUBLISHED): Race(
        ready=approved, both=((SYSTEM, publish), (SYSTEM, publish))
    ),
    (S.PUBLISHED, S.WITHDRAWN): Race(
        ready=published, both=twice(OPERATORS[0], withdraw, OPERATORS[1])
    ),
}
RIVALS = [
    Race(
        ready=checked(register, name="warga.csv"),
        both=(("operator", refuse), ("operator2", refuse)),
        ends=S.FAILED,
    ),
    Race(
        ready=approved,
        both=((SYSTEM, publish), ("operator", withdraw)),
    ),
]
TABLE = Table(
    title="Berkas SIAK", rows=Batch._meta.db_table, races=RACES, born={}, rivals=RIVALS
)  # fmt: skip
