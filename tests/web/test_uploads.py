"""Bodies of forms: read before the transaction, and never a fault when they are broken."""

import pytest
from django.test import Client

from tests import people
from tests.web.test_entry import log_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"x", "multipart/form-data"),
        (b"x" * 100, "multipart/form-data; boundary=abc"),
        (b"--abc\r\nContent-Disposition: form-data; name=a", "multipart/form-data; boundary=abc"),
        (b"&".join(b"a%d=1" % n for n in range(2000)), "application/x-www-form-urlencoded"),
        (b"a=" + b"x" * 3_000_000, "application/x-www-form-urlencoded"),
    ],
)
def test_a_broken_body_is_refused_not_a_fault(client: Client, body: bytes, kind: str) -> None:
    log_in(client, people.OPERATOR)
    response = client.post("/operator/berkas/", body, content_type=kind)
    assert 400 <= response.status_code < 500
