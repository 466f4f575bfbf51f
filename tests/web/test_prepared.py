"""The statements of a page are planned once for a connection, not at each visit."""

import pytest
from django.db import connection
from django.test import Client

from tests import people
from tests.web.desk import correction
from tests.web.test_entry import log_in

pytestmark = pytest.mark.django_db


def test_what_the_queue_asks_again_and_again_is_prepared(client: Client) -> None:
    correction()
    log_in(client, people.OPERATOR)
    for _ in range(8):
        assert client.get("/operator/").status_code == 200
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans + custom_plans FROM pg_prepared_statements "
            "WHERE statement LIKE '%%FROM \"verification_correction\" INNER JOIN%%'"
        )
        planned = [row[0] for row in cursor.fetchall()]
    assert max(planned) >= 5
