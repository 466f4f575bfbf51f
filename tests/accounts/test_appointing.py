"""Who may hold an office, where, from when to when: acts and the guards of the database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from tests import make, people
from tests.conftest import acting_as
from tests.door import standing_as, token_of
from wacat.accounts.access import find_visitor
from wacat.accounts.appointing import CannotAppoint, Decree, appoint
from wacat.accounts.ending import CannotEnd, change_end, end, hand_over
from wacat.accounts.models import Account, AccountStep, Appointment, Person
from wacat.areas.models import Area

pytestmark = pytest.mark.django_db
VACANT = "64.71.01.1001.026"
DECREE = Decree(number="141/77/2026", on=date(2026, 11, 1))


def now() -> datetime:
    return datetime.now(UTC)


def running(someone: people.Someone) -> Appointment:
    person = make.account(someone.username).person_id
    return Appointment.objects.get(person_id=person, valid__contains=now())


def appoint_to(place: str = VACANT, **values: object) -> Appointment:
    wanted = {
        "person_id": make.account("rtlain").person_id, "office": "KETUA_RT",
        "area_id": make.area(place).pk, "kind": "DEFINITIVE", "since": now(), "until": None,
        "decree": DECREE, "by": make.account("administrator").pk, "at": now(),
    } | values  # fmt: skip
    with standing_as("administrator"):
        return appoint(**wanted)  # type: ignore[arg-type]


def end_of(someone: people.Someone, *, reason: str = "RESIGNED") -> None:
    with standing_as("administrator") as visitor:
        end(
            appointment_id=running(someone).pk, reason=reason, note="", by=visitor.account_id,
            at=now(),
        )  # fmt: skip


def test_a_taken_office_names_its_holder() -> None:
    with pytest.raises(CannotAppoint, match="Ketua RT 023 Manggar dipegang Sari Wulandari"):
        appoint_to(people.SARI.place)


@pytest.mark.parametrize("column", ["frozen_on", "closed_on"])
def test_a_stopped_area_takes_no_appointment(column: str) -> None:
    with acting_as("wacat_owner"):
        Area.objects.filter(pk=make.area(VACANT).pk).update(**{column: date(2026, 11, 1)})
    with pytest.raises(CannotAppoint, match=r"RT 026 sedang dibekukan|RT 026 sudah tidak ada"):
        appoint_to()
    with (
        standing_as("administrator"),
        pytest.raises(IntegrityError, match="takes no appointment"),
        transaction.atomic(),
    ):
        Appointment.objects.create(
            person=Person.objects.create(name="Tanpa Lewat Pintu"), office="KETUA_RT",
            area=make.area(VACANT), valid=DateTimeTZRange(now(), None),
        )  # fmt: skip


def test_interim_lasts_six_months_by_act_and_by_database() -> None:
    since = datetime(2026, 8, 31, tzinfo=UTC)
    for until in (None, datetime(2027, 3, 2, tzinfo=UTC)):
        with pytest.raises(CannotAppoint, match="paling lambat 28 Februari 2027"):
            appoint_to(kind="INTERIM", since=since, until=until)
    made = appoint_to(kind="INTERIM", since=since, until=datetime(2027, 2, 28, tzinfo=UTC))
    with (
        acting_as("wacat_owner"),
        pytest.raises(IntegrityError, match="interim_lasts_six_months"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE accounts_appointment SET valid = tstzrange(lower(valid), NULL) WHERE id = %s",
            [made.pk],
        )


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"until": datetime(2020, 1, 1, tzinfo=UTC)}, "sesudah tanggal mulai"),
        ({"office": "LURAH"}, "setingkat Kelurahan"),
        ({"office": "RAJA"}, "Pilih jabatan"),
    ],
)
def test_what_cannot_be(values: dict[str, object], why: str) -> None:
    with pytest.raises(CannotAppoint, match=why):
        appoint_to(**values)


def test_the_end_closes_the_door_at_once_and_is_written_down() -> None:
    token = token_of("rt")
    end_of(people.SARI)
    assert find_visitor(token) is None
    account = make.account("rt")
    assert account.state == "ENDED"
    assert AccountStep.objects.get(account=account).to_state == "ENDED"
    ended = Appointment.objects.get(person_id=account.person_id)
    assert (ended.end_reason, ended.ended_by) == ("RESIGNED", make.account("administrator"))
    with pytest.raises(CannotEnd, match="sudah berakhir"), standing_as("administrator") as visitor:
        end(
            appointment_id=ended.pk, reason="DIED", note="", by=visitor.account_id, at=now(),
        )  # fmt: skip


def test_with_a_second_office_the_account_stays() -> None:
    token, first = token_of("rt"), running(people.SARI)
    appoint_to(person_id=make.account("rt").person_id)
    with standing_as("administrator") as visitor:
        end(appointment_id=first.pk, reason="RESIGNED", note="", by=visitor.account_id, at=now())
    visitor = find_visitor(token)
    assert visitor is not None
    assert visitor.area_name == "RT 026"


def test_an_ended_account_opens_again_with_a_new_office() -> None:
    end_of(people.SARI)
    appoint_to(person_id=make.account("rt").person_id)
    assert make.account("rt").state == "ACTIVE"


def test_a_revoked_person_is_not_appointed() -> None:
    Account.objects.filter(username="rtlain").update(state="REVOKED")
    with pytest.raises(CannotAppoint, match="dicabut karena pelanggaran"):
        appoint_to()


def test_hand_over_is_one_moment() -> None:
    before = running(people.SARI)
    at = now()
    with standing_as("administrator") as visitor:
        after = hand_over(
            appointment_id=before.pk, to_person_id=make.account("rtlain").person_id,
            kind="DEFINITIVE", until=None, decree=DECREE, note="", by=visitor.account_id, at=at,
        )  # fmt: skip
    before.refresh_from_db()
    assert before.valid.upper == after.valid.lower == at
    assert before.end_reason == "HANDED_OVER"


def test_an_end_in_the_future_bites_by_itself_and_a_promised_office_stays_promised() -> None:
    sari = running(people.SARI)
    soon = now() + timedelta(days=40)
    with standing_as("administrator") as visitor:
        change = {"appointment_id": sari.pk, "note": "", "by": visitor.account_id, "at": now()}
        change_end(until=soon, **change)
        with pytest.raises(CannotEnd, match="di masa depan"):
            change_end(until=now() - timedelta(days=1), **change)
    appoint_to(people.SARI.place, since=soon)
    with (
        pytest.raises(CannotAppoint, match="dipegang Maria Lestari"),
        standing_as("administrator") as visitor,
    ):
        change_end(until=None, **change)
    # a term that has not begun is cancelled, and keeps nothing
    promised = Appointment.objects.get(area=sari.area, valid__startswith=soon)
    with standing_as("administrator") as visitor:
        end(
            appointment_id=promised.pk, reason="RESIGNED", note="", by=visitor.account_id, at=now(),
        )  # fmt: skip
    promised.refresh_from_db()
    assert promised.valid.isempty
