"""./wacat evaluasi as a person types it, on a database of its own."""

import json
import subprocess
from datetime import date
from pathlib import Path

from django.db import transaction
from tests import make

from wacat.ops import environment
from wacat.ops.testdb import TestDatabase


def test_the_command_hands_out_an_evaluation(real_database: TestDatabase, tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            environment.module("wacat.ops", "evaluasi", *arguments),
            env=real_database.environment("job"), cwd=tmp_path, capture_output=True, check=False, timeout=120,
        )  # fmt: skip

    with transaction.atomic():
        make.publish(make.row(rt="64.71.01.1001.023", served_on=date(2026, 5, 4)))
    done = run("2026-S1", "--format", "json")
    data = json.loads(done.stdout)
    assert (data["schema"], data["revision"], data["signed_at"]) == ("wacat-evaluasi", 1, None)
    assert data["figures"]["indicators"][0]["value"] == 1
    done = run("2026-s1", "--format", "pdf")
    assert done.returncode == 0, done.stderr
    made = tmp_path / "Evaluasi_Kota-Balikpapan_2026-S1_konsep.pdf"
    assert made.read_bytes().startswith(b"%PDF-")
    assert made.name in done.stdout.decode()
    for arguments, said in (
        (["2026-10"], "per semester"),
        (["2019-S1"], "sejak Oktober 2020"),
        (["2026-S1", "--revisi", "4"], "tidak mempunyai revisi 4"),
    ):
        done = run(*arguments)
        assert done.returncode == 2
        assert said in done.stderr.decode()
