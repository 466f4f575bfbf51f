"""What a publication means to the offices: one message each, A at once, B with the digest, exactly once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from tests import make
from tests.conftest import acting_as
from tests.notify.mailbox import Postbox
from tests.notify.office import MORNING, reachable, send, worker
from wacat.jobs import delivery
from wacat.notify import announcing
from wacat.notify.models import Message
from wacat.notify.states import MessageState
from wacat.records import actions as records

pytestmark = pytest.mark.django_db
RT_23, RT_24, VACANT = "64.71.01.1001.023", "64.71.01.1001.024", "64.71.01.1001.026"
DIGEST = datetime(2026, 11, 24, 23, 0, tzinfo=UTC)  # 07.00 on the 25th in Balikpapan


@pytest.fixture(autouse=True)
def addresses(postbox: Postbox) -> Iterator[None]:
    """Everybody of Manggar has an e-mail address."""
    for username in ("rt", "rt2", "lurah"):
        reachable(username)
    return


def publish(batch_id: int, *kinds: tuple[str, str], at: datetime = MORNING) -> int:
    """Publish a file with these kinds at these RTs and announce it as the job does."""
    make.publish(*(make.row(rt=rt, kind=kind) for rt, kind in kinds), batch_id=batch_id)
    return announce(batch_id, at=at)


def announce(batch_id: int, *, at: datetime = MORNING) -> int:
    with worker():
        told = delivery._told(batch_id)
        return announcing.announce(told=told, batch_id=batch_id, at=at)


def withdraw(batch_id: int, *, at: datetime = MORNING) -> None:
    with worker():
        records.withdraw(batch_id=batch_id, at=at, reason="keliru")
        told = delivery._told(batch_id, withdrawn=True)
        announcing.retract(told=told, batch_id=batch_id, at=at)


def ledger(**what: Any) -> list[tuple[str, str, int, str]]:
    """Receiver, topic, count and state of the lines."""
    with worker():
        lines = Message.objects.filter(**what).order_by("id").select_related("account")
        return [(m.account.username, m.topic, m.count, m.state) for m in lines]


def test_one_message_for_an_rt_and_a_file_not_one_a_notice(postbox: Postbox) -> None:
    publish(7, (RT_23, "DATANG"), (RT_23, "AKTA_KELAHIRAN"), (RT_23, "KK_BARU"), (RT_24, "DATANG"))
    assert ledger() == [("rt", "NOTICES", 3, "QUEUED"), ("rt2", "NOTICES", 1, "QUEUED")]
    send()
    subjects = sorted((mail["To"], mail["Subject"]) for mail in postbox.mails)
    assert subjects == [
        ("rt2@contoh.test", "1 pemberitahuan baru di RT 024 Manggar"),
        ("rt@contoh.test", "3 pemberitahuan baru di RT 023 Manggar"),
    ]


def test_the_same_file_again_tells_nobody_twice(postbox: Postbox) -> None:
    publish(7, (RT_23, "DATANG"), (RT_23, "KTP_EL"))
    announce(7)
    send(at=DIGEST)
    announce(7, at=DIGEST)
    assert len(postbox.mails) == 2
    assert [line[2] for line in ledger()] == [1, 1]


def test_a_vacant_rt_is_told_to_its_lurah_once(postbox: Postbox) -> None:
    with acting_as("wacat_owner"):
        make.account("rt2").person.appointments.all().delete()
    publish(7, (VACANT, "DATANG"), (RT_24, "DATANG"), (RT_23, "DATANG"))
    told = set(ledger())
    assert told == {("lurah", "NOTICES", 2, "QUEUED"), ("rt", "NOTICES", 1, "QUEUED")}
    send()
    mail = next(mail for mail in postbox.mails if mail["To"] == "lurah@contoh.test")
    assert mail["Subject"] == "2 pemberitahuan baru di Kelurahan Manggar"
    assert "/lurah/" in mail.get_content()


def test_the_digest_gathers_a_day_and_leaves_in_the_morning(postbox: Postbox) -> None:
    publish(7, (RT_23, "KTP_EL"), (RT_23, "KIA"))
    publish(8, (RT_23, "KK_UBAH"), (RT_23, "AKTA_PERCERAIAN"), at=MORNING + timedelta(hours=3))
    assert ledger() == [("rt", "NOTICES", 4, "QUEUED")]
    assert send(at=DIGEST - timedelta(seconds=1)) == 0
    assert send(at=DIGEST) == 1
    assert [mail["Subject"] for mail in postbox.mails] == ["4 pemberitahuan baru di RT 023 Manggar"]
    with worker():
        assert Message.objects.get().batch_ids == [7, 8]


def test_what_comes_after_the_digest_has_left_goes_into_the_next(postbox: Postbox) -> None:
    publish(7, (RT_23, "KTP_EL"))
    with worker():
        Message.objects.update(next_try_at=MORNING)
    send()
    publish(8, (RT_23, "KTP_EL"))  # the clock was read before, the row is written after
    states = ledger()
    assert [line[3] for line in states] == ["SENT", "QUEUED"]
    with worker():
        days = list(Message.objects.order_by("id").values_list("digest_on", flat=True))
    assert days[1] == days[0] + timedelta(days=1)


def test_a_file_at_night_waits_for_the_morning(postbox: Postbox) -> None:
    night = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)  # 22.00
    publish(7, (RT_23, "DATANG"), at=night)
    assert send(at=night) == 0
    assert send(at=datetime(2026, 11, 24, 22, 0, tzinfo=UTC)) == 1  # 06.00


def test_a_withdrawn_file_is_taken_out_of_what_waits(postbox: Postbox) -> None:
    publish(7, (RT_23, "KTP_EL"), (RT_23, "KTP_EL"))
    publish(8, (RT_23, "KTP_EL"))
    withdraw(7)
    assert ledger() == [("rt", "NOTICES", 1, "QUEUED")]
    withdraw(8)
    assert ledger() == [("rt", "NOTICES", 0, "CANCELLED")]
    publish(9, (RT_23, "KTP_EL"))
    assert ledger() == [("rt", "NOTICES", 1, "QUEUED")]


def test_who_was_told_is_told_of_the_withdrawal(postbox: Postbox) -> None:
    publish(7, (RT_23, "DATANG"), (RT_24, "KTP_EL"))
    send()
    withdraw(7)
    send()
    assert [mail["Subject"] for mail in postbox.mails][1:] == [
        "Pemberitahuan di RT 023 Manggar ditarik"
    ]
    assert {line[:2] for line in ledger(state=MessageState.CANCELLED)} == {("rt2", "NOTICES")}


def test_a_whole_city_is_announced_in_few_statements(
    django_assert_max_num_queries: Any,
) -> None:
    places = [f"64.71.01.1001.{number:03d}" for number in range(1, 26)]
    made = make.publish(*(make.row(rt=place, kind="DATANG") for place in places), batch_id=7)
    assert len(made) == 25
    with worker(), django_assert_max_num_queries(12, connection=connection):
        told = delivery._told(7)
        announcing.announce(told=told, batch_id=7, at=MORNING)
