"""Two operators on the same rows in quarantine at the same moment: one mends, the other is told."""

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests import people
from tests.door import standing_as
from tests.intake import desk, files
from tests.intake.test_actions import Silent
from tests.web.test_operator_race import at_once, signed_in
from wacat.intake import actions
from wacat.intake.models import Batch, BatchRow, MendedRow, Mending
from wacat.ops.testdb import TestDatabase

pytestmark = pytest.mark.race


@pytest.fixture
def batch(
    real_database: TestDatabase, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Batch:
    """A checked file of eight rows whose RT is not known."""
    monkeypatch.setattr(actions, "Reporter", Silent)
    settings.WACAT_UPLOADS = tmp_path / "unggahan"
    with transaction.atomic():
        return desk.checked(desk.services(*(files.service(n, RT="099") for n in range(1, 9))))


def rows(batch: Batch) -> list[BatchRow]:
    """The rows as they stand."""
    with transaction.atomic(), standing_as("operator"):
        return list(BatchRow.objects.filter(batch_id=batch.pk).order_by("row_number"))


def test_of_two_who_mend_the_same_row_one_is_told_of_the_other(batch: Batch) -> None:
    one, two = signed_in(people.OPERATOR), signed_in(people.OPERATOR_2)
    place = f"isi-{batch.columns['rt']}"
    for number in range(2, 6):
        address = f"/operator/berkas/{batch.pk}/perbaikan/{number}/"
        answers = at_once(
            [
                (one, address, {"disentuh": "0", place: "023"}),
                (two, address, {"disentuh": "0", place: "024"}),
            ]
        )
        assert sorted(status for status, _ in answers) == [302, 409]
        assert "baru saja diubah oleh" in next(page for status, page in answers if status == 409)
    mended = rows(batch)[:4]
    assert [row.touched for row in mended] == [1, 1, 1, 1]
    with transaction.atomic(), standing_as("operator"):
        assert MendedRow.objects.count() == Mending.objects.count() == 4
        assert Batch.objects.get(pk=batch.pk).reasons == {"RT_UNKNOWN": 4}


def test_ready_rows_are_released_once(batch: Batch) -> None:
    one = signed_in(people.OPERATOR)
    grid = f"/operator/berkas/{batch.pk}/perbaikan/"
    filled = {"tindakan": "isi", "kolom": "rt", "isi": "023", "lingkup": "semua"}
    assert one.post(f"{grid}banyak/", filled).status_code == 302
    other_tab = signed_in(people.OPERATOR)
    send = {"lingkup": "semua", "terlihat": "1"}
    answers = at_once([(one, f"{grid}lepas/", send), (other_tab, f"{grid}lepas/", send)])
    assert sorted(status for status, _ in answers) == [302, 409]
    with transaction.atomic(), standing_as("operator"):
        supplement = Batch.objects.get(supplements=batch)
        now = Batch.objects.get(pk=batch.pk)
    assert (supplement.row_count, now.mended_count, now.quarantined_count) == (8, 8, 0)
    assert {row.settled_in for row in rows(batch)} == {supplement.pk}
