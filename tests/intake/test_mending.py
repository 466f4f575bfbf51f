"""Rows in quarantine: mended, filled, overruled, set aside, undone, released (through the acts)."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.door import standing_as
from tests.intake import desk, files
from tests.intake.test_actions import Silent
from wacat.intake import actions
from wacat.intake.mending import acts, releasing, undoing
from wacat.intake.mending.choosing import Choice, Filter, newest_act
from wacat.intake.mending.ledger import CannotMend
from wacat.intake.models import Batch, BatchRow, Mending
from wacat.records.models import Notice, ServiceRecord

pytestmark = pytest.mark.django_db
READY = Choice(every=Filter(shelf="siap"))
EVERY = Choice(every=Filter())
AT = desk.NOW


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Uploaded files of a test lie in its own folder."""
    monkeypatch.setattr(actions, "Reporter", Silent)
    settings.WACAT_UPLOADS = tmp_path / "unggahan"


def dewi() -> dict[str, Any]:
    """Who acts, and when."""
    return {"by": make.account("operator").pk, "at": AT}


def place(batch: Batch, field: str) -> int:
    """The column of a field."""
    return int(batch.columns[field])


def row_of(batch: Batch, number: int) -> BatchRow:
    """A row as it stands."""
    with standing_as("operator"):
        return BatchRow.objects.get(batch_id=batch.pk, row_number=number)


def again(batch: Batch) -> Batch:
    """The file as it stands."""
    with standing_as("operator"):
        return Batch.objects.get(pk=batch.pk)


def counts(batch: Batch) -> tuple[int, int, int]:
    """Quarantined, mended, set aside; which with the others always are all rows."""
    now = again(batch)
    told = (
        now.accepted_count + now.quarantined_count + now.mended_count + now.aside_count
        + now.duplicate_count
    )  # fmt: skip
    assert told + now.not_service_count == now.row_count
    return now.quarantined_count, now.mended_count, now.aside_count


def broken(*more: dict[str, Any]) -> Batch:
    """A checked file: a good row, a wrong RT, a wrong NIK in an unknown kelurahan, and more."""
    return desk.checked(
        desk.services(
            files.service(1), files.service(2, RT="099"),
            files.service(3, NIK="64710", Kelurahan="Kampung Seberang"), *more,
        )
    )  # fmt: skip


def test_the_road_of_a_mended_row() -> None:
    batch = broken()
    assert counts(batch) == (2, 0, 0)
    with standing_as("operator"):
        act = acts.edit(
            batch_id=batch.pk, row_number=3, values={place(batch, "rt"): "023"}, touched=0, **dewi()
        )
    assert (act.row_count, act.well_count) == (1, 1)
    row = row_of(batch, 3)
    assert (row.state, row.issues, row.touched) == ("QUARANTINED", [], 1)
    assert row.raw is not None
    assert row.raw[place(batch, "rt")] == "099"
    assert "RT_UNKNOWN" not in again(batch).reasons
    with standing_as("operator"):
        supplement = releasing.release(batch_id=batch.pk, choice=READY, **dewi(), later=False)
    assert counts(batch) == (1, 1, 0)
    with desk.as_worker():
        supplement = actions.check(batch_id=supplement.pk, at=AT)
    assert (supplement.state, supplement.accepted_count) == ("AWAITING_APPROVAL", 1)
    with standing_as("operator"), pytest.raises(actions.CannotPublish, match="orang lain"):
        actions.approve(batch_id=supplement.pk, **dewi())
    with desk.as_worker():
        actions.approve(batch_id=supplement.pk, by=make.account("operator2").pk, at=AT)
        actions.publish(batch_id=supplement.pk, at=AT)
    with standing_as("rt"):
        assert [one.name for one in Notice.objects.all()] == ["WARGA UJI 2"]


def test_two_people_do_not_mend_over_each_other() -> None:
    batch = broken()
    with standing_as("operator2"):
        acts.edit(
            batch_id=batch.pk, row_number=3, values={place(batch, "rt"): "024"}, touched=0,
            by=make.account("operator2").pk, at=AT,
        )  # fmt: skip
    with standing_as("operator"):
        with pytest.raises(CannotMend, match="Rahmat Hidayat"):
            acts.edit(
                batch_id=batch.pk, row_number=3, values={place(batch, "rt"): "023"}, touched=0,
                **dewi(),
            )  # fmt: skip
        # what the page showed as one of many is passed over, too
        act, passed_over = acts.fill(
            batch_id=batch.pk, choice=Choice(every=Filter(shelf="perbaiki")), field="nik", value="",
            **dewi(),
        )  # fmt: skip
        assert (act.row_count, act.well_count, passed_over) == (1, 0, 0)
        with pytest.raises(CannotMend, match="baru saja diubah petugas lain"):
            acts.recheck(batch_id=batch.pk, choice=READY, **dewi())
        ready = replace(READY, seen=newest_act(batch.pk))
        with pytest.raises(CannotMend, match="Rahmat Hidayat; ia yang melepasnya"):
            releasing.release(batch_id=batch.pk, choice=ready, **dewi(), later=False)
        acts.recheck(batch_id=batch.pk, choice=ready, **dewi())
        assert releasing.release(batch_id=batch.pk, choice=ready, **dewi(), later=False).row_count


def test_one_kelurahan_for_forty_rows_and_back_again() -> None:
    batch = desk.checked(
        desk.services(
            *(files.service(n, RT="002", Kelurahan="Kampung Seberang") for n in range(1, 41))
        )
    )
    kelurahan = make.area("64.71.01.1004")
    with standing_as("operator"):
        act, _ = acts.fill_kelurahan(
            batch_id=batch.pk, choice=EVERY, side="", kelurahan=kelurahan, **dewi()
        )
    assert (act.row_count, act.well_count) == (40, 40)
    assert again(batch).reasons == {}
    one = row_of(batch, 2)
    assert one.kelurahan_id == kelurahan.pk
    with standing_as("operator"):
        undoing.undo(mending_id=act.pk, **dewi())
        with pytest.raises(CannotMend, match="sudah diurungkan"):
            undoing.undo(mending_id=act.pk, **dewi())
    assert again(batch).reasons == {"KELURAHAN_UNKNOWN": 40}
    row = row_of(batch, 2)
    assert (row.cells, row.kelurahan_id, row.fact_key, row.touched) == (None, None, None, 2)


def test_many_rows_take_no_more_statements_than_few() -> None:
    counted = []
    for rows in (3, 60):
        lost = (files.service(n, RT="002", Kelurahan="Kampung") for n in range(1, rows + 1))
        batch = desk.checked(desk.services(*lost), name=f"{rows}.xlsx")
        asked = []
        with standing_as("operator"):
            with CaptureQueriesContext(connection) as done:
                act, _ = acts.fill_kelurahan(
                    batch_id=batch.pk, choice=EVERY, side="",
                    kelurahan=make.area("64.71.01.1004"), **dewi(),
                )  # fmt: skip
            asked.append(len(done))
            with CaptureQueriesContext(connection) as done:
                checked, _ = acts.recheck(batch_id=batch.pk, choice=READY, **dewi())
            asked.append(len(done))
            undoing.undo(mending_id=checked.pk, **dewi())
            with CaptureQueriesContext(connection) as done:
                undoing.undo(mending_id=act.pk, **dewi())
            asked.append(len(done))
        assert (act.row_count, checked.row_count) == (rows, rows)
        counted.append(asked)
    assert counted[0] == counted[1]


def test_an_act_is_undone_before_those_that_it_stands_on() -> None:
    batch = broken()
    with standing_as("operator"):
        first = acts.edit(
            batch_id=batch.pk, row_number=3, values={place(batch, "rt"): "024"}, touched=0, **dewi()
        )
        second, _ = acts.set_aside(
            batch_id=batch.pk, choice=Choice(numbers={3: 1}), reason="Bukan layanan", **dewi()
        )
    assert counts(batch) == (1, 0, 1)
    with standing_as("operator"):
        with pytest.raises(CannotMend, match="Dewi Anggraini"):
            undoing.undo(mending_id=first.pk, **dewi())
        undoing.undo(mending_id=second.pk, **dewi())
        undoing.undo(mending_id=first.pk, **dewi())
    assert counts(batch) == (2, 0, 0)
    assert again(batch).reasons == batch.reasons
    assert row_of(batch, 3).issues == ["RT_UNKNOWN:rt"]


def test_only_what_is_improbable_is_accepted_with_a_reason() -> None:
    child = files.service(4, **{"Tgl Lahir": "01-01-2015", "NIK": ""})
    batch = broken(child)
    choice = Choice(every=Filter(code="KTP_TOO_YOUNG"))
    with standing_as("operator"):
        with pytest.raises(CannotMend, match="harus diperbaiki"):
            acts.overrule(batch_id=batch.pk, choice=EVERY, reason="Sudah diperiksa", **dewi())
        with pytest.raises(CannotMend, match="alasannya"):
            acts.overrule(batch_id=batch.pk, choice=choice, reason=" ", **dewi())
        act, _ = acts.overrule(
            batch_id=batch.pk, choice=choice, reason="Perekaman di sekolah", **dewi()
        )
        assert act.well_count == 1
        supplement = releasing.release(batch_id=batch.pk, choice=READY, **dewi(), later=False)
    with desk.as_worker():
        supplement = actions.check(batch_id=supplement.pk, at=AT)
    assert supplement.accepted_count == 1
    assert supplement.outcome == {"back": 0, "overruled": {"KTP_TOO_YOUNG": 1}}


def test_a_release_is_undone_until_somebody_approves_it() -> None:
    batch = broken()
    with standing_as("operator"):
        acts.edit(
            batch_id=batch.pk, row_number=3, values={place(batch, "rt"): "024"}, touched=0, **dewi()
        )
        releasing.release(batch_id=batch.pk, choice=READY, **dewi(), later=False)
        act = Mending.objects.get(act="SUBMIT")
        supplement = Batch.objects.get(supplements=batch)
        with pytest.raises(CannotMend, match="sedang diperiksa"):
            undoing.undo(mending_id=act.pk, **dewi())
    with desk.as_worker():
        actions.check(batch_id=supplement.pk, at=AT)
    with standing_as("operator"):
        undoing.undo(mending_id=act.pk, **dewi())
    assert counts(batch) == (2, 0, 0)
    gone = again(supplement)
    assert (gone.state, gone.accepted_count, gone.aside_count) == ("CHECKED", 0, 1)
    with standing_as("operator"):
        second = releasing.release(batch_id=batch.pk, choice=READY, **dewi(), later=False)
    with desk.as_worker():
        actions.check(batch_id=second.pk, at=AT)
        actions.approve(batch_id=second.pk, by=make.account("operator2").pk, at=AT)
        actions.publish(batch_id=second.pk, at=AT)
    with standing_as("operator"):
        last = Mending.objects.order_by("-id")[0]
        with pytest.raises(CannotMend, match="sudah diterbitkan"):
            undoing.undo(mending_id=last.pk, **dewi())
        actions.withdraw(batch_id=second.pk, by=dewi()["by"], at=AT, reason="Keliru")
        acts.take_back(batch_id=batch.pk, choice=Choice(every=Filter(shelf="dilepas")), **dewi())
    assert counts(batch) == (2, 0, 0)


def test_what_is_refused_since_it_was_mended_goes_back() -> None:
    """The rules of the day of the check count: here the RT was closed meanwhile."""
    batch = broken()
    with standing_as("operator"):
        acts.edit(
            batch_id=batch.pk, row_number=3, values={place(batch, "rt"): "024"}, touched=0, **dewi()
        )
        supplement = releasing.release(batch_id=batch.pk, choice=READY, **dewi(), later=False)
    with desk.acting_as("wacat_owner"):
        area = make.area("64.71.01.1001.024")
        area.closed_on = AT.date()
        area.save()
    with desk.as_worker():
        supplement = actions.check(batch_id=supplement.pk, at=AT)
    assert (supplement.state, supplement.row_count, supplement.outcome["back"]) == ("CHECKED", 0, 1)
    assert counts(batch) == (2, 0, 0)


def test_a_mended_row_that_the_file_has_already_tells_nothing_twice() -> None:
    batch = broken(files.service(1, RT="099"))
    with desk.as_worker():
        actions.approve(batch_id=batch.pk, by=make.account("operator2").pk, at=AT)
        actions.publish(batch_id=batch.pk, at=AT)
    with standing_as("operator"):
        acts.edit(
            batch_id=batch.pk, row_number=5, values={place(batch, "rt"): "002"}, touched=0, **dewi()
        )
        supplement = releasing.release(batch_id=batch.pk, choice=READY, **dewi(), later=False)
    with desk.as_worker():
        supplement = actions.check(batch_id=supplement.pk, at=AT)
        assert (supplement.state, supplement.duplicate_count) == ("CHECKED", 1)
        assert ServiceRecord.objects.count() == 1
