"""The pages around a decision: the Lurah's word, questions to another RT, objections, deadlines, alarms."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests import make, people
from tests.door import standing_as
from tests.notify.office import worker
from tests.web.desk import correction, denial, photo
from tests.web.test_entry import log_in
from wacat.verification import patterns
from wacat.verification.models import Correction, DenialPattern, Inquiry

pytestmark = pytest.mark.django_db


def signed_in(someone: people.Someone) -> Client:
    """A browser of that person."""
    client = Client()
    log_in(client, someone)
    return client


def text(client: Client, address: str) -> str:
    """The page at an address, which must be there."""
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def now_is(kasus: Correction) -> Correction:
    """The case as it stands now."""
    with standing_as("operator"):
        return Correction.objects.get(pk=kasus.pk)


def test_the_lurah_finds_what_waits_for_his_word_and_the_rt_reads_it() -> None:
    kasus = denial()
    lurah, sari = signed_in(people.LURAH), signed_in(people.SARI)
    assert "1 jawaban “bukan warga saya” perlu persetujuan Anda" in text(lurah, "/lurah/")
    assert "Lurah diminta pendapatnya" in text(sari, f"/rt/pemberitahuan/{kasus.notice_id}/")
    assert "Sudah lama pindah" in text(lurah, "/lurah/persetujuan/")
    address = f"/lurah/persetujuan/{kasus.pk}/"
    refused = lurah.post(address, {"setuju": "tidak", "keterangan": ""})
    assert refused.status_code == 409
    assert "Tulis alasan Anda tidak setuju" in refused.content.decode()
    assert lurah.post(address, {"setuju": "ya"}).status_code == 302
    assert lurah.post(address, {"setuju": "ya"}).status_code == 409
    assert "Lurah:</span> setuju" in text(sari, f"/rt/pemberitahuan/{kasus.notice_id}/")
    assert "Lurah setuju" in text(signed_in(people.OPERATOR), f"/operator/koreksi/{kasus.pk}/")
    other = signed_in(people.LURAH_LAIN)
    assert other.post(address, {"setuju": "ya"}).status_code == 404


def test_what_is_held_against_a_denial_is_read_and_answered() -> None:
    kasus = denial()
    dewi, sari = signed_in(people.OPERATOR), signed_in(people.SARI)
    case, notice = f"/operator/koreksi/{kasus.pk}/", f"/rt/pemberitahuan/{kasus.notice_id}/"
    dewi.post(f"{case}ambil/")
    assert "Belum dapat diterima" in text(dewi, case)
    refused = dewi.post(f"{case}putuskan/", {"hasil": "REJECTED", "alasan": "KK di sini"})
    assert "berhak tahu alasannya" in refused.content.decode()
    dewi.post(f"{case}tanya/", {"maksud": "HEARING", "pertanyaan": "KK masih di RT 023"})
    shown = text(sari, notice)
    assert "Disdukcapil bermaksud menolak jawaban Anda" in shown
    assert "KK masih di RT 023" in shown
    proof = {
        "keterangan": "Rumahnya kosong",
        "bukti": SimpleUploadedFile("kk.jpg", photo().content),
    }
    assert sari.post(f"{notice}keterangan/", proof).status_code == 302
    assert dewi.post(f"{case}putuskan/", {"hasil": "ACCEPTED"}).status_code == 302


def test_another_rt_is_asked_on_its_phone_and_nobody_else_reads_it() -> None:
    kasus = correction()
    dewi, budi = signed_in(people.OPERATOR), signed_in(people.BUDI)
    case = f"/operator/koreksi/{kasus.pk}/"
    dewi.post(f"{case}ambil/")
    kelurahan = make.area(people.LURAH.place).pk
    wrong = dewi.post(f"{case}tanya-rt/", {"kelurahan": kelurahan, "rt": "99"})
    assert wrong.status_code == 422
    assert "tidak ada di kelurahan ini" in wrong.content.decode()
    done = dewi.post(
        f"{case}tanya-rt/", {"kelurahan": kelurahan, "rt": "24", "pertanyaan_rt": "Kenal?"}
    )
    assert done.status_code == 302
    with standing_as("rt2"):
        asked = Inquiry.objects.get()
    assert "bertanya tentang 1 orang" in text(budi, "/rt/")
    assert asked.name in text(budi, "/rt/pertanyaan/")
    assert asked.name in text(budi, f"/rt/pertanyaan/?cari={asked.name[:6]}")
    assert "Tidak ada yang cocok" in text(budi, "/rt/pertanyaan/?cari=entah")
    page = text(budi, f"/rt/pertanyaan/{asked.pk}/")
    assert f"Apakah {asked.name} tinggal di RT 024?" in page
    assert "Jl. Baru" not in page
    assert signed_in(people.ASING).get(f"/rt/pertanyaan/{asked.pk}/").status_code == 404
    assert signed_in(people.SARI).get(f"/rt/pertanyaan/{asked.pk}/").status_code == 404
    assert budi.post(f"/rt/pertanyaan/{asked.pk}/", {"jawaban": "ya"}).status_code == 302
    assert budi.post(f"/rt/pertanyaan/{asked.pk}/", {"jawaban": "bukan"}).status_code == 409
    assert "ya, warganya" in text(dewi, case)
    assert asked.name not in text(budi, "/rt/pertanyaan/")
    assert asked.name in text(budi, "/rt/pertanyaan/?saring=dijawab")
    assert dewi.post(f"{case}selesai/", {"catatan": ""}).status_code == 302


def test_the_result_that_is_read_closes_the_case_and_may_be_objected_to_once() -> None:
    kasus = correction()
    dewi, sari, rahmat = (signed_in(x) for x in (people.OPERATOR, people.SARI, people.OPERATOR_2))
    case, notice = f"/operator/koreksi/{kasus.pk}/", f"/rt/pemberitahuan/{kasus.notice_id}/"
    assert now_is(kasus).state == "SUBMITTED"
    text(dewi, case)
    assert now_is(kasus).state == "RECEIVED"
    assert "sudah sampai" in text(sari, notice)
    dewi.post(f"{case}ambil/")
    with standing_as("operator"):
        items = {f"hasil-{pk}": "REJECTED" for pk in kasus.items.values_list("pk", flat=True)}
    dewi.post(f"{case}putuskan/", {**items, "alasan": "Sesuai akta"})
    text(sari, notice)
    assert now_is(kasus).state == "CLOSED"
    assert "Tidak setuju dengan putusan ini" in text(sari, notice)
    assert sari.post(f"{notice}keberatan/", {"alasan": ""}).status_code == 409
    assert sari.post(f"{notice}keberatan/", {"alasan": "Akta lain"}).status_code == 302
    assert sari.post(f"{notice}keberatan/", {"alasan": "Lagi"}).status_code == 409
    assert dewi.post(f"{case}ambil/").status_code == 409
    assert "Akta lain" in text(rahmat, case)
    assert rahmat.post(f"{case}ambil/").status_code == 302


def test_the_same_thing_is_linked_from_the_page() -> None:
    first, second = correction(nik="6471010101900051"), correction(nik="6471010101900051")
    dewi, sari = signed_in(people.OPERATOR), signed_in(people.SARI)
    case = f"/operator/koreksi/{second.pk}/"
    dewi.post(f"{case}ambil/")
    assert first.number in text(dewi, case)
    assert dewi.post(f"{case}sama/", {"pertama": ""}).status_code == 422
    assert dewi.post(f"{case}sama/", {"pertama": first.number}).status_code == 302
    assert "Ini sama dengan koreksi lain" in text(sari, f"/rt/pemberitahuan/{second.notice_id}/")


def test_the_heads_read_what_presses_without_a_name() -> None:
    kasus = correction(at=timezone.now() - timedelta(hours=80), name="Nama Rahasia")
    near = correction(at=timezone.now() - timedelta(hours=60), name="Nama Rahasia")
    page = text(signed_in(people.KEPALA), "/kepala/tenggat/")
    assert kasus.number in page
    assert near.number in page
    assert "lewat 8 jam" in page
    assert page.count("lewat 8 jam") == 2  # among what presses, and among what was late this month
    assert "Nama Rahasia" not in page
    assert signed_in(people.OPERATOR).get("/kepala/tenggat/").status_code == 403


def test_an_alarm_is_seen_and_closed_by_people_with_a_remark() -> None:
    for _ in range(5):
        kasus = denial()
    with worker():
        assert patterns.look(at=timezone.now()) >= 1
    dewi, kepala = signed_in(people.OPERATOR), signed_in(people.KEPALA)
    page = text(dewi, "/pola/")
    assert "5 warga" in page
    assert kasus.number in page
    assert kasus.number not in text(kepala, "/pola/")
    with standing_as("operator"):
        number = DenialPattern.objects.get(kind="RT").pk
    assert kepala.post(f"/pola/{number}/", {"keadaan": "SEEN"}).status_code == 302
    refused = dewi.post(f"/pola/{number}/", {"keadaan": "CLOSED", "catatan": ""})
    assert refused.status_code == 409
    assert "Tulis apa yang ditemukan" in refused.content.decode()
    done = {"keadaan": "CLOSED", "catatan": "Batas RT berubah"}
    assert dewi.post(f"/pola/{number}/", done).status_code == 302
    assert "Batas RT berubah" in text(dewi, "/pola/?saring=selesai")
    assert now_is(kasus).state == "SUBMITTED"
    assert signed_in(people.SARI).get("/pola/").status_code == 403
