"""Temporary stays (Pasal 13): registered on the phone, read by the Lurah, expiring by themselves."""

import io
import re
import uuid
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from tests import make, people
from tests.door import standing_as
from tests.feedback.test_road import carried, phone
from tests.nonpermanent import acts
from tests.notify.office import worker
from tests.web.test_rt import text
from wacat.nonpermanent.models import Stay, StayStep
from wacat.nonpermanent.states import CLOSED, OPEN, TRANSITIONS
from wacat.notify.models import Message

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
# ahead of the day on which the test runs, and within a year
LATER = date(TODAY.year + (TODAY.month > 6), 6 if TODAY.month > 6 else 12, 15)


@pytest.fixture(autouse=True)
def switched_on(db: None) -> None:
    acts.switch(on=True)


ROAD: list[dict[str, Any]] = [
    {"nama": "Ahmad  Fauzi"},
    {"asal": "Kabupaten Banjar"},
    {"mulai": "2026-11-01"},
    {"sampai": LATER.isoformat()},
    {"pemilik": "Mes PT Karya", "alamat": "Jl. Mufakat No. 5"},
    {"keperluan": "WORK"},
    {"nik": "6303 0507 0492 9002"},
]


def walk(client: Client, *screens: dict[str, Any]) -> tuple[int, str]:
    """Answer one screen after the other; status and page, or place, of the last one."""
    page = text(client.get("/nonpermanen/baru/"))
    for typed in screens:
        values = carried(page) | typed
        values.pop("csrfmiddlewaretoken", None)
        response = client.post("/nonpermanen/baru/", values)
        page = response.headers.get("Location") or text(response)
    return response.status_code, page


def test_one_question_a_screen_then_it_is_kept_once() -> None:
    client = phone(people.SARI)
    status, page = walk(client, *ROAD)
    assert status == 200
    assert "Periksa, lalu simpan" in page
    assert "6303********9002" in page
    first, again = (client.post("/nonpermanen/baru/", carried(page)) for _ in range(2))
    assert first.status_code == again.status_code == 302
    assert first.headers["Location"] == again.headers["Location"]
    with standing_as("operator"):
        stay = Stay.objects.get()
    assert (stay.name, stay.nik, stay.rt_id) == (
        "Ahmad Fauzi", "6303050704929002", make.area(people.SARI.place).pk,
    )  # fmt: skip
    own = text(client.get(first.headers["Location"]))
    assert "6303********9002" in own
    assert "6303050704929002" not in own
    address = f"/nonpermanen/{stay.pk}/"
    assert phone(people.LURAH).get(address).status_code == 200
    for stranger in (people.BUDI, people.LURAH_LAIN):
        assert phone(stranger).get(address).status_code == 404
    for offence in (people.LURAH, people.OPERATOR):
        assert phone(offence).post(f"{address}akhiri/", {"ke": "LEFT"}).status_code == 403


@pytest.mark.parametrize(
    ("place", "wrong", "said"),
    [
        (0, {"nama": "  "}, "Tulis namanya."),
        (1, {"asal": ""}, "Tulis dari mana asalnya."),
        (2, {"mulai": "2999-01-01"}, "belum terjadi"),
        (2, {"mulai": "1926-11-01"}, "Periksa tahunnya"),
        (3, {"sampai": "2026-11-02"}, "sudah lewat"),
        (3, {"sampai": "2999-01-01"}, "Paling lama satu tahun"),
        (5, {"keperluan": "APA"}, "Pilih keperluannya."),
        (6, {"nik": "630305070492900"}, "16 angka"),
        (6, {"nik": "٦٣٠٣٠٥٠٧٠٤٩٢٩٠٠٢"}, "16 angka"),
    ],
)
def test_a_wrong_answer_is_asked_again_with_what_was_typed(
    place: int, wrong: dict[str, str], said: str
) -> None:
    status, page = walk(phone(people.SARI), *ROAD[:place], wrong)
    assert status == 422
    assert said in page
    assert all(str(v).split()[0] in page for step in ROAD[:place] for v in step.values())


def test_while_the_module_is_off_nothing_shows_it() -> None:
    stay = acts.registered()
    assert "/nonpermanen/" in text(phone(people.SARI).get("/masukan/"))
    assert "/nonpermanen/" in text(phone(people.LURAH).get("/lurah/"))
    assert "/operator/nonpermanen/" in text(phone(people.OPERATOR).get("/operator/"))
    acts.switch(on=False)
    for someone, front, pages in (
        (people.SARI, "/masukan/", ("", "baru/", "unduh/", f"{stay.pk}/", f"{stay.pk}/perbaiki/")),
        (people.LURAH, "/lurah/", ("", "unduh/", f"{stay.pk}/")),
    ):
        client = phone(someone)
        assert "nonpermanen" not in text(client.get(front))
        assert {client.get(f"/nonpermanen/{page}").status_code for page in pages} == {404}
    desk = phone(people.OPERATOR)
    assert "nonpermanen" not in text(desk.get("/operator/"))
    assert desk.get("/operator/nonpermanen/").status_code == 404
    assert acts.looked_after(at=datetime(2027, 1, 1, tzinfo=UTC)).expired == {}


def test_the_administrator_switches_it_with_a_reason() -> None:
    boss, sari = phone(people.ADMINISTRATOR), phone(people.SARI)
    off = {"nama": "NONPERMANENT", "nilai": "0", "alasan": "Belum dipakai"}
    assert boss.post("/administrator/pengaturan/", off | {"alasan": ""}).status_code == 422
    for odd in ("2", "", "x", "-1"):
        assert boss.post("/administrator/pengaturan/", off | {"nilai": odd}).status_code == 422
    assert boss.post("/administrator/pengaturan/", off).status_code == 302
    assert sari.get("/nonpermanen/").status_code == 404
    page = text(boss.get("/administrator/pengaturan/"))
    assert "Pencatatan penduduk nonpermanen: mati" in page
    assert "Belum dipakai" in page


def test_an_end_that_comes_is_told_before_and_passes_by_itself() -> None:
    stay = acts.registered(until_on=date(2026, 12, 20))
    early, soon, after = (datetime(2026, 12, day, 3, tzinfo=UTC) for day in (1, 14, 21))
    assert acts.looked_after(at=early).ending == {}
    assert [acts.looked_after(at=soon).ending for _ in range(2)] == [{stay.rt_id: 1}, {}]
    assert [acts.looked_after(at=after).expired for _ in range(2)] == [{stay.rt_id: 1}, {}]
    assert acts.seen(stay).state == "EXPIRED"
    with worker():
        told = list(Message.objects.filter(topic__startswith="STAYS").order_by("id"))
    assert [message.topic for message in told] == ["STAYS_ENDING", "STAYS_EXPIRED"]
    assert all(message.account.username == "rt" for message in told)
    page = text(phone(people.SARI).get(f"/nonpermanen/{stay.pk}/"))
    assert "Masa tinggalnya sudah lewat" in page


def test_it_is_extended_corrected_with_a_reason_and_ended() -> None:
    stay = acts.registered()
    client, address = phone(people.SARI), f"/nonpermanen/{stay.pk}/"
    for odd in ("", "x", "2026-12-01", "2999-01-01"):
        assert client.post(f"{address}perpanjang/", {"sampai": odd}).status_code == 422
    assert client.post(f"{address}perpanjang/", {"sampai": LATER.isoformat()}).status_code == 302
    typed = {
        "nama": "Ahmad Fauzan", "asal": "Kabupaten Banjar", "mulai": "2026-11-01",
        "sampai": LATER.isoformat(), "pemilik": "Mes PT Karya", "alamat": "Jl. Mufakat No. 5",
        "keperluan": "WORK", "nik": "6303050704929002",
    }  # fmt: skip
    refused = client.post(f"{address}perbaiki/", typed)
    assert refused.status_code == 422
    assert "Tulis alasan perbaikan." in text(refused)
    assert "Ahmad Fauzan" in text(refused)
    done = client.post(f"{address}perbaiki/", typed | {"alasan": "Salah eja"})
    assert done.status_code == 302
    page = text(client.get(address))
    assert "Nama semula Ahmad Fauzi" in page
    assert "Salah eja" in page
    assert client.post(f"{address}akhiri/", {"ke": "VOID"}).status_code == 422
    assert client.post(f"{address}akhiri/", {"ke": "EXPIRED"}).status_code == 422
    assert client.post(f"{address}akhiri/", {"ke": "LEFT"}).status_code == 302
    again = client.post(f"{address}akhiri/", {"ke": "LEFT"})
    assert "sudah berstatus" in text(again)
    with standing_as("operator"):
        acts_done = list(StayStep.objects.order_by("id").values_list("act", flat=True))
    assert acts_done == ["REGISTERED", "EXTENDED", "CORRECTED", "LEFT"]


def test_an_expired_stay_goes_on_when_it_is_extended() -> None:
    stay = acts.registered(until_on=date(2026, 11, 21))
    acts.looked_after(at=datetime(2026, 11, 25, tzinfo=UTC))
    typed = {"sampai": LATER.isoformat()}
    response = phone(people.SARI).post(f"/nonpermanen/{stay.pk}/perpanjang/", typed)
    assert response.status_code == 302
    assert acts.seen(stay).state == "ACTIVE"


def rows_of(response: Any) -> list[tuple[Any, ...]]:
    """The rows of a workbook below its headings."""
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    lines = list(book.active.values)  # type: ignore[union-attr]
    head = next(n for n, line in enumerate(lines) if line[0] == "Nomor")
    return [line for line in lines[head + 1 :] if line[0] and str(line[0]).startswith("N-")]


def test_lists_are_searched_filtered_counted_printed_and_taken_along_exactly() -> None:
    one = acts.registered()
    acts.registered(by=people.BUDI, name="Riski Ananda", purpose="STUDY", origin="Samarinda")
    acts.registered(by=people.ASING, name="Melki Sinaga")
    lurah, desk = phone(people.LURAH), phone(people.OPERATOR)
    assert "2 orang." in text(lurah.get("/nonpermanen/"))
    for query in ("cari=riski", "keperluan=STUDY", "rt=24", "cari=samarinda"):
        page = text(lurah.get(f"/nonpermanen/?{query}"))
        assert "Riski Ananda" in page
        assert "Ahmad" not in page
        book = lurah.get(f"/nonpermanen/unduh/?{query}")
        assert [row[4] for row in rows_of(book)] == ["Riski Ananda"]
        assert re.search(r"nonpermanen-tinggal-\d{4}-\d\d-\d\d\.xlsx", book["Content-Disposition"])
    paper = text(lurah.get("/nonpermanen/?cetak=1"))
    assert "data-cetak" in paper
    assert paper.count("data-baris") == 2
    assert [row[5] for row in rows_of(lurah.get("/nonpermanen/unduh/?cari=ahmad"))] == [
        "6303********9002"
    ]
    full = desk.get("/operator/nonpermanen/unduh/")
    assert {row[5] for row in rows_of(full)} == {"6303050704929002"}
    assert len(rows_of(full)) == 3
    assert f"/operator/nonpermanen/{one.pk}/" in text(
        desk.get(f"/operator/nonpermanen/?cari={one.number}")
    )
    for odd in ("%00", "-1", str(2**70), "x"):
        query = f"rak={odd}&keperluan={odd}&kelurahan={odd}&rt={odd}&sebelum={odd}&cari={odd}"
        assert desk.get(f"/operator/nonpermanen/?{query}").status_code == 200
        assert lurah.get(f"/nonpermanen/?{query}").status_code == 200


def test_the_database_keeps_what_must_be_true() -> None:
    stay = acts.registered()
    for wrong in (
        {"state": "LEFT"},
        {"state": "VOID", "ended_at": acts.TOLD},
        {"until_on": date(2026, 10, 1)},
        {"nik": "123"},
        {"name": " "},
    ):
        with standing_as("rt"), pytest.raises(IntegrityError), transaction.atomic():
            Stay.objects.filter(pk=stay.pk).update(**wrong)
    with standing_as("rt2"):
        assert not Stay.objects.exists()
        assert Stay.objects.filter(pk=stay.pk).update(name="Lain") == 0
    with standing_as("rt"), pytest.raises(DatabaseError), transaction.atomic():
        Stay.objects.filter(pk=stay.pk).update(rt_id=make.area(people.BUDI.place).pk)


def test_the_same_key_registers_once() -> None:
    key = uuid.uuid4()
    assert acts.registered(key=key).pk == acts.registered(key=key, name="Lain").pk


def test_every_open_state_has_a_way_out_and_no_closed_one() -> None:
    assert {before for before, _ in TRANSITIONS} == set(OPEN)
    assert {after for _, after in TRANSITIONS} >= set(CLOSED)
