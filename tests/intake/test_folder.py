"""Watched folders: `masuk` to `selesai`, or to `gagal` with the reason; killed and repeated at will."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tests import make
from tests.conftest import acting_as
from tests.intake import doors, files
from tests.intake.desk import NOW, as_worker
from tests.intake.test_hostile import HOSTILE
from wacat.intake import actions, dropped, folder, handing
from wacat.intake.models import Batch, Receipt, Source, WatchedFolder

pytestmark = pytest.mark.django_db
GOOD = files.as_csv(files.table([files.service(n) for n in range(1, 6)]))


class Killed(BaseException):
    """The process ends here."""


class Drop:
    """A folder for SFTP with the rooms of one source."""

    def __init__(self, root: Path, source: Source) -> None:
        self.root, self.source = root, source
        self.here = root / source.code
        self.look()

    def look(self, *, keep_days: int = 30) -> dict[str, WatchedFolder]:
        """One pass of the worker; how each folder stands."""
        with acting_as("wacat_job"):
            found = folder.look(self.root, system=make.account("sistem").pk, keep_days=keep_days)
        return {one.code: one for one in found}

    def put(self, name: str, content: bytes) -> Path:
        """A file that an SFTP client has put whole."""
        path = self.here / "masuk" / name
        path.write_bytes(content)
        return path

    def work(self) -> None:
        """What the worker does with what was handed in."""
        with as_worker():
            for batch in Batch.objects.filter(state="RECEIVED"):
                actions.check(batch_id=batch.pk, at=NOW, quiet=True)

    def lies(self, room: str) -> list[str]:
        """The names in a room."""
        return sorted(os.listdir(self.here / room))


@pytest.fixture
def drop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Drop:
    """A folder in which files lie still at once."""
    monkeypatch.setattr(dropped, "SETTLED_SECONDS", 0)
    return Drop(tmp_path, doors.source())


def batches() -> list[tuple[str, str, str]]:
    """What came of it all: name, source and state."""
    with as_worker():
        return list(Batch.objects.order_by("id").values_list("name", "source", "state"))


def test_a_dropped_file_is_checked_and_then_lies_in_selesai_with_its_counts(drop: Drop) -> None:
    drop.put("malam.csv", GOOD)
    assert drop.look()["siak-harian"].waiting_count == 1
    assert drop.lies("masuk") == ["malam.csv"], "it stays until it is checked"
    drop.work()
    stands = drop.look()["siak-harian"]
    assert (stands.waiting_count, stands.done_count, stands.failed_count) == (0, 1, 0)
    assert drop.lies("masuk") == []
    assert drop.lies("selesai") == ["malam.csv", "malam.csv.hasil.txt"]
    told = (drop.here / "selesai/malam.csv.hasil.txt").read_text()
    assert "5 baris; diterima 5" in told
    assert "Warga" not in told
    assert batches() == [("malam.csv", "Sumber siak-harian", "AWAITING_APPROVAL")]
    with as_worker():
        batch = Batch.objects.get()
    assert batch.uploaded_by == make.account("operator"), "so another one approves"
    assert batch.via_id == drop.source.pk


def test_a_refused_file_lies_in_gagal_with_its_reason(drop: Drop) -> None:
    wanted = {}
    for number, (_, name, content, code) in enumerate(HOSTILE):
        made = content() if callable(content) else content
        if len(made) < 3_000_000 and code in {"BOMB", "MACROS", "CONTENT", "ENCRYPTED", "NUL"}:
            drop.put(f"{number:02d}-{name}", made)
            wanted[f"{number:02d}-{name}"] = code
    drop.put("0-rusak.xlsx", b'a,b\n"tak ditutup')
    drop.look()
    drop.work()
    stands = drop.look()["siak-harian"]
    assert (stands.failed_count, stands.done_count) == (len(wanted) + 1, 0)
    assert {name for name in drop.lies("gagal") if not name.endswith(".alasan.txt")} == {
        *wanted, "0-rusak.xlsx",
    }  # fmt: skip
    for name in wanted:
        assert "taruh lagi di folder masuk" in (drop.here / f"gagal/{name}.alasan.txt").read_text()


def test_the_same_name_again_takes_the_place_of_nothing(drop: Drop) -> None:
    for n in range(3):
        drop.put("a.csv", files.as_csv(files.table([files.service(n + 1)])))
        drop.look()
        drop.work()
        drop.look()
    assert [n for n in drop.lies("selesai") if n.endswith(".csv")] == [
        "a-2.csv", "a-3.csv", "a.csv",
    ]  # fmt: skip
    assert len(batches()) == 3


@pytest.mark.parametrize("step", ["receive", "replace", "rename"])
def test_killed_at_any_step_nothing_is_lost_or_doubled(
    drop: Drop, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop.put("malam.csv", GOOD)
    drop.put("rusak.xlsx", b"%PDF")
    owner: Any = {"receive": handing.actions}.get(step, dropped.os)
    real = getattr(owner, step)
    for _ in range(3):
        with monkeypatch.context() as patch:

            def killed(*args: Any, **kwargs: Any) -> None:
                raise Killed

            patch.setattr(owner, step, killed)
            with pytest.raises(Killed):
                drop.look()
        assert getattr(owner, step) is real
        if step != "receive":
            drop.look()
            drop.work()
            break
    for _ in range(2):
        drop.look()
        drop.work()
    assert drop.lies("selesai") == ["malam.csv", "malam.csv.hasil.txt"]
    assert drop.lies("gagal") == ["rusak.xlsx", "rusak.xlsx.alasan.txt"]
    assert batches() == [("malam.csv", "Sumber siak-harian", "AWAITING_APPROVAL")]
    with as_worker():
        assert Receipt.objects.count() == 1


def test_what_is_being_written_or_is_no_file_is_left_alone(
    drop: Drop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "rahasia.csv"
    secret.write_bytes(GOOD)
    drop.put("a.csv.part", GOOD)
    drop.put(".tersembunyi.csv", GOOD)
    (drop.here / "masuk/tautan.csv").symlink_to(secret)
    (drop.here / "masuk/folder.csv").mkdir()
    os.mkfifo(drop.here / "masuk/pipa.csv")
    stands = drop.look()["siak-harian"]
    assert (stands.waiting_count, stands.settling_count, batches()) == (0, 1, [])
    monkeypatch.setattr(dropped, "SETTLED_SECONDS", 30)
    fresh = drop.put("b.csv", GOOD)
    os.utime(fresh, (0, 0))  # a client may set what time it likes
    assert drop.look()["siak-harian"].settling_count == 2
    assert batches() == []


def test_a_room_that_leads_elsewhere_is_not_entered(drop: Drop, tmp_path: Path) -> None:
    elsewhere = tmp_path.parent / "lain"
    elsewhere.mkdir(exist_ok=True)
    (elsewhere / "a.csv").write_bytes(GOOD)
    (drop.here / "masuk").rmdir()
    (drop.here / "masuk").symlink_to(elsewhere)
    assert "tidak dapat dibuka" in drop.look()["siak-harian"].trouble
    assert (elsewhere / "a.csv").exists()
    assert batches() == []


def test_odd_names_are_taken_in_and_shown_as_text(drop: Drop) -> None:
    odd = os.fsdecode(b"lap\xff\n\x1b[2J" + b"x" * 230 + b".csv")
    drop.put(odd, GOOD)
    drop.look()
    drop.work()
    drop.look()
    ((name, _, state),) = batches()
    assert name.isprintable()
    assert state == "AWAITING_APPROVAL"
    assert len(drop.lies("selesai")) == 2


def test_folders_of_nobody_are_told_to_the_technician(drop: Drop) -> None:
    (drop.root / "entah").mkdir()
    silent = doors.source(code="diam")
    with acting_as("wacat_owner"):
        Source.objects.filter(pk=silent.pk).update(owner=make.account("kasi"))
    stands = drop.look()
    assert "Tidak ada sumber" in stands["entah"].trouble
    assert "bukan operator lagi" in stands["diam"].trouble
    assert stands["siak-harian"].trouble == ""
    (drop.root / "entah").rmdir()
    drop.look()
    assert not WatchedFolder.objects.filter(code="entah").exists()


def test_what_has_lain_long_enough_is_destroyed_and_the_trail_says_how_much(
    drop: Drop, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop.put("malam.csv", GOOD)
    drop.put("rusak.xlsx", b"%PDF-1.7 ....")
    drop.look()
    drop.work()
    drop.look()
    real = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(days=29))
    drop.look()
    assert "malam.csv" in drop.lies("selesai")
    assert "rusak.xlsx" in drop.lies("gagal")
    drop.put("baru.csv", GOOD.replace(b"WARGA UJI 1", b"WARGA UJI 9"))
    monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(days=31))
    stands = drop.look()["siak-harian"]
    assert (stands.done_count, stands.failed_count) == (0, 0)
    assert drop.lies("selesai") == ["malam.csv.hasil.txt"], "the counts stay"
    assert drop.lies("gagal") == ["rusak.xlsx.alasan.txt"]
    assert drop.lies("masuk") == ["baru.csv"], "what is not taken in yet is never destroyed"
    with acting_as("wacat_audit"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT object_ids, detail->>'room', (detail->>'files')::int, (detail->>'bytes')::int "
            "FROM audit.event WHERE act = 'destroy' ORDER BY id"
        )
        told = cursor.fetchall()
    assert told == [
        ([drop.source.pk], "selesai", 1, len(GOOD)), ([drop.source.pk], "gagal", 1, 13)
    ]  # fmt: skip


def test_a_day_is_the_least_that_files_are_kept(drop: Drop) -> None:
    drop.put("malam.csv", GOOD)
    drop.look()
    drop.work()
    drop.look()
    drop.look(keep_days=0)
    assert "malam.csv" in drop.lies("selesai")
