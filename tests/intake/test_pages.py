"""JSON records as rows: nothing that a record says is left behind, however late it comes."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.intake import desk, files
from tests.intake.test_actions import Silent
from wacat.intake import actions
from wacat.intake.models import BatchRow

pytestmark = pytest.mark.django_db
LATE = 240


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Uploaded files of a test lie in its own folder."""
    monkeypatch.setattr(actions, "Reporter", Silent)
    settings.WACAT_UPLOADS = tmp_path / "unggahan"


def lines(records: list[dict[str, Any]]) -> bytes:
    """One record a line."""
    return "\n".join(json.dumps(one, default=str) for one in records).encode()


def pages(records: list[dict[str, Any]]) -> bytes:
    """Two pages of a web service."""
    halves = records[:LATE], records[LATE:]
    return json.dumps([{"content": half} for half in halves], default=str).encode()


@pytest.mark.parametrize(("made", "name"), [(lines, "a.ndjson"), (pages, "a.json")])
def test_a_key_that_only_a_late_record_has_is_a_column_too(made: Any, name: str) -> None:
    records = [
        {key: value for key, value in files.service(n).items() if key != "Alamat"}
        for n in range(1, LATE + 10)
    ]
    records[LATE] |= {"Alamat": "Jl. Akhir No. 9", "Lampiran": {"lembar": [1, 2]}}
    del records[LATE][
        "Nama Lengkap"
    ]  # kept as it came, cell by cell, because it goes to quarantine
    batch = desk.checked(made(records), name=name)
    with desk.as_worker():
        rows = {row.row_number: row for row in BatchRow.objects.filter(batch=batch)}
    assert len(rows) == len(records)
    late = rows[LATE + 2]
    assert (late.address, rows[2].address) == ("Jl. Akhir No. 9", "")
    assert late.raw is not None
    assert late.raw[-2:] == ["Jl. Akhir No. 9", '{"lembar": [1, 2]}']
