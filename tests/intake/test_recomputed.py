"""What is said of the quality of files equals the rows themselves, whatever the files held."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.door import standing_as
from tests.intake import desk, files
from tests.intake.test_actions import uploads
from tests.reports.histories import as_system, forgotten
from wacat.areas.queries import get_city
from wacat.evaluation import measures, semester
from wacat.intake import actions, qualities, trends
from wacat.intake.checks import ERRORS
from wacat.intake.models import Batch, BatchRow
from wacat.intake.quality import Counts

__all__ = ["uploads"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploads")]
ZONE = ZoneInfo("Asia/Makassar")
UNTIL = date(2026, 11, 30)
# right, with something to say, in quarantine; and a kelurahan that nobody can tell
ROWS = [
    {"RT": "023"}, {"RT": "024"}, {"RT": "001", "Kelurahan": "Manggar Baru"}, {"RT": "023", "NIK": ""},
    {"RT": "1"}, {"RT": "099"}, {"NIK": "647101"}, {"Kelurahan": "Entah"},
]  # fmt: skip
one_file = st.tuples(
    st.sampled_from(["services", "DATANG"]),
    st.lists(st.sampled_from(ROWS), min_size=1, max_size=8),
    st.sampled_from([0, 40]),
)


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=st.lists(one_file, min_size=2, max_size=3))
def test_the_quality_of_files_equals_their_rows(history: list[Any]) -> None:
    with forgotten():
        for number, (layout, rows, back) in enumerate(history, start=1):
            _check(number, layout, rows, at=desk.NOW - timedelta(days=back))
        counted = _counted()
        with standing_as("administrator") as by:
            for kelurahan in (None, make.area("64.71.01.1001").pk):
                found = trends.by_source(by=by, until=UNTIL, kelurahan_id=kelurahan)
                shown = {
                    (source.name, month): c
                    for source in found
                    for month, c in source.months.items()
                }
                assert shown == _sums(counted, lambda s, m, k: (s, m), only=kelurahan)
            causes = trends.causes(by=by, until=UNTIL)
            seen = qualities.overview(by=by, today=UNTIL)
        assert dict(seen.months) == _sums(counted, lambda s, m, k: m)
        assert dict(seen.sources) == _sums(counted, lambda s, m, k: s)
        assert {pk: c for _, c, pk in seen.kelurahan} == _sums(counted, lambda s, m, k: k)
        assert {(c.code, c.held): (c.rows, c.files) for c in causes} == _causes()
        with as_system():
            whole = measures.files(semester.read("2026-S2", city=get_city()))
        assert whole == sum(counted.values(), Counts())


def _check(number: int, layout: str, rows: list[dict[str, str]], *, at: datetime) -> None:
    """A file of that layout is uploaded and checked."""
    first = 100 * number
    if layout == "services":
        content = desk.services(
            *(files.service(first + n, **change) for n, change in enumerate(rows))
        )
    else:
        moves = [
            files.move(files.DATANG, first + n, NIK=change.get("NIK", f"64710101019{first + n:05d}"),
                       NO_RT_TUJUAN=change.get("RT", "99"))
            for n, change in enumerate(rows)
        ]  # fmt: skip
        content = files.as_xlsx(files.table(moves, headings=files.DATANG))
    batch = desk.receive(content, name=f"{layout}-{number}.xlsx")
    with desk.as_worker():
        actions.check(batch_id=batch.pk, at=at)


def _rows() -> list[tuple[Batch, BatchRow]]:
    with as_system():
        batches = {batch.pk: batch for batch in Batch.objects.all()}
        return [(batches[row.batch_id], row) for row in BatchRow.objects.all()]


def _counted() -> dict[Any, Counts]:
    """By source, month in which it was checked, and kelurahan (0: not known)."""
    found: Counter[Any] = Counter()
    for batch, row in _rows():
        assert batch.checked_at is not None
        month = batch.checked_at.astimezone(ZONE).date().replace(day=1)
        key = (batch.source, month, row.kelurahan_id or 0)
        found[key, "accepted"] += row.state == "ACCEPTED"
        found[key, "warned"] += row.state == "ACCEPTED" and bool(row.issues)
        found[key, "quarantined"] += row.state == "QUARANTINED"
    keys = {key for key, _ in found}
    counted = {
        key: Counts(found[key, "accepted"], found[key, "warned"], found[key, "quarantined"])
        for key in keys
    }
    return {key: counts for key, counts in counted.items() if counts.rows}


def _sums(counted: dict[Any, Counts], by: Any, *, only: int | None = None) -> dict[Any, Counts]:
    sums: dict[Any, Counts] = {}
    for (source, month, kelurahan), counts in counted.items():
        if only in (None, kelurahan):
            key = by(source, month, kelurahan)
            sums[key] = sums.get(key, Counts()) + counts
    return sums


def _causes() -> dict[tuple[str, bool], tuple[int, int]]:
    """How many rows and files each check spoke of; in quarantine only what holds a row there."""
    rows: Counter[tuple[str, bool]] = Counter()
    told_by: dict[tuple[str, bool], set[int]] = {}
    for batch, row in _rows():
        if row.state not in ("ACCEPTED", "QUARANTINED"):
            continue
        held = row.state == "QUARANTINED"
        for code in {issue.partition(":")[0] for issue in row.issues}:
            if not held or code in ERRORS:
                rows[code, held] += 1
                told_by.setdefault((code, held), set()).add(batch.pk)
    return {key: (n, len(told_by[key])) for key, n in rows.items()}
