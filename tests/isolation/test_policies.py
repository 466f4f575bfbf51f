"""Territorial isolation by the database itself, and the mutations of a policy that must be noticed."""

import uuid
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from tests import make, people
from tests.conftest import acting_as
from tests.door import standing_as, token_of
from tests.isolation.probe import leaks
from tests.nonpermanent import acts as stays
from wacat.accounts.access import find_visitor
from wacat.areas import catalogue
from wacat.records.models import Notice, ServiceRecord
from wacat.values.elements import Element
from wacat.verification import answering, cosigning, linking, objecting, settling
from wacat.verification.evidence import MEDIA_TYPE, Proof
from wacat.verification.models import Correction

pytestmark = pytest.mark.django_db
HERE, NEXT_DOOR, ELSEWHERE = "64.71.01.1001.023", "64.71.01.1001.024", "64.71.01.1004.001"


@pytest.fixture
def city_with_cases() -> None:
    """Notices in three RTs, each with something for the Lurah only, a correction and a photo.

    Each RT is also asked about the other's, one objected, and the Lurah said a word to a denial.
    """
    make.matrix(lurah_also=["place_from"])
    for place, someone in [(HERE, "rt"), (NEXT_DOOR, "rt2"), (ELSEWHERE, "rtlain")]:
        told = make.notice(rt=place, place_from="Jl. Lama")
        with standing_as(someone) as visitor:
            answering.correct(
                notice_id=told.pk,
                claims={Element.NAME: "Nama Lain"},
                remark="keliru",
                proof=Proof(b"x", MEDIA_TYPE),
                by=visitor,
                at=datetime.now(UTC),
                key=uuid.uuid4(),
            )
    for head in (people.SARI, people.BUDI, people.ASING):
        stays.registered(by=head)
    _settle()


def _settle() -> None:
    """What stands beside corrections: questions both ways, an objection, the Lurah's word."""
    at = datetime.now(UTC)
    told = make.notice(rt=HERE)
    with standing_as("rt") as sari:
        key = uuid.uuid4()
        answering.deny(notice_id=told.pk, reason="RT_LAIN", remark="", by=sari, at=at, key=key)
        denied = Correction.objects.get(notice=told).pk
    with standing_as("lurah") as lurah:
        cosigning.cosign(correction_id=denied, agrees=True, remark="", by=lurah, at=at)
    with standing_as("operator") as dewi:
        cases = {case.rt_id: case for case in Correction.objects.filter(kind="CORRECTED")}
        for place, other in ((HERE, ELSEWHERE), (ELSEWHERE, HERE)):
            case = cases[make.area(place).pk]
            settling.take(correction_id=case.pk, by=dewi, at=at)
            linking.forward(
                correction_id=case.pk, rt_id=make.area(other).pk, question="", by=dewi, at=at
            )
        case = cases[make.area(NEXT_DOOR).pk]
        settling.take(correction_id=case.pk, by=dewi, at=at)
        settling.decide(
            correction_id=case.pk, outcomes={case.items.get().pk: "REJECTED"}, reason="Tetap",
            accept=False, by=dewi, at=at,
        )  # fmt: skip
    with standing_as("rt2") as budi:
        objecting.object_to(correction_id=case.pk, reason="Keliru", by=budi, at=at)


@pytest.mark.usefixtures("city_with_cases")
@pytest.mark.parametrize("someone", people.EVERYBODY, ids=lambda someone: someone.username)
def test_nobody_sees_beyond_the_running_appointment(someone: people.Someone) -> None:
    assert leaks(someone.username) == []


@pytest.mark.usefixtures("city_with_cases")
def test_who_sees_how_much() -> None:
    seen = {}
    for someone in ("rt", "lurah", "operator", "kepala", "teknis"):
        with standing_as(someone):
            seen[someone] = (
                Notice.objects.count(),
                ServiceRecord.objects.count(),
                Correction.objects.count(),
            )
    assert seen == {
        "rt": (2, 0, 2),
        "lurah": (3, 0, 3),
        "operator": (4, 4, 4),
        "kepala": (0, 0, 0),
        "teknis": (0, 0, 0),
    }


def test_the_house_is_closed() -> None:
    assert catalogue.faults() == []


def test_a_context_cannot_be_forged_or_replayed() -> None:
    make.notice()
    with standing_as("rt"), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('wacat.context')")
        signed = cursor.fetchone()[0]
        widened = signed.replace(";KETUA_RT;", ";OPERATOR;")
        spoilt = signed[:-1] + ("1" if signed.endswith("0") else "0")
        for forged in (widened, spoilt, "x", signed.replace("/", "/1")):
            cursor.execute("SELECT set_config('wacat.context', %s, true)", [forged])
            with pytest.raises(DatabaseError), transaction.atomic():
                Notice.objects.count()


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT key FROM wacat.secret",
        "SELECT wacat.sign('x')",
        "SELECT wacat.open_context(1, 1, 'OPERATOR', '{1}', '{1}')",
        "SELECT wacat.enter_system(1)",
        "UPDATE audit.event SET act = 'x'",
        "DELETE FROM audit.event",
        "TRUNCATE audit.event",
        "INSERT INTO audit.event (act, object) VALUES ('x', 'y')",
        "DELETE FROM records_notice",
        "UPDATE records_notice SET rt_id = 1",
        "INSERT INTO records_servicerecord DEFAULT VALUES",
        "ALTER TABLE records_notice DISABLE ROW LEVEL SECURITY",
    ],
)
def test_the_web_role_may_not(statement: str) -> None:
    with (
        standing_as("operator"),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_not_even_the_owner_of_the_trail_changes_a_line() -> None:
    make.notice()
    for statement in (
        "UPDATE audit.event SET act = 'x'",
        "DELETE FROM audit.event",
        "TRUNCATE audit.event",
    ):
        with (
            acting_as("wacat_audit"),
            pytest.raises(DatabaseError, match="never changed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_the_end_of_an_office_bites_on_the_next_request() -> None:
    token = token_of("rt")
    assert find_visitor(token) is not None
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_appointment SET valid = tstzrange(lower(valid), statement_timestamp()) "
            "WHERE person_id = (SELECT person_id FROM accounts_account WHERE username = 'rt')"
        )
    ended = find_visitor(token)
    assert ended is not None
    assert ended.office is None
    assert Notice.objects.count() == 0
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_account SET state = 'SUSPENDED' WHERE username = 'rt'")
    assert find_visitor(token) is None


MUTATIONS = {
    "floor dropped": "DROP POLICY floor ON records_notice",
    "floor permits all": "ALTER POLICY floor ON records_notice USING (true) WITH CHECK (true)",
    "security disabled": "ALTER TABLE records_notice DISABLE ROW LEVEL SECURITY",
    "not forced": "ALTER TABLE records_notice NO FORCE ROW LEVEL SECURITY",
    "prefix of an empty setting": (
        "ALTER POLICY floor ON records_notice USING (area_code LIKE "
        "coalesce(current_setting('wacat.nothing', true), '') || '%') WITH CHECK (true)"
    ),
    "unqualified column of a subselect": (
        "ALTER POLICY floor ON records_notice USING (rt_id IN (SELECT rt_id FROM areas_area "
        "WHERE id = ANY ((SELECT wacat.scope())::int[])))"
    ),
    "kelurahan instead of rt": (
        "ALTER POLICY floor ON records_notice USING (kelurahan_id IN (SELECT kelurahan_id FROM areas_area "
        "WHERE id = ANY ((SELECT wacat.scope())::int[])))"
    ),
    "no context means everything": (
        "CREATE OR REPLACE FUNCTION wacat.scope() RETURNS int[] LANGUAGE plpgsql STABLE AS $$ BEGIN "
        "RETURN ((wacat.context())[5])::int[]; EXCEPTION WHEN OTHERS THEN "
        "RETURN (SELECT array_agg(id) FROM areas_area); END $$"
    ),
    "no context means nothing": (
        "CREATE OR REPLACE FUNCTION wacat.scope() RETURNS int[] LANGUAGE plpgsql STABLE AS $$ BEGIN "
        "RETURN ((wacat.context())[5])::int[]; EXCEPTION WHEN OTHERS THEN RETURN '{}'; END $$"
    ),
    "signature unchecked": (
        "CREATE OR REPLACE FUNCTION wacat.sign(payload text) RETURNS text LANGUAGE sql STABLE "
        "SECURITY DEFINER AS $$ SELECT repeat('0', 64) $$"
    ),
    "office reaches the city": (
        "CREATE OR REPLACE FUNCTION wacat.reach_of(office text, area int, OUT scope int[], "
        "OUT count_scope int[]) LANGUAGE sql IMMUTABLE AS $$ SELECT ARRAY[1, area], ARRAY[1] $$"
    ),
    "records open to the RT": (
        "ALTER POLICY floor ON records_servicerecord USING "
        "(ARRAY[rt_id, city_id] && (SELECT wacat.scope()))"
    ),
    "view as its owner": (
        "CREATE VIEW everything AS SELECT * FROM records_notice; GRANT SELECT ON everything TO wacat_app"
    ),
    "definer without a list": (
        "CREATE FUNCTION wacat.helpful() RETURNS bigint LANGUAGE sql SECURITY DEFINER "
        "AS $$ SELECT count(*) FROM records_notice $$"
    ),
    "table forgotten": (
        "CREATE TABLE residents (nik text); GRANT SELECT ON residents TO wacat_app"
    ),
    "granted to everybody": "GRANT SELECT ON records_notice TO PUBLIC",
    "right to delete": "GRANT DELETE ON records_notice TO wacat_app",
}


@pytest.mark.usefixtures("city_with_cases")
@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_is_noticed(name: str) -> None:
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(MUTATIONS[name])
    noticed = [*catalogue.faults(), *leaks("rt"), *leaks("lurah"), *leaks("teknis")]
    if name == "signature unchecked":
        noticed += ["forged"] if _forged_context_reads() else []
    assert noticed != []


@pytest.mark.usefixtures("city_with_cases")
def test_a_permissive_policy_added_by_mistake_opens_nothing() -> None:
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        cursor.execute("CREATE POLICY helpful ON records_notice USING (true) WITH CHECK (true)")
    assert leaks("rt") == []


def _forged_context_reads() -> bool:
    with standing_as("rt"), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('wacat.context')")
        cursor.execute(
            "SELECT set_config('wacat.context', replace(%s, ';KETUA_RT;', ';OPERATOR;'), true)",
            [cursor.fetchone()[0]],
        )
        Notice.objects.count()
    return True
