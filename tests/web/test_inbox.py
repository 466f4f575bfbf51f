"""Warnings and questions reach the person they are for, and lead to exactly what they speak of."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests import people
from tests.door import standing_as
from tests.notify.mailbox import Postbox
from tests.notify.office import reachable, tell, worker
from tests.notify.test_road import at_desk, run_jobs, send_all
from tests.web.desk import correction, denial
from wacat.verification import cosigning, patterns, watching
from wacat.verification.models import Correction, DenialPattern

pytestmark = pytest.mark.django_db
INBOX = "/akun/kabar/"


def text(someone: people.Someone, address: str) -> str:
    """A page of that person, which must be there."""
    response = at_desk(someone).get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def way_in(mail: object) -> str:
    """The path of the link in a mail."""
    found = re.search(r"https?://[^/\s]+(/\S*)", str(mail))
    assert found
    return found[1]


def test_the_sekretaris_is_warned_at_once_and_opens_the_very_correction(postbox: Postbox) -> None:
    reachable("sekretaris")
    now = timezone.now()
    near, late = (correction(at=now - timedelta(hours=hours)) for hours in (60, 80))
    later = correction(at=now - timedelta(hours=75))
    with worker():
        watching.watch(at=now)
    run_jobs("notify.tell")
    send_all()
    assert [mail["Subject"] for mail in postbox.mails] == [
        "2 koreksi melewati tenggat", "1 koreksi mendekati tenggat",
    ]  # fmt: skip
    links = [way_in(mail.get_content()) for mail in postbox.mails]
    assert links == [f"/kepala/tenggat/{late.pk}/", f"/kepala/tenggat/{near.pk}/"]
    page = text(people.SEKRETARIS, INBOX)
    for link in links:
        assert f'href="{link}"' in page
    opened = text(people.SEKRETARIS, links[0])
    assert f"Koreksi {late.number}</h2>" in opened
    assert "lewat 8 jam" in opened
    assert later.number in opened
    # nobody else may look there, and another city's number is none
    assert at_desk(people.OPERATOR).get(links[0]).status_code == 403
    assert at_desk(people.SEKRETARIS).get("/kepala/tenggat/999999/").status_code == 404


def test_a_warning_about_what_was_decided_meanwhile_says_so() -> None:
    kasus = correction(at=timezone.now() - timedelta(hours=80))
    dewi, base = at_desk(people.OPERATOR), f"/operator/koreksi/{kasus.pk}"
    dewi.post(f"{base}/ambil/")
    with standing_as("operator"):
        item = kasus.items.get().pk
    dewi.post(f"{base}/putuskan/", {f"hasil-{item}": "REJECTED", "alasan": "Sesuai akta"})
    assert "Sudah ditangani: ditolak" in text(people.KEPALA, f"/kepala/tenggat/{kasus.pk}/")


def test_the_list_of_deadlines_is_searched_by_number_and_rt() -> None:
    one = correction(at=timezone.now() - timedelta(hours=80))
    other = correction(by=people.ASING, at=timezone.now() - timedelta(hours=80))
    for typed, found, gone in (
        (one.number, one, other), ("RT 001", other, one), ("Manggar Baru", other, one),
    ):  # fmt: skip
        page = text(people.KEPALA, f"/kepala/tenggat/?cari={typed}")
        assert found.number in page
        assert gone.number not in page
    assert "Tidak ada yang cocok" in text(people.KEPALA, "/kepala/tenggat/?cari=entah")


def test_the_lurah_opens_the_denial_he_is_asked_about(postbox: Postbox) -> None:
    reachable("lurah")
    first, second = denial(), denial(by=people.BUDI)
    run_jobs("notify.tell")
    send_all()
    links = {way_in(mail.get_content()) for mail in postbox.mails}
    assert links == {f"/lurah/persetujuan/{kasus.pk}/" for kasus in (first, second)}
    page = text(people.LURAH, f"/lurah/persetujuan/{second.pk}/")
    assert page.index(second.number) < page.index(first.number)
    assert first.number not in text(people.LURAH, "/lurah/persetujuan/?cari=RT 24")
    with standing_as("lurah") as lurah:
        cosigning.cosign(
            correction_id=second.pk, agrees=True, remark="", by=lurah, at=timezone.now()
        )
    assert second.number not in text(people.LURAH, "/lurah/persetujuan/")
    assert second.number in text(people.LURAH, "/lurah/persetujuan/?saring=dijawab")
    with standing_as("operator"):
        Correction.objects.filter(pk=first.pk).update(state="ACCEPTED")
    assert "pendapat tidak diperlukan lagi" in text(people.LURAH, f"/lurah/persetujuan/{first.pk}/")
    assert at_desk(people.LURAH_LAIN).get(f"/lurah/persetujuan/{first.pk}/").status_code == 404


def test_an_alarm_is_opened_from_its_message_and_found_by_its_place(postbox: Postbox) -> None:
    for username in ("operator", "operator2", "sekretaris"):
        reachable(username)
    for _ in range(5):
        denial()
    with worker():
        patterns.look(at=timezone.now())
    run_jobs("notify.tell")
    send_all()
    with standing_as("kepala"):
        number = DenialPattern.objects.earliest("id").pk
    links = {way_in(mail.get_content()) for mail in postbox.mails if "pola" in mail["Subject"]}
    assert links == {f"/pola/{number}/"}
    assert "Satu RT menyangkal banyak warga" in text(people.SEKRETARIS, f"/pola/{number}/")
    assert "5 warga" in text(people.OPERATOR, "/pola/?cari=RT 023")
    assert "Tidak ada pola yang cocok" in text(people.OPERATOR, "/pola/?cari=Lamaru")
    assert at_desk(people.KEPALA).get("/pola/999999/").status_code == 404


def test_everybody_reads_what_was_written_to_him_and_nothing_else() -> None:
    tell("rt", topic="SETTLED", notice_id=5)
    tell("rt", topic="FEEDBACK_SETTLED", feedback_id=7)
    tell("rt", topic="RESET_CODE")
    tell("rt2", topic="SETTLED", notice_id=6)
    page = text(people.SARI, INBOX)
    assert "3 kabar" in page
    assert 'href="/rt/pemberitahuan/5/"' in page
    assert 'href="/masukan/7/"' in page
    assert "/rt/pemberitahuan/6/" not in page
    assert "/kunci/" not in page
    chosen = text(people.SARI, f"{INBOX}?jenis=SETTLED")
    assert "1 kabar." in chosen
    assert 'href="/masukan/7/"' not in chosen
    assert "Masukan Anda sudah ditindaklanjuti" in text(people.SARI, f"{INBOX}?cari=masukan")
    assert "Tidak ada kabar yang cocok" in text(people.SARI, f"{INBOX}?cari=entah")
    assert "Belum ada kabar" in text(people.ASING, INBOX)
    for someone in people.EVERYBODY:
        assert at_desk(someone).get(INBOX).status_code == 200, someone.username
