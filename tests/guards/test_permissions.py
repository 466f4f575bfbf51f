"""The table of permissions is what the gate of every page and the database really do."""

import pytest
from django.db import connection
from django.urls import get_resolver

from tests.conftest import acting_as
from tests.guards.test_audience import routes
from wacat.accounts.permissions import BY_CODE, ROLES, TABLE, Scope
from wacat.web.audience import ANYONE, SIGNED_IN
from wacat.web.permitted import OWN, PUBLIC, permission_of

HELP = (
    "name a permission for it in web/permitted.py, and let accounts/permissions.py give it to the "
    "offices of its audience"
)


def gates() -> list[tuple[str, frozenset[str]]]:
    """Every address with the audience of its view."""
    return [
        (address, route.callback.audience)  # type: ignore[attr-defined]
        for address, route in routes(get_resolver().url_patterns)
        if not address.startswith("static/")
    ]


def test_every_address_needs_a_permission_that_its_audience_has() -> None:
    wrong = []
    for address, audience in gates():
        code = permission_of(address)
        if code == PUBLIC:
            fits = audience <= {ANYONE, SIGNED_IN}
        elif code == OWN:
            fits = not (audience & {ANYONE})
        else:
            fits = code is not None and audience <= BY_CODE[code].holders
        if not fits:
            wrong.append((address, code, sorted(audience)))
    assert wrong == [], HELP


def test_no_permission_stands_on_paper_only() -> None:
    real = {
        (code, office)
        for address, audience in gates()
        for office in audience
        if (code := permission_of(address)) is not None
    }
    pages = [permission for permission in TABLE if permission.kind == "page"]
    paper = [
        (permission.code, office)
        for permission in pages
        for office in sorted(permission.holders)
        if (permission.code, office) not in real
    ]
    assert paper == []


def test_codes_are_unique_and_each_role_has_something() -> None:
    assert len(BY_CODE) == len(TABLE)
    for office in ROLES:
        assert any(permission.scope_of(office) != Scope.NONE for permission in TABLE)


@pytest.mark.django_db
@pytest.mark.parametrize("office", [role.value for role in ROLES])
def test_the_scope_of_residents_is_that_of_the_database(office: str) -> None:
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        cursor.execute("SELECT scope, count_scope FROM wacat.reach_of(%s, 7)", [office])
        rows, counts = cursor.fetchone()
    scope = BY_CODE["residents"].scope_of(office)
    reaches = {
        Scope.OWN_RT: ([7], [7]),
        Scope.OWN_KELURAHAN: ([7], [7]),
        Scope.CITY: ([7], [7]),
        Scope.COUNTS: ([], [7]),
        Scope.EMERGENCY: ([], []),
        Scope.NONE: ([], []),
    }
    assert (rows, counts) == reaches[scope]
