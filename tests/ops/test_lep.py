"""./wacat lep as a person types it, on a database of its own."""

import json
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import transaction
from tests import make
from tests.door import standing_as

from wacat.ops import environment
from wacat.ops.testdb import TestDatabase
from wacat.reports import closing
from wacat.reports.period import read_period

RT_23, RT_24 = "64.71.01.1001.023", "64.71.01.1001.024"


def lep(
    database: TestDatabase, *arguments: str, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command with these arguments."""
    return subprocess.run(
        environment.module("wacat.ops", "lep", *arguments),
        env=database.environment("job"), cwd=cwd, capture_output=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.fixture
def served(real_database: TestDatabase) -> TestDatabase:
    """October with a birth, a move inside Manggar and an arrival."""
    with transaction.atomic():
        make.publish(
            make.row(rt=RT_23, kind="AKTA_KELAHIRAN", sex="P", served_on=date(2026, 10, 1)),
            make.row(rt=RT_23, kind="DATANG", sex="L", served_on=date(2026, 10, 31)),
            make.row(
                rt=RT_24,
                origin=RT_23,
                kind="PINDAH_DALAM_KOTA",
                reach=1,
                served_on=date(2026, 10, 9),
            ),
        )
    return real_database


def test_the_command_makes_every_format(served: TestDatabase, tmp_path: Path) -> None:
    done = lep(served, "64.71.01.1001", "2026-10", "--format", "json")
    data = json.loads(done.stdout)
    assert (data["area"], data["code"], data["level"]) == ("Manggar", "64.71.01.1001", "KELURAHAN")
    assert data["services_total"] == 3
    cells = {cell.pop("sex"): cell for cell in data["lampid"]}
    assert cells["L"] == {
        "late": False,
        "start": 0,
        "born": 0,
        "arrived": 1,
        "died": 0,
        "left": 0,
        "end": 1,
    }
    assert cells["P"] == {
        "late": False,
        "start": 0,
        "born": 1,
        "arrived": 0,
        "died": 0,
        "left": 0,
        "end": 1,
    }

    done = lep(served, RT_23, "2026-10", "--format", "json", "-o", str(tmp_path / "rt.json"))
    of_rt = json.loads((tmp_path / "rt.json").read_text())
    assert sum(cell["left"] for cell in of_rt["lampid"]) == 1

    done = lep(served, "64.71.01.1001", "2026-10", "--format", "pdf", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "LEP_Manggar_2026-10.pdf").read_bytes().startswith(b"%PDF-")

    screen = lep(served, "64.71", "2026-10").stdout.decode()
    assert "Kota Balikpapan" in screen
    assert "Jumlah layanan" in screen

    for arguments in (["64.71.99", "2026-10"], ["64.71", "2026-13"], ["64.71", "Oktober"]):
        done = lep(served, *arguments)
        assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


def test_a_locked_period_is_printed_again_byte_for_byte(served: TestDatabase) -> None:
    with transaction.atomic(), standing_as("administrator") as keeper:
        closing.lock(
            city=make.area("64.71"), period=read_period("2026-10"), by=keeper,
            at=datetime(2026, 11, 3, tzinfo=UTC),
        )  # fmt: skip
    cases = [("64.71", "pdf"), ("64.71.01", "csv"), ("64.71.01.1001", "xlsx"), (RT_23, "json")]
    first = [lep(served, code, "2026-10", "--format", suffix, "-o", "-") for code, suffix in cases]
    assert all(done.returncode == 0 and done.stdout for done in first)
    with transaction.atomic():
        make.publish(make.row(rt=RT_23, kind="DATANG", served_on=date(2026, 10, 2)))
    again = [lep(served, code, "2026-10", "--format", suffix, "-o", "-") for code, suffix in cases]
    assert [done.stdout for done in again] == [done.stdout for done in first]
    late = json.loads(lep(served, RT_23, "2026-11", "--format", "json").stdout)
    assert [(s["kind"], s["late"]) for s in late["services"]] == [("DATANG", True)]
