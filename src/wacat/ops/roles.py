"""Database roles of least privilege, and databases owned by them. PostgreSQL 15 or newer.

| role           | may log in | is                                                         |
|----------------|------------|------------------------------------------------------------|
| wacat_owner    | no         | owner of the database, its schemas and tables              |
| wacat_migrate  | yes        | nobody until SET ROLE wacat_owner; runs migrations         |
| wacat_app      | yes        | the web; owns nothing, bound by row-level security         |
| wacat_job      | yes        | the worker; owns nothing, bound by row-level security      |
| wacat_audit    | no         | owner of the audit trail; the owner above cannot change it |
| wacat_rollup   | no         | owner of the counts kept beside the records                |
| wacat_search   | no         | owner of the index in which cases are looked for           |
| wacat_test     | yes        | tests only: may become each of the above                   |
"""

from collections.abc import Mapping
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

GROUPS = ("wacat_owner", "wacat_audit", "wacat_rollup", "wacat_search")
LOGINS = ("wacat_migrate", "wacat_app", "wacat_job")
TEST_LOGIN = "wacat_test"
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")

# NOINHERIT everywhere: a membership gives the right to SET ROLE and nothing by itself.
ATTRIBUTES = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION NOBYPASSRLS"
MEMBERSHIPS = (
    ("wacat_owner", "wacat_migrate"),
    ("wacat_audit", "wacat_owner"),
    ("wacat_rollup", "wacat_owner"),
    ("wacat_search", "wacat_owner"),
)
TIMEOUTS = (
    ("wacat_app", "statement_timeout", "10s"),
    ("wacat_app", "lock_timeout", "3s"),
    ("wacat_app", "idle_in_transaction_session_timeout", "15s"),
    ("wacat_migrate", "lock_timeout", "10s"),
    # a killed worker's statement ends with it, instead of holding its locks to the end
    ("wacat_job", "client_connection_check_interval", "5s"),
)


class CannotPrepareDatabase(Exception):
    """The roles or the database could not be made."""


def create_roles(*, admin_url: str, passwords: Mapping[str, str], with_test: bool = False) -> None:
    """Make or mend every role; `passwords` holds one for each role that logs in."""
    logins = (*LOGINS, TEST_LOGIN) if with_test else LOGINS
    with psycopg.connect(admin_url) as connection:
        # two set-ups at once would collide on the shared catalogue
        connection.execute("SELECT pg_advisory_xact_lock(7762)")
        for name in GROUPS:
            _mend_role(connection, name=name, login=False)
        for name in logins:
            _mend_role(connection, name=name, login=True, password=passwords[name])
        for granted, member in MEMBERSHIPS:
            _grant(connection, granted=granted, member=member)
        if with_test:
            for granted in (*GROUPS, "wacat_app", "wacat_job"):
                _grant(connection, granted=granted, member=TEST_LOGIN)
        for role, name, value in TIMEOUTS:
            connection.execute(
                sql.SQL("ALTER ROLE {} SET {} = {}").format(
                    sql.Identifier(role), sql.Identifier(name), sql.Literal(value)
                )
            )


def create_database(
    *, admin_url: str, name: str, passwords: Mapping[str, str], with_test: bool = False
) -> None:
    """Make or mend the roles and a database owned by wacat_owner, closed to everybody else."""
    create_roles(admin_url=admin_url, passwords=passwords, with_test=with_test)
    with psycopg.connect(admin_url, autocommit=True) as connection:
        known = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
        if known is None:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER wacat_owner TEMPLATE template0").format(
                    sql.Identifier(name)
                )
            )
        close_database(connection, name=name, with_test=with_test)
    with psycopg.connect(with_dbname(url=admin_url, dbname=name)) as connection:
        _fit_schema(connection)


def close_database(
    connection: psycopg.Connection[tuple[object, ...]], *, name: str, with_test: bool = False
) -> None:
    """Let only the project's roles connect to the database (a clone does not inherit this)."""
    database = sql.Identifier(name)
    guests = ["wacat_migrate", "wacat_app", "wacat_job"] + [TEST_LOGIN] * with_test
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    for guest in guests:
        # the worker stages files in temporary tables
        rights = "CONNECT" if guest in ("wacat_app", "wacat_migrate") else "CONNECT, TEMPORARY"
        connection.execute(
            sql.SQL("GRANT {} ON DATABASE {} TO {}").format(
                sql.SQL(rights), database, sql.Identifier(guest)
            )
        )


def with_dbname(*, url: str, dbname: str) -> str:
    """The same address with another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{dbname}"))


def _mend_role(
    connection: psycopg.Connection[tuple[object, ...]],
    *,
    name: str,
    login: bool,
    password: str = "",
) -> None:
    role = sql.Identifier(name)
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    if known is None:
        connection.execute(sql.SQL("CREATE ROLE {}").format(role))
    kind = "LOGIN" if login else "NOLOGIN"
    connection.execute(sql.SQL(f"ALTER ROLE {{}} {kind} {ATTRIBUTES}").format(role))
    if login:
        # only the SCRAM verifier travels, so no log of the server can hold the password
        verifier = connection.pgconn.encrypt_password(
            password.encode(), name.encode(), b"scram-sha-256"
        ).decode()
        connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, sql.Literal(verifier)))


def _grant(
    connection: psycopg.Connection[tuple[object, ...]], *, granted: str, member: str
) -> None:
    connection.execute(
        sql.SQL("GRANT {} TO {}").format(sql.Identifier(granted), sql.Identifier(member))
    )


def _fit_schema(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    connection.execute("ALTER SCHEMA public OWNER TO wacat_owner")
    connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    connection.execute(
        "GRANT USAGE ON SCHEMA public TO wacat_app, wacat_job, wacat_audit, wacat_rollup, wacat_search"
    )
    for name in EXTENSIONS:
        connection.execute(
            sql.SQL("CREATE EXTENSION IF NOT EXISTS {} SCHEMA public").format(sql.Identifier(name))
        )
