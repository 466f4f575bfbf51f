"""Files that no person uploads: a source hands them in, over HTTP or in its folder (Pasal 3a).

The operator who answers for the source counts as the uploader, so another one approves
(docs/keputusan/pintu-mesin.md). What is told back holds counts and states, no resident.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import IO, Any

from django.db import IntegrityError, connection, transaction

from wacat.audit.actions import note
from wacat.intake import actions
from wacat.intake.mapping import check_given
from wacat.intake.models import Batch, Receipt
from wacat.sheets.guard.limits import CHUNK
from wacat.values.refusal import Refusal

ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


class CannotHandIn(Refusal):
    """A source cannot hand this in; the message says why and what to do."""


class KeyTaken(CannotHandIn):
    """The key stands for another file."""


@dataclass(frozen=True)
class Sender:
    """A source at the door, in the name of the operator who answers for it; no token in its folder."""

    source_id: int
    token_id: int | None
    account_id: int
    code: str
    name: str


@dataclass(frozen=True)
class Handed:
    """What a source is answered; `again` when the same key brought the same before."""

    batch_id: int
    answer: dict[str, Any]
    again: bool


def find_sender(token: str) -> Sender | None:
    """Open the context of a token for this transaction: its source alone; None for no living token."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM wacat.enter_source(%s)", [token])
        row = cursor.fetchone()
    return Sender(*row) if row else None


@transaction.atomic
def hand_in(
    *, file: IO[bytes], name: str, key: str, sender: Sender, at: datetime,
    given: Mapping[str, str] | None = None,
) -> Handed:  # fmt: skip
    """Take in a file from a source; the same key with the same content is answered as the first time.

    Raises:
        CannotRead: the file is refused before it is read.
        CannotMap: `given` names no kind, or a day on which nothing can have been served.
        KeyTaken: the key stands for another content.
        CannotHandIn: the same bytes are on their way through another door.
    """
    check_given(given or {}, at=at)
    content = content_hash(file, given=given or {})
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME, [f"receipt:{sender.source_id}:{key}"])
    before = Receipt.objects.filter(source_id=sender.source_id, key=key).first()
    if before is not None:
        if before.content_hash != content:
            raise KeyTaken(
                "Idempotency-Key ini sudah dipakai untuk berkas lain. Pakai kunci baru untuk setiap berkas."
            )
        return Handed(before.batch_id, before.answer, again=True)
    file.seek(0)
    try:
        with transaction.atomic():
            batch = actions.receive(
                file=file, name=name, by=sender.account_id, at=at, source=sender.name,
                given=given, via=sender.source_id,
            )  # fmt: skip
    except IntegrityError as error:
        raise CannotHandIn(
            "Berkas yang sama sedang diproses di WaCAT lewat jalan lain. Tunggu sampai selesai."
        ) from error
    answer = state_of(batch)
    Receipt.objects.create(
        city_id=batch.city_id, source_id=sender.source_id, key=key, content_hash=content,
        batch=batch, answer=answer, made_at=at,
    )  # fmt: skip
    note(
        act="hand_in", of="intake_batch", ids=[batch.pk], source=sender.source_id,
        token=sender.token_id,
    )  # fmt: skip
    return Handed(batch.pk, answer, again=False)


def get_own(batch_id: int, *, sender: Sender) -> Batch:
    """A file that this source handed in.

    Raises:
        Batch.DoesNotExist: there is none such, or it is another's.
    """
    return Batch.objects.get(pk=batch_id, via_id=sender.source_id)


def content_hash(file: IO[bytes], *, given: Mapping[str, str]) -> str:
    """A hash of the bytes and of what is said about them."""
    file.seek(0)
    digest = sha256(repr(sorted(given.items())).encode())
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def state_of(batch: Batch) -> dict[str, Any]:
    """How far a file has come, in counts and states: nothing in it names a resident or the file."""
    return {
        "id": batch.pk,
        "source": batch.source,
        "state": batch.state,
        "state_label": batch.get_state_display(),
        "size": batch.size,
        "sha256": batch.sha256,
        "received_at": _moment(batch.uploaded_at),
        "checked_at": _moment(batch.checked_at),
        "published_at": _moment(batch.published_at),
        "layout": batch.layout,
        "failure": batch.failure,
        "rows": batch.row_count,
        "accepted": batch.accepted_count,
        "warnings": batch.warning_count,
        "quarantined": batch.quarantined_count,
        "duplicates": batch.duplicate_count,
        "not_services": batch.not_service_count,
        "reasons": batch.reasons,
        "records": batch.record_count,
        "notices": batch.notice_count,
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
