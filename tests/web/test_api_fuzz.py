"""Whatever the OpenAPI document lets one say, or forbids, the API answers as the document tells."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck
from hypothesis import settings as examples

from tests.intake import doors
from wacat.web.api.document import document
from wacat.web.uploads import NDJSON

pytestmark = pytest.mark.django_db
# a file of any bytes is well formed for the document, and still no file of services
CONFIG = {"checks": {"positive_data_acceptance": {"expected-statuses": [201, 404, 409, 422]}}}

schema = schemathesis.openapi.from_dict(
    document() | {"servers": []}, config=schemathesis.Config.from_dict(CONFIG)
)
schema.app = get_wsgi_application()


@schemathesis.serializer(NDJSON)
def as_rows(context: schemathesis.SerializationContext, value: object) -> bytes:
    """Rows travel as they are."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


@pytest.fixture
def token(settings: Any) -> Iterator[str]:
    """A source that may speak as often as it likes, to this process."""
    settings.WACAT_API_PER_MINUTE = 1_000_000
    settings.ALLOWED_HOSTS = ["*"]
    # as Django's own test client does: the test's transaction is older than a request
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    yield doors.token(doors.source())
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


@schema.parametrize()
@examples(
    max_examples=25,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much,
    ],
)  # fmt: skip
def test_the_api_keeps_what_its_document_says(case: schemathesis.Case, token: str) -> None:
    case.call_and_validate(
        # what travels compressed is not undone by a client in this process
        headers={"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
    )
