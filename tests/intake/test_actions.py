"""The life of a file: received, checked, approved by another, published once, withdrawn visibly."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db import IntegrityError, connection, transaction

from tests import make
from tests.conftest import acting_as
from tests.door import standing_as
from tests.intake import desk, files
from wacat.areas.models import Area
from wacat.intake import actions, queries
from wacat.intake.actions import CannotPublish, CannotWithdraw
from wacat.intake.models import Batch, BatchRow
from wacat.intake.quarantine import EXTRA, VERSION, quarantine_file
from wacat.intake.reader.returned import mark
from wacat.intake.states import TRANSITIONS, BatchState, RowState
from wacat.records import publishing
from wacat.records.models import Notice, NoticeState, ServiceRecord
from wacat.sheets.refusals import CannotRead

pytestmark = pytest.mark.django_db


class Silent:
    """Tells nobody: the reporter's own connection would commit what the test takes back."""

    def __init__(self, *, key: str) -> None:
        self.key = key

    def __enter__(self) -> "Silent":
        return self

    def __exit__(self, *_: object) -> None:
        return

    def tell(self, **_: object) -> None:
        return


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Uploaded files of a test lie in its own folder."""
    monkeypatch.setattr(actions, "Reporter", Silent)
    settings.WACAT_UPLOADS = tmp_path / "unggahan"
    return tmp_path / "unggahan"


def mixed() -> bytes:
    """Eight sound rows (two unusual), three wrong ones, one twice."""
    rows = [files.service(n) for n in range(1, 7)]
    rows += [files.service(7, RT="RT 008"), files.service(8, NIK="")]
    rows += [files.service(9, RT="099"), files.service(10, Kelurahan="Entah", NIK="12", RT="RT 01"),
             files.service(11, **{"Tanggal Layanan": "31-02-2026"}), files.service(1)]  # fmt: skip
    return desk.services(*rows)


def test_a_file_is_read_into_rows_with_exact_counts() -> None:
    batch = desk.checked(mixed())
    assert batch.state == BatchState.AWAITING_APPROVAL
    assert (batch.row_count, batch.accepted_count, batch.quarantined_count) == (12, 8, 3)
    assert (batch.duplicate_count, batch.warning_count, batch.layout) == (1, 2, "layanan")
    assert batch.reasons == {
        "RT_UNKNOWN": 1, "KELURAHAN_UNKNOWN": 1, "NIK_LENGTH": 1, "DATE_IMPOSSIBLE": 1,
    }  # fmt: skip
    assert batch.remarks == {"RT_NOTATION": 1, "NIK_EMPTY": 1, "TWICE_IN_FILE": 1}
    with desk.as_worker():
        stored = BatchRow.objects.filter(batch_id=batch.pk).count()
    assert stored == batch.row_count


def test_publishing_tells_the_right_rt_and_twice_adds_nothing() -> None:
    batch = desk.published(desk.services(files.service(22), files.service(23)))
    assert (batch.state, batch.record_count, batch.notice_count) == ("PUBLISHED", 2, 2)
    with standing_as("rt"):
        assert [notice.name for notice in Notice.objects.all()] == ["WARGA UJI 22"]
    with desk.as_worker():
        again = actions.publish(batch_id=batch.pk, at=desk.NOW)
        assert (again.record_count, ServiceRecord.objects.filter(batch_id=batch.pk).count()) == (
            2,
            2,
        )


def test_the_same_file_again_changes_nothing() -> None:
    content = desk.services(*[files.service(n) for n in range(1, 9)])
    desk.published(content)
    again = desk.checked(content)
    assert (again.state, again.accepted_count, again.duplicate_count) == ("CHECKED", 0, 8)
    with desk.as_worker():
        assert Notice.objects.count() == 8


def test_the_same_bytes_again_are_not_read_anew() -> None:
    content = mixed()
    first = desk.published(content)
    again = desk.checked(content)
    assert again.repeats == first
    assert (again.row_count, again.accepted_count, again.quarantined_count) == (12, 0, 3)
    assert (again.duplicate_count, again.reasons) == (9, first.reasons)
    with desk.as_worker():
        assert queries.rows_of(again.pk, state=RowState.QUARANTINED).count() == 3
    third = desk.checked(content)
    assert (third.repeats, third.quarantined_count, third.duplicate_count) == (again, 3, 9)


def test_the_same_bytes_are_read_anew_when_the_areas_have_changed() -> None:
    content = mixed()
    desk.published(content)
    manggar = make.area("64.71.01.1001")
    with acting_as("wacat_owner"):
        Area.objects.create(
            level="RT", parent=manggar, name="RT 099", number=99, city_id=manggar.city_id,
            kecamatan_id=manggar.kecamatan_id, kelurahan_id=manggar.pk, opened_on=date(2026, 1, 1),
        )  # fmt: skip
    again = desk.checked(content)
    assert (again.repeats, again.accepted_count, again.quarantined_count) == (None, 1, 2)


def test_an_unfinished_file_is_found_again() -> None:
    content = mixed()
    first = desk.receive(content)
    assert desk.receive(content, by="operator2") == first
    with desk.as_worker():
        actions.check(batch_id=first.pk, at=desk.NOW)
    assert desk.receive(content) == first


def test_the_uploader_does_not_approve() -> None:
    batch = desk.checked(mixed())
    uploader = make.account("operator").pk
    with desk.as_worker():
        with pytest.raises(CannotPublish, match="orang lain"):
            actions.approve(batch_id=batch.pk, by=uploader, at=desk.NOW)
        with pytest.raises(CannotPublish, match="belum disetujui"):
            actions.publish(batch_id=batch.pk, at=desk.NOW)
        with (
            pytest.raises(IntegrityError, match="intake_approver_is_another"),
            transaction.atomic(),
        ):
            Batch.objects.filter(pk=batch.pk).update(approved_by=uploader)
        with (
            pytest.raises(IntegrityError, match="intake_published_was_approved"),
            transaction.atomic(),
        ):
            Batch.objects.filter(pk=batch.pk).update(state="PUBLISHED")


def test_a_second_approval_brings_a_failed_job_back() -> None:
    batch = desk.checked(mixed())
    with desk.as_worker(), connection.cursor() as cursor:
        actions.approve(batch_id=batch.pk, by=make.account("operator2").pk, at=desk.NOW)
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE status = 'todo'")
        actions.approve(batch_id=batch.pk, by=make.account("operator2").pk, at=desk.NOW)
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs "
            "WHERE status = 'todo' AND task_name = 'intake.publish'"
        )
        assert cursor.fetchone() == (1,)


def test_a_withdrawal_is_visible_and_the_file_can_come_again() -> None:
    content = desk.services(files.service(22))
    batch = desk.published(content)
    approver = make.account("operator2").pk
    with desk.as_worker():
        with pytest.raises(CannotWithdraw, match="alasan"):
            actions.withdraw(batch_id=batch.pk, by=approver, at=desk.NOW, reason="  ")
        batch = actions.withdraw(
            batch_id=batch.pk, by=approver, at=desk.NOW, reason="Berkas keliru"
        )
        with pytest.raises(CannotWithdraw):
            actions.withdraw(batch_id=batch.pk, by=approver, at=desk.NOW, reason="lagi")
    with standing_as("rt"):
        told = Notice.objects.get()
        assert (told.state, told.withdraw_reason) == (NoticeState.WITHDRAWN, "Berkas keliru")
    assert desk.published(content).notice_count == 1


def test_a_move_inside_the_city_is_told_twice_and_known_from_both_files() -> None:
    arrivals = files.as_xlsx(
        files.table([files.move(files.DATANG, TGL_DATANG="12-10-2026")], headings=files.DATANG)
    )
    departures = files.as_xlsx(
        files.table([files.move(files.PINDAH, TGL_PINDAH="20-09-2026")], headings=files.PINDAH)
    )
    first = desk.published(departures, name="pindah.xlsx")
    assert (first.layout, first.record_count, first.notice_count) == ("pindah_32", 1, 2)
    second = desk.checked(arrivals, name="datang.xlsx")
    assert (second.layout, second.accepted_count, second.duplicate_count) == ("datang_29", 0, 1)


def test_a_refused_file_fails_with_its_sentence_and_keeps_no_rows() -> None:
    rounded = [files.service(n, NIK=6471010101900000 + n * 10) for n in range(1, 6)]
    batch = desk.checked(desk.services(*rounded))
    assert (batch.state, batch.failure[:26]) == (BatchState.FAILED, "Kolom NIK harus teks: angk")
    with desk.as_worker():
        assert BatchRow.objects.filter(batch_id=batch.pk).count() == 0


def test_a_file_refused_at_the_door_leaves_nothing(uploads: Path) -> None:
    with pytest.raises(CannotRead):
        desk.receive(b"%PDF-1.7", name="layanan.xlsx")
    with desk.as_worker():
        assert Batch.objects.count() == 0
    assert list(uploads.iterdir()) == []


def test_only_headings_await_no_approval() -> None:
    batch = desk.checked(desk.services())
    assert (batch.state, batch.row_count) == (BatchState.CHECKED, 0)


def test_quarantined_rows_come_back_corrected() -> None:
    batch = desk.checked(mixed())
    with desk.as_worker():
        content = quarantine_file(batch)
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.active
    assert sheet is not None
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    width = len(files.HEADINGS)
    assert lines[0] == [*files.HEADINGS, mark(batch.pk), VERSION, *EXTRA]
    assert lines[1][width : width + 3] == ["10", "0", "RT"]
    assert lines[2][width + 2] == "NIK; Kelurahan"
    assert lines[3][width + 3 :] == [
        "Tanggal layanan tidak ada dalam kalender.", "Perbaiki hari, bulan, atau tahunnya.",
    ]  # fmt: skip
    sheet.cell(2, files.HEADINGS.index("RT") + 1).value = "009"
    again = desk.checked(files.saved(book), name="karantina.xlsx")
    assert (again.state, again.corrects_id) == ("APPLIED", batch.pk)
    assert [again.outcome[name] for name in ("rows", "applied", "unchanged")] == [3, 1, 2]


def test_a_mended_quarantine_without_its_file_says_so() -> None:
    batch = desk.published(mixed())
    approver = make.account("operator2").pk
    with desk.as_worker():
        book = openpyxl.load_workbook(io.BytesIO(quarantine_file(batch)))
        actions.withdraw(batch_id=batch.pk, by=approver, at=desk.NOW, reason="Berkas bulan lalu")
    sheet = book.active
    assert sheet is not None
    late = desk.checked(files.saved(book), name="terlambat.xlsx")
    sheet.cell(1, len(files.HEADINGS) + 1).value = mark(987_654)
    strange = desk.checked(files.saved(book), name="lain.xlsx")
    assert (late.state, strange.state) == ("FAILED", "FAILED")
    assert late.failure == "Perbaikan yang Anda unggah tidak dapat dipakai. " + (
        "Baris berkas ini tidak dapat diperbaiki: berkasnya ditarik."
    )
    assert "berkas nomor 987654, yang tidak ada di sini" in strange.failure


def test_findings_tell_field_value_reason_and_remedy() -> None:
    batch = desk.checked(desk.services(files.service(1, RT="099")))
    with desk.as_worker():
        row = queries.rows_of(batch.pk, state=RowState.QUARANTINED).get()
        (said,) = queries.findings(row, columns=queries.get_batch(batch.pk).columns)
    assert (said.code, said.field, said.written) == ("RT_UNKNOWN", "RT", "099")
    assert said.message
    assert said.remedy


def test_files_are_seen_by_staff_only() -> None:
    desk.checked(mixed())
    seen = {}
    for someone in ("rt", "lurah", "operator", "kepala", "teknis"):
        with standing_as(someone):
            seen[someone] = (Batch.objects.count(), BatchRow.objects.count())
    assert seen == {
        "rt": (0, 0), "lurah": (0, 0), "operator": (1, 12), "kepala": (0, 0), "teknis": (0, 0),
    }  # fmt: skip


def test_every_state_can_be_reached_and_every_end_is_an_end() -> None:
    reached = {BatchState.RECEIVED} | {after for _, after in TRANSITIONS}
    assert reached == set(BatchState)
    assert not {before for before, _ in TRANSITIONS} & {BatchState.FAILED, BatchState.WITHDRAWN}


def test_publishing_tells_how_many_rows_are_behind_chunk_by_chunk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[tuple[str, int, int]] = []

    class Noting(Silent):
        def tell(self, **said: Any) -> None:
            told.append((said["phase"], said.get("done", 0), said.get("total", 0)))

    monkeypatch.setattr(publishing, "CHUNK_ROWS", 3)
    monkeypatch.setattr(actions, "Reporter", Noting)
    batch = desk.published(mixed())
    # eight services and what is told of them; each chunk is a step of the bar
    steps = [(done, total) for phase, done, total in told if phase == "Menerbitkan"]
    assert steps == [(0, 8), (3, 8), (6, 8), (8, 8)]
    assert told[-1] == ("Diterbitkan", 8, 8)
    with desk.as_worker():
        assert ServiceRecord.objects.filter(batch_id=batch.pk).count() == 8
        assert Notice.objects.filter(batch_id=batch.pk).count() == 8


def test_a_publication_that_dies_between_two_chunks_leaves_nothing_and_begins_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    batch = desk.checked(mixed())

    def die(_tell: object, written: int, *, total: int) -> None:
        if written:
            raise KeyboardInterrupt

    with desk.as_worker():
        actions.approve(batch_id=batch.pk, by=make.account("operator2").pk, at=desk.NOW)
    with monkeypatch.context() as patched, desk.as_worker():
        patched.setattr(publishing, "CHUNK_ROWS", 3)
        patched.setattr(actions, "_tell_written", die)
        with pytest.raises(KeyboardInterrupt):
            actions.publish(batch_id=batch.pk, at=desk.NOW)
    with desk.as_worker():
        assert not ServiceRecord.objects.filter(batch_id=batch.pk).exists()
        assert not Notice.objects.filter(batch_id=batch.pk).exists()
        done = actions.publish(batch_id=batch.pk, at=desk.NOW)
    assert (done.state, done.record_count, done.notice_count) == ("PUBLISHED", 8, 8)
