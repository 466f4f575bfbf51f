"""A question from any screen to its end, through the pages: author, desk, technical team (Pasal 8c)."""

import re
import uuid
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client, override_settings

from tests import make, people
from tests.accounts.acts import browser, picture
from tests.conftest import acting_as
from tests.door import standing_as
from tests.helpdesk.tickets import answered, article, category, ticket
from tests.web.test_rt import as_system, stored, text
from wacat.accounts.access import leave
from wacat.helpdesk import clock, watching
from wacat.helpdesk.models import Ticket, TicketMessage

pytestmark = pytest.mark.django_db
ASK, DESK = "/bantuan/kirim/", "/keluhan/"
ADDRESS = re.compile(r"/bantuan/kirim/\?dari=([^\"]+)")


@pytest.fixture
def sari() -> Client:
    """The phone of Bu Sari, Ketua RT 023."""
    return browser(people.SARI)


@pytest.fixture
def desk() -> Client:
    """The desk of the first operator."""
    return browser(people.OPERATOR)


def form(**values: object) -> dict[str, object]:
    return {
        "isi": "Daftar warga tidak mau terbuka sejak pagi",
        "kategori": category("aplikasi").pk,
        "kunci": str(uuid.uuid4()),
        "dari": "/rt/",
        "layar": "360 x 780",
        "jaringan": "tersambung",
        "konteks": ["halaman", "versi", "peramban", "layar", "jaringan", "waktu"],
        "sudah_lihat": "1",
    } | values


def standing(made: Ticket) -> Ticket:
    (found,) = stored(Ticket, pk=made.pk)
    return found


def test_a_question_travels_from_a_page_to_its_answer(sari: Client, desk: Client) -> None:
    notice = make.notice(rt=people.SARI.place)
    here = text(sari.get(f"/rt/pemberitahuan/{notice.pk}/"))
    link = ADDRESS.search(here)
    assert link
    assert f"pemberitahuan/{notice.pk}/" in text(sari.get(f"{ASK}?dari={link[1]}"))
    sent = sari.post(ASK, form(dari=f"/rt/pemberitahuan/{notice.pk}/", berkas=picture()))
    (made,) = stored(Ticket)
    assert sent.headers["Location"] == f"/bantuan/tiket/{made.pk}/"
    assert made.context["halaman"] == f"/rt/pemberitahuan/{notice.pk}/"
    assert made.context["layar"] == "360 x 780"
    assert made.technical
    assert not made.shared
    own = f"/bantuan/tiket/{made.pk}/"
    page = text(sari.get(own))
    assert made.number in page
    photo = re.search(rf"{own}berkas/\d+/", page)
    assert photo
    assert sari.get(photo[0]).content.startswith(b"\xff\xd8"), "written anew as JPEG"
    case = f"{DESK}{made.pk}/"
    assert made.number in text(desk.get(DESK))
    assert desk.post(f"{case}ambil/").status_code == 302
    assert desk.post(f"{case}catatan/", {"isi": "Sudah ditelepon"}).status_code == 302
    assert (
        desk.post(f"{case}jawab/", {"isi": "Versi HP Anda apa?", "lalu": "wait"}).status_code == 302
    )
    page = text(sari.get(own))
    assert "Versi HP Anda apa?" in page
    assert "Menunggu balasan Anda" in page
    assert "Sudah ditelepon" not in page, "notes are the desk's"
    assert people.OPERATOR.name not in page
    assert "Sudah ditelepon" in text(desk.get(case))
    assert sari.post(f"{own}balas/", {"isi": "Android 9"}).status_code == 302
    assert standing(made).state == "IN_PROGRESS"
    assert (
        desk.post(f"{case}jawab/", {"isi": "Sudah diperbaiki", "lalu": "solve"}).status_code == 302
    )
    rated = sari.post(f"{own}nilai/", {"wajah": "3", "isi": "Cepat"})
    assert rated.status_code == 302
    assert (standing(made).state, standing(made).face) == ("SOLVED", 3)


def test_what_the_person_unticks_is_not_sent_and_addresses_are_stripped(sari: Client) -> None:
    kept = ["halaman"]
    address = "/rt/riwayat/?cari=Hasna#x"
    sari.post(ASK, form(dari=address, konteks=kept))
    sari.post(ASK, form(dari="/kunci/ABCD2345/6471010101900001/", konteks=kept))
    found = [made.context for made in stored(Ticket)]
    assert found == [{"halaman": "/rt/riwayat/"}, {"halaman": "/kunci/…/…/"}]
    sari.post(ASK, form(konteks=["layar", "jaringan"], layar="<b>", jaringan="rahasia"))
    assert stored(Ticket)[-1].context == {}


def test_what_may_help_is_offered_first_and_once(sari: Client) -> None:
    made = article()
    asked = form(isi="saya lupa kata sandinya", sudah_lihat="")
    first = sari.post(ASK, asked)
    assert "Mungkin ini membantu" in text(first)
    assert f"/bantuan/artikel/{made.pk}/" in text(first)
    assert 'name="sudah_lihat" value="1"' in text(first)
    assert "saya lupa kata sandinya" in text(first)
    assert stored(Ticket) == []
    typing = sari.post("/bantuan/saran/", {"isi": "lupa sandii"}, headers={"HX-Request": "true"})
    assert made.versions.get().title in text(typing), "a word misspelt is near enough"
    assert "<html" not in text(typing)
    assert sari.post(ASK, asked | {"sudah_lihat": "1"}).status_code == 302
    assert sari.post(ASK, asked | {"sudah_lihat": "1"}).status_code == 302
    assert len(stored(Ticket)) == 1, "the same form again is the same ticket"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"isi": "  "}, "Tulis dahulu"),
        ({"kategori": ""}, "Pilih tentang apa"),
        ({"isi": "a" * 4_001}, "lebih dari 4000 huruf"),
        ({"berkas": BytesIO(b"GIF89a")}, "bukan PDF, JPG atau PNG"),
    ],
)
def test_a_refused_question_keeps_what_was_typed(
    sari: Client, wrong: dict[str, object], said: str
) -> None:
    response = sari.post(ASK, form(**wrong))
    assert response.status_code == 422
    assert said in text(response)
    assert stored(Ticket) == []
    if "isi" not in wrong:
        assert "Daftar warga tidak mau terbuka" in text(response)


def test_a_settled_question_is_opened_again_within_fourteen_days(sari: Client) -> None:
    made = answered(ticket(at=datetime(2026, 11, 16, 1, 0, tzinfo=UTC)), then="solve")
    own = f"/bantuan/tiket/{made.pk}/"
    late = sari.post(f"{own}balas/", {"isi": "Masih sama"})
    assert late.status_code == 422
    assert "Buka lagi" in text(late)
    assert "Masih sama" in text(late)
    assert sari.post(f"{own}buka-lagi/", {"isi": "Masih sama"}).status_code == 302
    again = standing(made)
    assert (again.state, again.taken_by, again.solved_at) == ("OPEN", None, None)
    assert again.due_at > made.due_at
    made = answered(again, then="solve")
    with acting_as("wacat_job"):
        as_system()
        later = datetime.now(UTC) + clock.REOPENED_WITHIN + timedelta(hours=1)
        assert watching.close_settled(by=make.account("sistem").pk, at=later) == 1
        leave()
    closed = sari.post(f"{own}buka-lagi/", {"isi": "Masih sama"})
    assert closed.status_code == 422
    assert "14 hari" in text(closed)


def test_the_deadline_follows_from_the_recorded_steps(sari: Client, desk: Client) -> None:
    began = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # Monday, 09.00 WITA
    made = ticket(at=began)
    assert made.due_at == began + timedelta(hours=4)
    answered(made, then="wait")
    sari.post(f"/bantuan/tiket/{made.pk}/balas/", {"isi": "Sudah"})
    now = standing(made)
    with acting_as("wacat_job"):
        as_system()
        steps = list(now.steps.order_by("id").values_list("to_state", "at"))
        leave()
    assert [state for state, _ in steps] == ["OPEN", "IN_PROGRESS", "WAITING", "IN_PROGRESS"]
    assert clock.due_at(steps, hours=4) == now.due_at
    waits = [("OPEN", began), ("IN_PROGRESS", began), ("WAITING", began + timedelta(hours=1))]
    back = ("IN_PROGRESS", began + timedelta(hours=2))
    assert clock.due_at([*waits, back], hours=4) == began + timedelta(hours=5)


def test_the_operator_keys_in_what_came_by_telephone(sari: Client, desk: Client) -> None:
    found = text(desk.get(f"{DESK}baru/?cari=Sari"))
    account = make.account("rt")
    assert people.SARI.name in found
    assert f"?akun={account.pk}" in found
    assert people.phone_of(people.SARI)[2:] not in found.replace("-", ""), "numbers are masked"
    for words in (people.phone_of(people.SARI), "RT 23 Manggar"):
        assert f"?akun={account.pk}" in text(desk.get(f"{DESK}baru/", {"cari": words}))
    values = {
        "akun": account.pk, "lewat": "PHONE", "kategori": category("jabatan").pk,
        "isi": "Nomor HP saya berganti", "kunci": str(uuid.uuid4()),
    }  # fmt: skip
    assert "Atas nama" in text(desk.get(f"{DESK}baru/?akun={account.pk}"))
    assert desk.post(f"{DESK}baru/", values | {"lewat": "APP"}).status_code == 422
    assert desk.post(f"{DESK}baru/", values).status_code == 302
    (made,) = stored(Ticket)
    assert (made.author_id, made.channel) == (account.pk, "PHONE")
    page = text(sari.get(f"/bantuan/tiket/{made.pk}/"))
    assert "dicatat petugas (Telepon)" in page
    assert "Nomor HP saya berganti" in page


def test_shelves_search_filters_download(desk: Client, sql_snapshot) -> None:  # type: ignore[no-untyped-def]
    first, second = ticket(text="Peta tidak muncul", about="aplikasi"), ticket(by=people.BUDI)
    answered(second, then="wait")
    with sql_snapshot("operator_keluhan"):
        page = text(desk.get(DESK))
    assert "Belum selesai <span>(2)</span>" in page
    assert "Menunggu penulis <span>(1)</span>" in page
    for asked, here, gone in [
        ({"rak": "bebas"}, first, second),
        ({"rak": "saya"}, second, first),
        ({"cari": "peta"}, first, second),
        ({"cari": second.number}, second, first),
        ({"cari": people.BUDI.name}, second, first),
        ({"kategori": first.category_id}, first, second),
    ]:
        page = text(desk.get(DESK, asked))
        assert f'"/keluhan/{here.pk}/"' in page, asked
        assert f'"/keluhan/{gone.pk}/"' not in page, asked
    sheet = desk.get(f"{DESK}unduh/", {"rak": "bebas"})
    assert "tiket-bantuan-bebas-" in sheet.headers["Content-Disposition"]
    assert sheet.content.startswith(b"PK")
    assert "Tidak ada tiket yang cocok" in text(desk.get(DESK, {"cari": "zebra"}))
    mine = desk.post(f"{DESK}{first.pk}/serahkan/", {"petugas": make.account("operator2").pk})
    assert mine.status_code == 302
    blocked = desk.post(f"{DESK}{first.pk}/jawab/", {"isi": "Halo"})
    assert blocked.status_code == 409
    assert f"ditangani {people.OPERATOR_2.name}" in text(blocked)
    assert "Halo" in text(blocked) or "Ambil alih" in text(blocked)


def test_the_technical_team_reads_only_what_is_shared() -> None:
    closed = ticket(text="Bu Hasna tidak muncul", about="aplikasi")
    shared = ticket(text="Layar putih", about="aplikasi", shared=True)
    other = ticket(text="Lupa kode")
    team = browser(people.TEKNIS)
    page = text(team.get("/teknis/keluhan/"))
    assert "Layar putih" in page
    assert closed.number in page
    assert "Chrome di Android" in page
    assert "Bu Hasna" not in page
    assert other.number not in page
    assert "tidak membagikan" in text(team.get(f"/teknis/keluhan/{closed.pk}/"))
    assert "Layar putih" in text(team.get(f"/teknis/keluhan/{shared.pk}/"))
    assert team.get(f"/teknis/keluhan/{other.pk}/").status_code == 404
    assert team.get(ASK).status_code == 403


def test_ones_own_questions_are_searched_by_number_words_and_category(sari: Client) -> None:
    first, second = ticket(text="Peta tidak muncul", about="aplikasi"), ticket()
    answered(second, then="wait")
    for typed, here, gone in (
        ("peta", first, second), (second.number, second, first), ("coba lagi", second, first),
        (first.category.label[:8], first, second),
    ):  # fmt: skip
        page = text(sari.get("/bantuan/tiket/", {"cari": typed}))
        assert f'"/bantuan/tiket/{here.pk}/"' in page, typed
        assert f'"/bantuan/tiket/{gone.pk}/"' not in page, typed
    assert "Selesai <span>(0)</span>" in text(sari.get("/bantuan/tiket/", {"cari": "peta"}))
    assert "Tidak ada pertanyaan yang cocok" in text(sari.get("/bantuan/tiket/", {"cari": "zebra"}))


def test_whose_ticket_it_is() -> None:
    """A person's own follows the person; one about the office is read by whoever holds the office."""
    own, office = ticket(), ticket(of_office=True)
    seen = {}
    for someone in (people.SARI, people.BUDI, people.LURAH, people.OPERATOR, people.KEPALA):
        with standing_as(someone.username):
            seen[someone.username] = (Ticket.objects.count(), TicketMessage.objects.count())
    assert seen == {
        "rt": (2, 2),
        "rt2": (0, 0),
        "lurah": (0, 0),
        "operator": (2, 2),
        "kepala": (2, 0),
    }
    for stranger in (people.BUDI, people.LURAH, people.KEPALA):
        client = browser(stranger)
        for made in (own, office):
            assert client.get(f"/bantuan/tiket/{made.pk}/").status_code == 404
            assert client.post(f"/bantuan/tiket/{made.pk}/balas/", {"isi": "x"}).status_code == 404
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_appointment SET area_id = %s WHERE person_id = %s",
            [make.area("64.71.01.1001.026").pk, make.account("rt").person_id],
        )
    with standing_as("rt"):
        assert list(Ticket.objects.values_list("pk", flat=True)) == [own.pk]
        assert TicketMessage.objects.count() == 1


def test_the_sekretaris_is_told_once_of_what_is_near_or_late() -> None:
    began = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
    ticket(at=began)
    waiting = answered(ticket(at=began), then="wait")
    with acting_as("wacat_job"):
        as_system()
        told = [watching.watch(at=began + timedelta(hours=hours)) for hours in (0.5, 0.6, 5, 5.1)]
        leave()
    assert told == [(1, 0), (0, 0), (0, 1), (0, 0)]
    assert standing(waiting).late_at is None, "while the author is waited for, nothing is late"
    page = text(browser(people.KEPALA).get("/kepala/keluhan/?bulan=2026-11"))
    assert "Melewati tenggat" in page
    assert "Kode masuk saya" not in page


def test_articles_have_versions_readers_and_an_end(sari: Client, desk: Client) -> None:
    values = {
        "judul": "Peta wilayah kosong", "kata": "map", "isi": "Tekan <b>muat</b> **ulang**.\n\n- satu",
        "pembaca": ["KETUA_RT"],
    }  # fmt: skip
    assert desk.post("/keluhan/artikel/baru/", values | {"pembaca": []}).status_code == 422
    kept = desk.post("/keluhan/artikel/baru/", values).headers["Location"]
    number = kept.rstrip("/").rpartition("/")[2]
    assert sari.get(f"/bantuan/artikel/{number}/").status_code == 404, "a draft is nobody's"
    desk.post(f"{kept}terbit/")
    page = text(sari.get(f"/bantuan/artikel/{number}/"))
    assert "<strong>ulang</strong>" in page
    assert "&lt;b&gt;muat" in page, "no HTML of others"
    assert "Peta wilayah kosong" in text(sari.get("/bantuan/?cari=peta"))
    assert browser(people.LURAH).get(f"/bantuan/artikel/{number}/").status_code == 404
    desk.post(kept, values | {"judul": "Peta tidak tampak"})
    assert "Peta wilayah kosong" in text(sari.get(f"/bantuan/artikel/{number}/"))
    desk.post(f"{kept}terbit/")
    assert "Peta tidak tampak" in text(sari.get("/bantuan/"))
    desk.post(f"{kept}tarik/")
    assert sari.get(f"/bantuan/artikel/{number}/").status_code == 404


@override_settings(WACAT_OFFICE_PHONE="0542123456")
def test_help_shows_the_guides_of_the_office_and_whom_to_call(sari: Client) -> None:
    page = text(sari.get("/bantuan/"))
    assert "tel:0542123456" in page
    assert "Bila HP hilang" in page
    assert "Memasang WaCAT" not in page
    guide = text(sari.get("/bantuan/panduan/rt/memeriksa-pemberitahuan/"))
    assert 'src="/bantuan/gambar/rt-daftar/"' in guide
    assert sari.get("/bantuan/gambar/rt-daftar/").headers["Content-Type"] == "image/png"
    assert sari.get("/bantuan/panduan/teknis/pemasangan/").status_code == 404
    assert sari.get("/bantuan/gambar/tidak-ada/").status_code == 404


def test_the_administrator_sets_deadlines_for_new_tickets() -> None:
    boss = browser(people.ADMINISTRATOR)
    known = category("masuk")
    values = {"nomor": known.pk, "nama": known.label, "jam": "241", "dipakai": "on"}
    assert boss.post("/keluhan/kategori/", values).status_code == 422
    assert boss.post("/keluhan/kategori/", values | {"jam": "2"}).status_code == 302
    began = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    assert ticket(at=began).due_at == began + timedelta(hours=2)
    assert browser(people.OPERATOR).get("/keluhan/kategori/").status_code == 403
