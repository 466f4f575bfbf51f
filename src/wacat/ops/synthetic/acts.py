"""What operators did that only their own acts can leave behind: a withdrawal, a file that waits.

Runs as a process of its own under the role of the worker: the owner of the tables may not write
the audit trail.
"""

import subprocess
from datetime import date, datetime, time, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from wacat.accounts.access import enter_system, get_account
from wacat.areas.queries import get_city
from wacat.intake import actions as intake
from wacat.intake.layouts.catalogue import SERVICE_LIST
from wacat.intake.layouts.saved import fingerprint
from wacat.intake.models import Batch, SavedLayout
from wacat.ops import environment
from wacat.ops.synthetic import (
    denied,
    evaluated,
    example,
    exports,
    mendings,
    proposed,
    territory,
    writers,
)
from wacat.values.office_hours import is_working_day

REASON = "Berkas keliru: berisi data uji dari SIAK, bukan layanan. Mohon maaf."
WAITING_ROWS = 620
# the headings of a counter that has its own words, and what its columns are
STRANGE = {
    "Tanggal Layanan": "Tgl Ambil", "Jenis Layanan": "Produk", "NIK": "Nomor Induk",
    "Nama Lengkap": "Nama Pemilik", "Kelurahan": "Kawasan", "RT": "Lingkungan",
    "RT Asal": "Lingkungan Lama", "Kelurahan Asal": "Kawasan Lama",
}  # fmt: skip
STRANGE_FIELDS = (
    "served_on", "kind", "nik", "name", "kelurahan", "rt", "from_rt", "from_kelurahan",
)  # fmt: skip


def run(*, at: datetime) -> None:
    """Do the acts in a process of the worker's role and wait for it."""
    command = environment.module("wacat.ops.in_django", __name__, at.isoformat())
    subprocess.run(command, env=environment.for_role("job"), check=True)


def main(arguments: list[str]) -> None:
    """Withdraw the mistaken file of `batches`, and leave today's file for `operator2` to approve."""
    at = datetime.fromisoformat(arguments[0])
    _withdraw_mistake()
    _bring_in_todays_file(at=at)
    _bring_in_other_layouts(at=at)
    mendings.run(at=at)
    _merge_two_rts(at=at)
    proposed.run(at=at)
    evaluated.run(at=at)
    denied.run(at=at)


@transaction.atomic
def _withdraw_mistake() -> None:
    operator = get_account("operator2")
    enter_system(operator.pk)
    batch = Batch.objects.get(name__endswith="_uji.xlsx")
    if batch.published_at:
        later = batch.published_at + timedelta(hours=21)
        intake.withdraw(batch_id=batch.pk, by=operator.pk, at=later, reason=REASON)


@transaction.atomic
def _merge_two_rts(*, at: datetime) -> None:
    administrator = get_account("administrator")
    enter_system(administrator.pk)
    territory.merge_two(by=administrator.pk, at=at)


@transaction.atomic
def _bring_in_todays_file(*, at: datetime) -> None:
    operator = get_account("operator")
    enter_system(operator.pk)
    day = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    batch = intake.receive(
        file=_file(day),
        name=f"siak_{day:%Y-%m-%d}.xlsx",
        by=operator.pk,
        at=at - timedelta(minutes=50),
        later=False,
    )
    intake.check(batch_id=batch.pk, at=at - timedelta(minutes=49))


def _bring_in_other_layouts(*, at: datetime) -> None:
    """One file of another layout, one read with a saved mapping, one that waits to be mapped, one book."""
    day = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    arrivals = exports.make("datang_29", rows=60, today=day, seed=78)
    book = exports.make("bip_2016_blok_kk", rows=24, today=day, seed=79)
    planned = _bring_in(
        f"datang_{day:%Y-%m}.xlsx", writers.as_xlsx(arrivals.sheets), at=at, minutes=120
    )
    _plan(planned, at=at)
    _bring_in(f"buku_induk_{day:%Y-%m-%d}.xlsx", writers.as_xlsx(book.sheets), at=at, minutes=95)
    _bring_in(f"loket_keliling_{day:%d-%m}.csv", _strange(day, seed=80), at=at, minutes=80)
    other = _strange(day, seed=82).replace(b"Lingkungan", b"Lingk.")
    _bring_in(f"loket_mal_{day:%d-%m}.csv", other, at=at, minutes=65)


@transaction.atomic
def _plan(batch: Batch, *, at: datetime) -> None:
    """Let `operator2` approve a file for eight o'clock of the next working day."""
    operator = get_account("operator2")
    enter_system(operator.pk)
    zone = ZoneInfo(settings.TIME_ZONE)
    day = at.astimezone(zone).date() + timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    moment = datetime.combine(day, time(8), zone)
    intake.approve(
        batch_id=batch.pk, by=operator.pk, at=at - timedelta(minutes=70), later=False,
        publish_at=moment,
    )  # fmt: skip


@transaction.atomic
def _bring_in(name: str, content: bytes, *, at: datetime, minutes: int) -> Batch:
    operator = get_account("operator3")
    enter_system(operator.pk)
    came = at - timedelta(minutes=minutes)
    batch = intake.receive(file=BytesIO(content), name=name, by=operator.pk, at=came, later=False)
    return intake.check(batch_id=batch.pk, at=came + timedelta(minutes=1))


def _strange(day: date, *, seed: int) -> bytes:
    """A list of services under headings that only one counter uses."""
    made = example.make(rows=40, defects=0.1, today=day, seed=seed)
    content = BytesIO()
    made.table.select(list(STRANGE)).rename(STRANGE).write_csv(content, separator=";")
    return content.getvalue()


@transaction.atomic
def save_mapping(*, at: datetime) -> None:
    """What `operator3` said of the counter's columns; entered by the owner, as his act is long ago."""
    operator = get_account("operator3")
    enter_system(operator.pk)
    headings = list(STRANGE.values())
    SavedLayout.objects.create(
        city=get_city(), name="Loket keliling", source="Loket keliling", headings=headings,
        fingerprint=fingerprint(headings), layout=SERVICE_LIST.code,
        columns={name: place for place, name in enumerate(STRANGE_FIELDS)},
        made_by=operator, made_at=at - timedelta(days=33),
    )  # fmt: skip


def _file(day: date) -> BytesIO:
    content = BytesIO()
    made = example.make(rows=WAITING_ROWS, defects=0.02, duplicates=3, today=day, seed=77)
    example.write_xlsx(content, made)
    content.seek(0)
    return content
