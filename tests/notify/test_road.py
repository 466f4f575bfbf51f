"""The whole road: published, withdrawn, settled - and each time the right office is told."""

import json
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests import people
from tests.conftest import acting_as
from tests.door import token_of
from tests.notify.mailbox import Postbox
from tests.notify.office import reachable, worker
from tests.web.desk import correction
from tests.web.test_operator_files import csv, upload, work
from wacat.intake import actions
from wacat.intake.models import Vanished
from wacat.jobs import delivery
from wacat.notify import sending
from wacat.notify.models import Message
from wacat.records.models import Notice
from wacat.verification.models import Correction

pytestmark = pytest.mark.django_db
URGENT = "20-11-2026;Akta kelahiran;U/{n};6471010101900{n:03d};Warga {n};023;Manggar;Jl. Uji {n}"


def at_desk(someone: people.Someone) -> Client:
    """A browser of that person, signed in."""
    client = Client()
    client.cookies["wacat"] = token_of(someone.username)
    return client


def run_jobs(*names: str) -> None:
    """Do the deferred jobs of these names, once each, as the worker does."""
    tasks: dict[str, Any] = {
        "notify.tell": delivery.tell,
        "notify.after_publication": delivery.after_publication,
        "notify.after_withdrawal": delivery.after_withdrawal,
        "notify.after_recall": delivery.after_recall,
    }
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, task_name, args FROM procrastinate_jobs WHERE task_name = ANY (%s) ORDER BY id",
            [list(names)],
        )
        found = cursor.fetchall()
        cursor.execute("DELETE FROM procrastinate_events")
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = ANY (%s)", [list(names)])
    with worker():
        for number, name, raw in found:
            arguments = raw if isinstance(raw, dict) else json.loads(raw)
            if name == "notify.tell":
                context = SimpleNamespace(job=SimpleNamespace(id=number, attempts=0))
                tasks[name].func(context, **arguments)
            else:
                tasks[name].func(**arguments)


def send_all() -> None:
    """Let the sender work tomorrow at noon, whatever the hour is now."""
    noon = (timezone.localtime() + timedelta(days=2)).replace(hour=12)
    with worker():
        sending.send_due(at=noon, chance=lambda: 1.0)


def told() -> list[tuple[str, str]]:
    """Receiver and topic of every line, in order."""
    with worker():
        lines = Message.objects.order_by("pk").select_related("account")
        return [(line.account.username, line.topic) for line in lines]


def test_publication_and_withdrawal_are_told(postbox: Postbox) -> None:
    reachable("rt")
    one, two = at_desk(people.OPERATOR), at_desk(people.OPERATOR_2)
    address = upload(one, csv(URGENT, URGENT))
    work(actions.check, address)
    two.post(f"{address}setujui/")
    work(actions.publish, address)
    run_jobs("notify.after_publication")
    send_all()
    assert [mail["Subject"] for mail in postbox.mails] == ["2 pemberitahuan baru di RT 023 Manggar"]
    one.post(f"{address}tarik/", {"alasan": "Berkas keliru"})
    run_jobs("notify.after_withdrawal")
    send_all()
    assert told() == [("rt", "NOTICES"), ("rt", "WITHDRAWN")]
    assert postbox.mails[-1]["Subject"] == "Pemberitahuan di RT 023 Manggar ditarik"
    text = "".join(mail.get_content() for mail in postbox.mails)
    assert "Warga" not in text.replace("tentang warga", "").replace("data warga", "")
    assert "Uji" not in text


def test_a_changed_fact_is_told_to_who_knows_it_and_its_dispute_stays(postbox: Postbox) -> None:
    """The old notice points to its successor; the operator sees what the register says now."""
    reachable("rt")
    one, two, sari = at_desk(people.OPERATOR), at_desk(people.OPERATOR_2), at_desk(people.SARI)

    def bring(line: str) -> None:
        address = upload(one, csv(line))
        work(actions.check, address)
        two.post(f"{address}setujui/")
        work(actions.publish, address)
        run_jobs("notify.after_publication")
        send_all()

    bring(URGENT)
    with worker():
        old = Notice.objects.get()
    page = f"/rt/pemberitahuan/{old.pk}/"
    sari.post(
        f"{page}salah/",
        {
            "pilih": "keliru",
            "salah": "address",
            "sumber": "MYSELF",
            "isi_address": "Jl. Benar 5",
            "kunci": uuid4(),
        },
    )
    with worker():
        case = Correction.objects.get()
    bring(URGENT.replace("Jl. Uji", "Jl. Benar"))
    assert told() == [("rt", "NOTICES"), ("rt", "REPLACED"), ("rt", "NOTICES")]
    assert "Benar" not in "".join(mail.get_content() for mail in postbox.mails)
    shown = sari.get(page).content.decode()
    with worker():
        new = Notice.objects.get(state="SENT")
    assert "karena data diperbaiki: Alamat." in shown
    assert f"../{new.pk}/" in shown
    assert sari.post(f"{page}benar/", {"kunci": uuid4()}).status_code == 409
    desk = one.get(f"/operator/koreksi/{case.pk}/").content.decode()
    assert "Data layanan ini sudah diperbaiki" in desk
    assert "<b>Jl. Benar" in desk


def test_what_a_later_edition_no_longer_has_is_told_when_two_people_withdraw_it(
    postbox: Postbox,
) -> None:
    reachable("rt")
    one, two = at_desk(people.OPERATOR), at_desk(people.OPERATOR_2)
    address = upload(one, csv(URGENT, URGENT, URGENT))
    work(actions.check, address)
    two.post(f"{address}setujui/")
    work(actions.publish, address)
    run_jobs("notify.after_publication")
    send_all()
    later = upload(one, csv(URGENT, URGENT))
    assert work(actions.check, later).vanished_count == 1
    with worker():
        gone = Vanished.objects.get()
    act = {"layanan": gone.pk, "putusan": "tarik", "alasan": "Dibatalkan di SIAK"}
    assert two.post(f"{later}banding/hilang/", act).status_code == 302
    run_jobs("notify.after_recall")
    send_all()
    assert told() == [("rt", "NOTICES"), ("rt", "WITHDRAWN")]


def test_who_answered_reads_that_it_is_settled(postbox: Postbox) -> None:
    reachable("rt")
    case = correction()
    desk = at_desk(people.OPERATOR)
    base = f"/operator/koreksi/{case.pk}/"
    desk.post(f"{base}ambil/")
    desk.post(f"{base}tanya/", {"pertanyaan": "Nomor rumahnya?"})
    run_jobs("notify.tell")
    assert told() == [("rt", "NEEDS_INFO")]
    send_all()
    assert f"/rt/pemberitahuan/{case.notice_id}/" in postbox.mails[0].get_content()
    assert "rumah" not in postbox.mails[0].get_content()
