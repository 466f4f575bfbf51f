"""The Ketua RT on a phone: the list, one notice, each answer, what is refused (Pasal 3)."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image

from tests import make, people
from tests.conftest import acting_as
from tests.door import standing_as
from tests.web.test_entry import log_in
from wacat.accounts.access import Visitor, enter_system, leave
from wacat.records.actions import withdraw
from wacat.records.models import Notice
from wacat.verification import settling
from wacat.verification.models import Answer, Correction

pytestmark = pytest.mark.django_db
MANGGAR_24 = "64.71.01.1001.024"


@pytest.fixture
def sari(client: Client) -> Client:
    """The phone of Bu Sari, Ketua RT 023."""
    log_in(client, people.SARI)
    return client


def as_system() -> None:
    """Look at everything, as the worker does."""
    enter_system(make.account("sistem").pk)


def stored(model: type, **values: object) -> list:
    """Rows as they stand in the database, whoever may see them."""
    with acting_as("wacat_job"):
        as_system()
        try:
            return list(model.objects.filter(**values).order_by("id"))
        finally:
            leave()


def recall(notice: Notice, *, reason: str = "Berkas keliru") -> None:
    with acting_as("wacat_job"):
        as_system()
        withdraw(batch_id=notice.batch_id, at=datetime.now(UTC), reason=reason)
        leave()


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


def test_the_list_shows_what_waits_and_asks_one_question(sari: Client) -> None:
    make.notice(name="Hasna Adriansyah", kind="AKTA_KEMATIAN")
    page = text(sari.get("/rt/"))
    assert "Data warga RT 023 · Manggar" in page
    assert "Hasna Adriansyah" in page
    assert "Apakah benar warga ini meninggal dunia?" in page
    assert "Belum <span>(1)</span>" in page
    assert "1</b> belum" in page or "1 belum diperiksa" in page


def test_an_empty_list_says_thanks(sari: Client) -> None:
    assert "Semua sudah diperiksa. Terima kasih." in text(sari.get("/rt/"))


def test_a_move_inside_the_city_asks_each_side_its_own_question(client: Client) -> None:
    make.publish(
        make.row(
            rt=people.SARI.place, origin=people.BUDI.place, kind="PINDAH_DALAM_KOTA",
            place_from="Jl. Lama RT 024", place_to="Jl. Baru RT 023",
        )
    )  # fmt: skip
    log_in(client, people.SARI)
    assert "benar datang dan tinggal di RT Anda?" in text(client.get("/rt/"))
    client.post("/keluar/")
    log_in(client, people.BUDI)
    page = text(client.get("/rt/"))
    assert "benar sudah pindah dari RT Anda?" in page
    assert "Jl. Baru RT 023" in page


def test_right_in_one_tap_and_back(sari: Client) -> None:
    notice = make.notice(name="Aris Laksmiwati")
    done = sari.post(f"/rt/pemberitahuan/{notice.pk}/benar/", {"kunci": str(uuid.uuid4())})
    assert done.status_code == 302
    page = text(sari.get(done.headers["Location"]))
    assert "Tercatat benar." in page
    assert "Urungkan" in page
    assert "Benar <span>(1)</span>" in page
    back = sari.post(f"/rt/pemberitahuan/{notice.pk}/urungkan/")
    assert back.headers["Location"] == f"/rt/#pemberitahuan-{notice.pk}"
    assert "Belum <span>(1)</span>" in text(sari.get("/rt/"))


def test_htmx_puts_the_outcome_in_the_cards_place(sari: Client) -> None:
    notice = make.notice()
    address = f"/rt/pemberitahuan/{notice.pk}/"
    page = text(sari.post(f"{address}benar/", headers={"HX-Request": "true"}))
    assert "<html" not in page
    assert f'id="pemberitahuan-{notice.pk}"' in page
    assert "Urungkan" in page
    assert 'id="ringkas" hx-swap-oob="true"' in page
    assert "Benar <span>(1)</span>" in page
    card = text(sari.post(f"{address}urungkan/", headers={"HX-Request": "true"}))
    assert f'action="{address}benar/"' in card


def test_the_same_answer_twenty_times_is_one(sari: Client) -> None:
    notice = make.notice()
    key = str(uuid.uuid4())
    for _ in range(20):
        assert sari.post(f"/rt/pemberitahuan/{notice.pk}/benar/", {"kunci": key}).status_code == 302
    assert len(stored(Answer, notice=notice)) == 1


def test_another_answer_to_the_same_notice_is_refused(sari: Client) -> None:
    notice = make.notice()
    sari.post(f"/rt/pemberitahuan/{notice.pk}/benar/")
    again = sari.post(f"/rt/pemberitahuan/{notice.pk}/benar/")
    assert again.status_code == 409
    assert "sudah dijawab" in text(again)


def test_a_page_from_before_the_undo_asks_again(sari: Client) -> None:
    notice = make.notice()
    key = str(uuid.uuid4())
    address = f"/rt/pemberitahuan/{notice.pk}/"
    sari.post(f"{address}benar/", {"kunci": key})
    sari.post(f"{address}urungkan/")
    stale = text(sari.post(f"{address}benar/", {"kunci": key}, headers={"HX-Request": "true"}))
    assert f'action="{address}benar/"' in stale
    assert "Tercatat benar" not in stale


def test_one_key_for_two_notices_does_no_harm(sari: Client) -> None:
    key = str(uuid.uuid4())
    for notice in (make.notice(), make.notice()):
        done = sari.post(f"/rt/pemberitahuan/{notice.pk}/benar/", {"kunci": key})
        assert done.status_code == 302


def test_wrong_elements_are_claimed_with_a_photo_and_without_javascript(sari: Client) -> None:
    notice = make.notice(name="Luluh Pratiwi", address="Jl. Uji No. 1")
    address = f"/rt/pemberitahuan/{notice.pk}/"
    form = text(sari.get(f"{address}salah/"))
    assert 'enctype="multipart/form-data"' in form
    assert "hx-post" not in form
    done = sari.post(
        f"{address}salah/",
        {
            "pilih": "keliru",
            "sumber": "DOCUMENT",
            "salah": ["name", "address"],
            "isi_name": "Luluk Pratiwi",
            "isi_address": "Jl. Uji No. 7",
            "keterangan": "Salah ketik",
            "bukti": make_photo(),
            "kunci": str(uuid.uuid4()),
            "state": "DONE_IN_SIAK",
            "rt_id": "1",
        },
    )
    assert done.status_code == 302
    (correction,) = stored(Correction, notice=notice)
    assert (correction.state, correction.rt_id) == ("SUBMITTED", notice.rt_id)
    page = text(sari.get(address))
    assert "Luluk Pratiwi" in page
    assert "Jl. Uji No. 7" in page
    assert "1 bukti terlampir" in page
    assert "Urungkan jawaban" in page


@pytest.mark.parametrize(
    ("kind", "choice", "words"),
    [
        ("KTP_EL", "pindah", "Sudah pindah"),
        ("KTP_EL", "meninggal", "Sudah meninggal"),
        ("AKTA_KEMATIAN", "hidup", "Masih hidup"),
        ("PINDAH_KELUAR", "tinggal", "Masih tinggal di sini"),
    ],
)
def test_a_claim_about_the_whole_person(sari: Client, kind: str, choice: str, words: str) -> None:
    notice = make.notice(kind=kind)
    address = f"/rt/pemberitahuan/{notice.pk}/"
    assert words in text(sari.get(f"{address}salah/"))
    assert sari.post(f"{address}salah/", {"pilih": choice, "sumber": "MYSELF"}).status_code == 302
    page = text(sari.get(address))
    assert "Keadaan warga" in page
    assert words in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Pilih apa yang salah."),
        ({"pilih": "keliru"}, "Centang paling sedikit satu data yang keliru."),
        ({"pilih": "bukan"}, "Pilih alasannya."),
        ({"pilih": "lain"}, "Tulis apa yang salah"),
        ({"pilih": "hidup"}, "Pilih dari daftar"),
        ({"pilih": "keliru", "salah": "city_id"}, "Pilih dari daftar data yang keliru"),
        ({"pilih": "lain", "keterangan": "a\0b"}, "Karakter null"),
    ],
)
def test_an_incomplete_form_says_what_is_missing(
    sari: Client, typed: dict[str, str], sentence: str
) -> None:
    notice = make.notice()
    answer = sari.post(
        f"/rt/pemberitahuan/{notice.pk}/salah/",
        {"isi_name": "Tetap ada", "sumber": "MYSELF", **typed},
    )
    assert answer.status_code == 422
    assert sentence.casefold() in text(answer).casefold()
    assert "Tetap ada" in text(answer)
    assert stored(Answer, notice=notice) == []


def test_no_photo_is_no_photo(sari: Client) -> None:
    notice = make.notice()
    file = make_photo(content=b"<script>")
    answer = sari.post(
        f"/rt/pemberitahuan/{notice.pk}/salah/",
        {"pilih": "lain", "keterangan": "Lihat foto", "bukti": file},
    )
    assert answer.status_code == 422
    assert "bukan foto" in text(answer)
    assert "Lihat foto" in text(answer)


def test_not_my_resident_needs_a_reason_and_changes_nothing(sari: Client) -> None:
    notice = make.notice()
    address = f"/rt/pemberitahuan/{notice.pk}/"
    assert sari.post(f"{address}bukan-warga/", {}).status_code == 422
    told = sari.post(
        f"{address}bukan-warga/", {"alasan": "RT_LAIN", "sumber": "MYSELF", "keterangan": "Di RT 5"}
    )
    assert told.status_code == 302
    (correction,) = stored(Correction, notice=notice)
    assert correction.kind == "NOT_MINE"
    assert "Tinggal di RT lain" in text(sari.get(address))


def test_after_a_withdrawal_nothing_is_taken_and_what_was_typed_stays(sari: Client) -> None:
    notice = make.notice(name="Tarik Kembali")
    address = f"/rt/pemberitahuan/{notice.pk}/"
    recall(notice)
    assert sari.post(f"{address}benar/").status_code == 409
    typed = {"pilih": "lain", "keterangan": "Sudah saya tulis panjang"}
    answer = sari.post(f"{address}salah/", typed)
    assert answer.status_code == 409
    assert "sudah ditarik oleh Disdukcapil" in text(answer)
    assert "Sudah saya tulis panjang" in text(answer)
    page = text(sari.get(address))
    assert "Berkas keliru" in page
    assert "benar/" not in page
    assert "1 pemberitahuan ditarik" in text(sari.get("/rt/"))


def test_opening_a_notice_marks_it_read_and_says_why_it_came(sari: Client) -> None:
    notice = make.notice()
    page = text(sari.get(f"/rt/pemberitahuan/{notice.pk}/"))
    assert "Anda menerima ini karena" in page
    assert stored(Notice, pk=notice.pk)[0].state == "READ"


def test_the_neighbours_notice_is_like_none(sari: Client) -> None:
    foreign = make.notice(rt=MANGGAR_24)
    for act in ("", "salah/", "bukan-warga/"):
        theirs = sari.get(f"/rt/pemberitahuan/{foreign.pk}/{act}")
        missing = sari.get(f"/rt/pemberitahuan/999999999/{act}")
        assert theirs.status_code == missing.status_code == 404
        assert theirs.content == missing.content
    for act in ("benar/", "urungkan/", "salah/", "bukan-warga/", "keterangan/"):
        posted = sari.post(f"/rt/pemberitahuan/{foreign.pk}/{act}", {"keterangan": "x"})
        assert posted.status_code == 404
    assert stored(Answer, notice=foreign) == []


@pytest.mark.parametrize("number", ["-1", str(2**63), str(2**31), "0", "%00", "9" * 300, "1%00"])
def test_impossible_numbers_are_not_found(sari: Client, number: str) -> None:
    for act in ("", "salah/"):
        assert sari.get(f"/rt/pemberitahuan/{number}/{act}").status_code == 404
    assert sari.post(f"/rt/pemberitahuan/{number}/benar/").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["cari=%00", "cari=%25", "cari=_", "cari=%5C", "sebelum=-1", f"sebelum={2**63}", "sebelum=x",
     "saring=DROP", "jawaban=%00", f"jawaban={2**63}", "jawaban=1", "hasil=x", "cari=" + "a" * 5000],
)  # fmt: skip
def test_strange_addresses_never_break_a_list(sari: Client, query: str) -> None:
    make.notice()
    assert sari.get(f"/rt/?{query}").status_code == 200
    assert sari.get(f"/rt/riwayat/?{query}").status_code == 200


def test_search_takes_punctuation_as_written(sari: Client) -> None:
    make.notice(name="Nur 100% Asli")
    make.notice(name="Budi")
    page = text(sari.get("/rt/?cari=100%25"))
    assert "Nur 100% Asli" in page
    assert "Budi" not in page


def test_twenty_a_page_by_key(sari: Client) -> None:
    notices = make.publish(*[make.row(rt=people.SARI.place) for _ in range(23)])
    first = text(sari.get("/rt/"))
    assert first.count("<article") == 20
    last_shown = notices[-20].pk
    assert f"sebelum={last_shown}" in first
    second = text(sari.get(f"/rt/?saring=belum&sebelum={last_shown}"))
    assert second.count("<article") == 3


def test_the_history_tells_the_result_and_the_reason(sari: Client) -> None:
    notice = make.notice(name="Riwayat Satu")
    sari.post(f"/rt/pemberitahuan/{notice.pk}/salah/", {"pilih": "pindah", "sumber": "MYSELF"})
    settle(notice, reason="Masih tercatat tinggal menurut KK")
    page = text(sari.get("/rt/riwayat/?hasil=ditolak"))
    assert "Koreksi ditolak." in page
    assert "Masih tercatat tinggal menurut KK" in page
    assert "Riwayat Satu" not in text(sari.get("/rt/riwayat/?hasil=benar"))
    detail = text(sari.get(f"/rt/pemberitahuan/{notice.pk}/"))
    assert "Masih tercatat tinggal menurut KK" in detail
    assert "Urungkan" not in detail
    late = sari.post(f"/rt/pemberitahuan/{notice.pk}/urungkan/")
    assert late.status_code == 409
    assert "tidak dapat diurungkan" in text(late)


def test_a_question_of_the_office_is_answered(sari: Client) -> None:
    notice = make.notice()
    address = f"/rt/pemberitahuan/{notice.pk}/"
    sari.post(f"{address}salah/", {"pilih": "pindah", "sumber": "MYSELF"})
    ask(notice, question="Sejak kapan pindah?")
    assert "menunggu keterangan Anda untuk 1 koreksi" in text(sari.get("/rt/"))
    page = text(sari.get(address))
    assert "Sejak kapan pindah?" in page
    empty = sari.post(f"{address}keterangan/", {"keterangan": " "})
    assert empty.status_code == 422
    told = sari.post(f"{address}keterangan/", {"keterangan": "Sejak Maret"})
    assert told.headers["Location"] == address
    assert "Sejak Maret" in text(sari.get(address))
    assert sari.post(f"{address}keterangan/", {"keterangan": "Lagi"}).status_code == 409


def test_the_lurahs_pages_are_not_for_a_ketua_rt(sari: Client) -> None:
    assert sari.get("/lurah/").status_code == 403
    notice = make.notice()
    assert sari.get(f"/lurah/pemberitahuan/{notice.pk}/").status_code == 403


def test_nothing_changed_is_said_in_one_line_and_still_audited(sari: Client) -> None:
    notice = make.notice()
    first = sari.get("/rt/")
    etag = first.headers["ETag"]
    again = sari.get("/rt/", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == etag
    assert reads_of("/rt/") == [[notice.pk], []]
    sari.post(f"/rt/pemberitahuan/{notice.pk}/benar/")
    changed = sari.get("/rt/", headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != etag


def test_help_names_the_lurah(sari: Client) -> None:
    page = text(sari.get("/bantuan/"))
    assert "Apa itu WaCAT?" in page
    assert people.LURAH.name in page


def test_the_list_asks_the_database_little(sari: Client, sql_snapshot) -> None:  # type: ignore[no-untyped-def]
    make.publish(*[make.row(rt=people.SARI.place) for _ in range(3)])
    sari.get("/rt/")
    with sql_snapshot("rt_daftar") as asked:
        sari.get("/rt/")
    # who enters, tally, announcements not yet read, questions to the RT, cards, the trail, and leaving
    assert len([q for q in asked.captured_queries if "SAVEPOINT" not in q["sql"]]) <= 7


def test_the_history_asks_the_database_little(sari: Client, sql_snapshot) -> None:  # type: ignore[no-untyped-def]
    make.notice()
    with sql_snapshot("rt_riwayat"):
        sari.get("/rt/riwayat/")


def test_one_notice_asks_the_database_little(sari: Client, sql_snapshot) -> None:  # type: ignore[no-untyped-def]
    notice = make.notice()
    sari.post(f"/rt/pemberitahuan/{notice.pk}/salah/", {"pilih": "pindah", "sumber": "MYSELF"})
    with sql_snapshot("rt_rinci"):
        sari.get(f"/rt/pemberitahuan/{notice.pk}/")


def make_photo(*, content: bytes | None = None):  # type: ignore[no-untyped-def]
    if content is None:
        buffer = BytesIO()
        Image.new("RGB", (40, 30), "teal").save(buffer, "PNG")
        content = buffer.getvalue()
    return SimpleUploadedFile("bukti.png", content, content_type="image/png")


def operate(notice: Notice, act: Callable[[Correction, Visitor], object]) -> None:
    """Let an operator take the correction of a notice and do something to it."""
    with standing_as("operator") as by:
        correction = Correction.objects.get(notice=notice)
        settling.take(correction_id=correction.pk, by=by, at=datetime.now(UTC))
        act(correction, by)


def settle(notice: Notice, *, reason: str) -> None:
    def reject(correction: Correction, by: Visitor) -> None:
        outcomes = {item.pk: "REJECTED" for item in correction.items.all()}
        settling.decide(
            correction_id=correction.pk, outcomes=outcomes, reason=reason, accept=False, by=by,
            at=datetime.now(UTC),
        )  # fmt: skip

    operate(notice, reject)


def ask(notice: Notice, *, question: str) -> None:
    operate(
        notice,
        lambda correction, by: settling.ask(
            correction_id=correction.pk, question=question, by=by, at=datetime.now(UTC)
        ),
    )


def reads_of(page: str) -> list[list[int]]:
    """The ids of each audited reading of a page."""
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        cursor.execute("SET ROLE wacat_audit")
        cursor.execute(
            "SELECT object_ids FROM audit.event WHERE act = 'read' AND detail->>'page' = %s ORDER BY id",
            [page],
        )
        return [row[0] for row in cursor.fetchall()]
