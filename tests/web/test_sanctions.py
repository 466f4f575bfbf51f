"""Stops and revocation (Pasal 6): three ends that read differently, two people, the right to object."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests import make, people
from tests.accounts.acts import browser, case_of, now, prepare_case, state_of, term_of
from tests.conftest import acting_as
from tests.door import standing_as
from tests.web.test_entry import log_in
from tests.web.test_rt import as_system, text
from wacat.accounts import links, terms
from wacat.accounts.access import leave
from wacat.accounts.models import Appointment, Sanction

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    """The desk of the administrator."""
    return browser(people.ADMINISTRATOR)


def revoke(desk: Client) -> Sanction:
    """Sari's access, revoked by Kasi and administrator."""
    case = prepare_case(browser(people.KASI), people.SARI)
    assert desk.post(f"/sanksi/{case.pk}/putuskan/").status_code == 302
    return case_of(people.SARI)


def account_page(someone: people.Someone) -> str:
    return f"/administrator/akun/{make.account(someone.username).pk}/"


def test_suspension_closes_the_door_and_lifting_opens_it(desk: Client) -> None:
    sari = browser(people.SARI)
    home = account_page(people.SARI)
    assert desk.post(f"{home}tangguhkan/", {"alasan": " "}).status_code == 422
    assert desk.post(f"{home}tangguhkan/", {"alasan": "Diperiksa"}).status_code == 302
    assert sari.get("/rt/").headers["Location"].startswith("/masuk/")
    assert log_in(Client(), people.SARI) != "/"
    page = text(desk.get(home))
    assert "Ditangguhkan" in page
    assert "Diperiksa" in page
    assert desk.post(f"{home}lanjutkan/", {"alasan": "Beres"}).status_code == 302
    assert log_in(Client(), people.SARI) == "/"
    again = desk.post(f"{home}lanjutkan/", {"alasan": "Beres"})
    assert again.status_code == 409
    assert "tidak sedang ditangguhkan" in text(again)


def test_a_lost_phone_is_no_punishment_and_a_new_code_opens_again(desk: Client) -> None:
    sari, home = browser(people.SARI), account_page(people.SARI)
    assert browser(people.KASI).post(f"{home}kunci/", {"alasan": "HILANG"}).status_code == 302
    assert sari.get("/rt/").headers["Location"].startswith("/masuk/")
    page = text(desk.get(home))
    assert "Terkunci karena HP" in page
    assert "HP hilang" in page
    opened = desk.post(f"{home}buka/")
    assert "hanya ditampilkan sekali" in text(opened)
    assert state_of(people.SARI) == "ACTIVE"
    assert log_in(Client(), people.SARI) != "/", "the password that the phone knew is worth nothing"


def test_the_lurah_locks_only_the_heads_of_his_own_rts() -> None:
    lurah = browser(people.LURAH)
    own = f"/lurah/rt/{make.area(people.SARI.place).pk}/kunci/"
    foreign = f"/lurah/rt/{make.area(people.ASING.place).pk}/kunci/"
    assert "Kunci akun" in text(lurah.get(own))
    assert lurah.post(own, {"alasan": ""}).status_code == 422
    assert lurah.post(foreign, {"alasan": "HILANG"}).status_code == 404
    assert lurah.post(own, {"alasan": "HILANG", "catatan": "di pasar"}).status_code == 302
    assert state_of(people.SARI) == "LOCKED"
    assert state_of(people.ASING) == "ACTIVE"
    assert "terkunci" in text(lurah.get(f"/lurah/rt/{make.area(people.SARI.place).pk}/")).lower()


def test_revocation_needs_two_people_and_bites_on_the_next_request(desk: Client) -> None:
    sari = browser(people.SARI)
    told = make.notice(rt=people.SARI.place)
    case = prepare_case(desk, people.SARI)
    assert sari.get("/rt/").status_code == 200, "preparing changes nothing"
    alone = desk.post(f"/sanksi/{case.pk}/putuskan/")
    assert alone.status_code == 409
    assert "orang lain daripada yang menyiapkannya" in text(alone)
    assert browser(people.KASI).post(f"/sanksi/{case.pk}/putuskan/").status_code == 302
    assert sari.get("/rt/").headers["Location"].startswith("/masuk/")
    assert state_of(people.SARI) == "REVOKED"
    # the office is vacant now: the Lurah answers
    lurah = browser(people.LURAH)
    assert lurah.post(f"/lurah/pemberitahuan/{told.pk}/benar/").status_code == 302
    page = text(desk.get(f"/administrator/jabatan/{told.rt_id}/"))
    assert "Dicabut karena pelanggaran" in page


def test_the_database_knows_two_people_too() -> None:
    case = prepare_case(browser(people.KASI), people.SARI)
    for who, office in (("kasi", "ADMINISTRATOR"), ("kepala", "KEPALA")):
        with (
            standing_as("administrator"),
            pytest.raises(IntegrityError),
            transaction.atomic(),
        ):
            Sanction.objects.filter(pk=case.pk).update(
                decided_by=make.account(who),
                decided_office=office,
                decided_at=now(),
                state="IN_FORCE",
            )


def test_a_case_needs_reason_story_and_evidence(desk: Client) -> None:
    home = account_page(people.SARI)
    page = text(desk.post(f"{home}pencabutan/", {"uraian": "pendek"}))
    assert "Pilih pelanggaran dari daftar" in page
    assert "Lampirkan paling sedikit satu bukti" in page
    assert "pendek" in page
    prepare_case(desk, people.SARI)
    own = desk.get(account_page(people.ADMINISTRATOR))
    assert "akun Anda sendiri" in text(own)


def test_evidence_is_for_those_who_decide_and_told_to_the_trail(desk: Client) -> None:
    case = prepare_case(desk, people.SARI)
    page = text(desk.get(f"/sanksi/{case.pk}/"))
    address = page[page.index(f"/sanksi/{case.pk}/bukti/") :].split('"')[0]
    assert desk.get(address).content.startswith(b"\xff\xd8")
    for someone in (people.OPERATOR, people.LURAH, people.TEKNIS):
        assert browser(someone).get(address).status_code == 403
    with standing_as("operator"):
        assert Sanction.objects.count() == 0
    assert "bukti pelanggaran" in text(desk.get("/administrator/jejak/"))


def test_the_holder_objects_once_by_his_link_and_a_third_decides(desk: Client) -> None:
    case = revoke(desk)
    letter = desk.get(f"/sanksi/{case.pk}/surat.pdf")
    assert letter.content.startswith(b"%PDF")
    address = links.path_of(case.pk)
    holder = Client()
    page = text(holder.get(address))
    assert "menyebarkan data warga" in page
    assert "satu kali" in page
    assert case.description not in page
    assert holder.get("/keberatan/AAAABBBBCCCCDDDD/").status_code == 404
    assert holder.post(address, {"keberatan": "x"}).status_code == 409
    assert (
        holder.post(address, {"keberatan": "Itu bukan HP saya, foto itu lama."}).status_code == 302
    )
    assert "sudah kami terima" in text(holder.get(address))
    second = holder.post(address, {"keberatan": "Sekali lagi saya berkeberatan."})
    assert second.status_code == 409
    assert "satu kali" in text(second)
    # neither of the two who revoked decides
    assert (
        desk.post(f"/sanksi/{case.pk}/jawab/", {"putusan": "tolak", "alasan": "x"}).status_code
        == 403
    )
    kepala = browser(people.KEPALA)
    done = kepala.post(
        f"/sanksi/{case.pk}/jawab/", {"putusan": "terima", "alasan": "Foto itu bukan dari WaCAT."}
    )
    assert done.status_code == 302
    assert "dilanjutkan" in text(kepala.get(f"/sanksi/{case.pk}/"))
    assert log_in(Client(), people.SARI) == "/"
    assert term_of(people.SARI).area == make.area(people.SARI.place)
    assert "diterima" in text(holder.get(address))


def test_an_office_that_was_filled_does_not_resume_and_says_so(desk: Client) -> None:
    case = revoke(desk)
    kasi = browser(people.KASI)
    written = {"keberatan": "Surat: saya tidak melakukannya."}
    assert kasi.post(f"/sanksi/{case.pk}/keberatan/", written).status_code == 302
    with acting_as("wacat_owner"):
        Appointment.objects.create(
            person=make.account("rtlain").person, office="KETUA_RT",
            area=make.area(people.SARI.place), valid=(now(), None),
        )  # fmt: skip
    kepala = browser(people.KEPALA)
    kepala.post(f"/sanksi/{case.pk}/jawab/", {"putusan": "terima", "alasan": "Benar"})
    page = text(kepala.get(f"/sanksi/{case.pk}/"))
    assert "tidak dilanjutkan" in page
    assert "dipegang Maria Lestari" in page
    assert "dicatat dari surat oleh Agus Salim" in page
    assert state_of(people.SARI) == "ENDED"


def test_the_time_to_object_passes(desk: Client) -> None:
    case = revoke(desk)
    late = case.objection_until + timedelta(minutes=1)
    with acting_as("wacat_job"):
        as_system()
        terms.look_after(at=late)
        leave()
    assert case_of(people.SARI).state == "FINAL"
    refused = Client().post(links.path_of(case.pk), {"keberatan": "Saya terlambat membacanya."})
    assert refused.status_code == 409


def test_a_prepared_case_can_be_dropped_and_then_opened_anew(desk: Client) -> None:
    case = prepare_case(desk, people.SARI)
    twice = browser(people.KASI).post(
        f"{account_page(people.SARI)}pencabutan/",
        {"pelanggaran": "CARELESS", "uraian": "Dua puluh huruf lebih di sini."},
    )
    assert twice.status_code == 422
    assert desk.post(f"/sanksi/{case.pk}/tutup/", {"alasan": "Tidak terbukti"}).status_code == 302
    assert "Tidak terbukti" in text(desk.get(f"/sanksi/{case.pk}/"))
    assert state_of(people.SARI) == "ACTIVE"


def test_three_ends_read_differently_in_the_trail(desk: Client) -> None:
    revoke(desk)
    lock = {"alasan": "HILANG"}
    desk.post(f"{account_page(people.BUDI)}kunci/", lock)
    term = term_of(people.ASING)
    desk.post(f"/administrator/masa/{term.pk}/akhiri/", {"alasan": "TERM"})
    page = text(desk.get("/administrator/jejak/"))
    for words in (
        "Mencabut akses karena pelanggaran", "Jabatan berakhir: dicabut karena pelanggaran",
        "Mengunci akun karena HP hilang", "Masa jabatan selesai",
    ):  # fmt: skip
        assert words in page
