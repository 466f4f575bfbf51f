"""Examines one received file: reads it into rows, or finds that an operator must explain its columns."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from wacat.intake import checking, repeating
from wacat.intake.comparing import find_vanished
from wacat.intake.layouts.catalogue import BY_CODE
from wacat.intake.layouts.layout import Yields
from wacat.intake.mending import returned, supplement
from wacat.intake.models import Batch, Sample
from wacat.intake.reader.process import Reading
from wacat.intake.states import BatchState
from wacat.intake.steps import move
from wacat.sheets.refusals import CannotRead

# What an operator can put right by saying what the columns are.
MAPPABLE = frozenset({"UNKNOWN_LAYOUT", "LAYOUT_DOUBTFUL", "HEADING_TWICE"})
READING = "Membaca dan memeriksa baris"
NO_SERVICE = (
    "Berkas ini berisi data penduduk tanpa layanan baru. Bila semua orang di dalamnya menerima satu "
    "layanan, tetapkan jenis dan tanggalnya; bila tidak, tolak berkas ini."
)
Tell = Callable[..., None]


def examine(batch: Batch, *, at: datetime, tell: Tell) -> None:
    """Read a received file and move it to where it now stands (not saved here)."""
    reading = Reading()
    batch.checked_at = at
    batch.failure = ""
    try:
        with transaction.atomic():
            _read(batch, at=at, tell=tell, reading=reading)
    except CannotRead as refusal:
        mappable = refusal.code in MAPPABLE and bool(reading.sample)
        move(batch, BatchState.NEEDS_MAPPING if mappable else BatchState.FAILED)
        batch.failure = str(refusal)
        if mappable:
            tell(phase="Perlu dipetakan")
        else:
            tell(phase="Ditolak", failure=batch.failure)
    else:
        if batch.state != BatchState.APPLIED:
            _settle(batch, reading=reading)
        tell(phase="Selesai diperiksa", done=batch.row_count, total=batch.row_count)
    if batch.state == BatchState.NEEDS_MAPPING:
        Sample.objects.update_or_create(
            batch=batch,
            defaults={
                "city_id": batch.city_id,
                "sheet": reading.sheet[:100],
                "rows": reading.sample,
            },
        )


def _read(batch: Batch, *, at: datetime, tell: Tell, reading: Reading) -> None:
    if batch.supplements_id is not None:
        supplement.read_into_rows(batch, at=at)
        move(batch, BatchState.RECOGNISED)
        checking.fill_counts(batch)
        return
    today = timezone.localdate(at)
    territory = checking.territory_of(batch.city, code=settings.WACAT_CITY)
    ask = checking.ask_of(batch, today=today)
    batch.rules_hash = repeating.rules_hash(territory, ask=ask)
    before = repeating.find_same(batch, rules=batch.rules_hash)
    if before is not None:
        repeating.repeat(batch, before=before)
        move(batch, BatchState.RECOGNISED)
        return
    tell(phase=READING)
    checking.read_into_rows(
        batch, territory=territory, ask=ask, tell=partial(_tell_rows, tell), reading=reading
    )
    if reading.returned:
        returned.apply(batch, reading, at=at)
        move(batch, BatchState.APPLIED)
        return
    tell(phase="Menghitung")
    move(batch, BatchState.RECOGNISED)
    batch.layout = reading.layout["code"]
    batch.confidence = reading.layout["confidence"]
    batch.saved_id = reading.layout["saved"] or None
    batch.headings = reading.layout["headings"]
    batch.columns = reading.layout["columns"]
    batch.heading_row = reading.layout["last_row"]
    batch.sheets = reading.layout["sheets"]
    batch.not_service_count = reading.not_services
    checking.fill_counts(batch)
    batch.vanished_count = find_vanished(batch)


def _settle(batch: Batch, *, reading: Reading) -> None:
    layout = BY_CODE.get(batch.layout)
    untold = batch.row_count > 0 and batch.row_count == batch.not_service_count
    if untold and layout and layout.yields is Yields.REGISTER and reading.sample:
        move(batch, BatchState.NEEDS_MAPPING)
        batch.failure = NO_SERVICE
        return
    move(batch, BatchState.CHECKED)
    if batch.accepted_count:
        move(batch, BatchState.AWAITING_APPROVAL)


def _tell_rows(tell: Tell, rows: int, of: int) -> None:
    tell(phase=READING, done=rows, total=max(rows, of))
