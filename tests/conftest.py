"""Fixtures of every test: real PostgreSQL, acting as `wacat_app` unless a test says otherwise."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection, connections
from pytest_django.plugin import DjangoDbBlocker

from tests import base
from wacat.config.databases import PREPARED, from_url
from wacat.ops import testdb

# Playwright keeps an event loop in the thread; Django would refuse to speak to the database beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "utama")


def pytest_configure() -> None:
    """As in the demo, the password alone suffices; what is about second factors turns them on.

    Hashing is as quick as it can be; what is about its slowness takes the hasher of the product.
    """
    settings.WACAT_SECOND_FACTOR = False
    settings.PASSWORD_HASHERS = ["tests.hashing.QuickArgon2"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--perbarui-sql` writes the kept SQL of the pages anew, `--perbarui-gambar URL` the pictures."""
    parser.addoption("--perbarui-sql", action="store_true", help="tulis ulang tests/web/sql")
    parser.addoption(
        "--perbarui-gambar", default="", help="ambil gambar panduan dari demo di URL ini"
    )


def point_at(url: str, *, role: str = "wacat_app") -> None:
    """Let Django's connection log in at `url` and act in that role."""
    connection.close()
    entry = from_url(url, options=PREPARED | {"options": f"-c role={role}"})
    connections["default"].settings_dict.update(entry)


@contextmanager
def acting_as(role: str) -> Iterator[None]:
    """Act in another database role for the block, inside the same transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        before = cursor.fetchone()[0]
        cursor.execute(f"SET ROLE {role}")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(f"SET ROLE {before}")


@pytest.fixture(scope="session")
def small_city(django_db_blocker: DjangoDbBlocker) -> Iterator[testdb.TestDatabase]:
    """A database with the small city, of which every other one of this test process is a copy."""
    database = testdb.open_quickly(name=f"wacat_dasar_{WORKER}")
    before = dict(connections["default"].settings_dict)
    with django_db_blocker.unblock():
        point_at(database.url(), role="wacat_owner")
        base.load()
        connection.close()
    connections["default"].settings_dict.update(before)
    yield database
    database.close(drop=True)


@pytest.fixture(scope="session")
def django_db_setup(
    small_city: testdb.TestDatabase, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """One copy for each test process, in which every test is rolled back."""
    database = testdb.open_quickly(name=f"wacat_tes_{WORKER}", like=small_city)
    before = dict(connections["default"].settings_dict)
    with django_db_blocker.unblock():
        point_at(database.url())
        yield
        connection.close()
    connections["default"].settings_dict.update(before)
    database.close(drop=True)


@pytest.fixture
def real_database(
    django_db_setup: None, small_city: testdb.TestDatabase, django_db_blocker: DjangoDbBlocker
) -> Iterator[testdb.TestDatabase]:
    """A database of this test's own, where transactions commit: for races, workers and browsers."""
    database = testdb.open_quickly(name=f"wacat_nyata_{WORKER}", like=small_city)
    before = dict(connections["default"].settings_dict)
    with django_db_blocker.unblock():
        point_at(database.url())
        try:
            yield database
        finally:
            connections.close_all()
            connections["default"].settings_dict.update(before)
            database.close(drop=True)
