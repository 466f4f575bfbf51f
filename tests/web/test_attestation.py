"""The Lurah answers for each Ketua RT; every answer is kept at once and can be taken back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from tests import make, people
from tests.accounts.rounds import begin, reminded, state_of
from tests.conftest import acting_as
from tests.door import standing_as
from tests.web.test_entry import log_in
from wacat.accounts.attesting import period_of
from wacat.accounts.models import Appointment, Attestation, AttestationLine

pytestmark = pytest.mark.django_db
HOME = "/lurah/laporan-berkala/"
MANGGAR, SEPINGGAN = people.LURAH.place, people.LURAH_LAIN.place


def head_of(code: str) -> int:
    """The running appointment of an RT's head."""
    return Appointment.objects.get(area=make.area(code), office="KETUA_RT").pk


def say(client: Client, code: str, verdict: str, *, head: int | None, note: str = "") -> int:
    """Answer about one RT as a page without JavaScript does; the status."""
    area = make.area(code).pk
    values = {"jawaban": verdict, "pemegang": str(head or ""), "catatan": note}
    return client.post(f"{HOME}rt/{area}/", values).status_code


@pytest.fixture
def lurah(client: Client) -> Client:
    """The Lurah of Manggar at his desk, with a round that began."""
    begin()
    log_in(client, people.LURAH)
    return client


def test_a_round_begins_once_a_period_and_the_unfinished_one_lapses() -> None:
    assert begin() == 34
    assert begin() == 0
    later = datetime.now(UTC) + timedelta(days=200)
    assert begin(at=later) == 34
    with standing_as(people.LURAH.username):
        states = Attestation.objects.order_by("period_on").values_list("lapsed_at", flat=True)
        assert [state is None for state in states] == [False, True]


@pytest.mark.parametrize(
    ("day", "months", "first"),
    [("2026-11-24", 6, "2026-07-01"), ("2026-06-30", 6, "2026-01-01"), ("2026-11-24", 3, "2026-10-01"),
     ("2026-11-24", 12, "2026-01-01"), ("2026-11-24", 1, "2026-11-01")],
)  # fmt: skip
def test_periods_divide_the_year(day: str, months: int, first: str) -> None:
    assert period_of(datetime.fromisoformat(day).date(), months=months).isoformat() == first


def test_the_list_shows_the_head_with_a_masked_number(lurah: Client) -> None:
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_person SET phone = '6281234567890' WHERE name = %s",
            [people.SARI.name],
        )
    page = lurah.get(HOME).content.decode()
    assert "RT 023: Sari Wulandari" in page
    assert "0812-****-7890" in page
    assert "81234567890" not in page
    assert "0 dari 26 RT dijawab" in page
    assert "RT 026: tercatat kosong" in page


def test_an_answer_is_kept_and_taken_back(lurah: Client) -> None:
    head = head_of(people.SARI.place)
    assert say(lurah, people.SARI.place, "RIGHT", head=head) == 302
    assert "1 dari 26 RT dijawab" in lurah.get(HOME).content.decode()
    assert say(lurah, people.SARI.place, "", head=head) == 302
    assert "0 dari 26 RT dijawab" in lurah.get(HOME).content.decode()
    assert say(lurah, people.SARI.place, "CHANGED", head=head) == 302
    page = lurah.get(HOME, {"saring": "berubah"}).content.decode()
    assert "/lurah/usulan/baru/?rt=023" in page


def test_a_changed_number_must_be_said(lurah: Client) -> None:
    head = head_of(people.SARI.place)
    area = make.area(people.SARI.place).pk
    values = {"jawaban": "NUMBER", "pemegang": str(head), "catatan": " "}
    refused = lurah.post(f"{HOME}rt/{area}/", values)
    assert refused.status_code == 422
    assert "Tulis nomor telepon yang baru" in refused.content.decode()
    assert say(lurah, people.SARI.place, "NUMBER", head=head, note="0811-222-3333") == 302
    assert "0811-222-3333" in lurah.get(HOME, {"saring": "semua"}).content.decode()


def test_whoever_took_office_meanwhile_is_looked_at_again(lurah: Client) -> None:
    head = head_of(people.SARI.place)
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_appointment SET valid = tstzrange(lower(valid), now()) WHERE id = %s",
            [head],
        )
    assert say(lurah, people.SARI.place, "RIGHT", head=head) == 409
    assert say(lurah, people.SARI.place, "VACANT", head=None) == 302


def test_the_database_takes_no_line_about_somebody_else(lurah: Client) -> None:
    area, head = make.area(people.SARI.place), head_of(people.BUDI.place)
    with standing_as(people.LURAH.username) as visitor:
        round_ = Attestation.objects.get(kelurahan_id=visitor.kelurahan_id)
        for wrong in ({"area": area, "appointment_id": head}, {"area": area}):
            with pytest.raises(IntegrityError, match="another one"), transaction.atomic():
                AttestationLine.objects.create(
                    attestation=round_, kelurahan_id=round_.kelurahan_id, city_id=round_.city_id,
                    verdict="CHANGED", at=datetime.now(UTC), by_id=visitor.account_id, **wrong,
                )  # fmt: skip


def test_all_that_is_left_after_it_was_listed(lurah: Client) -> None:
    say(lurah, people.SARI.place, "CHANGED", head=head_of(people.SARI.place))
    listed = lurah.get(f"{HOME}sisanya/").content.decode()
    assert "RT 024: Budi Santoso" in listed
    assert "RT 023" not in listed
    seen = [part.split('"')[0] for part in listed.split('name="rt" value="')[1:]]
    assert len(seen) == 25
    done = lurah.post(f"{HOME}sisanya/", {"rt": seen}, follow=True).content.decode()
    assert "26 dari 26 RT dijawab" in done
    assert "Laporan selesai" in done
    assert state_of(MANGGAR).finished_at is not None
    say(lurah, people.BUDI.place, "", head=head_of(people.BUDI.place))
    assert state_of(MANGGAR).finished_at is None


def test_what_was_not_listed_is_not_answered(lurah: Client) -> None:
    other = make.area("64.71.01.1004.001")
    odd = [f"{other.pk}-{head_of('64.71.01.1004.001')}", "x-1", f"{10**12}-", "-"]
    assert lurah.post(f"{HOME}sisanya/", {"rt": odd}).status_code == 302
    assert "0 dari 26 RT dijawab" in lurah.get(HOME).content.decode()


def test_another_kelurahan_is_out_of_reach(lurah: Client) -> None:
    code = "64.71.01.1004.001"
    assert say(lurah, code, "RIGHT", head=head_of(code)) == 404
    with standing_as(people.LURAH.username):
        assert Attestation.objects.count() == 1
    with standing_as(people.SARI.username):
        assert Attestation.objects.count() == 0


def test_the_front_page_says_it_calmly(lurah: Client) -> None:
    assert "Laporan berkala: 0 dari 26 RT dijawab" in lurah.get("/lurah/").content.decode()


def test_the_front_page_says_how_late_it_is(client: Client) -> None:
    begin(at=datetime.now(UTC) - timedelta(days=17))
    log_in(client, people.LURAH)
    assert "terlambat 3 hari" in client.get("/lurah/").content.decode()


def test_reminders_go_out_weekly_and_change_their_tone() -> None:
    now = datetime.now(UTC)
    begin(at=now)
    assert reminded(at=now) == 2
    assert reminded(at=now + timedelta(days=1)) == 0
    assert reminded(at=now + timedelta(days=21)) == 2
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'topic' FROM procrastinate_jobs WHERE task_name = 'notify.tell' ORDER BY id"
        )
        topics = [row[0] for row in cursor.fetchall()]
    assert topics == ["ATTESTATION_DUE"] * 2 + ["ATTESTATION_OVERDUE"] * 2


def test_without_a_round_the_page_says_so(client: Client) -> None:
    log_in(client, people.LURAH)
    assert "Belum ada laporan" in client.get(HOME).content.decode()
    assert say(client, people.SARI.place, "RIGHT", head=head_of(people.SARI.place)) == 409


def test_the_list_asks_little(
    lurah: Client, sql_snapshot: Callable[[str], AbstractContextManager[object]]
) -> None:
    with sql_snapshot("lurah_laporan"):
        lurah.get(HOME)
    area, head = make.area(people.SARI.place).pk, head_of(people.SARI.place)
    with sql_snapshot("lurah_laporan_jawab"):
        lurah.post(
            f"{HOME}rt/{area}/",
            {"jawaban": "RIGHT", "pemegang": str(head)},
            headers={"HX-Request": "true"},
        )
