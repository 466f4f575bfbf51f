"""Canned replies: kept by the administrator with their history, filled in for a case, offered at the desk."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests import people
from tests.door import standing_as
from tests.web.desk import correction
from tests.web.test_entry import log_in
from tests.web.test_rt import text
from wacat.desk.models import Reply, ReplyVersion, SavedView

pytestmark = pytest.mark.django_db
HOME = "/administrator/balasan/"
NEW = {
    "untuk": "ASK",
    "judul": "Minta akta",
    "isi": "Mohon foto akta untuk {hal} pada {nomor}, {nama_rt}.",
}


def of(someone: people.Someone) -> Client:
    """A browser of that person."""
    client = Client()
    log_in(client, someone)
    return client


def made(boss: Client) -> str:
    """The page of a new reply."""
    response = boss.post(HOME, NEW)
    assert response.status_code == 302
    return str(response.headers["Location"])


def test_a_reply_is_made_previewed_reworded_with_a_reason_and_ended() -> None:
    boss = of(people.ADMINISTRATOR)
    shown = text(boss.post(HOME, NEW | {"pratinjau": "ya"}))
    assert "Terbaca: Mohon foto akta untuk alamat pada K-000123, RT 023 Manggar." in shown
    page = made(boss)
    other = NEW | {"judul": "Minta akta asli"}
    assert boss.post(page, other).status_code == 422
    assert boss.post(page, other | {"alasan": "Lebih jelas"}).status_code == 302
    history = text(boss.get(page))
    assert "Lebih jelas" in history
    assert "Isi 1: Minta akta" in history
    assert boss.post(f"{page}akhiri/", {}).status_code == 422
    assert boss.post(f"{page}akhiri/", {"alasan": "Tidak dipakai"}).status_code == 302
    assert "Yang sudah diakhiri (1)" in text(boss.get(HOME))
    assert of(people.OPERATOR).get(HOME).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"judul": " "}, "Tulis judulnya"),
        ({"isi": ""}, "Tulis isi balasannya"),
        ({"untuk": "APA"}, "Pilih untuk apa"),
        ({"isi": "Halo {nama}"}, "{nama} tidak dikenal"),
        ({"isi": "NIK 6471010101900001"}, "Jangan tulis NIK"),
    ],
)
def test_what_cannot_be_is_said_and_kept_in_the_form(wrong: dict[str, str], said: str) -> None:
    response = of(people.KASI).post(HOME, NEW | wrong)
    assert response.status_code == 422
    page = text(response)
    assert said in page
    assert "Minta akta" in page or "judul" in wrong


def test_the_desk_is_offered_the_text_filled_in_for_the_case() -> None:
    made(of(people.ADMINISTRATOR))
    case, desk = correction(), of(people.OPERATOR)
    desk.post(f"/operator/koreksi/{case.pk}/ambil/")
    page = text(desk.get(f"/operator/koreksi/{case.pk}/"))
    assert f"Mohon foto akta untuk alamat pada {case.number}, RT 023 Manggar." in page


def test_the_database_keeps_no_long_number_and_no_end_without_a_reason() -> None:
    with standing_as("administrator"):
        reply = Reply.objects.order_by("id").first()
        assert reply is not None
        with pytest.raises(IntegrityError), transaction.atomic():
            ReplyVersion.objects.create(
                reply=reply, number=9, title="x", text="6471010101900001", made_at=reply.made_at
            )
        with pytest.raises(IntegrityError), transaction.atomic():
            Reply.objects.filter(pk=reply.pk).update(ended_at=reply.made_at)


def test_views_are_saved_without_what_was_searched_for_and_are_ones_own() -> None:
    desk, other = of(people.OPERATOR), of(people.OPERATOR_2)
    typed = {"nama": "KTP mendesak", "rak": "mendesak", "jenis": "KTP_EL", "cari": "Sari"}
    assert desk.post("/operator/tampilan/", typed).status_code == 302
    with standing_as("operator"):
        view = SavedView.objects.get()
    assert view.query == "?rak=mendesak&jenis=KTP_EL"
    assert "KTP mendesak" in text(desk.get("/operator/"))
    assert "KTP mendesak" not in text(other.get("/operator/"))
    assert other.post(f"/operator/tampilan/{view.pk}/hapus/").status_code == 404
    assert desk.post(f"/operator/tampilan/{view.pk}/hapus/").status_code == 302
    assert desk.post("/operator/tampilan/", typed | {"nama": " "}).status_code == 302
    with standing_as("operator"):
        assert not SavedView.objects.exists()
