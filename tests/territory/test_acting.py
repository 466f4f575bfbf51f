"""What hangs on the areas follows the act: offices, open items, reports; and the dry run tells it first."""

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tests import make
from tests.areas.acts import MANGGAR, rt
from tests.door import standing_as
from tests.reports import histories
from tests.territory.acts import intent
from tests.web.desk import correction, photo
from wacat.accounts.models import Appointment
from wacat.accounts.queries import is_vacant
from wacat.areas.models import ActKind, Area, TerritoryAct
from wacat.areas.refusals import CannotChangeTerritory
from wacat.records.models import Notice
from wacat.territory.acting import Outcome, perform, preview
from wacat.territory.intents import Intent
from wacat.verification import answering
from wacat.verification.models import Answer, Correction, CorrectionItem, Evidence, Step

pytestmark = pytest.mark.django_db


def do(wanted: Intent, **more: Any) -> Outcome:
    """The administrator does it."""
    with standing_as("administrator") as visitor:
        done = perform(intent=wanted, by=visitor.account_id, at=timezone.now(), **more)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    return done


def look(wanted: Intent) -> Outcome:
    """The administrator looks what it would do."""
    with standing_as("administrator") as visitor:
        return preview(intent=wanted, by=visitor.account_id, at=timezone.now())


def seen_by(username: str) -> set[int]:
    """The notices that somebody reaches."""
    with standing_as(username):
        return set(Notice.objects.values_list("pk", flat=True))


def confirmed(notice: Notice, by: str = "rt") -> Notice:
    """A notice that is answered and done."""
    with standing_as(by) as visitor:
        at = datetime.now(UTC)
        answering.confirm(notice_id=notice.pk, by=visitor, at=at, key=uuid.uuid4())
    return notice


def test_a_merger_moves_what_is_open_and_leaves_what_is_done() -> None:
    waiting, done = make.notice(), confirmed(make.notice())
    case = correction(evidence=photo())
    wanted = intent(ActKind.MERGE, rt(24), rt_ids=(rt(23),))
    told = look(wanted).effects
    assert [(o.holder, o.place) for o in told.offices] == [("Sari Wulandari", "RT 023 Manggar")]
    (move,) = told.moves
    assert (move.origin, move.target, move.waiting, move.corrections) == (
        "RT 023 Manggar", "RT 024 Manggar", 1, 1,
    )  # fmt: skip
    assert move.owner == "Ketua RT 024 Manggar"
    assert [r.place for r in told.reports] == ["RT 023 Manggar"]
    assert TerritoryAct.objects.count() == 0
    assert not is_vacant(rt(23))

    done_act = do(wanted)
    assert done_act.effects == told
    assert done_act.act.detail["notices"] == 1
    assert is_vacant(rt(23))
    assert seen_by("rt2") == {waiting.pk, case.notice_id}
    assert done.pk not in seen_by("rt2")
    with standing_as("operator"):
        assert Notice.objects.get(pk=done.pk).rt_id == rt(23)
        for part in (Answer, Correction, CorrectionItem, Evidence, Step):
            places = set(part.objects.filter(**_of(part, case.pk)).values_list("rt_id", flat=True))
            assert places == {rt(24)}, part
    assert seen_by("lurah") == {waiting.pk, done.pk, case.notice_id}


def _of(part: type, case: int) -> dict[str, Any]:
    if part is Answer:
        return {"correction": case}
    return {"pk" if part is Correction else "correction": case}


def test_the_counts_kept_are_the_counts_made_anew() -> None:
    make.notice(kind="DATANG")
    confirmed(make.notice())
    correction()
    do(intent(ActKind.MERGE, rt(24), rt_ids=(rt(23), rt(25))))
    kept = histories.kept()
    told = {key[0]: count for key, count in kept[1].items() if key[2] == "TOLD"}
    assert {place: count[0] for place, count in told.items()} == {rt(23): 1, rt(24): 2}
    histories.rebuild()
    assert histories.kept() == kept


def test_a_frozen_rt_is_answered_by_the_lurah() -> None:
    told = make.notice()
    wanted = intent(ActKind.FREEZE, rt(23))
    (stay,) = look(wanted).effects.stays
    assert (stay.owner, stay.waiting) == ("Lurah Manggar (Hartono)", 1)
    do(wanted)
    assert make.account("rt").state == "ENDED"
    with standing_as("lurah") as hartono:
        at = timezone.now()
        answering.confirm(notice_id=told.pk, by=hartono, at=at, key=uuid.uuid4())
    do(intent(ActKind.UNFREEZE, rt(23)))
    assert Area.objects.get(pk=rt(23)).frozen_on is None


@pytest.mark.parametrize("takes", [False, True])
def test_a_new_rt_takes_open_items_only_when_told_so(takes: bool) -> None:
    told = make.notice()
    act = do(intent(ActKind.SPLIT_RT, rt(23), number=60, take_items=takes)).act
    with standing_as("operator"):
        assert Notice.objects.get(pk=told.pk).rt_id == (act.detail["rt"] if takes else rt(23))
    assert (told.pk in seen_by("rt")) is not takes
    assert told.pk in seen_by("lurah")


def test_a_new_kelurahan_has_an_acting_lurah_and_the_open_items() -> None:
    make.matrix(lurah_also=["place_from"])
    waiting, done = make.notice(place_from="Jl. Lama"), confirmed(make.notice())
    wanted = intent(
        ActKind.SPLIT_KELURAHAN, make.area(MANGGAR).pk, rt_ids=(rt(23), rt(26)), name="Manggar Utara",
        code="64.71.01.1099",
    )  # fmt: skip
    (start,) = look(wanted).effects.starts
    assert (start.holder, start.place) == ("Hartono", "Manggar Utara")
    new = do(wanted).act.detail["kelurahan"]
    with standing_as("operator"):
        assert Notice.objects.get(pk=waiting.pk).kelurahan_id == new
        assert Notice.objects.get(pk=done.pk).kelurahan_id == make.area(MANGGAR).pk
    assert seen_by("rt") == {waiting.pk, done.pk}
    assert seen_by("lurah") == {done.pk}
    acting = Appointment.objects.get(area_id=new)
    assert (acting.kind, acting.person.name) == ("ACTING", "Hartono")


def test_who_agreed_to_something_else_is_asked_again() -> None:
    wanted = intent(ActKind.FREEZE, rt(23))
    mark = look(wanted).mark()
    do(wanted, agreed=mark)
    do(intent(ActKind.UNFREEZE, rt(23)))
    with pytest.raises(CannotChangeTerritory, match="Periksa sekali lagi"):
        do(wanted, agreed=mark)


def test_an_answer_of_a_merged_rt_is_not_taken_back() -> None:
    done = confirmed(make.notice())
    do(intent(ActKind.MERGE, rt(24), rt_ids=(rt(23),)))
    with standing_as("lurah") as hartono, pytest.raises(answering.CannotAnswer, match="digabung"):
        answering.undo(notice_id=done.pk, by=hartono, at=timezone.now())
