"""What an operator says of a file that is not understood: what its columns are, or what all were served."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from wacat.audit.actions import note
from wacat.intake import checking
from wacat.intake.layouts.catalogue import BY_CODE, SERVICE_LIST
from wacat.intake.layouts.fields import is_field, label
from wacat.intake.layouts.layout import Yields
from wacat.intake.layouts.saved import fingerprint
from wacat.intake.models import Batch, Sample, SavedLayout
from wacat.intake.states import BatchState
from wacat.intake.steps import move, progress_key
from wacat.queue.actions import defer
from wacat.values.kinds import Kind
from wacat.values.refusal import Refusal

NAME_LENGTH, SOURCE_LENGTH, REASON_LENGTH = 80, 60, 300
KIND, DAY = "kind", "served_on"


class CannotMap(Refusal):
    """A mapping cannot be used; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A mapping as it was filled in: the headings, from field to column, and what holds for every row."""

    headings: tuple[str, ...]
    columns: Mapping[str, int]
    given: Mapping[str, str] = field(default_factory=dict)
    layout: str = SERVICE_LIST.code


def is_register(batch: Batch) -> bool:
    """Whether the columns are known, and only kind and day of the service are missing."""
    layout = BY_CODE.get(batch.layout)
    return bool(layout and layout.yields is Yields.REGISTER and batch.headings)


def missing(draft: Draft) -> list[str]:
    """What must still be said, in words; empty where the mapping is complete."""
    known = {**draft.columns, **draft.given}
    wanted = [
        " atau ".join(dict.fromkeys(label(name) for name in need if "_" not in name or name == DAY))
        for need in SERVICE_LIST.needs
        if not any(name in known for name in need)
    ]
    return [one for one in wanted if one]


@transaction.atomic
def save(
    *, batch_id: int, draft: Draft, name: str, source: str, by: int, at: datetime
) -> SavedLayout:
    """Keep a mapping for all files with these headings, and let the file be read with it.

    A mapping for the same headings ends and becomes the version before.

    Raises:
        CannotMap: something is missing or contradictory, or the file does not wait for it.
    """
    batch = _waiting(batch_id)
    _check(draft, at=at)
    made = _keep(
        batch.city_id, draft, name=name, source=source, by=by, at=at,
        before=SavedLayout.objects.filter(
            city_id=batch.city_id, fingerprint=fingerprint(draft.headings), ended_at=None
        ).first(),
    )  # fmt: skip
    _read_again(batch, given={k: v for k, v in draft.given.items() if k == DAY}, by=by)
    return made


@transaction.atomic
def give(*, batch_id: int, given: Mapping[str, str], by: int, at: datetime) -> Batch:
    """Say which service all people of a register file received, and when; it is read with that.

    Raises:
        CannotMap: kind or day is missing, or the file does not wait for it.
    """
    batch = _waiting(batch_id)
    if not is_register(batch) or not given.get(KIND) or not given.get(DAY):
        raise CannotMap("Pilih jenis layanan dan isi tanggal layanannya.")
    check_given(given, at=at)
    _read_again(batch, given=dict(given), by=by)
    note(act="give", of="intake_batch", ids=[batch.pk], kind=given[KIND], served_on=given[DAY])
    return batch


@transaction.atomic
def refuse(*, batch_id: int, reason: str, by: int, at: datetime) -> Batch:
    """Put a file aside that is no list of services.

    Raises:
        CannotMap: no reason is given, or the file does not wait for it.
    """
    batch = _waiting(batch_id)
    said = _reason(reason)
    move(batch, BatchState.FAILED)
    batch.failure, batch.checked_at = f"Ditolak petugas: {said}", at
    batch.save(update_fields=["state", "failure", "checked_at"])
    Sample.objects.filter(batch=batch).update(rows=[])
    note(act="refuse", of="intake_batch", ids=[batch.pk])
    return batch


@transaction.atomic
def change(
    *, saved_id: int, draft: Draft, name: str, source: str, by: int, at: datetime
) -> SavedLayout:
    """Replace a mapping by a new version; files read before keep the old one.

    Raises:
        CannotMap: something is missing or contradictory, or it has ended meanwhile.
    """
    before = SavedLayout.objects.select_for_update(of=("self",)).get(pk=saved_id)
    if before.ended_at is not None:
        raise CannotMap("Pemetaan ini sudah diganti atau dihapus. Buka versi terbarunya.")
    _check(draft, at=at)
    return _keep(before.city_id, draft, name=name, source=source, by=by, at=at, before=before)


@transaction.atomic
def end(*, saved_id: int, reason: str, by: int, at: datetime) -> SavedLayout:
    """Stop using a mapping; the next file with these headings is asked about again.

    Raises:
        CannotMap: no reason is given, or it has ended already.
    """
    saved = SavedLayout.objects.select_for_update(of=("self",)).get(pk=saved_id)
    if saved.ended_at is not None:
        raise CannotMap("Pemetaan ini sudah diganti atau dihapus.")
    _end(saved, reason=_reason(reason), by=by, at=at)
    note(act="end", of="intake_savedlayout", ids=[saved.pk])
    return saved


def _keep(
    city_id: int, draft: Draft, *, name: str, source: str, by: int, at: datetime,
    before: SavedLayout | None,
) -> SavedLayout:  # fmt: skip
    shown, told = " ".join(name.split()), " ".join(source.split())
    if not 0 < len(shown) <= NAME_LENGTH or not 0 < len(told) <= SOURCE_LENGTH:
        raise CannotMap(
            f"Isi nama pemetaan (paling banyak {NAME_LENGTH} huruf) dan sumbernya "
            f"(paling banyak {SOURCE_LENGTH} huruf)."
        )
    version = before.version + 1 if before else 1
    if before is not None:
        _end(before, reason=f"Diganti versi {version}", by=by, at=at)
    made = SavedLayout.objects.create(
        city_id=city_id, name=shown, source=told, fingerprint=fingerprint(draft.headings),
        layout=draft.layout, headings=list(draft.headings), columns=dict(draft.columns),
        given={k: v for k, v in draft.given.items() if k != DAY}, version=version,
        replaces=before, made_by_id=by, made_at=at,
    )  # fmt: skip
    note(act="map", of="intake_savedlayout", ids=[made.pk], version=version)
    return made


def _end(saved: SavedLayout, *, reason: str, by: int, at: datetime) -> None:
    saved.ended_by_id, saved.ended_at, saved.end_reason = by, at, reason
    saved.save(update_fields=["ended_by", "ended_at", "end_reason"])


def _waiting(batch_id: int) -> Batch:
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    if batch.state != BatchState.NEEDS_MAPPING:
        raise CannotMap(
            f"Berkas ini berstatus {batch.get_state_display()}, tidak sedang menunggu pemetaan."
        )
    return batch


def _read_again(batch: Batch, *, given: dict[str, str], by: int) -> None:
    move(batch, BatchState.RECEIVED)
    batch.given, batch.failure = given, ""
    batch.save(update_fields=["state", "given", "failure"])
    Sample.objects.filter(batch=batch).update(rows=[])
    defer("intake.check", lock=progress_key(batch.pk), batch_id=batch.pk, by=by)


def _check(draft: Draft, *, at: datetime) -> None:
    for name, place in draft.columns.items():
        if not is_field(name) or not 0 <= place < len(draft.headings):
            raise CannotMap("Kolom yang dipilih tidak ada. Muat ulang halaman ini.")
    if "nik" not in draft.columns:
        raise CannotMap("Tunjuk kolom NIK; kolom itu boleh berisi sel kosong.")
    lacking = missing(draft)
    if lacking:
        raise CannotMap(f"Yang belum ditunjuk: {', '.join(lacking)}.")
    check_given(draft.given, at=at)


def check_given(given: Mapping[str, str], *, at: datetime) -> None:
    """Refuse a kind that is none, and a day on which nothing can have been served.

    Raises:
        CannotMap: with the reason.
    """
    if KIND in given and given[KIND] not in set(Kind):
        raise CannotMap("Pilih jenis layanan dari daftar.")
    if DAY in given:
        try:
            day = date.fromisoformat(given[DAY])
        except ValueError as error:
            raise CannotMap("Tulis tanggal layanan sebagai hari, bulan, dan tahun.") from error
        if not checking.EARLIEST <= day <= at.date():
            raise CannotMap(
                "Tanggal layanan paling awal 21 Oktober 2020 dan tidak sesudah hari ini."
            )


def _reason(written: str) -> str:
    said = " ".join(written.split())
    if not 0 < len(said) <= REASON_LENGTH:
        raise CannotMap(f"Tuliskan alasannya, paling banyak {REASON_LENGTH} huruf.")
    return said
