"""The same facts again in another file: new, unchanged, changed, vanished (Pasal 3a, 2(2)b)."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.door import standing_as
from tests.intake import desk, files
from tests.intake.test_actions import Silent
from tests.reports import histories
from wacat.intake import actions
from wacat.intake.models import Batch, BatchRow, Vanished
from wacat.records.models import Notice, ServiceRecord
from wacat.reports.models import Monthly

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Uploaded files of a test lie in its own folder."""
    monkeypatch.setattr(actions, "Reporter", Silent)
    settings.WACAT_UPLOADS = tmp_path / "unggahan"


def sari(**changes: Any) -> dict[str, Any]:
    """A service in RT 023 of Bu Sari."""
    return files.service(22, **changes)


def outcome(batch: Batch) -> tuple[int, int, int, int]:
    """How many rows are new, changed, unchanged; how many facts vanished."""
    return (
        batch.accepted_count - batch.changed_count, batch.changed_count, batch.duplicate_count,
        batch.vanished_count,
    )  # fmt: skip


def test_a_changed_fact_makes_a_new_version_and_recalls_the_old_notice() -> None:
    desk.published(desk.services(sari(), files.service(2)))
    again = desk.checked(
        desk.services(sari(Alamat="Jl. Benar No. 5"), files.service(2), files.service(3))
    )
    assert outcome(again) == (1, 1, 1, 0)
    again = publish(again)
    assert (again.record_count, again.notice_count) == (2, 2)
    with desk.as_worker():
        new = ServiceRecord.objects.get(version=2)
        old = ServiceRecord.objects.get(pk=new.replaces_id)
        assert (old.address, new.address) == ("Jl. Uji No. 22", "Jl. Benar No. 5")
        assert (old.withdrawn_at, new.withdrawn_at) == (desk.NOW, None)
    with standing_as("rt"):
        told = {notice.state: notice for notice in Notice.objects.all()}
        assert told["SENT"].address == "Jl. Benar No. 5"
        assert told["WITHDRAWN"].replaced_by == told["SENT"]
        reason = "Pemberitahuan ini diganti karena data diperbaiki: Alamat."
        assert told["WITHDRAWN"].withdraw_reason == reason


def test_a_person_moving_between_rts_tells_both() -> None:
    desk.published(desk.services(sari()))
    publish(desk.checked(desk.services(sari(RT="024"))))
    with standing_as("rt"):
        told = Notice.objects.get()
        assert (told.state, told.replaced_by_id) == ("WITHDRAWN", None)
        assert told.withdraw_reason.endswith("RT. Penggantinya tidak ditujukan ke RT ini.")
    with standing_as("rt2"):
        assert [(one.name, one.state) for one in Notice.objects.all()] == [("WARGA UJI 22", "SENT")]


def test_reports_count_the_new_version_and_not_the_old_one() -> None:
    desk.published(desk.services(sari()))
    publish(desk.checked(desk.services(sari(RT="024", JK="P"))))
    kept = histories.kept()
    budi = make.area("64.71.01.1001.024")
    with desk.as_worker():
        counted = Monthly.objects.filter(kind="KTP_EL", count__gt=0)
        assert list(counted.values_list("rt_id", "sex", "count")) == [(budi.pk, "P", 1)]
    assert kept == histories.counted()
    histories.rebuild()
    assert histories.kept() == kept


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ({"NIK": ""}, {}, ["nik"]),
        ({}, {"NIK": ""}, None),
        ({"Alamat": "jl. uji no. 22"}, {}, None),
        ({}, {"No KK": "", "Tgl Lahir": ""}, None),
        ({"No Register": ""}, {"No Register": "", "RT": "024"}, ["rt"]),
        ({"No Register": ""}, {}, ["number"]),
        ({}, {"Nama Lengkap": "WARGA UJI DUA", "JK": "P"}, ["name", "sex"]),
    ],
)
def test_what_counts_as_a_change(
    before: dict[str, str], after: dict[str, str], changed: list[str] | None
) -> None:
    """A NIK that came later is a change of the same fact; an empty cell and another case are none."""
    desk.published(desk.services(sari(**before), files.service(2)))
    again = desk.checked(desk.services(sari(**after), files.service(2)))
    with desk.as_worker():
        row = BatchRow.objects.order_by("row_number").filter(batch_id=again.pk)[0]
    assert (row.state, row.changed) == ("ACCEPTED" if changed else "DUPLICATE", changed)


def test_another_source_changes_nothing() -> None:
    desk.published(desk.services(sari()))
    with desk.as_worker():
        Batch.objects.update(source="Kelurahan")
    assert outcome(desk.checked(desk.services(sari(Alamat="Jl. Lain")))) == (0, 0, 1, 0)


def test_facts_that_an_edition_no_longer_has_are_shown_and_left_alone() -> None:
    desk.published(desk.services(*(files.service(n) for n in range(1, 6))))
    again = desk.checked(
        desk.services(
            files.service(1), files.service(2, RT="099"), files.service(4), files.service(5)
        )
    )
    # the second is in quarantine, so nobody knows that it is gone; the third is
    assert outcome(again) == (0, 0, 3, 1)
    with desk.as_worker():
        gone = ServiceRecord.objects.get(pk=Vanished.objects.get().record_id)
        assert (gone.name, gone.withdrawn_at) == ("WARGA UJI 3", None)
    few = desk.checked(desk.services(files.service(1), files.service(24)))
    assert outcome(few) == (1, 0, 1, 0)


def test_an_old_file_again_is_shown_as_a_change_back() -> None:
    first = desk.services(sari(), files.service(2))
    desk.published(first)
    publish(desk.checked(desk.services(sari(Alamat="Jl. Benar No. 5"))))
    assert outcome(desk.checked(first)) == (0, 1, 1, 0)


def test_two_files_that_change_the_same_fact_are_compared_when_they_are_published() -> None:
    desk.published(desk.services(sari()))
    one = desk.checked(desk.services(sari(Alamat="Jl. Satu")))
    two = desk.checked(desk.services(sari(NIK="6471010101900999")))
    publish(one)
    publish(two)
    with desk.as_worker():
        standing = ServiceRecord.objects.get(withdrawn_at=None)
        assert (standing.version, standing.address, standing.nik[-3:]) == (
            3,
            "Jl. Uji No. 22",
            "999",
        )
        assert Notice.objects.exclude(state="WITHDRAWN").count() == 1


CHANGES = st.sampled_from(
    [
        {},
        {"Alamat": "Jl. Baru 1"},
        {"RT": "025"},
        {"NIK": ""},
        {"Tgl Lahir": "02-02-1980", "JK": "P"},
    ]
)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    known=st.sets(st.integers(1, 20), min_size=1, max_size=6),
    rows=st.dictionaries(st.integers(1, 20), CHANGES, min_size=1, max_size=6),
)
def test_any_mix_gives_the_counted_outcome(
    known: set[int], rows: dict[int, dict[str, str]]
) -> None:
    """Each standing fact has one standing notice per side; publishing the mix again adds nothing."""
    desk.published(desk.services(*(files.service(n) for n in sorted(known))))
    mix = [files.service(n, **change) for n, change in sorted(rows.items())]
    checked = desk.checked(desk.services(*mix))
    expected = Counter(
        "new" if n not in known else "changed" if {**change, "NIK": ""} != {"NIK": ""} else "same"
        for n, change in rows.items()
    )
    assert outcome(checked)[:3] == (expected["new"], expected["changed"], expected["same"])
    if checked.accepted_count:
        publish(checked)
    assert outcome(desk.checked(desk.services(*mix[::-1])))[:3] == (0, 0, len(rows))
    with desk.as_worker():
        standing = ServiceRecord.objects.filter(withdrawn_at=None)
        assert standing.count() == len(known | set(rows))
        notices = Counter(
            Notice.objects.exclude(state="WITHDRAWN").values_list("record_id", flat=True)
        )
        assert notices == Counter(standing.values_list("id", flat=True))
        ids = list(Batch.objects.values_list("pk", flat=True))
        for batch_id in ids:
            if Batch.objects.get(pk=batch_id).state == "PUBLISHED":
                actions.withdraw(
                    batch_id=batch_id, by=make.account("operator").pk, at=desk.NOW, reason="uji"
                )


def publish(batch: Batch) -> Batch:
    """A checked file, approved by the second operator and published."""
    with desk.as_worker():
        actions.approve(batch_id=batch.pk, by=make.account("operator2").pk, at=desk.NOW)
        return actions.publish(batch_id=batch.pk, at=desk.NOW)


def test_citizenship_is_kept_by_the_record_told_to_nobody_and_alone_changes_nothing() -> None:
    headings = [*files.HEADINGS, "Kewarganegaraan"]

    def file(word: str, **changes: str) -> bytes:
        rows = [sari(**changes) | {"Kewarganegaraan": word}]
        return files.as_xlsx(files.table(rows, headings=headings))

    desk.published(file("WNA"))
    same = desk.checked(file("WNI"))
    assert outcome(same) == (0, 0, 1, 0)
    publish(desk.checked(file("", Alamat="Jl. Benar No. 5")))
    with desk.as_worker():
        kept = ServiceRecord.objects.order_by("version").values_list("version", "citizenship")
        assert list(kept) == [(1, "WNA"), (2, "WNA")]
    with standing_as("rt"):
        told = Notice.objects.filter(state="SENT").values().get()
    assert "citizenship" not in told
    assert "WNA" not in told.values()
