"""Push: encrypted so that only the browser reads it, signed by us, gone with the session."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import http_ece
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from django.db import connection

from tests import make
from tests.conftest import acting_as
from tests.door import token_of
from tests.notify.office import MORNING, reachable, seen, send, tell, worker
from tests.notify.provider import Provider, provider
from wacat.accounts.sessions import hashed
from wacat.notify.channels import push, webpush
from wacat.notify.models import Device
from wacat.notify.states import Channel, MessageState, Trouble

SECRET = b"sixteen bytes!!!"


@pytest.fixture
def service(settings: Any) -> Iterator[Provider]:
    """A push service that we may speak to."""
    with provider() as found:
        settings.WACAT_PUSH_CONTACT = "mailto:wacat@contoh.test"
        settings.WACAT_PUSH_HOSTS = "127.0.0.1"
        found.usual = (201, {}, {})
        yield found


def browser(service: Provider, username: str = "rt") -> ec.EllipticCurvePrivateKey:
    """A browser of that person that subscribed; its private key."""
    key = ec.generate_private_key(webpush.CURVE)
    session = hashed(token_of(username))
    with acting_as("wacat_app"):
        Device.objects.create(
            session_id=session,
            account=make.account(username),
            endpoint=f"{service.url}/langganan/{session[:8]}",
            public_key=webpush.encoded(webpush.public_part(key)),
            shared_secret=webpush.encoded(SECRET),
            made_at=MORNING,
        )
    return key


def test_the_example_of_rfc_8291() -> None:
    own = webpush.read_key("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")
    sealed = webpush.encrypt(
        b"When I grow up, I want to be a watermelon",
        public_key="BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        shared_secret="BTBZMqHH6r4Tts7J_aSIgg",
        salt=webpush.decoded("DGv6ra1nlYgDCS1FRnbzlw"),
        own=own,
    )
    assert webpush.encoded(sealed) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A"
        "_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


@pytest.mark.django_db
def test_a_browser_reads_what_we_sent_and_nobody_else_could(service: Provider) -> None:
    key = browser(service)
    message = tell("rt", topic="NOTICES", jumlah=3)
    assert message.channel == Channel.PUSH
    send()
    (call,) = service.calls
    told = json.loads(http_ece.decrypt(call.content, private_key=key, auth_secret=SECRET))
    assert told == {
        "judul": "WaCAT", "isi": "3 pemberitahuan baru di RT 023 Manggar", "jalur": "/rt/",
        "tanda": "NOTICES", "buang": False,
    }  # fmt: skip
    assert b"RT 023" not in call.content
    assert call.headers["Content-Encoding"] == "aes128gcm"
    assert 16 <= len(call.headers["Topic"]) <= 32
    assert seen(message).state == MessageState.SENT


@pytest.mark.django_db
def test_the_push_service_can_verify_who_we_are(service: Provider) -> None:
    browser(service)
    tell("rt", topic="NOTICES", jumlah=1)
    send()
    scheme, token, known = service.calls[0].headers["Authorization"].replace(",", "").split(" ")
    head, body, signature = token.removeprefix("t=").split(".")
    raw = webpush.decoded(signature)
    der = utils.encode_dss_signature(
        int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
    )
    point = webpush.decoded(known.removeprefix("k="))
    ours = ec.EllipticCurvePublicKey.from_encoded_point(webpush.CURVE, point)
    ours.verify(der, f"{head}.{body}".encode(), ec.ECDSA(hashes.SHA256()))
    claims = json.loads(webpush.decoded(body))
    assert (scheme, claims["aud"], claims["sub"]) == (
        "vapid", service.url, "mailto:wacat@contoh.test",
    )  # fmt: skip
    assert claims["exp"] - datetime.now(UTC).timestamp() <= 24 * 3600
    assert push.public_key() == known.removeprefix("k=")


@pytest.mark.django_db
def test_a_device_that_is_gone_is_forgotten(service: Provider) -> None:
    browser(service)
    message = tell("rt", topic="NOTICES", jumlah=1)
    service.answers = [(410, {}, {})]
    send()
    assert (seen(message).state, seen(message).error) == (MessageState.DEAD, Trouble.GONE)
    with worker():
        assert not Device.objects.exists()


@pytest.mark.django_db
def test_two_devices_one_of_them_gone(service: Provider) -> None:
    browser(service)
    browser(service)
    message = tell("rt", topic="NOTICES", jumlah=1)
    service.answers = [(404, {}, {})]
    send()
    assert (len(service.calls), seen(message).state) == (2, MessageState.SENT)


@pytest.mark.django_db
def test_a_device_ends_with_its_session_however_that_ends(service: Provider) -> None:
    browser(service)
    with acting_as("wacat_job"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_session")
    with worker():
        assert not Device.objects.exists()


@pytest.mark.django_db
def test_a_key_is_never_pushed(service: Provider) -> None:
    browser(service)
    reachable("rt")
    assert tell("rt", topic="RESET_CODE").channel == Channel.EMAIL


@pytest.mark.parametrize(
    ("endpoint", "known"),
    [
        ("https://fcm.googleapis.com/fcm/send/x", True),
        ("https://wns2-sg2p.notify.windows.com/w/?token=x", True),
        ("http://fcm.googleapis.com/fcm/send/x", False),
        ("https://fcm.googleapis.com.jahat.test/x", False),
        ("https://169.254.169.254/latest", False),
        ("https://user@fcm.googleapis.com@jahat.test/", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_only_known_push_services_are_spoken_to(endpoint: str, known: bool) -> None:
    assert push.is_known_service(endpoint) is known
