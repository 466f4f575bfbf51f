"""The one road by which rows in quarantine change: judged anew, written down, counted on their file."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from wacat.audit.actions import note
from wacat.intake.checks import ERRORS
from wacat.intake.mending.judge import SHAPES, Judged, Written, judge
from wacat.intake.models import Batch, BatchRow, Mending, MendingAct
from wacat.intake.queries import cells_of
from wacat.intake.staging import STAGE_COLUMNS
from wacat.intake.statements import PLAN_AS_USUAL, PLAN_FOR_MANY
from wacat.intake.states import BatchState, RowState
from wacat.values.refusal import Refusal

MENDABLE = (BatchState.CHECKED, BatchState.AWAITING_APPROVAL, BatchState.PUBLISHED)
LONGEST_REASON = 300
# What the judgement writes on a row; its state is a person's to change.
_JUDGED = [name for name in STAGE_COLUMNS if name not in {
    "row_number", "state", "source", "city_id", "raw"}]  # fmt: skip
_TYPES = {name: STAGE_COLUMNS[name].removesuffix(" NOT NULL") for name in _JUDGED} | {
    "cells": "text[]", "released": "text[]"
}  # fmt: skip
_MOVED = {"state": "text", "settled_in": "bigint"}
# The numbers stand apart too, so that the rows are met by their key whatever the statistics say.
_WRITE = """
UPDATE intake_batchrow r SET {settings}, touched = r.touched + 1
FROM jsonb_to_recordset(%(rows)s::jsonb) AS x(row_number int, {columns})
WHERE r.batch_id = %(batch_id)s AND r.row_number = ANY(%(numbers)s) AND r.row_number = x.row_number
"""
_WRITE_LINES = """
INSERT INTO intake_mendedrow (mending_id, batch_id, city_id, {names})
SELECT %(mending_id)s, %(batch_id)s, %(city_id)s, {names}
FROM jsonb_to_recordset(%(rows)s::jsonb) AS x({columns})
"""
_LINE = {
    "row_number": "int", "places": "int[]", "before": "text[]", "after": "text[]",
    "issues_before": "text[]", "issues_after": "text[]", "state_before": "text",
    "state_after": "text", "released_before": "text[]", "released": "text[]", "touched": "int",
}  # fmt: skip


def _updating(types: Mapping[str, str]) -> str:
    settings = ", ".join(f"{name} = x.{name}" for name in types)
    columns = ", ".join(f"{name} {kind}" for name, kind in types.items())
    return _WRITE.format(settings=settings, columns=columns)


WRITE_JUDGED = _updating(_TYPES | _MOVED)
WRITE_STATE = _updating(_MOVED)
WRITE_LINES = _WRITE_LINES.format(
    names=", ".join(_LINE), columns=", ".join(f"{name} {kind}" for name, kind in _LINE.items())
)


class CannotMend(Refusal):
    """What was asked cannot be done to these rows; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """How one locked row is to stand: its cells (None: as they came), what is overruled, its state.

    `settled_in` is the file in which it goes on. `shape` is what is said of how it was written, until a
    person has looked at the whole row.
    """

    row: BatchRow
    cells: Sequence[str] | None
    overruled: Sequence[str] = ()
    state: RowState = RowState.QUARANTINED
    settled_in: int | None = None
    shape: str = ""

    @property
    def written(self) -> Sequence[str]:
        """The cells as they are to stand."""
        return self.row.raw or () if self.cells is None else self.cells


def lock(batch_id: int) -> Batch:
    """The file whose rows are to be mended; nobody else mends it until this transaction ends.

    Raises:
        CannotMend: it is not checked, is a supplement itself, was withdrawn, or is being published.
    """
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    if batch.state not in MENDABLE or batch.supplements_id is not None:
        raise CannotMend(
            f"Baris berkas ini tidak dapat diperbaiki: berkasnya {batch.get_state_display().lower()}."
        )
    if (
        batch.state == BatchState.AWAITING_APPROVAL
        and batch.approved_by_id
        and not batch.publish_at
    ):
        raise CannotMend("Berkas ini sedang diterbitkan. Coba lagi sebentar lagi.")
    return batch


def reason_of(written: str) -> str:
    """A reason fit to keep.

    Raises:
        CannotMend: none is given, or it is too long.
    """
    said = " ".join(written.split())
    if not said or len(said) > LONGEST_REASON:
        raise CannotMend(f"Tuliskan alasannya, paling banyak {LONGEST_REASON} huruf.")
    return said


def enter(
    batch: Batch, changes: Sequence[Change], *, act: MendingAct, by: int, at: datetime,
    reason: str = "",
) -> Mending:  # fmt: skip
    """Carry out one act on rows of a locked file, and write down how each stood before and after."""
    mending = Mending.objects.create(
        batch=batch, city_id=batch.city_id, act=act, reason=reason, by_id=by, at=at,
        row_count=len(changes),
    )  # fmt: skip
    judged = write(batch, changes, at=at)
    lines = [_line(change, judged.get(change.row.row_number)) for change in changes]
    with connection.cursor() as cursor:
        cursor.execute(WRITE_LINES, {
            "rows": json.dumps(lines), "mending_id": mending.pk, "batch_id": batch.pk,
            "city_id": batch.city_id,
        })  # fmt: skip
    mending.well_count = sum(
        change.state == RowState.QUARANTINED and judged[change.row.row_number].is_sound
        for change in changes
    )
    mending.save(update_fields=["well_count"])
    note(act="mend", of="intake_batch", ids=[batch.pk], how=act, rows=mending.row_count)
    return mending


def write(batch: Batch, changes: Sequence[Change], *, at: datetime) -> dict[int, Judged]:
    """Judge the rows that stay in quarantine, write all of them, count them on the file."""
    judged = look(batch, changes, at=at)
    staying = [_values(one, judged[one.row.row_number]) for one in changes if _stays(one)]
    leaving = [_moved(one) for one in changes if not _stays(one)]
    with connection.cursor() as cursor:
        # a file fresh in the table has no statistics, and a nested loop over it is quadratic
        cursor.execute(PLAN_FOR_MANY)
        for statement, rows in ((WRITE_JUDGED, staying), (WRITE_STATE, leaving)):
            if rows:
                cursor.execute(statement, {
                    "rows": json.dumps(rows), "batch_id": batch.pk,
                    "numbers": [row["row_number"] for row in rows],
                })  # fmt: skip
        cursor.execute(PLAN_AS_USUAL)
    _count(batch, changes, judged)
    return judged


def look(batch: Batch, changes: Iterable[Change], *, at: datetime) -> dict[int, Judged]:
    """What the rules would say of the rows that stay in quarantine; writes nothing."""
    staying = [one for one in changes if _stays(one)]
    if not staying:
        return {}
    judged = judge(
        batch,
        [Written(one.row.row_number, one.written, one.overruled, one.shape) for one in staying],
        at=at,
    )
    for one in staying:
        # of a couple the one who lives elsewhere is passed over: no news for this city
        judged.setdefault(one.row.row_number, _outside(one.row))
    return judged


def _stays(change: Change) -> bool:
    return change.state == RowState.QUARANTINED


def shape_in(issues: Iterable[str]) -> str:
    """What was said of how a row was written, or ''."""
    return next((code for code in issues if code in SHAPES), "")


def _outside(row: BatchRow) -> Judged:
    values = {name: getattr(row, name) for name in _JUDGED}
    values |= {"issues": ["OUTSIDE_CITY:kelurahan"], "fact_key": None, "near_keys": None}
    return Judged({name: _plain(value) for name, value in values.items()})


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, list | int) else str(value)


def _moved(change: Change) -> dict[str, object]:
    return {
        "row_number": change.row.row_number,
        "state": change.state,
        "settled_in": change.settled_in,
    }


def _values(change: Change, judged: Judged) -> dict[str, object]:
    return {
        **_moved(change),
        **{name: judged.values[name] for name in _JUDGED},
        "cells": None if change.cells is None else list(change.cells),
        "released": list(change.overruled) or None,
    }


def _line(change: Change, judged: Judged | None) -> dict[str, object]:
    """A `MendedRow` as JSON: what an act did to one row."""
    row = change.row
    before, after = cells_of(row), change.written
    changed = [place for place, old in enumerate(before) if old != after[place]]
    places = changed if _stays(change) else []
    return {
        "row_number": row.row_number, "places": places,
        "before": [before[place] for place in places], "after": [after[place] for place in places],
        "issues_before": row.issues, "issues_after": judged.issues if judged else row.issues,
        "state_before": row.state, "state_after": change.state, "released_before": row.released,
        "released": list(change.overruled) or None, "touched": row.touched + 1,
    }  # fmt: skip


def _count(batch: Batch, changes: Sequence[Change], judged: dict[int, Judged]) -> None:
    """Keep the sums on the file: by state, and the errors of what is in quarantine."""
    states: Counter[str] = Counter()
    reasons: Counter[str] = Counter(batch.reasons)
    for one in changes:
        states[one.row.state] -= 1
        states[one.state] += 1
        if one.row.state == RowState.QUARANTINED:
            reasons.subtract(errors_in(one.row.issues))
        if _stays(one):
            reasons.update(errors_in(judged[one.row.row_number].issues))
    batch.quarantined_count += states[RowState.QUARANTINED]
    batch.mended_count += states[RowState.MENDED]
    batch.aside_count += states[RowState.ASIDE]
    batch.reasons = {code: rows for code, rows in reasons.items() if rows > 0}
    batch.save(update_fields=["quarantined_count", "mended_count", "aside_count", "reasons"])


def errors_in(issues: Iterable[str]) -> set[str]:
    """The codes of errors among what was said of a row."""
    return {issue.partition(":")[0] for issue in issues} & ERRORS
