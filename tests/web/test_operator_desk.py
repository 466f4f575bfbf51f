"""The operator's desk: search over all cases, acts on many, the time-out of a case that is taken."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from tests import make, people
from tests.conftest import acting_as
from tests.door import standing_as
from tests.notify.office import worker
from tests.web.desk import correction, denial
from tests.web.test_entry import log_in
from tests.web.test_rt import text
from wacat.accounts.access import leave
from wacat.audit.models import Event
from wacat.jobs import desk as job
from wacat.notify.models import Message
from wacat.values.elements import Element
from wacat.verification.models import Correction, Step

pytestmark = pytest.mark.django_db
NIK = "6471010101901234"


def of(someone: people.Someone) -> Client:
    """A browser of that person."""
    client = Client()
    log_in(client, someone)
    return client


@pytest.fixture
def desk() -> Client:
    """Dewi at her desk."""
    return of(people.OPERATOR)


def find(client: Client, typed: str) -> tuple[str, str]:
    """Where a search leads, and what is shown there."""
    response = client.post("/operator/cari/", {"cari": typed}, follow=True)
    assert response.status_code == 200
    return f"{response.request['PATH_INFO']}?{response.request['QUERY_STRING']}", text(response)


def settled(client: Client, case: Correction, outcome: str = "REJECTED") -> None:
    """Take a case and decide it."""
    with standing_as("operator"):
        item = Correction.objects.get(pk=case.pk).items.get()
    base = f"/operator/koreksi/{case.pk}"
    client.post(f"{base}/ambil/")
    done = client.post(f"{base}/putuskan/", {f"hasil-{item.pk}": outcome, "alasan": "Sesuai"})
    assert done.status_code == 302


def holder(case: Correction) -> int | None:
    """Who has a case now."""
    with standing_as("operator"):
        return Correction.objects.get(pk=case.pk).taken_by_id


def test_name_nik_and_number_find_open_and_settled_cases(desk: Client) -> None:
    old, new = correction(name="Hasna Adriansyah", nik=NIK), correction(name="Hasna Adriani")
    far = correction(by=people.ASING, name="Orang Jauh")
    settled(desk, old)
    where, page = find(desk, "hasna adri")
    assert "rak=semua" in where
    assert page.index(f">{new.number}<") < page.index(f">{old.number}<")
    assert f">{far.number}<" not in page
    where, page = find(desk, " 6471 0101 0190 1234 ")
    assert where == "/operator/cari/?"
    assert f">{old.number}<" in page
    assert "6471********1234" in page
    assert NIK not in page
    assert find(desk, old.number.lower())[0].startswith(f"/operator/koreksi/{old.pk}/")
    assert f">{far.number}<" in find(desk, "RT 001")[1]
    assert "Tidak ada koreksi yang cocok" in find(desk, "K-999999999")[1]
    for odd in ("%", "_", "\\", "a\0b", "'; DROP", "9" * 18, "1" * 16):
        find(desk, odd)


def test_a_nik_in_an_address_is_not_looked_for(desk: Client) -> None:
    correction(nik=NIK)
    page = text(desk.get("/operator/", {"cari": NIK, "rak": "semua"}))
    assert "NIK hanya dicari lewat kotak cari" in page
    assert NIK not in page
    with standing_as("administrator"):
        assert not Event.objects.filter(act="search").exists()


def test_a_nik_with_a_digit_too_many_or_too_few_gets_into_no_address(desk: Client) -> None:
    correction(nik=NIK)
    for typed in (NIK[:-1], NIK + "0", f"{NIK[:6]}.{NIK[6:13]}"):
        where, page = find(desk, typed)
        assert "NIK terdiri dari 16 angka" in page
        assert NIK[6:13] not in where + page
    page = text(desk.get("/operator/", {"cari": NIK[:-1]}))
    assert "NIK hanya dicari lewat kotak cari" in page
    assert NIK[:-1] not in page


def test_a_date_is_copied_as_siak_takes_it(desk: Client) -> None:
    case = correction(claims={Element.BIRTH: "1992-06-27"})
    page = text(desk.get(f"/operator/koreksi/{case.pk}/"))
    assert 'data-salin-teks="27-06-1992"' in page
    assert "27 Juni 1992" in page


def test_where_nothing_differs_nothing_is_copied(desk: Client) -> None:
    differing, denied = correction(), denial()
    pages = [text(desk.get(f"/operator/koreksi/{case.pk}/")) for case in (differing, denied)]
    assert ["Salin perbedaan untuk SIAK" in shown for shown in pages] == [True, False]


def test_numbers_shown_in_full_can_be_copied(desk: Client) -> None:
    case = correction(nik=NIK)
    shown = desk.post(f"/operator/koreksi/{case.pk}/nik/", {"keperluan": "Mencari di SIAK"})
    assert f'data-salin-teks="{NIK}"' in text(shown)
    assert f'data-salin-teks="{NIK}"' not in text(desk.get(f"/operator/koreksi/{case.pk}/"))


def test_the_trail_is_told_of_a_search_for_a_person_without_what_was_typed(desk: Client) -> None:
    case = correction(name="Hasna Adriansyah", nik=NIK)
    find(desk, NIK)
    with standing_as("administrator"):
        line = Event.objects.filter(act="search").latest("id")
    assert case.pk in line.object_ids or line.detail["found"] == 0
    with standing_as("administrator"):
        lines = list(Event.objects.filter(act="search"))
    assert any(line.object_ids == [case.pk] for line in lines)
    assert {line.detail["by"] for line in lines} == {"nik"}
    assert NIK not in str([line.detail for line in lines])


def test_the_index_is_nobodys_and_the_function_the_desks_alone() -> None:
    case = correction(name="Hasna Adriansyah")
    call = "SELECT wacat.find_cases('hasna', '', '', NULL, NULL, NULL, NULL, NULL, 9)"
    for who in ("rt", "lurah", "kepala", "teknis", "administrator"):
        with standing_as(who), pytest.raises(DatabaseError), transaction.atomic():
            one(call)
    for who in ("rt", "operator"):
        with standing_as(who), pytest.raises(DatabaseError), transaction.atomic():
            one("SELECT count(*) FROM wacat.case_index")
    with standing_as("operator"):
        assert one(call) == [case.pk]
    with acting_as("wacat_search"), pytest.raises(DatabaseError), transaction.atomic():
        one("SELECT count(*) FROM verification_correction")


def one(statement: str) -> Any:
    """The one value of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def test_the_index_follows_its_case(desk: Client) -> None:
    case = correction(name="Hasna Adriansyah")
    assert f">{case.number}<" not in text(desk.get("/operator/?rak=selesai&cari=hasna"))
    settled(desk, case)
    assert f">{case.number}<" in text(desk.get("/operator/?rak=selesai&cari=hasna"))
    assert f">{case.number}<" not in text(desk.get("/operator/?cari=hasna"))


def test_long_shelves_page_without_gap_or_overlap(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wacat.web.operator.queue.PAGE_SIZE", 2)
    numbers = [correction(name=f"Warga {n}").number for n in range(5)][::-1]
    seen: list[str] = []
    address, page = "/operator/?rak=semua&cari=warga", ""
    while address:
        page = text(desk.get(address))
        seen += [number for number in numbers if f">{number}<" in page]
        parts = page.split('rel="next" href="')
        following = parts[1].split('"')[0].replace("&amp;", "&") if len(parts) > 1 else ""
        address = f"/operator/{following}" if following else ""
    assert seen == numbers
    before = page.split('rel="prev" href="')[1].split('"')[0].replace("&amp;", "&")
    shown = text(desk.get(f"/operator/{before}"))
    assert [number for number in numbers if f">{number}<" in shown] == numbers[2:4]


def test_many_are_taken_after_a_preview_that_says_who_is_skipped(desk: Client) -> None:
    mine, theirs = correction(), correction()
    of(people.OPERATOR_2).post(f"/operator/koreksi/{theirs.pk}/ambil/")
    chosen = {"tindakan": "ambil", "koreksi": [mine.pk, theirs.pk], "rak": "bebas"}
    page = text(desk.post("/operator/banyak/", chosen))
    assert "belum ada yang berubah" in page
    assert "Sedang dikerjakan oleh Rahmat Hidayat." in page
    assert holder(mine) is None
    done = text(desk.post("/operator/banyak/", chosen | {"pasti": "ya"}, follow=True))
    assert "1 koreksi sekarang Anda kerjakan." in done
    assert f"{theirs.number} dilewati" in done
    assert holder(mine) == make.account("operator").pk
    assert holder(theirs) == make.account("operator2").pk


def test_many_are_given_back_or_marked_done_with_a_reason(desk: Client) -> None:
    one, two = correction(), correction()
    desk.post(f"/operator/koreksi/{one.pk}/ambil/")
    settled(desk, two, "ACCEPTED")
    act = {"tindakan": "lepas", "koreksi": [one.pk, two.pk], "pasti": "ya"}
    assert desk.post("/operator/banyak/", act).status_code == 422
    desk.post("/operator/banyak/", act | {"catatan": "Cuti besok"})
    assert holder(one) is None
    with standing_as("operator"):
        assert Step.objects.filter(correction_id=one.pk).latest("id").note == "Cuti besok"
    done = {"tindakan": "selesai", "koreksi": [two.pk], "pasti": "ya", "catatan": "SIAK hari ini"}
    desk.post("/operator/banyak/", done)
    with standing_as("operator"):
        assert Correction.objects.get(pk=two.pk).state == "DONE_IN_SIAK"


@pytest.mark.parametrize("act", ["putuskan", "tolak", ""])
def test_nothing_is_decided_for_many(desk: Client, act: str) -> None:
    case = correction()
    typed = {"tindakan": act, "koreksi": [case.pk], "pasti": "ya"}
    assert desk.post("/operator/banyak/", typed).status_code == 302
    with standing_as("operator"):
        assert Correction.objects.get(pk=case.pk).decided_at is None


def returned(at: datetime) -> int:
    """What the job does: how many cases returned."""
    with acting_as("wacat_job"):
        count = sum(job.run(at=at).values())
        leave()
    return count


def test_a_case_that_nobody_touches_returns_and_its_holder_is_told(desk: Client) -> None:
    case = correction()
    desk.post(f"/operator/koreksi/{case.pk}/ambil/")
    assert "kembali ke antrean" in text(desk.get(f"/operator/koreksi/{case.pk}/"))
    assert returned(datetime.now(UTC)) == 0
    assert desk.post(f"/operator/koreksi/{case.pk}/masih/").status_code == 302
    assert of(people.OPERATOR_2).post(f"/operator/koreksi/{case.pk}/masih/").status_code == 409
    later = datetime.now(UTC) + timedelta(days=9)
    assert [returned(later) for _ in range(2)] == [1, 0]
    assert holder(case) is None
    with worker():
        told = Message.objects.get(topic="TAKEN_RETURNED")
    assert (told.account_id, told.count) == (make.account("operator").pk, 1)
    with standing_as("operator"):
        assert "Tidak disentuh" in Step.objects.filter(correction_id=case.pk).latest("id").note


def test_what_waits_for_an_answer_does_not_return(desk: Client) -> None:
    case = correction()
    desk.post(f"/operator/koreksi/{case.pk}/ambil/")
    desk.post(f"/operator/koreksi/{case.pk}/tanya/", {"pertanyaan": "Mohon foto KK"})
    assert returned(datetime.now(UTC) + timedelta(days=9)) == 0


def test_the_next_case_is_one_step_away(desk: Client) -> None:
    assert "sudah ada yang mengerjakan" in text(desk.get("/operator/berikut/", follow=True))
    case = correction()
    assert desk.get("/operator/berikut/").headers["Location"] == f"/operator/koreksi/{case.pk}/"
