"""./wacat wilayah as a person types it, and another city that needs its code and its list of RTs only."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from wacat.ops import environment, testdb
from wacat.values.zona import zone_of

DOOR = (
    "import django; django.setup()\n"
    "from django.conf import settings; from django.test import Client\n"
    "page = Client(SERVER_NAME='127.0.0.1').get('/masuk/').content.decode()\n"
    "assert 'Disdukcapil Kota Samarinda' in page and 'Balikpapan' not in page, page\n"
    "public = Client(SERVER_NAME='127.0.0.1').get('/publik/').content.decode()\n"
    "assert 'Kota Samarinda' in public and 'Balikpapan' not in public\n"
    "from wacat.accounts import pledge; assert 'Balikpapan' not in str(pledge.TEXT)\n"
    "from wacat.web.help import basics; assert 'Balikpapan' not in str(basics.ALL)\n"
)


@pytest.fixture
def empty() -> Iterator[testdb.TestDatabase]:
    """A migrated database without a city."""
    database = testdb.open_quickly(name="wacat_kota")
    yield database
    database.close(drop=True)


def run(
    database: testdb.TestDatabase, *words: str, data: Path, role: str = "job"
) -> subprocess.CompletedProcess[str]:
    """Run a program for Samarinda in that database."""
    return subprocess.run(
        list(words), env=database.environment(role) | {"WACAT_CITY": "64.72", "WACAT_DATA": str(data)},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def test_another_city_is_its_code_and_its_list(empty: testdb.TestDatabase, tmp_path: Path) -> None:
    def wilayah(*arguments: object) -> subprocess.CompletedProcess[str]:
        words = environment.module("wacat.ops", "wilayah", *map(str, arguments))
        return run(empty, *words, data=tmp_path)

    file = tmp_path / "rt.csv"
    lines = [f"Bugis,{number:03d},Aktif" for number in range(1, 13)]
    lines += ["Bugis,013,Beku", "Bugiss,014,", "Jawa,001,", "Jawa,0,"]
    file.write_text("Kelurahan,RT,Status\n" + "\n".join(lines) + "\n")

    tried = wilayah(file, "--periksa", "--json")
    assert tried.returncode == 3, tried.stderr
    assert json.loads(tried.stdout) == {
        "lines": 16, "new": 14, "present": 0, "missing": 0, "quarantined": 2,
        "reasons": {"KELURAHAN_UNKNOWN": 1, "RT_EMPTY": 1}, "opened": 0, "list_id": None,
    }  # fmt: skip
    done = wilayah(file, "--terapkan")
    assert "14 RT dibuka." in done.stdout, done.stderr
    assert "Mungkin maksudnya Bugis." in done.stdout
    again = json.loads(wilayah(file, "--terapkan", "--json").stdout)
    assert (again["new"], again["present"], again["opened"]) == (0, 14, 0)

    code = _code_of(empty, "Bugis")
    assert code.startswith("64.72.")
    words = environment.module("wacat.ops", "lep", f"{code}.012", "2026-10", "--format", "json")
    report = json.loads(run(empty, *words, data=tmp_path).stdout)
    assert report["place"].startswith("RT 012 Kelurahan Bugis, Kecamatan Samarinda")
    shown = run(empty, sys.executable, "-c", DOOR, data=tmp_path, role="app")
    assert shown.returncode == 0, shown.stderr[-3000:]


def _code_of(database: testdb.TestDatabase, name: str) -> str:
    with psycopg.connect(database.url("postgres")) as connection:
        row = connection.execute(
            "SELECT code FROM areas_areacode c JOIN areas_area a ON a.id = c.area_id "
            "WHERE a.name = %s AND a.level = 'KELURAHAN'",
            [name],
        ).fetchone()
    assert row is not None
    return str(row[0])


def test_what_cannot_be_taken_is_said_on_the_error_stream(
    empty: testdb.TestDatabase, tmp_path: Path
) -> None:
    words = environment.module("wacat.ops", "wilayah", str(tmp_path / "tidak-ada.csv"))
    missing = run(empty, *words, data=tmp_path)
    assert (missing.returncode, "tidak ada" in missing.stderr) == (1, True)
    wrong = tmp_path / "a.csv"
    wrong.write_text("a,b\n1,2\n")
    words = environment.module("wacat.ops", "wilayah", str(wrong))
    refused = run(empty, *words, data=tmp_path)
    assert (refused.returncode, "Kelurahan, RT" in refused.stderr) == (1, True)


@pytest.mark.parametrize(
    ("code", "zone"),
    [("64.72", "Asia/Makassar"), ("31.71", "Asia/Jakarta"), ("91.71", "Asia/Jayapura")],
)
def test_days_are_kept_where_the_city_stands(code: str, zone: str) -> None:
    assert zone_of(code) == zone
