"""The operator at the desk: one wins, each element is decided, the one who answered reads the result."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from tests import make, people
from tests.door import standing_as
from tests.web.desk import correction, denial, photo
from tests.web.test_entry import log_in
from wacat.audit.models import Event
from wacat.records.models import Notice
from wacat.values.elements import Element
from wacat.verification import answering
from wacat.verification.models import Correction

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    """Dewi at her desk."""
    log_in(client, people.OPERATOR)
    return client


@pytest.fixture
def other_desk() -> Client:
    """Rahmat at his."""
    client = Client()
    log_in(client, people.OPERATOR_2)
    return client


def page(client: Client, address: str, **query: str) -> str:
    """The page at an address, which must be there."""
    response = client.get(address, query)
    assert response.status_code == 200, address
    return response.content.decode()


def case(kasus: Correction, act: str = "") -> str:
    """The address of a case or of an act on it."""
    return f"/operator/koreksi/{kasus.pk}/" + (f"{act}/" if act else "")


def now_is(kasus: Correction) -> Correction:
    """The case as it stands now."""
    with standing_as("operator"):
        return (
            Correction.objects.select_related("notice").prefetch_related("items").get(pk=kasus.pk)
        )


def test_a_case_shows_old_beside_claimed_and_the_record(desk: Client) -> None:
    kasus = correction(
        claims={Element.NAME: "Siti Aminah"},
        name="Siti Amina",
        nik="6471010101900003",
        evidence=photo(),
    )
    shown = page(desk, case(kasus))
    for expected in (
        "<del>Siti Amina</del>", "<ins>Siti Aminah</ins>", "6471********0003", "Sari Wulandari",
        "Salah tulis", "RT 023 Manggar", "Mengirim koreksi", "Foto bukti 1", "sisa 2 hari 23 jam",
    ):  # fmt: skip
        assert expected in shown
    assert "6471010101900003" not in shown


def test_the_full_nik_asks_a_reason_and_leaves_a_line(desk: Client) -> None:
    kasus = correction(nik="6471010101900007")
    refused = desk.post(case(kasus, "nik"), {"keperluan": ""})
    assert refused.status_code == 422
    assert "6471010101900007" not in refused.content.decode()
    shown = desk.post(case(kasus, "nik"), {"keperluan": "Mencari berkas di SIAK"})
    assert "6471010101900007" in shown.content.decode()
    assert shown.headers["Cache-Control"] == "private, no-store"
    with standing_as("administrator"):
        line = Event.objects.filter(act="reveal").latest("id")
    assert line.detail["reason"] == "Mencari berkas di SIAK"
    assert "6471010101900007" not in str(line.detail)


def test_evidence_is_private_and_belongs_to_its_case(desk: Client) -> None:
    kasus, stranger = correction(evidence=photo()), correction()
    with standing_as("operator"):
        one = kasus.evidence.values_list("pk", flat=True).get()
    response = desk.get(case(kasus, f"bukti/{one}"))
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert desk.get(case(stranger, f"bukti/{one}")).status_code == 404


def test_what_is_taken_cannot_be_taken_by_another(desk: Client, other_desk: Client) -> None:
    kasus = correction()
    assert desk.post(case(kasus, "ambil")).status_code == 302
    late = other_desk.post(case(kasus, "ambil"))
    assert late.status_code == 409
    assert "sedang dikerjakan oleh Dewi Anggraini" in late.content.decode()
    shown = page(other_desk, case(kasus))
    assert "Dikerjakan oleh <b>Dewi Anggraini</b> sejak" in shown
    assert 'id="judul-tindakan"' not in shown
    assert "Putuskan" in page(desk, case(kasus))


def test_a_text_written_for_a_case_of_another_is_not_lost(desk: Client, other_desk: Client) -> None:
    kasus = correction()
    desk.post(case(kasus, "ambil"))
    refused = other_desk.post(case(kasus, "tanya"), {"pertanyaan": "Mohon foto KK yang jelas"})
    assert refused.status_code == 409
    assert "Mohon foto KK yang jelas" in refused.content.decode()


def test_each_element_is_decided_and_the_rt_reads_the_result(desk: Client) -> None:
    kasus = correction(claims={Element.NAME: "Siti Aminah", Element.ADDRESS: "Jl. Baru No. 7"})
    desk.post(case(kasus, "ambil"))
    first, second = sorted(item.pk for item in now_is(kasus).items.all())
    choice = {f"hasil-{first}": "ACCEPTED", f"hasil-{second}": "REJECTED"}

    refused = desk.post(case(kasus, "putuskan"), {**choice, "alasan": ""})
    assert refused.status_code == 409
    assert "Tulis alasan penolakan" in refused.content.decode()
    assert f'name="hasil-{first}" value="ACCEPTED" checked' in refused.content.decode()

    done = desk.post(case(kasus, "putuskan"), {**choice, "alasan": "Alamat sesuai KK"})
    assert done.status_code == 302
    settled = now_is(kasus)
    assert settled.state == "PARTLY_ACCEPTED"
    assert {item.pk: item.outcome for item in settled.items.all()} == {
        first: "ACCEPTED",
        second: "REJECTED",
    }
    shown = page(desk, case(kasus))
    assert "Putusan tersimpan" in shown
    assert "Selesai di SIAK" in shown
    with standing_as("rt"):
        assert Notice.objects.get(pk=kasus.notice_id).result == "PARTLY_ACCEPTED"
    sari = Client()
    log_in(sari, people.SARI)
    told = page(sari, f"/rt/pemberitahuan/{kasus.notice_id}/")
    assert "Alamat sesuai KK" in told

    assert desk.post(case(kasus, "selesai"), {"catatan": "Diubah di SIAK"}).status_code == 302
    assert now_is(kasus).closed_at is not None
    with standing_as("rt"):
        assert Notice.objects.get(pk=kasus.notice_id).result == "DONE_IN_SIAK"


def test_an_element_without_a_choice_keeps_the_reason(desk: Client) -> None:
    kasus = correction()
    desk.post(case(kasus, "ambil"))
    refused = desk.post(case(kasus, "putuskan"), {"alasan": "Sudah saya cocokkan"})
    assert refused.status_code == 422
    assert "Pilih terima atau tolak" in refused.content.decode()
    assert "Sudah saya cocokkan" in refused.content.decode()


def test_a_denial_is_decided_as_a_whole(desk: Client) -> None:
    kasus = denial()
    assert "Bukan warga saya: Sudah lama pindah" in page(desk, "/operator/")
    desk.post(case(kasus, "ambil"))
    assert desk.post(case(kasus, "putuskan"), {"hasil": "REJECTED"}).status_code == 409
    hearing = {"maksud": "HEARING", "pertanyaan": "KK masih di RT 023"}
    assert desk.post(case(kasus, "tanya"), hearing).status_code == 302
    with standing_as("rt") as sari:
        answering.reply(
            correction_id=kasus.pk,
            text="Rumahnya kosong",
            proof=None,
            by=sari,
            at=datetime.now(UTC),
        )
    desk.post(case(kasus, "putuskan"), {"hasil": "REJECTED", "alasan": "KK masih di RT 023"})
    assert now_is(kasus).state == "REJECTED"


def test_a_question_stops_the_clock_and_the_reply_comes_back(desk: Client) -> None:
    kasus = correction()
    desk.post(case(kasus, "ambil"))
    desk.post(case(kasus, "tanya"), {"pertanyaan": "Mohon foto KK"})
    shown = page(desk, case(kasus))
    assert "jam berhenti" in shown
    assert "Menunggu keterangan" in shown
    with standing_as("rt") as sari:
        answering.reply(
            correction_id=kasus.pk, text="Ini fotonya", proof=photo(), by=sari, at=datetime.now(UTC)
        )
    assert "“Ini fotonya”" in page(desk, case(kasus))


def test_what_was_given_back_can_be_taken_by_another(desk: Client, other_desk: Client) -> None:
    kasus = correction()
    desk.post(case(kasus, "ambil"))
    desk.post(case(kasus, "lepas"))
    assert other_desk.post(case(kasus, "ambil")).status_code == 302


def test_an_act_out_of_order_is_refused_with_words(desk: Client) -> None:
    kasus = correction()
    refused = desk.post(case(kasus, "selesai"), {"catatan": "x"})
    assert refused.status_code == 409
    assert "Ambil koreksi ini lebih dahulu" in refused.content.decode()
    assert desk.post(case(kasus, "tanya"), {"pertanyaan": "x" * 600}).status_code == 422


def test_the_history_of_the_person_is_beside_the_case(desk: Client) -> None:
    nik = "6471010101900021"
    make.notice(rt=people.BUDI.place, nik=nik, kind="KIA", name="Anak Lama")
    kasus = correction(nik=nik)
    shown = page(desk, case(kasus))
    assert "Pemberitahuan lain tentang orang ini" in shown
    assert "Anak Lama" in shown
    assert "RT 024 Manggar" in shown


def test_the_next_case_is_the_most_urgent_free_one(desk: Client) -> None:
    late = correction(at=make.NOW.replace(year=2026, month=11, day=1))
    kasus = correction()
    assert f"Berikutnya: {late.number}" in page(desk, case(kasus))


@pytest.mark.parametrize(
    "someone",
    [people.SARI, people.LURAH, people.ADMINISTRATOR, people.KASI, people.KEPALA, people.TEKNIS],
)
def test_the_desk_is_for_operators_alone(client: Client, someone: people.Someone) -> None:
    kasus = correction(evidence=photo())
    log_in(client, someone)
    for address in ("/operator/", "/operator/unduh/", case(kasus), case(kasus, "bukti/1")):
        assert client.get(address).status_code == 403
    assert client.post(case(kasus, "ambil")).status_code == 403


@pytest.mark.parametrize("number", ["999999", "99999999999999999999999"])
def test_a_case_that_is_not_there_is_not_found(desk: Client, number: str) -> None:
    assert desk.get(f"/operator/koreksi/{number}/").status_code == 404
    assert desk.post(f"/operator/koreksi/{number}/ambil/").status_code == 404
