"""Break-glass through the pages: the form, the alarm, reading with a trail, the end and the review."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from tests import make, people
from tests.conftest import acting_as
from tests.door import standing_as
from tests.web.test_entry import log_in
from wacat.accounts.models import BreakGlass

pytestmark = pytest.mark.django_db
HOME, OFFICE = "/teknis/darurat/", "/administrator/darurat/"
WHY = "Pemberitahuan tidak tampil di HP Ketua RT, tiket 118"


def enter(someone: people.Someone) -> Client:
    """The browser of that person."""
    client = Client()
    log_in(client, someone)
    return client


def open_it(client: Client, **values: str) -> tuple[int, str]:
    """Fill the form; status and where it leads."""
    kelurahan = str(make.area(people.LURAH.place).pk)
    form = {"alasan": WHY, "wilayah": kelurahan, "rt": "", "menit": "30"} | values
    answer = client.post(HOME, form)
    return answer.status_code, answer.headers.get("Location", answer.content.decode())


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"alasan": "gangguan"}, "paling sedikit 20 huruf"),
        ({"wilayah": ""}, "Pilih wilayah dari daftar"),
        ({"wilayah": str(10**12)}, "Pilih wilayah dari daftar"),
        ({"rt": "999"}, "RT ini tidak ada"),
        ({"menit": "600"}, "Pilih lama antara 15 dan 60 menit"),
    ],
)
def test_a_refusal_says_why_and_keeps_what_was_typed(values: dict[str, str], words: str) -> None:
    status, page = open_it(enter(people.TEKNIS), **values)
    assert status == 422
    assert words in page
    assert values.get("alasan", WHY) in page


def test_the_whole_way() -> None:
    here = make.notice(rt=people.SARI.place, name="Slamet Contoh")
    there = make.notice(rt="64.71.01.1004.001", name="Jauh Contoh")
    technician, administrator = enter(people.TEKNIS), enter(people.ADMINISTRATOR)
    status, place = open_it(technician)
    assert status == 302
    page = technician.get(place).content.decode()
    assert here.name in page
    assert there.name not in page
    assert here.name in technician.get(place, {"cari": "slamet"}).content.decode()
    assert "Tidak ada pemberitahuan" in technician.get(place, {"cari": "zzz"}).content.decode()
    assert here.name in technician.get(place, {"cari": str(here.pk)}).content.decode()

    assert "Akses darurat sedang berjalan" in administrator.get("/administrator/").content.decode()
    number = place.rstrip("/").rsplit("/", 1)[1]
    seen = administrator.get(f"{OFFICE}{number}/").content.decode()
    assert WHY in seen
    assert str(here.pk) in seen
    assert "masih berjalan" in review(administrator, number, status=422)
    administrator.post(f"{OFFICE}{number}/akhiri/")
    assert "Akses darurat sudah berakhir" in technician.get(place).content.decode()
    assert here.name not in technician.get(place).content.decode()
    assert "sudah berakhir" in administrator.get("/administrator/").content.decode()
    administrator.post(f"{OFFICE}{number}/ketahui/")
    assert "Akses darurat" not in administrator.get("/administrator/").content.decode()
    review(administrator, number, status=302)
    assert "Gangguan nyata" in administrator.get(f"{OFFICE}{number}/").content.decode()
    assert "sudah ditinjau" in review(administrator, number, status=422)
    assert "Gangguan nyata" in technician.get(HOME).content.decode()


def review(client: Client, number: str, *, status: int) -> str:
    """Review it as justified; the page."""
    values = {"putusan": "JUSTIFIED", "catatan": "Gangguan nyata, tiket 118 selesai"}
    answer = client.post(f"{OFFICE}{number}/", values)
    assert answer.status_code == status
    return answer.content.decode()


def test_one_rt_is_enough() -> None:
    here, next_door = make.notice(rt=people.SARI.place), make.notice(rt=people.BUDI.place)
    technician = enter(people.TEKNIS)
    _, place = open_it(technician, rt="RT 023")
    page = technician.get(place).content.decode()
    assert here.name in page
    assert next_door.name not in page


def test_the_alarm_goes_to_three_offices() -> None:
    open_it(enter(people.TEKNIS))
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT (args->>'account_id')::bigint FROM procrastinate_jobs WHERE task_name = 'notify.tell' "
            "AND args->>'topic' = 'BREAK_GLASS'"
        )
        told = {row[0] for row in cursor.fetchall()}
    offices = (people.ADMINISTRATOR, people.KASI, people.KEPALA)
    assert told == {make.account(someone.username).pk for someone in offices}


def test_every_reading_carries_its_number() -> None:
    told = make.notice(rt=people.SARI.place)
    technician = enter(people.TEKNIS)
    _, place = open_it(technician)
    technician.get(place)
    with acting_as("wacat_audit"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT detail->>'break_glass', object_ids FROM audit.event WHERE act = 'read' "
            "AND office = 'TEKNIS' AND object = 'notice'"
        )
        assert cursor.fetchall() == [(place.rstrip("/").rsplit("/", 1)[1], [told.pk])]


def test_somebody_elses_is_not_there_and_leaders_only_read() -> None:
    technician = enter(people.TEKNIS)
    _, place = open_it(technician)
    number = place.rstrip("/").rsplit("/", 1)[1]
    assert technician.get(f"{HOME}{10**12}/").status_code == 404
    leader = enter(people.KEPALA)
    page = leader.get(f"{OFFICE}{number}/").content.decode()
    assert WHY in page
    assert "Akhiri sekarang" not in page
    assert leader.post(f"{OFFICE}{number}/akhiri/").status_code == 403
    leader.post(f"{OFFICE}{number}/", {"putusan": "JUSTIFIED", "catatan": "Tidak berhak"})
    with standing_as(people.KEPALA.username):
        assert BreakGlass.objects.get(pk=number).reviewed_at is None


def test_the_technician_ends_it_himself() -> None:
    technician = enter(people.TEKNIS)
    _, place = open_it(technician)
    assert technician.post(f"{place}akhiri/").status_code == 302
    assert technician.post(f"{place}akhiri/").status_code == 409
    with standing_as(people.TEKNIS.username):
        glass = BreakGlass.objects.get()
        assert glass.ended_at is not None
        assert glass.ended_at < datetime.now(UTC) + timedelta(minutes=1)
