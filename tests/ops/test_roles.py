"""Roles of least privilege and the databases of tests."""

from collections.abc import Iterator

import psycopg
import pytest

from wacat.ops import postgres, roles, testdb

ROLES = (
    "wacat_owner",
    "wacat_audit",
    "wacat_rollup",
    "wacat_search",
    "wacat_migrate",
    "wacat_app",
    "wacat_job",
)


@pytest.fixture(scope="module")
def database() -> Iterator[testdb.TestDatabase]:
    opened = testdb.open_quickly(name="wacat_tes_peran")
    yield opened
    opened.close(drop=True)


def test_no_role_has_more_than_it_needs(database: testdb.TestDatabase) -> None:
    with psycopg.connect(database.url("postgres")) as connection:
        rows = connection.execute(
            "SELECT rolname, rolcanlogin, rolinherit, rolsuper OR rolcreatedb OR rolcreaterole"
            " OR rolreplication OR rolbypassrls FROM pg_roles WHERE rolname = ANY(%s)",
            [list(ROLES)],
        ).fetchall()
    assert {name for name, *_ in rows} == set(ROLES)
    assert not any(inherits or powerful for _, _, inherits, powerful in rows)
    assert {name for name, login, *_ in rows if login} == set(roles.LOGINS)


@pytest.mark.parametrize("role", ["wacat_app", "wacat_job"])
def test_who_serves_people_owns_nothing(database: testdb.TestDatabase, role: str) -> None:
    with psycopg.connect(database.url(role)) as connection:
        owned = connection.execute(
            "SELECT count(*) FROM pg_class WHERE relowner = %s::regrole", [role]
        ).fetchone()
        assert owned == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE public.mine ()")
        connection.rollback()
        for other in (
            "wacat_owner",
            "wacat_audit",
            "wacat_job" if role == "wacat_app" else "wacat_app",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"SET ROLE {other}")
            connection.rollback()


@pytest.mark.parametrize("role", ["wacat_app", "wacat_job"])
def test_nobody_waits_long_and_the_dead_hold_nothing(
    database: testdb.TestDatabase, role: str
) -> None:
    with psycopg.connect(database.url(role)) as connection:
        mine = [(name, value) for who, name, value in roles.TIMEOUTS if who == role]
        assert mine
        for name, value in mine:
            assert connection.execute(f"SHOW {name}").fetchone() == (value,)


def test_the_migrating_role_is_nobody_by_itself(database: testdb.TestDatabase) -> None:
    with psycopg.connect(database.url("wacat_migrate")) as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE public.mine ()")
        connection.rollback()
        connection.execute("SET ROLE wacat_owner")
        connection.execute("CREATE SCHEMA probe")
        connection.execute("GRANT CREATE ON SCHEMA probe TO wacat_audit")
        connection.execute("CREATE TABLE probe.trail ()")
        connection.execute("ALTER TABLE probe.trail OWNER TO wacat_audit")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DROP TABLE probe.trail; CREATE TABLE audit.mine ()")
        connection.rollback()


def test_strangers_cannot_connect(database: testdb.TestDatabase) -> None:
    with psycopg.connect(database.url("postgres")) as connection:
        public = connection.execute(
            "SELECT has_database_privilege('public', current_database(), 'CONNECT'),"
            " has_schema_privilege('public', 'public', 'USAGE')"
        ).fetchone()
    assert public == (False, False)


def test_one_transaction_may_play_every_role(database: testdb.TestDatabase) -> None:
    with psycopg.connect(database.url()) as connection:
        for role in ("wacat_app", "wacat_job", "wacat_owner", "wacat_audit", "wacat_rollup"):
            connection.execute(f"SET ROLE {role}")
            assert connection.execute("SELECT current_user").fetchone() == (role,)
            connection.execute("RESET ROLE")


def test_a_name_in_use_is_not_taken_away(database: testdb.TestDatabase) -> None:
    other = testdb.open_quickly(name=database.name)
    try:
        assert other.name == f"{database.name}_2"
    finally:
        other.close(drop=True)


def test_making_it_again_changes_nothing(database: testdb.TestDatabase) -> None:
    admin_url = database.url("postgres")
    with psycopg.connect(admin_url) as connection:
        before = connection.execute("SELECT nspacl::text FROM pg_namespace ORDER BY 1").fetchall()
    passwords = postgres.passwords(data_dir=database.cluster.data_dir)
    roles.create_database(
        admin_url=admin_url, name=database.name, passwords=passwords, with_test=True
    )
    with psycopg.connect(admin_url) as connection:
        after = connection.execute("SELECT nspacl::text FROM pg_namespace ORDER BY 1").fetchall()
    assert after == before
