"""The only writer of records and notices: publish, withdraw, and what verification says of a notice."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import pairwise
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
    quoted = connection.ops.quote_name
    records = recalled = 0
    with connection.cursor() as cursor:
        if replacing:
            supersede = replacements.SUPERSEDE.format(replacing=quoted(replacing))
            execute_each(cursor, supersede, values)
            cursor.execute(replacements.INSERT_VERSIONS.format(stage=quoted(stage)), values)
            records = cursor.rowcount
        bounds = publishing.STAGE_BOUNDS.format(stage=quoted(stage))
        statement = publishing.INSERT_RECORDS.format(stage=quoted(stage))
        records += sum(_in_chunks(cursor, statement, values, bounds=bounds, tell=tell))
        if tell is not None:
            tell(records)
        told = None if tell is None else partial(_tell_on, tell, records)
        made = _in_chunks(
            cursor, publishing.INSERT_NOTICES, values, bounds=publishing.RECORD_BOUNDS, tell=told
        )
        notices = sum(made)
        cursor.execute(publishing.INSERT_LURAH_EXTRAS, values)
        if replacing:
            cursor.execute(replacements.RECALL, values | RECALLED)
            recalled = cursor.rowcount
    return Published(records=records, notices=notices, recalled=recalled)


def _in_chunks(
    cursor: CursorWrapper, statement: str, values: Mapping[str, Any], *, bounds: str,
    tell: Callable[[int], None] | None,
) -> Iterator[int]:  # fmt: skip
    """Do a statement chunk by chunk; how many rows each wrote. `tell` hears how many rows are behind."""
    cursor.execute(bounds, {**values, "chunk": publishing.CHUNK_ROWS})
    ends = [row[0] for row in cursor.fetchall()]
    for place, (after, upto) in enumerate(pairwise([-1, *ends, publishing.LAST]), start=1):
        cursor.execute(statement, {**values, "after": after, "upto": upto})
        yield cursor.rowcount
        if tell is not None and place <= len(ends):
            tell(place * publishing.CHUNK_ROWS)


def _tell_on(tell: Callable[[int], None], before: int, done: int) -> None:
    tell(before + done)


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
