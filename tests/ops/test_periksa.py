"""./wacat periksa as the office's technician types it."""

import subprocess
from pathlib import Path

from wacat.ops import environment
from wacat.ops.testdb import TestDatabase

IN_ORDER = {
    "WACAT_HTTPS": "1", "WACAT_ALLOWED_HOSTS": "wacat.contoh.go.id", "WACAT_DOOR_KEY": "k" * 60,
    "WACAT_SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789-abcdefghijklmnopqrstuvwxyz",
}  # fmt: skip


def examine(database: TestDatabase, folder: Path, **extra: str) -> tuple[int, str]:
    given = database.environment("migrate") | {"WACAT_DATA": str(folder)} | extra
    given.pop("DJANGO_ALLOW_ASYNC_UNSAFE")  # only the test process needs it
    done = subprocess.run(
        environment.module("wacat.ops", "periksa"),
        env=given,
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return done.returncode, done.stdout


def test_each_thing_to_mend_is_named_with_its_remedy(
    real_database: TestDatabase, tmp_path: Path
) -> None:
    bad, said = examine(real_database, tmp_path, WACAT_SECRET_KEY="")
    assert "PERLU  kunci rahasia diatur\n       Isi WACAT_SECRET_KEY" in said
    assert "PERLU  hanya lewat HTTPS" in said
    assert "baik   data warga tertutup rapat" in said
    mended, said = examine(real_database, tmp_path, **IN_ORDER)
    assert "baik   pemeriksaan Django bersih" in said, said
    assert "PERLU  pekerja antrean hidup" in said  # no worker runs in this test
    assert (mended, "1 hal perlu diperbaiki." in said) == (1, True), said
    assert bad > mended


def test_a_server_that_does_not_answer_is_a_sentence(
    real_database: TestDatabase, tmp_path: Path
) -> None:
    nowhere = "postgresql://wacat_app:x@127.0.0.1:1/wacat"
    bad, said = examine(
        real_database, tmp_path, DATABASE_URL=nowhere, DATABASE_URL_JOB=nowhere,
        DATABASE_URL_MIGRATE=nowhere,
    )  # fmt: skip
    assert bad
    assert "PERLU  DATABASE_URL dapat masuk" in said
    assert "PERLU  basis data menjawab" in said
