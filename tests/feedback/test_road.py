"""Masukan without a notice (Pasal 3b): told on the phone, matched by an operator, or fetched at home."""

import io
import re
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from tests import make, people
from tests.door import standing_as
from tests.feedback import acts
from tests.notify.office import worker
from tests.web.desk import photo
from tests.web.test_entry import log_in
from tests.web.test_rt import text
from wacat.feedback.models import Feedback, FeedbackPhoto, Match
from wacat.feedback.states import CLOSED, OPEN, TRANSITIONS
from wacat.records import actions as records

pytestmark = pytest.mark.django_db
MONTHS_LATER = acts.TOLD + timedelta(days=61)


def phone(someone: people.Someone) -> Client:
    """A browser of that person."""
    client = Client()
    log_in(client, someone)
    return client


def carried(page: str) -> dict[str, str]:
    """What a screen carries to the next one."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


def walk(client: Client, *screens: dict[str, Any]) -> tuple[int, str]:
    """Answer one screen after the other; status and page, or place, of the last one."""
    page = text(client.get("/masukan/baru/"))
    for typed in screens:
        values = carried(page) | typed
        values.pop("csrfmiddlewaretoken", None)
        response = client.post("/masukan/baru/", values)
        page = response.headers.get("Location") or text(response)
    return response.status_code, page


ROAD: list[dict[str, Any]] = [
    {"jenis": "DEATH"},
    {"nama": "Slamet  Riyadi"},
    {"tanggal": "2026-11-01", "kirakira": "on"},
    {"alamat": "Gang 3"},
    {"sumber": "FAMILY", "keterangan": "Dimakamkan kemarin"},
]


def test_one_question_a_screen_then_it_is_sent_once() -> None:
    client = phone(people.SARI)
    status, page = walk(client, *ROAD)
    assert status == 200
    assert "Periksa, lalu kirim" in page
    assert "1 November 2026" in page
    last = carried(page) | {"foto": SimpleUploadedFile("a.jpg", photo().content)}
    first = client.post("/masukan/baru/", last)
    again = client.post("/masukan/baru/", carried(page))
    assert first.status_code == again.status_code == 302
    assert first.headers["Location"] == again.headers["Location"]
    with standing_as("operator"):
        feedback = Feedback.objects.get()
        assert (feedback.kind, feedback.name, feedback.roughly) == ("DEATH", "Slamet Riyadi", True)
        assert feedback.rt_id == make.area(people.SARI.place).pk
        shot = FeedbackPhoto.objects.get()
    mine = text(client.get(first.headers["Location"]))
    assert "Slamet Riyadi" in mine
    assert client.get(f"/masukan/{feedback.pk}/foto/{shot.pk}/").status_code == 200
    assert phone(people.BUDI).get(f"/masukan/{feedback.pk}/").status_code == 404
    assert phone(people.BUDI).get(f"/masukan/{feedback.pk}/foto/{shot.pk}/").status_code == 404
    assert "Slamet" in text(phone(people.LURAH).get("/masukan/"))


@pytest.mark.parametrize(
    ("place", "wrong", "said"),
    [
        (0, {"jenis": "APA"}, "Pilih yang terjadi."),
        (1, {"nama": "  "}, "Tulis namanya"),
        (2, {"tanggal": "2999-01-01"}, "belum terjadi"),
        (2, {"tanggal": "1926-11-01"}, "Periksa tahunnya"),
        (4, {"sumber": ""}, "Pilih dari siapa"),
    ],
)
def test_a_wrong_answer_is_asked_again_with_what_was_typed(
    place: int, wrong: dict[str, str], said: str
) -> None:
    status, page = walk(phone(people.SARI), *ROAD[:place], wrong)
    assert status == 422
    assert said in page
    assert all(str(v).split()[0] in page for step in ROAD[:place] for v in step.values())


def test_nobody_tells_of_another_rt() -> None:
    elsewhere = {"rt": str(make.area(people.ASING.place).pk)}
    for someone in (people.SARI, people.LURAH):
        status, page = walk(phone(someone), *ROAD[:3], ROAD[3] | elsewhere)
        assert status == 422
        assert "Pilih RT-nya dari daftar." in page
    status, _ = walk(
        phone(people.LURAH), *ROAD[:3], ROAD[3] | {"rt": str(make.area(people.BUDI.place).pk)}
    )
    assert status == 200


def test_it_is_taken_back_until_somebody_begins() -> None:
    feedback = acts.told()
    sari, desk = phone(people.SARI), phone(people.OPERATOR)
    address = f"/masukan/{feedback.pk}/batal/"
    assert sari.post(address, {"alasan": " "}).status_code == 422
    assert phone(people.LURAH).post(address, {"alasan": "keliru"}).status_code == 409
    desk.post(f"/operator/masukan/{feedback.pk}/langkah/", {"ke": "FOLLOWED"})
    assert sari.post(address, {"alasan": "keliru"}).status_code == 409
    other = acts.told(name="Wagiman")
    assert sari.post(f"/masukan/{other.pk}/batal/", {"alasan": "keliru"}).status_code == 302
    assert acts.seen(other).state == "CANCELLED"


@pytest.mark.parametrize(
    ("kind", "service", "origin", "name", "found"),
    [
        ("DEATH", "AKTA_KEMATIAN", None, "SLAMET RIADI", 1),
        ("DEATH", "AKTA_KEMATIAN", None, "Nurhayati", 0),
        ("DEATH", "KTP_EL", None, "Slamet Riyadi", 0),
        ("BIRTH", "AKTA_KELAHIRAN", None, "Slamet Riyadi Putra", 1),
        ("NEWCOMER", "DATANG", None, "Slamet Riyadi", 1),
        ("NEWCOMER", "PINDAH_DALAM_KOTA", people.BUDI.place, "Slamet Riyadi", 1),
        ("MOVED_AWAY", "DATANG", None, "Slamet Riyadi", 0),
        ("MOVED_AWAY", "PINDAH_KELUAR", None, "Slamet Riyadi", 1),
    ],
)
def test_a_service_of_the_fitting_kind_in_that_rt_with_a_like_name_is_suggested(
    kind: str, service: str, origin: str | None, name: str, found: int
) -> None:
    feedback = acts.told(kind=kind)
    acts.told(by=people.BUDI, kind=kind)
    assert acts.published(kind=service, name=name, origin=origin) == found
    assert acts.seen(feedback).state == "SUBMITTED"


def test_the_operator_refuses_or_confirms_and_the_teller_hears_of_it() -> None:
    feedback, desk = acts.told(), phone(people.OPERATOR)
    acts.published(name="Slamet Riyanto")
    acts.published(name="Slamet Riyadi", address="Gang 3 No. 5")
    address = f"/operator/masukan/{feedback.pk}/"
    page = text(desk.get(address))
    assert page.index("Slamet Riyadi") < page.index("Slamet Riyanto")
    with standing_as("operator"):
        right, wrong = Match.objects.order_by("-likeness").values_list("pk", flat=True)
    assert desk.post(f"{address}cocok/{wrong}/", {"sama": "tidak"}).status_code == 302
    assert desk.post(f"{address}cocok/{right}/", {"sama": "ya"}).status_code == 302
    again = desk.post(f"{address}cocok/{right}/", {"sama": "ya"})
    assert again.status_code == 409
    assert "sudah diputuskan" in text(again)
    assert acts.seen(feedback).state == "MATCHED"
    mine = text(phone(people.SARI).get(f"/masukan/{feedback.pk}/"))
    assert "sudah mengurusnya di Disdukcapil" in mine
    # the RT is told of the service by its notice, not here
    assert "Gang 3 No. 5" not in mine


def test_a_service_that_was_withdrawn_is_no_match() -> None:
    feedback, desk = acts.told(), phone(people.OPERATOR)
    (notice,) = make.publish(
        make.row(rt=people.SARI.place, kind="AKTA_KEMATIAN", name="Slamet Riyadi")
    )
    assert acts.suggested(notice.batch_id) == 1
    assert acts.suggested(notice.batch_id) == 0
    assert "(1)" in text(desk.get("/operator/masukan/?rak=cocok"))
    with worker():
        records.withdraw(batch_id=notice.batch_id, at=acts.TOLD, reason="keliru")
    assert "Tidak ada masukan di sini." in text(desk.get("/operator/masukan/?rak=cocok"))
    with standing_as("operator"):
        match = Match.objects.get()
    refused = desk.post(f"/operator/masukan/{feedback.pk}/cocok/{match.pk}/", {"sama": "ya"})
    assert refused.status_code == 409
    assert "sudah ditarik" in text(refused)


def test_after_two_months_the_field_team_gets_it_and_says_what_it_found() -> None:
    feedback, fresh = acts.told(), acts.told(name="Wagiman", at=MONTHS_LATER - timedelta(days=5))
    assert acts.listed(at=acts.TOLD + timedelta(days=59)) == 0
    assert [acts.listed(at=MONTHS_LATER) for _ in range(2)] == [1, 0]
    assert (acts.seen(feedback).state, acts.seen(fresh).state) == ("JEMPUT_BOLA", "SUBMITTED")
    desk = phone(people.OPERATOR)
    book = desk.get("/operator/masukan/unduh/?rak=jemput")
    assert "jemput-bola-" in book.headers["Content-Disposition"]
    rows = list(openpyxl.load_workbook(io.BytesIO(book.content)).active.values)  # type: ignore[union-attr]
    assert [row[0] for row in rows[1:]] == [feedback.number]
    address = f"/operator/masukan/{feedback.pk}/kunjungan/"
    for typed in ({}, {"tanggal": "2020-01-01"}, {"tanggal": "2026-11-21", "hasil": "APA"}):
        assert desk.post(address, typed).status_code == 409
    day = {"tanggal": "2026-11-21"}
    assert desk.post(address, day | {"hasil": "NOT_HOME", "catatan": "Kosong"}).status_code == 302
    assert acts.seen(feedback).state == "JEMPUT_BOLA"
    assert desk.post(address, day | {"hasil": "SERVED"}).status_code == 302
    assert acts.seen(feedback).state == "DONE"


def test_an_end_needs_a_reason_and_a_step_that_the_table_has() -> None:
    feedback, desk = acts.told(), phone(people.OPERATOR)
    address = f"/operator/masukan/{feedback.pk}/langkah/"
    assert desk.post(address, {"ke": "DISMISSED"}).status_code == 409
    assert desk.post(address, {"ke": "MATCHED", "alasan": "x"}).status_code == 409
    assert (
        desk.post(address, {"ke": "DISMISSED", "alasan": "Sudah di kota lain"}).status_code == 302
    )
    assert "Sudah di kota lain" in text(phone(people.SARI).get(f"/masukan/{feedback.pk}/"))
    assert desk.post(address, {"ke": "FOLLOWED"}).status_code == 409


def test_lists_are_searched_and_filtered() -> None:
    acts.told(name="Slamet Riyadi")
    acts.told(name="Nurhayati", kind="BIRTH", by=people.ASING)
    desk = phone(people.OPERATOR)
    assert text(desk.get("/operator/masukan/")).count("data-baris") == 2
    for query in ("cari=nurha", "jenis=BIRTH", f"kelurahan={make.area('64.71.01.1004').pk}"):
        page = text(desk.get(f"/operator/masukan/?{query}"))
        assert "Nurhayati" in page
        assert "Slamet" not in page
    for odd in ("%00", "-1", str(2**70), "x"):
        query = f"rak={odd}&jenis={odd}&kelurahan={odd}&sebelum={odd}&cari={odd}"
        assert desk.get(f"/operator/masukan/?{query}").status_code == 200
        assert phone(people.SARI).get(f"/masukan/?saring={odd}&sebelum={odd}").status_code == 200


def test_the_database_keeps_what_must_be_true() -> None:
    feedback = acts.told()
    for wrong in (
        {"state": "MATCHED", "closed_at": acts.TOLD},
        {"state": "DONE", "closed_at": acts.TOLD},
        {"state": "CANCELLED"},
        {"closed_at": acts.TOLD},
    ):
        with standing_as("operator"), pytest.raises(IntegrityError), transaction.atomic():
            Feedback.objects.filter(pk=feedback.pk).update(**wrong)
    acts.published(name="Slamet Riyadi")
    with standing_as("rt"):
        assert not Match.objects.exists()
    with standing_as("rt2"):
        assert not Feedback.objects.exists()


def test_every_open_state_has_a_way_out_and_no_closed_one() -> None:
    assert {before for before, _ in TRANSITIONS} == set(OPEN)
    assert {after for _, after in TRANSITIONS} >= set(CLOSED)
