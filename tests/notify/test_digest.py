"""A digest is one letter of everything that an office is told without haste, each with its own link."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests import make
from tests.notify.mailbox import Postbox
from tests.notify.office import MORNING, reachable, seen, send, tell, worker
from tests.notify.provider import Provider, provider
from wacat.notify import announcing, receipts
from wacat.notify.models import Message
from wacat.notify.states import Channel, MessageState, Trouble

pytestmark = pytest.mark.django_db
RT_23 = "64.71.01.1001.023"
DIGEST = datetime(2026, 11, 24, 23, 0, tzinfo=UTC)  # 07.00 on the 25th in Balikpapan


def told() -> list[Message]:
    """Two Masukan that are settled and three notices without haste, for Bu Sari."""
    made = [tell("rt", topic="FEEDBACK_SETTLED", feedback_id=number) for number in (7, 8)]
    with worker():
        notices = announcing.Told(rt_id=make.area(RT_23).pk, urgency="B", count=3)
        announcing.announce(told=[notices], batch_id=41, at=MORNING)
        made.append(Message.objects.get(topic="NOTICES"))
    return made


def test_one_letter_carries_them_all_each_with_its_own_link(
    postbox: Postbox, settings: Any
) -> None:
    reachable("rt")
    messages = told()
    assert send(at=DIGEST - timedelta(minutes=1)) == 0
    assert send(at=DIGEST) == 1
    (mail,) = postbox.mails
    assert mail["Subject"] == "3 kabar dari Disdukcapil"
    text = mail.get_content()
    assert text.count("Yth. Ketua RT 023 Manggar,") == 1
    for link in ("/masukan/7/", "/masukan/8/", "/rt/", "/akun/kabar/"):
        assert f"{settings.WACAT_URL}{link}\n" in text.replace("\r", "")
    assert "3 pemberitahuan baru di RT 023 Manggar" in text
    for message in messages:
        kept = seen(message)
        assert (kept.state, kept.sent_at) == (MessageState.SENT, DIGEST)
        assert kept.provider_id == mail["Message-ID"]
    assert send(at=DIGEST + timedelta(hours=1)) == 0


def test_one_alone_keeps_its_own_words(postbox: Postbox) -> None:
    reachable("rt")
    tell("rt", topic="FEEDBACK_SETTLED", feedback_id=7)
    send(at=DIGEST)
    (mail,) = postbox.mails
    assert mail["Subject"] == "Masukan Anda sudah ditindaklanjuti"


def test_what_is_urgent_or_for_somebody_else_leaves_by_itself(postbox: Postbox) -> None:
    for username in ("rt", "rt2"):
        reachable(username)
    told()
    tell("rt", topic="SETTLED", notice_id=41)
    tell("rt2", topic="FEEDBACK_SETTLED", feedback_id=9)
    assert send() == 1
    assert send(at=DIGEST) == 2
    subjects = [(mail["To"], mail["Subject"]) for mail in postbox.mails]
    assert subjects[0] == ("rt@contoh.test", "Jawaban Anda sudah diperiksa")
    assert sorted(subjects[1:]) == [
        ("rt2@contoh.test", "Masukan Anda sudah ditindaklanjuti"),
        ("rt@contoh.test", "3 kabar dari Disdukcapil"),
    ]


def test_a_letter_that_fails_is_tried_again_whole(postbox: Postbox) -> None:
    reachable("rt")
    messages = told()
    postbox.answers = ["451 try later"]
    send(at=DIGEST)
    assert {(seen(each).state, seen(each).attempts) for each in messages} == {("FAILED", 1)}
    assert send(at=DIGEST + timedelta(minutes=1)) == 1
    assert len(postbox.mails) == 1
    assert {(seen(each).state, seen(each).attempts) for each in messages} == {("SENT", 2)}


def test_what_a_provider_tells_of_the_letter_holds_for_each_message(settings: Any) -> None:
    with provider() as meta:
        settings.WACAT_WHATSAPP_URL = f"{meta.url}/v23.0"
        settings.WACAT_WHATSAPP_TOKEN = "token-uji"
        settings.WACAT_WHATSAPP_PHONE_ID = "1055"
        meta.usual = (200, {}, {"messages": [{"id": "wamid.RINGKASAN"}]})
        reachable("rt", phone="0812-3456-7890")
        messages = told()
        assert {message.channel for message in messages} == {Channel.WHATSAPP}
        send(at=DIGEST)
    _one_template(meta)
    with worker():
        for state, trouble in (("DELIVERED", ""), ("READ", "")):
            assert receipts.receive(
                provider_id="wamid.RINGKASAN", state=state, trouble=trouble, told_at=DIGEST
            )
    assert {seen(each).state for each in messages} == {MessageState.READ}
    with worker():
        assert not receipts.receive(
            provider_id="lain", state="DEAD", trouble=Trouble.REFUSED, told_at=DIGEST
        )


def _one_template(meta: Provider) -> None:
    (call,) = meta.calls
    (body,) = call.json["template"]["components"]
    text = body["parameters"][0]["text"]
    assert text.startswith("WaCAT: 3 kabar dari Disdukcapil. ")
    assert text.endswith("/akun/kabar/")
    assert "\n" not in text
