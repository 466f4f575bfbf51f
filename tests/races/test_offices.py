"""An office changes hands while somebody answers, logs in or is signed in: one wins, nothing is lost."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connections, transaction
from django.test import Client

from tests import make, people
from tests.accounts.acts import SK, prepare_case, state_of, term_of
from tests.door import standing_as
from tests.races.test_answers import standing_answers
from tests.web.test_entry import log_in
from tests.web.test_operator_race import at_once, signed_in
from wacat.accounts import ending, standing
from wacat.accounts.models import Account, Appointment, Session
from wacat.ops.testdb import TestDatabase
from wacat.verification.models import Answer

pytestmark = pytest.mark.race


def hand_over_form(username: str) -> dict[str, str]:
    return SK | {"nama_pengguna": username, "catatan": ""}


def wrong(remark: str) -> dict[str, str]:
    """A draft worth keeping."""
    return {
        "kunci": str(uuid.uuid4()),
        "alasan": "RT_LAIN",
        "sumber": "MYSELF",
        "keterangan": remark,
    }


def test_hand_over_during_an_answer(real_database: TestDatabase) -> None:
    with transaction.atomic():
        told = [make.notice(rt=people.SARI.place) for _ in range(3)]
    sari, desk, term = signed_in(people.SARI), signed_in(people.ADMINISTRATOR), term_of(people.SARI)
    remark = "Rumah kosong sejak Lebaran"
    posts = [
        (desk, f"/administrator/masa/{term.pk}/serah/", hand_over_form("rtlain")),
        *[(sari, f"/rt/pemberitahuan/{n.pk}/bukan-warga/", wrong(remark)) for n in told],
    ]
    (handed, _), *answers = at_once(posts)
    assert handed == 302
    term.refresh_from_db()
    with transaction.atomic(), standing_as("operator"):
        given = {a.notice_id: a for a in Answer.objects.filter(notice__in=told)}
    for notice, (status, page) in zip(told, answers, strict=True):
        if status == 302 and notice.pk in given:
            assert given[notice.pk].answered_at < term.valid.upper
        else:
            # sent to the door, or told why with the draft on the page
            assert notice.pk not in given
            assert status == 302 or (
                status in (403, 404, 409) and (status != 409 or remark in page)
            )


def test_an_answer_waits_for_the_hand_over_that_is_being_made(real_database: TestDatabase) -> None:
    """The deterministic half: the hand-over holds its locks while the answer arrives."""
    with transaction.atomic():
        told = make.notice(rt=people.SARI.place)
    sari, term = signed_in(people.SARI), term_of(people.SARI)
    remark = "Rumah kosong sejak Lebaran"
    at_work, go_on = threading.Event(), threading.Event()

    def hand_over() -> None:
        with transaction.atomic(), standing_as("administrator") as visitor:
            ending.lock(term.pk)
            ending.end(
                appointment_id=term.pk, reason="HANDED_OVER", note="", by=visitor.account_id,
                at=datetime.now(UTC),
            )  # fmt: skip
            at_work.set()
            go_on.wait(10)
        connections.close_all()

    def answer() -> tuple[int, str]:
        at_work.wait(10)
        threading.Timer(0.4, go_on.set).start()
        response = sari.post(f"/rt/pemberitahuan/{told.pk}/bukan-warga/", wrong(remark))
        connections.close_all()
        return response.status_code, response.content.decode()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.submit(hand_over), pool.submit(answer)
        first.result()
        status, page = second.result()
    assert status == 409
    assert "Jabatan Anda berakhir sebelum jawaban ini sampai" in page
    assert remark in page
    assert standing_answers(told.pk) == []


def test_of_two_hand_overs_at_once_one_stands(real_database: TestDatabase) -> None:
    term = term_of(people.SARI)
    address = f"/administrator/masa/{term.pk}/serah/"
    answers = at_once(
        [
            (signed_in(people.ADMINISTRATOR), address, hand_over_form("rtlain")),
            (signed_in(people.ADMINISTRATOR), address, hand_over_form("rt2")),
        ]
    )
    assert sorted(status for status, _ in answers) == [302, 409]
    assert "sudah berakhir" in next(page for status, page in answers if status == 409)
    running = Appointment.objects.filter(area=term.area, valid__contains=datetime.now(UTC))
    assert running.count() == 1


def test_revocation_during_a_login_leaves_nobody_inside(real_database: TestDatabase) -> None:
    desk = signed_in(people.ADMINISTRATOR)
    case = prepare_case(signed_in(people.KASI), people.SARI)
    phones = [Client() for _ in range(2)]
    door = {"login": people.SARI.username, "password": people.PASSWORD}
    answers = at_once(
        [
            (desk, f"/sanksi/{case.pk}/putuskan/", {}),
            *[(phone, "/masuk/", door) for phone in phones],
        ]
    )
    assert answers[0][0] == 302
    assert state_of(people.SARI) == "REVOKED"
    for phone in phones:
        assert phone.get("/rt/").headers["Location"].startswith("/masuk/")
    # and no session that slipped through comes alive when access is given back
    Account.objects.filter(username=people.SARI.username).update(state="ACTIVE")
    with transaction.atomic(), standing_as("administrator") as visitor:
        standing.suspend(
            account_id=make.account("rt").pk, reason="uji", by=visitor, at=datetime.now(UTC)
        )
    assert not Session.objects.filter(account__username="rt").exists()


def test_the_end_bites_on_the_next_request_of_an_open_session(real_database: TestDatabase) -> None:
    sari, desk, term = signed_in(people.SARI), signed_in(people.ADMINISTRATOR), term_of(people.SARI)
    assert sari.get("/rt/").status_code == 200
    ended = desk.post(f"/administrator/masa/{term.pk}/akhiri/", {"alasan": "RESIGNED"})
    assert ended.status_code == 302
    assert sari.get("/rt/").headers["Location"].startswith("/masuk/")
    assert log_in(sari, people.SARI) != "/"
