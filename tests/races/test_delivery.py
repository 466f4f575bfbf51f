"""Senders at the same moment on real PostgreSQL: no message twice; one that is killed loses none."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections, transaction

from tests import make
from tests.conftest import point_at
from tests.notify.mailbox import mail_server
from tests.notify.office import MORNING
from wacat.accounts.access import enter_system
from wacat.accounts.models import Person
from wacat.notify import actions, announcing, sending
from wacat.notify.channels import email
from wacat.notify.models import Message
from wacat.notify.states import MessageState
from wacat.ops.testdb import TestDatabase

pytestmark = pytest.mark.race
MANY = 40


class Killed(BaseException):
    """The process ends here; nothing of ours runs any more."""


def prepared(database: TestDatabase, *, count: int) -> None:
    """So many waiting messages; from here on we are the worker."""
    point_at(database.url(), role="wacat_owner")
    Person.objects.filter(account__username="rt").update(email="rt@contoh.test")
    point_at(database.url(), role="wacat_job")
    with transaction.atomic():
        enter_system(make.account("sistem").pk)
        account = make.account("rt")
        for number in range(count):
            actions.tell(
                topic="SETTLED",
                account_id=account.pk,
                at=MORNING,
                notice_id=number,
                key=f"n{number}",
            )


def states() -> dict[str, int]:
    """How many messages stand in each state."""
    with transaction.atomic():
        enter_system(make.account("sistem").pk)
        found: dict[str, int] = {}
        for state in Message.objects.values_list("state", flat=True):
            found[state] = found.get(state, 0) + 1
        return found


def at_once(act: Any, *, times: int) -> list[Any]:
    """Do it in so many threads at the same moment."""
    start = threading.Barrier(times)

    def one(_: int) -> Any:
        start.wait()
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_of_three_senders_none_sends_a_message_twice(
    real_database: TestDatabase, settings: Any
) -> None:
    with mail_server() as box:
        settings.WACAT_SMTP_URL = box.url
        prepared(real_database, count=MANY)
        done = at_once(lambda: sending.send_due(at=MORNING), times=3)
        assert sum(done) == MANY
        assert sum(1 for share in done if share) > 1  # they did work side by side
        numbers = [mail["Message-ID"] for mail in box.mails]
        assert len(numbers) == len(set(numbers)) == MANY
        assert states() == {"SENT": MANY}


def test_a_sender_killed_after_sending_sends_again_under_the_same_number(
    real_database: TestDatabase, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mail_server() as box:
        settings.WACAT_SMTP_URL = box.url
        prepared(real_database, count=1)
        send = email.Mail.send

        def send_and_die(self: email.Mail, letter: Any) -> str:
            send(self, letter)
            connection.connection.close()  # the connection goes as it would with the process
            raise Killed

        monkeypatch.setattr(email.Mail, "send", send_and_die)
        with pytest.raises(Killed):
            sending.send_due(at=MORNING)
        connection.close()
        monkeypatch.setattr(email.Mail, "send", send)
        assert states() == {"QUEUED": 1}
        assert sending.send_due(at=MORNING) == 1
        assert len({mail["Message-ID"] for mail in box.mails}) == 1
        assert (len(box.mails), states()) == (2, {"SENT": 1})


def test_a_file_announced_by_two_workers_at_once_is_counted_once(
    real_database: TestDatabase,
) -> None:
    point_at(real_database.url(), role="wacat_job")
    with transaction.atomic():
        enter_system(make.account("sistem").pk)
        told = [
            announcing.Told(rt_id=make.area("64.71.01.1001.023").pk, urgency=urgency, count=2)
            for urgency in "AB"
        ]

    def announce() -> None:
        with transaction.atomic():
            enter_system(make.account("sistem").pk)
            announcing.announce(told=told, batch_id=5, at=MORNING)

    at_once(announce, times=4)
    with transaction.atomic():
        enter_system(make.account("sistem").pk)
        assert sorted(Message.objects.values_list("urgency", "count")) == [("A", 2), ("B", 2)]


def withdraw(told: list[announcing.Told]) -> int:
    """The whole file 5 is withdrawn."""
    return announcing.retract(told=told, batch_id=5, at=MORNING)


def replace(told: list[announcing.Told]) -> int:
    """File 6 takes the place of these notices of file 5."""
    return announcing.recall(told={5: told}, name="R:6", batch_id=6, at=MORNING, topic="REPLACED")


@pytest.mark.parametrize(("act", "topic"), [(withdraw, "WITHDRAWN"), (replace, "REPLACED")])
def test_who_is_being_told_of_a_file_while_it_is_taken_back_hears_of_that(
    real_database: TestDatabase, act: Callable[[list[announcing.Told]], int], topic: str
) -> None:
    """The sender holds the line while the file is taken back, and has sent it a moment later."""
    point_at(real_database.url(), role="wacat_job")
    sari = make.area("64.71.01.1001.023").pk
    told = [announcing.Told(rt_id=sari, urgency="A", count=2)]
    held, waiting = threading.Event(), threading.Event()

    def take_back() -> int:
        try:
            with transaction.atomic():
                enter_system(make.account("sistem").pk)
                held.wait(10)
                waiting.set()
                return act(told)
        finally:
            connections.close_all()

    with transaction.atomic():
        enter_system(make.account("sistem").pk)
        announcing.announce(told=told, batch_id=5, at=MORNING)
    with ThreadPoolExecutor(1) as pool:
        taken_back = pool.submit(take_back)
        with transaction.atomic():
            enter_system(make.account("sistem").pk)
            line = Message.objects.select_for_update().get()
            held.set()
            waiting.wait(10)
            threading.Event().wait(0.4)
            actions.move(line, MessageState.SENT, sent_at=MORNING)
        assert taken_back.result() == 1
    with transaction.atomic():
        enter_system(make.account("sistem").pk)
        assert set(Message.objects.values_list("topic", "state")) == {
            ("NOTICES", "SENT"),
            (topic, "QUEUED"),
        }
