"""The machines' door: hand a file in once, ask how far it is, be refused in words."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client

from tests import make, people
from tests.conftest import acting_as
from tests.door import standing_as
from tests.intake import doors, files
from tests.intake.desk import as_worker
from tests.intake.test_hostile import HOSTILE
from tests.web.test_entry import log_in
from tests.web.test_operator_files import work
from wacat.accounts.access import leave
from wacat.accounts.models import Appointment
from wacat.intake import actions, sources
from wacat.intake.handing import find_sender
from wacat.intake.models import Batch, Receipt, SourceToken
from wacat.records.models import Notice
from wacat.web import uploads

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/batches"
GOOD = files.table([files.service(n, Kelurahan="Manggar", RT="023") for n in range(1, 6)])


class Machine:
    """A program with a token."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)

    def hand_in(self, content: bytes, *, name: str = "a.csv", key: str = "malam-0001") -> Any:
        """Hand a file in as a form."""
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key}
        return self._closed(
            self.client.post(ADDRESS, {"file": SimpleUploadedFile(name, content)}, headers=headers)
        )

    def rows(self, content: bytes, *, key: str = "malam-0002", **query: str) -> Any:
        """Hand rows in as the body."""
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key}
        return self._closed(
            self.client.post(
                ADDRESS, content, content_type=uploads.NDJSON, headers=headers, query_params=query
            )
        )

    def ask(self, number: object) -> Any:
        """Ask how far a file is."""
        headers = {"Authorization": f"Bearer {self.token}"}
        return self._closed(self.client.get(f"{ADDRESS}/{number}", headers=headers))

    def _closed(self, response: Any) -> Any:
        leave()  # the test keeps one transaction over many requests
        return response


def reason_of(response: Any, status: int) -> str:
    """The sentence of a problem; it must be one."""
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == status
    assert told["title"]
    return str(told["detail"])


@pytest.fixture
def machine() -> Machine:
    """The nightly export, for which Dewi answers."""
    return Machine(doors.token(doors.source()))


@pytest.fixture
def found() -> Iterator[None]:
    """Read what was stored as the worker does."""
    with as_worker():
        yield


def test_a_file_handed_in_ends_in_the_same_road_and_needs_another_person(machine: Machine) -> None:
    made = machine.hand_in(files.as_csv(GOOD))
    assert made.status_code == 201, made.content
    told = made.json()
    assert (told["state"], told["rows"]) == ("RECEIVED", 0)
    assert made.headers["Location"] == f"{ADDRESS}/{told['id']}"
    address = f"/operator/berkas/{told['id']}/"
    work(actions.check, address)
    checked = machine.ask(told["id"]).json()
    assert (checked["state"], checked["rows"], checked["accepted"]) == ("AWAITING_APPROVAL", 5, 5)
    assert "Warga" not in json.dumps(checked)
    desk = Client()
    log_in(desk, people.OPERATOR)
    assert "Sumber siak-harian" in desk.get("/operator/berkas/").content.decode()
    assert "Anda penanggung jawab sumber" in desk.get(address).content.decode()
    for someone, status in ((people.OPERATOR, 409), (people.OPERATOR_2, 302)):
        desk = Client()
        log_in(desk, someone)
        assert desk.post(f"{address}setujui/").status_code == status
    work(actions.publish, address)
    assert machine.ask(told["id"]).json()["notices"] == 5
    with as_worker():
        assert Notice.objects.filter(batch_id=told["id"]).count() == 5


def test_the_same_key_gets_the_same_answer_and_another_file_is_refused(machine: Machine) -> None:
    first = machine.hand_in(files.as_csv(GOOD))
    again = machine.hand_in(files.as_csv(GOOD))
    assert again.content == first.content
    assert (first.status_code, again.status_code) == (201, 201)
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "kunci baru" in reason_of(machine.hand_in(files.as_csv(GOOD[:3])), 409)
    assert "Periksa Idempotency-Key" in reason_of(machine.hand_in(b"x", key="x y"), 422)
    with as_worker():
        assert (Batch.objects.count(), Receipt.objects.count()) == (1, 1)


def test_rows_as_the_body_are_read_like_any_export(machine: Machine) -> None:
    head, *rows = GOOD
    lines = [json.dumps(dict(zip(head, row, strict=True)), default=str) for row in rows]
    made = machine.rows("\n".join(lines).encode())
    assert made.status_code == 201, made.content
    work(actions.check, f"/operator/berkas/{made.json()['id']}/")
    assert machine.ask(made.json()["id"]).json()["accepted"] == 5
    wrong = machine.rows(b"{}", key="malam-0003", kind="KK_BARU")
    assert "bersama-sama" in reason_of(wrong, 422)
    long_ago = machine.rows(b"{}", key="malam-0004", kind="KK_BARU", served_on="1999-01-01")
    assert "21 Oktober 2020" in reason_of(long_ago, 422)


def test_broken_and_hostile_files_get_their_sentence(machine: Machine) -> None:
    refused = 0
    for number, (label, name, content, code) in enumerate(HOSTILE):
        made = content() if callable(content) else content
        if len(made) > 5_000_000:
            continue
        answer = machine.hand_in(made, name=name, key=f"uji-{number:06d}")
        if answer.status_code == 201:  # found only while rows are read, by the worker's child
            continue
        reason_of(answer, 422)
        assert answer.json()["code"] == code, label
        refused += 1
    assert refused > 30


def test_what_is_too_large_or_no_file_is_said(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MAX_BYTES", 1000)
    assert "terlalu besar" in reason_of(machine.hand_in(b"x" * 2000), 413)
    assert "terlalu besar" in reason_of(machine.rows(b"x" * 2000), 413)
    headers = {"Authorization": f"Bearer {machine.token}", "Idempotency-Key": "malam-0009"}
    bare = {"headers": headers}
    form = machine.client.post(ADDRESS, {"file": "bukan berkas"}, **bare)
    assert "bidang file" in reason_of(form, 422)
    other = machine.client.post(ADDRESS, "{}", content_type="application/json", **bare)
    assert "multipart/form-data" in reason_of(other, 415)
    torn = machine.client.post(ADDRESS, b"x", content_type="multipart/form-data", **bare)
    assert "tidak utuh" in reason_of(torn, 400)
    assert "menerima POST" in reason_of(machine.client.get(ADDRESS, **bare), 405)
    assert "/api/v1/" in reason_of(machine.client.post("/api/v1/x/y", **bare), 404)


def test_a_token_reaches_its_own_source_and_nothing_else(machine: Machine) -> None:
    number = machine.hand_in(files.as_csv(GOOD)).json()["id"]
    stranger = Machine(doors.token(doors.source(code="lain", owner="operator2")))
    missing = reason_of(stranger.ask(10**12), 404)
    assert reason_of(stranger.ask(number), 404) == missing
    assert "jalan lain" in reason_of(stranger.hand_in(files.as_csv(GOOD)), 409)
    make.notice()
    with acting_as("wacat_app"):
        assert find_sender(machine.token) is not None
        with connection.cursor() as cursor:
            seen = {}
            for table in ("intake_batch", "intake_batchrow", "records_notice", "audit.event"):
                cursor.execute(f"SELECT count(*) FROM {table}")
                seen[table] = cursor.fetchone()[0]
            for city in make.area("64.71").pk, None:
                with pytest.raises(DatabaseError), transaction.atomic():
                    cursor.execute("UPDATE intake_batch SET via_id = NULL, city_id = %s", [city])
        leave()
    assert seen == {"intake_batch": 1, "intake_batchrow": 0, "records_notice": 0, "audit.event": 0}


def test_a_token_dies_with_its_time_its_end_and_the_office_of_its_owner(machine: Machine) -> None:
    assert "token sumber" in reason_of(Machine("wacat_" + "x" * 43).ask(1), 401)
    assert Machine("").ask(1).headers["WWW-Authenticate"] == "Bearer"
    own = SourceToken.objects.get()
    assert machine.token not in (own.token_hash, own.tail)
    late = Machine(doors.token(own.source, made_at=datetime.now(UTC) - timedelta(days=91)))
    reason_of(late.ask(1), 401)
    ended = Machine(doors.token(own.source))
    reason_of(ended.ask(1), 404)
    with standing_as("administrator") as visitor:
        sources.end_token(
            token_id=SourceToken.objects.latest("id").pk, reason="Peladen diganti",
            by=visitor.account_id, at=datetime.now(UTC),
        )  # fmt: skip
    reason_of(ended.ask(1), 401)
    reason_of(machine.ask(1), 404)
    own.refresh_from_db()
    assert own.used_count == 1
    assert own.used_at is not None
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_appointment SET valid = tstzrange(lower(valid), now()) WHERE id = %s",
            [Appointment.objects.get(person__account__username="operator").pk],
        )
    reason_of(machine.ask(1), 401)


def test_who_asks_too_often_waits(machine: Machine, settings: Any) -> None:
    settings.WACAT_API_PER_MINUTE = 3
    for _ in range(3):
        reason_of(machine.ask(1), 404)
    answer = machine.ask(1)
    assert "Coba lagi" in reason_of(answer, 429)
    assert int(answer.headers["Retry-After"]) > 0
    for _ in range(30):
        reason_of(Machine("wacat_" + "y" * 43).ask(1), 401)
    reason_of(Machine("wacat_" + "y" * 43).ask(1), 429)


def test_the_document_is_served_for_programs_and_for_people(client: Client) -> None:
    told = client.get("/api/v1/openapi.json").json()
    assert set(told["paths"]) == {ADDRESS, f"{ADDRESS}/{{batch_id}}"}
    page = client.get("/api/v1/").content.decode()
    assert "Menyerahkan berkas" in page
    assert "Idempotency-Key" in page
    assert "//cdn" not in page
