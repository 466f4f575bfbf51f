"""./wacat impor as a person types it, on a database of its own."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.intake import files

from wacat.ops import environment
from wacat.ops.synthetic import exports, writers
from wacat.ops.testdb import TestDatabase

KEYS = [
    "layout", "confidence", "mapping", "state", "rows", "accepted", "quarantined", "duplicates",
    "not_services", "warnings", "reasons", "remarks", "score", "notices", "records", "batch_id", "seconds",
]  # fmt: skip


class Shell:
    """A terminal in which the command is typed."""

    def __init__(self, database: TestDatabase, folder: Path) -> None:
        self._environment = database.environment("job") | {"WACAT_DATA": str(folder)}
        self.uploads = folder / "unggahan"

    def impor(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Run the command with these arguments."""
        return subprocess.run(
            environment.module("wacat.ops", "impor", *map(str, arguments)),
            env=self._environment, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    def result(self, *arguments: object) -> dict[str, Any]:
        """What `--json` printed."""
        done = self.impor(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        (line,) = done.stdout.splitlines()
        found: dict[str, Any] = json.loads(line)
        return found


@pytest.fixture
def shell(real_database: TestDatabase, tmp_path: Path) -> Shell:
    """A terminal with an empty data folder."""
    return Shell(real_database, tmp_path / "data")


def test_the_command_from_check_to_publication(shell: Shell, tmp_path: Path) -> None:
    rows = [files.service(n) for n in range(1, 11)]
    rows += [files.service(11, RT="099"), files.service(12, RT="RT 013"), files.service(1)]
    path = files.written(tmp_path, files.as_csv(files.table(rows), delimiter=";"), name="a.csv")

    tried = shell.result(path, "--periksa")
    assert list(tried) == KEYS
    assert tried | {"seconds": 0} == {
        "layout": "layanan", "confidence": 1.0, "mapping": "", "state": "AWAITING_APPROVAL", "rows": 13,
        "accepted": 11, "quarantined": 1, "duplicates": 1, "not_services": 0, "warnings": 1, "score": 90,
        "reasons": {"RT_UNKNOWN": 1}, "remarks": {"RT_NOTATION": 1, "TWICE_IN_FILE": 1},
        "notices": 0, "records": 0, "batch_id": None, "seconds": 0,
    }  # fmt: skip
    assert list(shell.uploads.iterdir()) == []

    done = shell.result(path, "--terbitkan")
    assert (done["accepted"], done["records"], done["notices"]) == (11, 11, 11)
    again = shell.result(path, "--terbitkan")
    assert (again["accepted"], again["quarantined"], again["duplicates"]) == (0, 1, 12)
    assert (again["records"], again["notices"]) == (0, 0)
    spoken = shell.impor(path)
    assert "karantina 1, kembar 12" in spoken.stdout


def test_a_pair_of_files_is_taken_in_together(shell: Shell, tmp_path: Path) -> None:
    made = exports.make("oracle_biodata_wni", rows=20, today=files.TODAY)
    biodata, family = (
        files.written(tmp_path, writers.as_csv({name: made.sheets[name]}), name=f"{name}.csv")
        for name in ("BIODATA_WNI", "DATA_KELUARGA")
    )
    alone = shell.impor(biodata, "--periksa", "--json")
    assert (alone.returncode, "memerlukan pasangannya" in alone.stderr) == (1, True)
    half = shell.result(family, "--periksa")
    assert (half["layout"], half["state"]) == ("oracle_data_keluarga", "CHECKED")
    pair = shell.result(biodata, "--periksa", "--pasangan", family)
    assert (pair["layout"], pair["rows"]) == ("oracle_biodata_wni", made.rows)


def test_a_refused_file_is_told_on_the_error_stream(shell: Shell, tmp_path: Path) -> None:
    for name, content, said in [
        ("a.pdf", b"%PDF-1.7", "tidak didukung"),
        ("a.csv", b"", "Berkas kosong"),
        ("b.csv", b"a,b,c,d\n1,2,3,4\n", "Susunan kolom tidak dikenali"),
    ]:
        done = shell.impor(files.written(tmp_path, content, name=name), "--terbitkan", "--json")
        assert (done.returncode, done.stdout) == (1, "")
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert "tidak ada" in shell.impor(tmp_path / "hilang.csv").stderr


def test_two_named_operators_can_sign(shell: Shell, tmp_path: Path) -> None:
    content = files.as_csv(files.table([files.service(1)]))
    path = files.written(tmp_path, content, name="a.csv")
    same = shell.impor(path, "--terbitkan", "--oleh", "operator", "--setuju", "operator")
    assert (same.returncode, "orang lain" in same.stderr) == (1, True)
    done = shell.result(path, "--terbitkan", "--oleh", "operator", "--setuju", "operator2")
    assert done["records"] == 1
