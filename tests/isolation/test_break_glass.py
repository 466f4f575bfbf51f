"""A technician reads residents only while the glass is broken, only in that area, and writes nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from tests import make, people
from tests.conftest import acting_as
from tests.door import standing_as
from wacat.accounts import breakglass
from wacat.accounts.models import BreakGlass
from wacat.records.models import Notice, ServiceRecord

pytestmark = pytest.mark.django_db
HERE, NEXT_DOOR, ELSEWHERE = "64.71.01.1001.023", "64.71.01.1001.024", "64.71.01.1004.001"
WHY = "Pemberitahuan tidak tampil di HP Ketua RT, tiket 118"


@pytest.fixture
def city() -> None:
    """A notice in each of three RTs."""
    for place in (HERE, NEXT_DOOR, ELSEWHERE):
        make.notice(rt=place)


def broken(code: str, *, minutes: int = 30, at: datetime | None = None) -> BreakGlass:
    """The glass of that area, broken by the technician through the act itself."""
    with standing_as(people.TEKNIS.username) as visitor:
        return breakglass.open_glass(
            area_id=make.area(code).pk,
            reason=WHY,
            minutes=minutes,
            by=visitor,
            at=at or datetime.now(UTC),
        )


def seen() -> tuple[int, int]:
    """How many notices and records the technician reaches."""
    with standing_as(people.TEKNIS.username):
        return Notice.objects.count(), ServiceRecord.objects.count()


@pytest.mark.usefixtures("city")
def test_without_it_nothing_with_it_the_area_after_it_nothing() -> None:
    assert seen() == (0, 0)
    glass = broken(HERE)
    assert seen() == (1, 0)
    with standing_as(people.TEKNIS.username) as visitor:
        breakglass.end_glass(glass_id=glass.pk, by=visitor, at=datetime.now(UTC))
    assert seen() == (0, 0)
    broken("64.71.01.1001")
    assert seen() == (2, 0)


@pytest.mark.usefixtures("city")
def test_the_whole_city_ends_by_itself() -> None:
    now = datetime.now(UTC)
    past = broken("64.71", minutes=15, at=now - timedelta(minutes=20))
    assert seen() == (0, 0)
    running = broken("64.71", minutes=15, at=now - timedelta(minutes=4))
    assert seen() == (3, 3)
    assert not breakglass.is_live(past, at=now)
    assert breakglass.is_live(running, at=now)


@pytest.mark.usefixtures("city")
def test_nobody_else_gains_by_it() -> None:
    broken("64.71")
    for someone, count in ((people.SARI, 1), (people.LURAH, 2), (people.KEPALA, 0)):
        with standing_as(someone.username):
            assert Notice.objects.count() == count


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records_notice SET read_at = now()",
        "UPDATE records_servicerecord SET withdrawn_at = now()",
        "UPDATE verification_correction SET taken_at = now()",
        "UPDATE intake_batch SET withdrawn_at = now()",
        "UPDATE accounts_attestation SET finished_at = now()",
    ],
)
def test_it_changes_no_row(statement: str) -> None:
    broken("64.71")
    with standing_as(people.TEKNIS.username), connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount == 0


@pytest.mark.usefixtures("city")
def test_it_inserts_no_row() -> None:
    broken("64.71")
    with standing_as(people.TEKNIS.username), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, rt_id, kelurahan_id, city_id FROM records_notice ORDER BY id LIMIT 1"
        )
        told = cursor.fetchone()
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            cursor.execute(
                "INSERT INTO verification_answer (notice_id, rt_id, kelurahan_id, city_id, kind, remark, "
                "reason, answered_at, key, by_id) VALUES (%s, %s, %s, %s, 'CONFIRMED', '', '', now(), "
                "gen_random_uuid(), 1)",
                told,
            )


@pytest.mark.parametrize("someone", [people.OPERATOR, people.SARI, people.ADMINISTRATOR])
def test_no_other_office_breaks_the_glass(someone: people.Someone) -> None:
    technician = make.account(people.TEKNIS.username).pk
    now = datetime.now(UTC)
    with standing_as(someone.username) as visitor:
        with pytest.raises(breakglass.CannotBreakGlass):
            breakglass.open_glass(
                area_id=make.area(HERE).pk, reason=WHY, minutes=30, by=visitor, at=now
            )
        for account in (technician, visitor.account_id):
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                BreakGlass.objects.create(
                    account_id=account,
                    area=make.area(HERE),
                    reason=WHY,
                    granted=DateTimeTZRange(now, now + timedelta(minutes=5)),
                )


def test_what_was_written_about_it_stays() -> None:
    glass = broken(HERE)
    with standing_as(people.TEKNIS.username), connection.cursor() as cursor:
        for statement in (
            "UPDATE accounts_breakglass SET reason = 'sesuatu yang lain, cukup panjang'",
            "UPDATE accounts_breakglass SET granted = tstzrange(now(), now() + interval '1 hour')",
            "DELETE FROM accounts_breakglass",
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                cursor.execute(statement)
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        for statement in (
            "UPDATE accounts_breakglass SET area_id = 1",
            "DELETE FROM accounts_breakglass",
        ):
            with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
                cursor.execute(statement)
    with standing_as(people.KASI.username):
        assert BreakGlass.objects.get(pk=glass.pk).reason == WHY


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"granted": timedelta(minutes=121)}, "is_short"),
        ({"reason": "x" * 19}, "says_why"),
        ({"reason": " " * 40}, "says_why"),
    ],
)
def test_the_database_knows_the_limits(values: dict[str, object], constraint: str) -> None:
    now = datetime.now(UTC)
    account = make.account(people.TEKNIS.username)
    length = values.pop("granted", timedelta(minutes=30))
    assert isinstance(length, timedelta)
    with (
        acting_as("wacat_owner"),
        pytest.raises(IntegrityError, match=constraint),
        transaction.atomic(),
    ):
        BreakGlass.objects.create(
            account=account,
            area=make.area(HERE),
            granted=DateTimeTZRange(now, now + length),
            **({"reason": WHY} | values),
        )


def test_two_at_a_time_are_refused() -> None:
    broken(HERE)
    with pytest.raises(breakglass.CannotBreakGlass, match="Masih ada"):
        broken(NEXT_DOOR)
