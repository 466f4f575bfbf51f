"""Publishing a file at the desk: who would be told, a chosen moment, a pace, through the URL."""

from datetime import UTC, datetime, time, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from tests import make, people
from tests.door import standing_as
from tests.intake.desk import as_worker
from tests.web.test_entry import log_in
from tests.web.test_operator_files import GOOD, csv, page, upload, work
from wacat.intake import actions, planning
from wacat.intake.models import Batch
from wacat.jobs import delivery
from wacat.notify import announcing
from wacat.notify.models import Message
from wacat.records.models import Notice
from wacat.values.office_hours import is_working_day

pytestmark = pytest.mark.django_db
NEXT_RT = "20-11-2026;KTP-el;N/{n};6471010101901{n:03d};Orang {n};024;Manggar;Jl. Uji {n}"
VACANT_RT = "20-11-2026;KTP-el;V/{n};6471010101902{n:03d};Anak {n};026;Manggar;Jl. Uji {n}"


@pytest.fixture
def desk(client: Client) -> Client:
    """Dewi, who uploads."""
    log_in(client, people.OPERATOR)
    return client


@pytest.fixture
def other_desk() -> Client:
    """Rahmat, who approves."""
    client = Client()
    log_in(client, people.OPERATOR_2)
    return client


def checked(client: Client, *lines: str) -> str:
    """A file that awaits approval; the address of its page."""
    address = upload(client, csv(*lines))
    work(actions.check, address)
    return address


def soon() -> datetime:
    """A moment on the next working day but one, at nine."""
    day = timezone.localdate() + timedelta(days=2)
    while not is_working_day(day):
        day += timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(9)))


def form(moment: datetime, **more: str) -> dict[str, str]:
    """What is typed for a moment."""
    local = timezone.localtime(moment)
    return {"tanggal": f"{local:%Y-%m-%d}", "jam": f"{local:%H:%M}", **more}


def batch_at(address: str) -> Batch:
    """The file of a page."""
    with as_worker():
        return Batch.objects.get(pk=int(address.split("/")[-2]))


def test_the_plan_names_each_rt_and_who_would_be_told(desk: Client, other_desk: Client) -> None:
    address = checked(desk, *[GOOD] * 12, NEXT_RT, VACANT_RT)
    plan = page(other_desk, address + "rencana/")
    assert "3 RT, 14 pemberitahuan." in plan
    assert "Ketua RT: Sari Wulandari" in plan
    assert "Lurah (RT kosong): Hartono" in plan
    assert plan.count("Banyak sekali</span>") == 1
    assert "NIK" in plan.split("Yang dibaca RT dan Lurah")[1].split("Per RT")[0]
    assert "Warga 1" not in plan
    unusual = page(other_desk, address + "rencana/", bagian="janggal")
    assert "1 RT, 12 pemberitahuan." in unusual
    assert "1 RT, 1 pemberitahuan." in page(other_desk, address + "rencana/", bagian="lurah")
    assert "1 RT, 1 pemberitahuan." in page(other_desk, address + "rencana/", cari="budi")
    assert "Tidak ada RT yang cocok." in page(other_desk, address + "rencana/", cari="zzz")
    answer = other_desk.get(address + "rencana/", {"bagian": "janggal", "unduh": "1"})
    assert "rencana-terbit-" in answer.headers["Content-Disposition"]
    rows = list(openpyxl.load_workbook(BytesIO(answer.content)).active.values)
    assert [row[1:3] for row in rows[1:]] == [("RT 023", "12")]


def test_a_file_is_planned_changed_held_and_published_at_its_moment(
    desk: Client, other_desk: Client
) -> None:
    address = checked(desk, GOOD, GOOD)
    assert desk.post(address + "jadwal/", form(soon())).status_code == 409  # his own file
    assert other_desk.post(address + "jadwal/", {"tanggal": "", "jam": "x"}).status_code == 422
    past = other_desk.post(address + "jadwal/", form(timezone.now() - timedelta(days=2)))
    assert past.status_code == 409
    assert "sudah lewat" in past.content.decode()
    moment = soon()
    assert other_desk.post(address + "jadwal/", form(moment)).status_code == 302
    assert "Disetujui oleh Rahmat Hidayat; terbit" in page(desk, address)
    assert "Terbitkan sekarang" in page(other_desk, address)
    for shown in (page(desk, address), page(desk, "/operator/berkas/")):
        assert "Disetujui, menunggu jadwal" in shown
    plan = page(other_desk, address + "jadwal/")
    local = timezone.localtime(moment)
    assert f'value="{local:%Y-%m-%d}"' in plan
    assert f'value="{local:%H:%M}"' in plan
    assert "Sekarang dijadwalkan terbit" in plan
    work_fails = batch_at(address)
    with as_worker(), pytest.raises(actions.CannotPublish, match="dijadwalkan"):
        actions.publish(batch_id=work_fails.pk, at=datetime.now(UTC))

    assert desk.post(address + "jadwal/batal/", {"alasan": " "}).status_code == 422
    assert desk.post(address + "jadwal/batal/", {"alasan": "Menunggu Lurah"}).status_code == 302
    held = page(other_desk, address)
    assert "Jadwal terbitnya dibatalkan: Menunggu Lurah" in held
    assert "Setujui dan terbitkan" in held
    assert "menunggu jadwal" not in held
    assert desk.post(address + "jadwal/batal/", {"alasan": "Lagi"}).status_code == 409

    assert other_desk.post(address + "jadwal/", form(moment)).status_code == 302
    planned = (batch_at(address).pk, make.account("operator2").pk)
    with as_worker():
        assert planning.due(at=moment - timedelta(seconds=1)) == []
        assert planning.due(at=moment) == [planned]
    assert work(actions.publish, address, at=moment).notice_count == 2
    with standing_as("rt"):
        assert Notice.objects.filter(name__startswith="Warga ").count() == 2
    late = other_desk.post(address + "jadwal/", form(moment))
    assert late.status_code == 409
    assert "Diterbitkan" in page(other_desk, address)


def test_a_day_off_must_be_meant(desk: Client, other_desk: Client) -> None:
    address = checked(desk, GOOD)
    day = timezone.localdate() + timedelta(days=1)
    while is_working_day(day):
        day += timedelta(days=1)
    moment = timezone.make_aware(datetime.combine(day, time(9)))
    refused = other_desk.post(address + "jadwal/", form(moment))
    assert refused.status_code == 409
    assert "hari libur" in refused.content.decode()
    assert f'value="{day:%Y-%m-%d}"' in refused.content.decode()
    assert other_desk.post(address + "jadwal/", form(moment, libur="on")).status_code == 302


def test_a_plan_without_an_approver_is_impossible(desk: Client) -> None:
    batch = batch_at(checked(desk, GOOD))
    with as_worker(), pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(publish_at=soon())


def test_the_page_tells_how_many_offices_have_been_told(desk: Client, other_desk: Client) -> None:
    address = checked(desk, GOOD, NEXT_RT)
    other_desk.post(address + "setujui/")
    work(actions.publish, address)
    batch = batch_at(address)
    with as_worker():
        announcing.announce(told=delivery._told(batch.pk), batch_id=batch.pk, at=timezone.now())
    assert "0 dari 2 jabatan" in page(desk, address)
    with as_worker():
        first = Message.objects.filter(batch_ids__contains=[batch.pk]).order_by("pk").first()
        assert first is not None
        Message.objects.filter(pk=first.pk).update(state="SENT", sent_at=timezone.now())
    assert "1 dari 2 jabatan" in page(desk, address)
