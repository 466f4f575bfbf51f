"""What is told leaves as mail, once, and the ledger says what became of it."""

import re
from datetime import timedelta

import pytest

from tests import make
from tests.conftest import acting_as
from tests.notify.mailbox import Postbox
from tests.notify.office import MORNING, reachable, seen, send, tell, unreachable
from wacat.accounts import keys
from wacat.accounts.models import Account, AccountState
from wacat.notify.actions import CannotTell
from wacat.notify.states import Channel, MessageState, Trouble

pytestmark = pytest.mark.django_db


def test_a_message_arrives_and_is_kept_without_its_words(postbox: Postbox) -> None:
    reachable("rt")
    message = tell("rt", topic="SETTLED", notice_id=41, key="once")
    assert tell("rt", topic="SETTLED", notice_id=41, key="once").pk == message.pk
    assert send() == 1
    assert send() == 0
    (mail,) = postbox.mails
    assert mail["To"] == "rt@contoh.test"
    assert mail["Subject"] == "Jawaban Anda sudah diperiksa"
    text = mail.get_content()
    assert "Yth. Ketua RT 023 Manggar," in text
    assert "/rt/pemberitahuan/41/" in text
    kept = seen(message)
    assert (kept.state, kept.attempts, kept.sent_at) == (MessageState.SENT, 1, MORNING)
    assert kept.provider_id == mail["Message-ID"]


def test_without_a_mail_server_it_waits(postbox: Postbox, settings: object) -> None:
    settings.WACAT_SMTP_URL = ""  # type: ignore[attr-defined]
    reachable("rt")
    message = tell("rt")
    assert send() == 0
    assert seen(message).state == MessageState.QUEUED


def test_without_an_address_it_is_dead_and_says_why(postbox: Postbox) -> None:
    unreachable("rt2")
    message = tell("rt2")
    assert (message.state, message.error) == (MessageState.DEAD, Trouble.NO_ADDRESS)
    assert send() == 0


def test_a_telephone_alone_waits_for_somebody_who_opens_whatsapp(postbox: Postbox) -> None:
    reachable("rt", phone="0812-3456-7890")
    message = tell("rt")
    assert (message.channel, message.next_try_at) == (Channel.LINK, None)
    assert send() == 0


def test_a_refused_address_is_dead_and_the_next_one_still_goes(postbox: Postbox) -> None:
    reachable("rt", email="salah@contoh.test")
    reachable("rt2")
    postbox.refused["salah@contoh.test"] = "550 no such user"
    bad, good = tell("rt"), tell("rt2")
    assert send() == 2
    assert (seen(bad).state, seen(bad).error) == (MessageState.DEAD, Trouble.REFUSED)
    assert seen(good).state == MessageState.SENT


def test_a_passing_fault_is_tried_again_later(postbox: Postbox) -> None:
    reachable("rt")
    postbox.answers = ["451 try later"]
    message = tell("rt")
    send()
    failed = seen(message)
    assert (failed.state, failed.error, failed.attempts) == (
        MessageState.FAILED, Trouble.LIMITED, 1,
    )  # fmt: skip
    assert failed.next_try_at == MORNING + timedelta(minutes=1)
    assert send(at=MORNING + timedelta(seconds=59)) == 0
    assert send(at=MORNING + timedelta(minutes=1)) == 1
    assert (seen(message).state, len(postbox.mails)) == (MessageState.SENT, 1)


def test_an_invitation_makes_its_key_when_it_leaves(postbox: Postbox) -> None:
    with acting_as("wacat_owner"):
        Account.objects.filter(username="rtbaru").update(state=AccountState.INVITED)
    reachable("rtbaru")
    postbox.answers = ["451 try later"]
    message = tell("rtbaru", topic="INVITATION")
    send()
    send(at=MORNING + timedelta(hours=1))
    (mail,) = postbox.mails
    found = re.search(r"/kunci/[A-Z0-9-]+/", mail.get_content())
    assert found is not None
    secret = found.group().split("/")[2]
    key = keys.find(secret, at=MORNING + timedelta(hours=2))
    assert key is not None
    assert key.account.username == "rtbaru"
    kept = seen(message)
    assert kept.state == MessageState.SENT
    assert secret not in str(vars(kept))


def test_an_invitation_is_not_sent_to_an_account_that_is_open(postbox: Postbox) -> None:
    reachable("rt")
    message = tell("rt", topic="INVITATION")
    send()
    assert (seen(message).state, postbox.mails) == (MessageState.CANCELLED, [])


def test_an_office_that_changed_hands_is_told_through_its_present_holder(
    postbox: Postbox,
) -> None:
    reachable("rt")
    reachable("lurah")
    message = tell("rt", topic="SETTLED", notice_id=7)
    with acting_as("wacat_owner"):
        make.account("rt").person.appointments.all().delete()
    send()
    assert [mail["To"] for mail in postbox.mails] == ["lurah@contoh.test"]
    assert seen(message).account.username == "lurah"


def test_a_successor_without_an_address_waits_for_whatsapp(postbox: Postbox) -> None:
    reachable("rt")
    message = tell("rt", topic="SETTLED", notice_id=7)
    with acting_as("wacat_owner"):
        make.account("rt").person.appointments.all().delete()
    reachable("lurah", phone="0812-3456-7890")
    assert send() == 1
    assert send() == 0
    kept = seen(message)
    assert (kept.channel, kept.state, kept.next_try_at) == (Channel.LINK, MessageState.QUEUED, None)


@pytest.mark.parametrize("hostile", [6471010101900001, -1, True, "6471010101900001", "Budi"])
def test_only_small_numbers_may_travel(hostile: object) -> None:
    with pytest.raises(CannotTell):
        tell("rt", topic="SETTLED", notice_id=hostile)
