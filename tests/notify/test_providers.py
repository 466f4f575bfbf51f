"""WhatsApp and SMS against providers on the loopback that answer by their documented contracts."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests.notify.mailbox import mail_server
from tests.notify.office import MORNING, reachable, seen, send, tell
from tests.notify.provider import Provider, provider
from wacat.notify import health
from wacat.notify.states import Channel, MessageState, Trouble

pytestmark = pytest.mark.django_db


@pytest.fixture
def meta(settings: Any) -> Iterator[Provider]:
    """The Cloud API, set up for us."""
    with provider() as service:
        settings.WACAT_WHATSAPP_URL = f"{service.url}/v23.0"
        settings.WACAT_WHATSAPP_TOKEN = "token-uji"
        settings.WACAT_WHATSAPP_PHONE_ID = "1055"
        service.usual = (
            200, {}, {"messaging_product": "whatsapp", "messages": [{"id": "wamid.UJI"}]},
        )  # fmt: skip
        reachable("rt", phone="0812-3456-7890")
        yield service


@pytest.fixture
def gateway(settings: Any) -> Iterator[Provider]:
    """An SMS gateway, set up for us."""
    with provider() as service:
        settings.WACAT_SMS_URL = f"{service.url}/kirim"
        settings.WACAT_SMS_HEADERS = '{"Authorization": "Bearer abc"}'
        settings.WACAT_SMS_BODY = '{"msisdn": "{nomor}", "isi": ["{teks}"], "ref": "{kunci}"}'
        service.usual = (202, {}, {"id": "sms-9"})
        reachable("rt", phone="0812-3456-7890")
        yield service


def test_whatsapp_is_sent_as_the_approved_template(meta: Provider) -> None:
    message = tell("rt", topic="SETTLED", notice_id=41)
    assert message.channel == Channel.WHATSAPP
    send()
    (call,) = meta.calls
    assert call.path == "/v23.0/1055/messages"
    assert call.headers["Authorization"] == "Bearer token-uji"
    told = call.json
    assert (told["to"], told["type"]) == ("6281234567890", "template")
    (body,) = told["template"]["components"]
    assert "/rt/pemberitahuan/41/" in body["parameters"][0]["text"]
    kept = seen(message)
    assert (kept.state, kept.provider_id) == (MessageState.SENT, "wamid.UJI")


def failure(code: int) -> dict[str, Any]:
    """Meta's shape of an error."""
    return {"error": {"message": "(#0)", "type": "OAuthException", "code": code, "fbtrace_id": "x"}}


@pytest.mark.parametrize(
    ("status", "code", "state", "trouble"),
    [
        (400, 131026, MessageState.DEAD, Trouble.REFUSED),  # not on WhatsApp
        (400, 130429, MessageState.FAILED, Trouble.LIMITED),  # throughput
        (400, 131056, MessageState.FAILED, Trouble.LIMITED),  # pair rate
        (401, 190, MessageState.FAILED, Trouble.CREDENTIALS),  # token expired
        (400, 132001, MessageState.FAILED, Trouble.CREDENTIALS),  # no such template
        (500, 131000, MessageState.FAILED, Trouble.UNREACHABLE),
    ],
)
def test_errors_of_whatsapp(
    meta: Provider, status: int, code: int, state: str, trouble: str
) -> None:
    meta.answers = [(status, {}, failure(code))]
    message = tell("rt")
    send()
    assert (seen(message).state, seen(message).error) == (state, trouble)


@pytest.mark.parametrize("answer", [(200, {}, None), (200, {}, []), (200, {}, {"messages": []})])
def test_an_answer_that_is_none_is_tried_again(
    meta: Provider, answer: tuple[int, dict[str, str], Any]
) -> None:
    meta.answers = [answer]
    message = tell("rt")
    send()
    assert seen(message).error == Trouble.UNREACHABLE


def test_the_wish_of_the_provider_is_kept(meta: Provider) -> None:
    meta.answers = [(429, {"Retry-After": "1200"}, failure(80007))]
    message = tell("rt")
    send()
    assert seen(message).next_try_at == MORNING + timedelta(seconds=1200)


def test_an_sms_has_the_shape_of_the_setting_and_one_key_for_all_tries(gateway: Provider) -> None:
    gateway.answers = [(503, {}, {})]
    message = tell("rt")
    assert message.channel == Channel.SMS
    send()
    send(at=MORNING + timedelta(hours=1))
    first, second = gateway.calls
    assert first.headers["Authorization"] == "Bearer abc"
    assert first.json == second.json
    assert (first.json["msisdn"], first.json["ref"]) == ("6281234567890", f"wacat-{message.pk}")
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"]
    assert (seen(message).state, seen(message).provider_id) == (MessageState.SENT, "sms-9")


def test_a_number_that_the_gateway_refuses_is_dead(gateway: Provider) -> None:
    gateway.answers = [(422, {}, {"error": "invalid"})]
    message = tell("rt")
    send()
    assert (seen(message).state, seen(message).error) == (MessageState.DEAD, Trouble.REFUSED)


def test_a_fault_of_ours_holds_up_nobody(gateway: Provider, settings: Any) -> None:
    reachable("rt2")
    with mail_server() as box:
        settings.WACAT_SMTP_URL = box.url
        settings.WACAT_SMS_BODY = "{rusak"
        first, second = tell("rt"), tell("rt2")
        send()
    assert (seen(first).state, seen(first).error) == (MessageState.FAILED, Trouble.FAULT)
    assert seen(second).state == MessageState.SENT


def test_a_provider_that_is_down_rests_and_comes_back(gateway: Provider) -> None:
    for number in range(8):
        tell("rt", key=f"n{number}")
    gateway.answers = [(503, {}, {})] * 5
    send()
    assert len(gateway.calls) == 5  # then the channel rests, the others wait untouched
    state = next(s for s in health.states(at=MORNING) if s.channel == Channel.SMS)
    assert state.paused_until == MORNING + timedelta(minutes=2)
    assert (state.failed, state.failure_rate, state.last_error) == (5, 1.0, Trouble.UNREACHABLE)
    assert send(at=MORNING + timedelta(minutes=1)) == 0
    later = MORNING + timedelta(minutes=30)
    assert send(at=later) == 8
    state = next(s for s in health.states(at=later) if s.channel == Channel.SMS)
    assert (state.paused_until, state.sent, state.last_success_at) == (None, 8, later)


def test_it_gives_up_after_ten_tries_and_says_why(gateway: Provider) -> None:
    gateway.usual = (503, {}, {})
    message = tell("rt")
    at = MORNING
    for _ in range(40):
        send(at=at)
        at += timedelta(hours=7)
    kept = seen(message)
    assert (kept.state, kept.attempts, kept.error) == (
        MessageState.DEAD, 10, Trouble.UNREACHABLE,
    )  # fmt: skip
