"""The only writer of records and notices: publish, withdraw, and what verification says of a notice."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Case, Value, When

from wacat.records import publishing
from wacat.records import replacing as replacements
from wacat.records.models import DisclosureMatrix, Notice, NoticeState, ServiceRecord
from wacat.values.kinds import NEUTRAL
from wacat.values.refusal import Refusal
from wacat.values.statements import execute_each

RECALLED = {
    "reason": replacements.REASON,
    "elsewhere": replacements.ELSEWHERE,
    "labels": json.dumps(replacements.LABELS),
}


@dataclass(frozen=True)
class Published:
    """How many rows a publication added."""

    records: int
    notices: int
    recalled: int = 0


class CannotPublishRecords(Refusal):
    """The publication cannot be made; the message says why and what to do."""


def publish(
    *, stage: str, batch_id: int, at: datetime, replacing: str = "",
    tell: Callable[[int], None] | None = None,
) -> Published:  # fmt: skip
    """Turn the rows of the temporary table `stage` into records and notices, in this transaction.

    Source: Pasal 3a. The columns of `stage` are `publishing.RECORD_COLUMNS`. Facts that already
    stand are skipped, so that calling it again adds nothing. `replacing` is a temporary table with the
    rows (`row_number`, `record_id`, `changed`) that change a standing fact: each becomes its next
    version, and the old notices are recalled. `tell` is told how many rows are written so far.

    Raises:
        CannotPublishRecords: there is no disclosure matrix.
    """
    matrix_id = DisclosureMatrix.objects.order_by("-id").values_list("id", flat=True).first()
    if matrix_id is None:
        raise CannotPublishRecords(
            "Belum ada matriks pengungkapan. Minta administrator membuatnya."
        )
    values: dict[str, Any] = {
        "batch_id": batch_id,
        "at": at,
        "matrix_id": matrix_id,
        "neutral": NEUTRAL,
    }
    staged = {"stage": connection.ops.quote_name(stage)}
    records = notices = recalled = 0
    with connection.cursor() as cursor:
        if replacing:
            supersede = replacements.SUPERSEDE.format(
                replacing=connection.ops.quote_name(replacing)
            )
            execute_each(cursor, supersede, values)
            records, notices = _write(cursor, replacements.VERSIONS.format(**staged), values)
        fresh = publishing.FRESH.format(**staged)
        for chunk in _chunks(cursor, publishing.CHUNK_END.format(**staged)):
            more, told = _write(cursor, fresh, values | chunk)
            records, notices = records + more, notices + told
            if tell is not None:
                tell(records)
        cursor.execute(publishing.HAS_LURAH_EXTRAS, values)
        if cursor.fetchone()[0]:
            cursor.execute(publishing.INSERT_LURAH_EXTRAS, values)
        if replacing:
            cursor.execute(replacements.RECALL, values | RECALLED)
            recalled = cursor.rowcount
    return Published(records=records, notices=notices, recalled=recalled)


def _chunks(cursor: CursorWrapper, chunk_end: str) -> Iterator[dict[str, int]]:
    """Ranges of row numbers with some ten thousand rows each: above `after`, up to `upto`."""
    after = -1
    while True:
        cursor.execute(chunk_end, {"after": after, "chunk": publishing.CHUNK_ROWS})
        (upto,) = cursor.fetchone()
        if upto is None:
            return
        yield {"after": after, "upto": upto}
        after = upto


def _write(cursor: CursorWrapper, insert: str, values: Mapping[str, Any]) -> tuple[int, int]:
    """Insert records and what is told of them; how many of each."""
    cursor.execute(publishing.PUBLISH.format(insert=insert), values)
    records, notices = cursor.fetchone()
    return records, notices


def withdraw_some(*, record_ids: Sequence[int], at: datetime, reason: str) -> int:
    """Recall single facts and their notices; returns how many notices were recalled."""
    ServiceRecord.objects.filter(pk__in=record_ids, withdrawn_at=None).update(withdrawn_at=at)
    return (
        Notice.objects.filter(record_id__in=record_ids)
        .exclude(state=NoticeState.WITHDRAWN)
        .update(state=NoticeState.WITHDRAWN, withdraw_reason=reason, changed_at=at)
    )


def withdraw(*, batch_id: int, at: datetime, reason: str) -> int:
    """Recall what a batch published: records no longer stand, notices say that and why.

    Returns how many notices were recalled. Answers already given stay in the history.
    """
    ServiceRecord.objects.filter(batch_id=batch_id, withdrawn_at=None).update(withdrawn_at=at)
    return (
        Notice.objects.filter(batch_id=batch_id)
        .exclude(state=NoticeState.WITHDRAWN)
        .update(state=NoticeState.WITHDRAWN, withdraw_reason=reason, changed_at=at)
    )


def mark_read(*, notice_id: int, at: datetime) -> None:
    """Keep the first time that a notice was opened."""
    Notice.objects.filter(pk=notice_id, state=NoticeState.SENT).update(
        state=NoticeState.READ, read_at=at, changed_at=at
    )


def mark_answered(*, notice_id: int, answer: str, at: datetime) -> None:
    """Keep on the notice what was answered; an empty answer opens it again, as it was before."""
    opened = Case(
        When(escalated_at__isnull=True, then=Value(str(NoticeState.READ))),
        default=Value(str(NoticeState.ESCALATED)),
    )
    Notice.objects.filter(pk=notice_id).update(
        state=NoticeState.ANSWERED if answer else opened,
        answer=answer,
        answered_at=at if answer else None,
        result="",
        changed_at=at,
    )


def mark_result(*, notice_id: int, result: str, at: datetime) -> None:
    """Keep on the notice how its correction stands, so that the one who answered sees it."""
    Notice.objects.filter(pk=notice_id).update(result=result, changed_at=at)
