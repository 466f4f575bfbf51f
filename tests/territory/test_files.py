"""SIAK files and the territory: what waits for approval follows; old numbers and names are understood."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests import make
from tests.areas.acts import MANGGAR, rt
from tests.intake import desk, files
from tests.intake.test_actions import Silent
from tests.territory.acts import intent
from tests.territory.test_acting import do
from wacat.areas.models import ActKind
from wacat.intake import actions
from wacat.intake.models import BatchRow
from wacat.records.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Uploaded files of a test lie in its own folder, and no progress is told."""
    monkeypatch.setattr(actions, "Reporter", Silent)
    settings.WACAT_UPLOADS = tmp_path / "unggahan"


def homes(batch_id: int) -> set[tuple[int, int]]:
    """RT and kelurahan of what a file told."""
    with desk.as_worker():
        told = Notice.objects.filter(batch_id=batch_id)
        return set(told.values_list("rt_id", "kelurahan_id"))


def test_a_file_that_waits_for_approval_follows_its_rts() -> None:
    rows = [files.service(1, RT="023"), files.service(2, RT="022")]
    batch = desk.checked(desk.services(*rows))
    do(intent(ActKind.MERGE, rt(24), rt_ids=(rt(23),)))
    split = intent(
        ActKind.SPLIT_KELURAHAN, make.area(MANGGAR).pk, rt_ids=(rt(22),), name="Manggar Utara",
        code="64.71.01.1099",
    )  # fmt: skip
    new = do(split).act.detail["kelurahan"]
    with desk.as_worker():
        approver = make.account("operator2").pk
        actions.approve(batch_id=batch.pk, by=approver, at=timezone.now(), later=False)
        actions.publish(batch_id=batch.pk, at=timezone.now())
    assert homes(batch.pk) == {(rt(24), make.area(MANGGAR).pk), (rt(22), new)}


def test_a_file_may_still_write_what_was_called_otherwise() -> None:
    do(intent(ActKind.MERGE, rt(24), rt_ids=(rt(23),)))
    manggar = make.area(MANGGAR).pk
    do(intent(ActKind.RENAME, manggar, name="Pesisir Raya"))
    batch = desk.published(desk.services(files.service(1, RT="023")))
    assert homes(batch.pk) == {(rt(24), manggar)}
    with desk.as_worker():
        (row,) = BatchRow.objects.filter(batch_id=batch.pk)
    assert set(row.issues) == {"RT_WENT_ELSEWHERE:rt", "KELURAHAN_SPELLING:kelurahan"}


def test_a_file_may_write_the_code_of_siak_or_of_before() -> None:
    manggar = make.area(MANGGAR).pk
    do(intent(ActKind.CODE, manggar, system="KEMENDAGRI", code="64.71.01.1088"))
    do(intent(ActKind.CODE, manggar, system="SIAK", code="6471019999"))
    for serial, code in enumerate(["6471011001", "6471011088", "6471019999"], start=1):
        row = files.service(serial, RT="023", Kelurahan=f"{code} - MANGGAR")
        assert homes(desk.published(desk.services(row)).pk) == {(rt(23), manggar)}
