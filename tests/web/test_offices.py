"""Offices at the desk of the administrator, and the switch of somebody who holds two (Pasal 1(5)-(7), 7)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests import make, people
from tests.accounts.acts import SK, browser, now, picture, state_of, term_of
from tests.conftest import acting_as
from tests.web.test_rt import as_system, text
from wacat.accounts import terms
from wacat.accounts.access import leave
from wacat.accounts.models import Account, Appointment
from wacat.areas.models import Area

pytestmark = pytest.mark.django_db
VACANT = "64.71.01.1001.026"


@pytest.fixture
def desk() -> Client:
    """The desk of the administrator."""
    return browser(people.ADMINISTRATOR)


def office(place: str) -> str:
    return f"/administrator/jabatan/{make.area(place).pk}/"


def appoint(desk: Client, place: str, username: str, **values: object) -> object:
    form = SK | {"nama_pengguna": username, "mulai": f"{timezone.localdate()}"} | values
    return desk.post(f"{office(place)}angkat/", form)


def test_a_vacant_rt_goes_to_the_lurah_and_down_again_when_filled(desk: Client) -> None:
    lurah = browser(people.LURAH)
    told = make.notice(rt=VACANT)
    listed = f"/lurah/rt/{told.rt_id}/"
    assert "benar/" in text(lurah.get(listed))
    assert appoint(desk, VACANT, "rtlain").status_code == 302
    maria = browser(people.ASING)
    maria.post("/jabatan/", {"masa": Appointment.objects.get(area_id=told.rt_id).pk})
    assert told.name in text(maria.get("/rt/"))
    assert "benar/" not in text(lurah.get(listed))
    assert lurah.post(f"/lurah/pemberitahuan/{told.pk}/benar/").status_code == 409
    # and back, when the head ends
    term = Appointment.objects.get(area_id=told.rt_id)
    ended = desk.post(f"/administrator/masa/{term.pk}/akhiri/", {"alasan": "RESIGNED"})
    assert ended.status_code == 302
    assert maria.post(f"/rt/pemberitahuan/{told.pk}/benar/").status_code == 404
    assert told.name not in text(maria.get("/rt/"))
    assert lurah.post(f"/lurah/pemberitahuan/{told.pk}/benar/").status_code == 302


def test_one_hand_two_offices_changes_with_a_tap() -> None:
    first, second = make.notice(rt=people.DUA.place), make.notice(rt=people.DUA_JUGA)
    both = browser(people.DUA)
    page = text(both.get("/rt/"))
    assert first.name in page
    assert second.name not in page
    assert "Ganti jabatan" in page
    choice = text(both.get("/jabatan/"))
    assert "Sedang dipakai" in choice
    other = Appointment.objects.get(area=make.area(people.DUA_JUGA), valid__contains=now())
    assert both.post("/jabatan/", {"masa": other.pk}).headers["Location"] == "/"
    page = text(both.get("/rt/"))
    assert second.name in page
    assert first.name not in page
    assert make.area(people.DUA_JUGA).name in page
    # nobody else's office, and none that has ended
    foreign = both.post("/jabatan/", {"masa": term_of(people.SARI).pk})
    assert foreign.status_code == 409
    assert "tidak sedang Anda pegang" in text(foreign)
    with acting_as("wacat_owner"):
        Appointment.objects.filter(pk=other.pk).update(valid=(other.valid.lower, now()))
    page = text(both.get("/rt/"))
    assert first.name in page
    assert "Ganti jabatan" not in page


def test_with_one_office_there_is_nothing_to_change() -> None:
    assert "Ganti jabatan" not in text(browser(people.SARI).get("/rt/"))


def test_hand_over_shows_all_open_to_the_successor_and_nothing_to_the_predecessor(
    desk: Client,
) -> None:
    told = make.notice(rt=people.SARI.place)
    sari, term = browser(people.SARI), term_of(people.SARI)
    handed = desk.post(
        f"/administrator/masa/{term.pk}/serah/", SK | {"nama_pengguna": "rtlain", "catatan": ""}
    )
    assert handed.status_code == 302
    assert sari.get("/rt/").headers["Location"].startswith("/masuk/")
    maria = browser(people.ASING)
    after = Appointment.objects.get(area_id=told.rt_id, valid__contains=now())
    maria.post("/jabatan/", {"masa": after.pk})
    assert told.name in text(maria.get("/rt/"))
    page = text(desk.get(office(people.SARI.place)))
    assert "Serah terima" in page
    assert people.SARI.name in page


def test_an_end_in_the_future_bites_by_itself(desk: Client) -> None:
    sari, term = browser(people.SARI), term_of(people.SARI)
    tomorrow = timezone.localdate() + timedelta(days=1)
    change = {"sampai": f"{tomorrow}", "catatan": "Pemilihan RT"}
    assert desk.post(f"/administrator/masa/{term.pk}/ubah/", change).status_code == 302
    assert sari.get("/rt/").status_code == 200
    with acting_as("wacat_owner"):
        Appointment.objects.filter(pk=term.pk).update(valid=(term.valid.lower, now()))
    assert sari.get("/rt/").status_code == 403
    with acting_as("wacat_job"):
        as_system()
        assert terms.look_after(at=now()) == 1
        leave()
    assert state_of(people.SARI) == "ENDED"
    assert sari.get("/rt/").headers["Location"].startswith("/masuk/")
    assert "Masa jabatan selesai" in text(desk.get(office(people.SARI.place)))
    assert "Masa jabatan selesai" in text(desk.get("/administrator/jejak/?tindakan=office.term"))


def test_holders_are_reminded_once_a_month_before(desk: Client) -> None:
    term = term_of(people.SARI)
    with acting_as("wacat_owner"):
        until = now() + timedelta(days=20)
        Appointment.objects.filter(pk=term.pk).update(valid=(term.valid.lower, until))
    for _ in range(2):
        with acting_as("wacat_job"):
            as_system()
            terms.look_after(at=now())
            leave()
    term.refresh_from_db()
    assert term.end_reason == ""
    with acting_as("wacat_job"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT (args ->> 'account_id')::int, (args ->> 'area_id')::int "
            "FROM procrastinate_jobs WHERE task_name = 'notify.tell' "
            "AND args ->> 'topic' = 'TERM_ENDING'"
        )
        assert cursor.fetchall() == [(make.account("rt").pk, term.area_id)]


def test_what_is_wrong_with_an_appointment_is_said_and_the_text_kept(desk: Client) -> None:
    empty = desk.post(f"{office(VACANT)}angkat/", {})
    assert empty.status_code == 422
    assert "Tulis nomor surat keputusan" in text(empty)
    unknown = appoint(desk, VACANT, "siapa-ini")
    assert "Nama pengguna ini tidak dikenal" in text(unknown)
    assert 'value="141/77/2026"' in text(unknown)
    taken = appoint(desk, people.SARI.place, "rtlain")
    assert taken.status_code == 409
    assert "dipegang Sari Wulandari" in text(taken)
    long = appoint(desk, VACANT, "rtlain", jenis="INTERIM", sampai="2027-12-31")
    assert "Penjabat sementara paling lama enam bulan" in text(long)
    staff = appoint(desk, VACANT, "operator")
    assert "melalui usulan" in text(staff)
    with acting_as("wacat_owner"):
        Area.objects.filter(pk=make.area(VACANT).pk).update(frozen_on=timezone.localdate())
    assert "sedang dibekukan" in text(appoint(desk, VACANT, "rtlain"))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "kosong"),
        (b"<script>alert(1)</script>", "bukan PDF, JPG atau PNG"),
        (b"%PDF-1.4 /JavaScript (x) %%EOF", "naskah, lampiran atau sandi"),
        (b"%PDF-1.4 tanpa akhir", "terpotong"),
        (b"%PDF-" + b"0" * (5 * 1024 * 1024), "lebih besar dari 5 MB"),
    ],
)
def test_scans_that_cannot_be_kept(desk: Client, content: bytes, why: str, tmp_path) -> None:
    scan = tmp_path / "sk.pdf"
    scan.write_bytes(content)
    with scan.open("rb") as file:
        answer = appoint(desk, VACANT, "rtlain", pindaian=file)
    assert answer.status_code == 422
    assert why in text(answer)


def test_the_scan_of_a_decree_is_for_the_desk_alone_and_told_to_the_trail(
    desk: Client, settings, tmp_path
) -> None:
    settings.WACAT_SCANS = tmp_path
    assert appoint(desk, VACANT, "rtlain", pindaian=picture()).status_code == 302
    term = Appointment.objects.get(area=make.area(VACANT))
    address = f"/administrator/masa/{term.pk}/sk/"
    assert "Unduh SK" in text(desk.get(office(VACANT)))
    shown = desk.get(address)
    assert shown.content.startswith(b"\xff\xd8")
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert "attachment" in shown.headers["Content-Disposition"]
    assert browser(people.KASI).get(address).status_code == 200
    assert browser(people.OPERATOR).get(address).status_code == 403
    assert "surat keputusan" in text(desk.get("/administrator/jejak/"))
    (kept,) = tmp_path.iterdir()
    assert kept.stat().st_mode & 0o077 == 0


def test_new_staff_gets_an_account_and_a_code_that_is_shown_once(desk: Client) -> None:
    form = SK | {
        "jabatan": "OPERATOR", "mulai": f"{timezone.localdate()}", "nama": "Lilis Suryani",
        "telepon": "0813 1111 2222",
    }  # fmt: skip
    assert "Tulis nama petugas baru" in text(
        desk.post("/administrator/petugas/angkat/", form | {"nama": ""})
    )
    assert desk.post("/administrator/petugas/angkat/", form).status_code == 302
    lilis = Account.objects.get(person__name="Lilis Suryani")
    assert (lilis.state, lilis.username) == ("INVITED", "lilis")
    page = text(desk.get("/administrator/petugas/?cari=lilis"))
    assert "Lilis Suryani" in page
    code = desk.post(f"/administrator/akun/{lilis.pk}/kode/", {"alasan": "BELUM_MASUK"})
    assert "/kunci/" in text(code)
    assert "no-store" in code.headers["Cache-Control"]


def test_the_kasi_sees_and_may_not_act(desk: Client) -> None:
    kasi = browser(people.KASI)
    page = text(kasi.get(office(people.SARI.place)))
    assert people.SARI.name in page
    assert "Serah terima" not in page
    term = term_of(people.SARI)
    assert (
        kasi.post(f"/administrator/masa/{term.pk}/akhiri/", {"alasan": "DIED"}).status_code == 403
    )
