"""The ledger on screen, messages carried by hand, own choices, and the provider's calls."""

import hmac
import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests import make, people
from tests.conftest import acting_as
from tests.door import standing_as, token_of
from tests.notify.mailbox import Postbox
from tests.notify.office import MORNING, reachable, seen, send, tell, unreachable, worker
from wacat.accounts import keys
from wacat.accounts.models import Account
from wacat.notify import announcing, receipts
from wacat.notify.models import Choice, Device, Message
from wacat.notify.states import Channel, MessageState, Trouble

pytestmark = pytest.mark.django_db
LEDGER = "/administrator/pengiriman/"


@pytest.fixture(autouse=True)
def no_mail(settings: Any) -> None:
    """Nothing leaves unless a test sets a server up."""
    settings.WACAT_SMTP_URL = ""


@pytest.fixture
def office(client: Client) -> Client:
    """The administrator's browser."""
    log_in(client, people.ADMINISTRATOR)
    return client


def log_in(client: Client, someone: people.Someone) -> None:
    """Stand there as somebody signed in; hashing a password is meant to be slow."""
    client.cookies["wacat"] = token_of(someone.username)


def page(client: Client, address: str, **parameters: Any) -> str:
    """The words of a page."""
    response = client.get(address, parameters)
    assert response.status_code == 200
    return response.content.decode()


def test_the_ledger_says_who_when_how_and_why_not(office: Client) -> None:
    unreachable("rt2")
    reachable("rt")
    tell("rt2", topic="SETTLED", notice_id=5)
    tell("rt", topic="NOTICES", jumlah=3)
    text = page(office, LEDGER)
    assert "Budi Santoso" in text
    assert "Ketua RT 024 Manggar" in text
    assert "Alamat surel dan nomor telepon belum tercatat" in text
    assert "Pemberitahuan baru (3)" in text
    dead = page(office, LEDGER, keadaan="DEAD")
    assert "Budi Santoso" in dead
    assert "Sari Wulandari" not in dead
    assert "Sari Wulandari" in page(office, LEDGER, cari="sari")
    assert "Budi Santoso" in page(office, LEDGER, cari="RT 024")
    assert "Tidak ada pesan yang cocok" in page(office, LEDGER, cari="zzz")


def test_a_channel_that_is_not_set_up_says_so(office: Client) -> None:
    reachable("kepala")
    tell("kepala")
    assert "Surel belum diatur" in page(office, LEDGER)


def test_the_ledger_walks_by_key(office: Client) -> None:
    for number in range(53):
        tell("rt", key=f"n{number}")
    first = page(office, LEDGER)
    assert first.count("data-baris") == 50
    with worker():
        oldest = list(Message.objects.order_by("pk").values_list("pk", flat=True)[:3])
    second = page(office, LEDGER, sebelum=oldest[-1] + 1)
    assert second.count("data-baris") == 3


@pytest.mark.parametrize("odd", ["-1", "9" * 30, "%00", "x' OR 1=1 --", "6471" * 4])
def test_odd_filters_break_nothing(office: Client, odd: str) -> None:
    for name in ("cari", "keadaan", "saluran", "jenis", "rentang", "sebelum", "berkas"):
        assert office.get(LEDGER, {name: odd}).status_code == 200


def test_a_dead_message_is_sent_again_after_a_question(office: Client) -> None:
    unreachable("rt2")
    message = tell("rt2")
    address = f"{LEDGER}{message.pk}/ulang/"
    assert "Kirim ulang pesan ini?" in page(office, address)
    refused = office.post(address)
    assert refused.status_code == 409
    assert "belum tercatat" in refused.content.decode()
    reachable("rt2")
    assert office.post(address).status_code == 302
    again = seen(message)
    assert (again.state, again.channel, again.error) == (MessageState.QUEUED, Channel.EMAIL, "")
    assert office.post(address).status_code == 409


def test_an_invitation_is_carried_by_the_office_with_a_fresh_key(office: Client) -> None:
    with_phone("rtbaru")
    invited("rtbaru")
    message = tell("rtbaru", topic="INVITATION")
    assert message.channel == Channel.LINK
    response = office.post(f"{LEDGER}{message.pk}/whatsapp/")
    text = response.content.decode()
    assert "https://wa.me/6281234567890?text=" in text
    assert response["Cache-Control"] == "private, no-store"
    secret = text.split("/kunci/")[1].split("/")[0]
    assert keys.find(secret, at=MORNING) is not None
    kept = seen(message)
    assert (kept.state, kept.opened_by_id) == (
        MessageState.SENT, make.account("administrator").pk,
    )  # fmt: skip
    assert office.post(f"{LEDGER}{message.pk}/whatsapp/").status_code == 409


def test_an_operator_does_not_hold_the_key_of_another(client: Client) -> None:
    with_phone("rtbaru")
    invited("rtbaru")
    key = tell("rtbaru", topic="INVITATION")
    log_in(client, people.OPERATOR)
    text = page(client, f"{LEDGER}{key.pk}/")
    assert "hanya administrator yang membukanya" in text
    assert "Siapkan pesan WhatsApp" not in text
    assert client.post(f"{LEDGER}{key.pk}/whatsapp/").status_code == 404


def test_a_lurah_carries_to_his_own_rts_and_no_keys(client: Client) -> None:
    for username in ("rt", "rtbaru", "rtlain"):
        with_phone(username)
    invited("rtbaru")
    own, key = tell("rt", topic="NOTICES", jumlah=2), tell("rtbaru", topic="INVITATION")
    foreign = tell("rtlain", topic="NOTICES", jumlah=2)
    log_in(client, people.LURAH)
    assert "1 pesan untuk Ketua RT menunggu WhatsApp Anda" in page(client, "/lurah/")
    text = page(client, "/lurah/pesan/")
    assert "Ketua RT 023 Manggar" in text
    assert "RT 025" not in text
    assert "Ketua RT 023 Manggar" in page(client, "/lurah/pesan/", rt="RT 23")
    assert "Tidak ada pesan untuk RT itu" in page(client, "/lurah/pesan/", rt="24")
    assert client.post(f"/lurah/pesan/{foreign.pk}/").status_code == 404
    assert client.post(f"/lurah/pesan/{key.pk}/").status_code == 404
    carried = client.post(f"/lurah/pesan/{own.pk}/").content.decode()
    assert "2 pemberitahuan baru di RT 023 Manggar" in carried
    assert "Tidak ada pesan yang menunggu" in page(client, "/lurah/pesan/")


def test_nobody_sees_messages_of_another_area() -> None:
    mine, foreign = tell("rt"), tell("rtlain")
    own = tell("kepala")
    seen_by = {}
    for username in ("rt", "lurah", "rtlain", "operator", "kepala", "teknis"):
        with standing_as(username):
            seen_by[username] = set(Message.objects.values_list("pk", flat=True))
    assert seen_by == {
        "rt": {mine.pk}, "lurah": {mine.pk}, "rtlain": {foreign.pk},
        "operator": {mine.pk, foreign.pk, own.pk}, "kepala": {own.pk}, "teknis": set(),
    }  # fmt: skip


def test_a_person_chooses_channel_and_quiet_hours(client: Client) -> None:
    reachable("rt")
    log_in(client, people.SARI)
    address = "/akun/pemberitahuan/"
    assert 'value="21:00"' in page(client, address)
    wrong = client.post(address, {"saluran": "SMS", "mulai": "20:00", "sampai": "x"})
    assert wrong.status_code == 422
    assert 'value="20:00"' in wrong.content.decode()
    done = client.post(address, {"saluran": "EMAIL", "mulai": "20:00", "sampai": "07:30"})
    assert done.status_code == 302
    with worker():
        kept = Choice.objects.get(pk=make.account("rt").pk)
    assert (kept.channel, f"{kept.quiet_until:%H:%M}") == ("EMAIL", "07:30")


def test_every_office_has_this_page(client: Client) -> None:
    for someone in people.EVERYBODY:
        log_in(client, someone)
        assert client.get("/akun/pemberitahuan/").status_code == 200, someone.username


GOOD = {
    "alamat": "https://fcm.googleapis.com/fcm/send/abc",
    "kunci": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "rahasia": "BTBZMqHH6r4Tts7J_aSIgg",
}


def test_a_browser_subscribes_and_ends_with_signing_out(client: Client, settings: Any) -> None:
    settings.WACAT_PUSH_CONTACT = "mailto:wacat@contoh.test"
    log_in(client, people.SARI)
    address = "/akun/pemberitahuan/perangkat/"
    assert client.post(address, GOOD).status_code == 204
    assert client.post(address, GOOD).status_code == 204
    assert "Menyala di perangkat ini" in page(client, "/akun/pemberitahuan/")
    with worker():
        assert Device.objects.count() == 1
    client.post("/keluar/")
    with worker():
        assert not Device.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"alamat": "https://jahat.test/x"},
        {"alamat": "http://169.254.169.254/"},
        {"kunci": "AAAA"},
        {"kunci": "ü" * 10},
        {"rahasia": ""},
    ],
)
def test_a_strange_subscription_is_refused(
    client: Client, settings: Any, wrong: dict[str, str]
) -> None:
    settings.WACAT_PUSH_CONTACT = "mailto:wacat@contoh.test"
    log_in(client, people.SARI)
    assert client.post("/akun/pemberitahuan/perangkat/", GOOD | wrong).status_code == 409


def test_the_service_worker_stands_at_the_root_uncached(client: Client) -> None:
    response = client.get("/sw.js")
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-cache"
    assert response["Content-Type"].startswith("text/javascript")
    assert b"showNotification" in response.content


CALL = "/api/whatsapp/"


def states(*lines: dict[str, Any]) -> bytes:
    """A call as Meta makes it."""
    value = {"messaging_product": "whatsapp", "statuses": list(lines)}
    change = {"value": value, "field": "messages"}
    told = {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]}
    return json.dumps(told).encode()


def call(client: Client, content: bytes, *, secret: str = "rahasia") -> int:
    """Post it, signed."""
    signature = "sha256=" + hmac.new(secret.encode(), content, sha256).hexdigest()
    return client.post(
        CALL, content, content_type="application/json", headers={"X-Hub-Signature-256": signature}
    ).status_code


def jobs() -> list[dict[str, Any]]:
    """The arguments of the receipts in the queue."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'notify.receipt'")
        return [json.loads(row[0]) for row in cursor.fetchall()]


def test_delivery_states_are_kept_when_signed(client: Client, settings: Any) -> None:
    settings.WACAT_WHATSAPP_SECRET = "rahasia"
    line = {"id": "wamid.X", "status": "delivered", "timestamp": "1795485600"}
    assert call(client, states(line)) == 200
    (job,) = jobs()
    assert (job["provider_id"], job["state"], job["at_seconds"]) == (
        "wamid.X", "DELIVERED", 1795485600,
    )  # fmt: skip


@pytest.mark.parametrize(
    "content", [b"0", b"[]", b"{}", b'{"entry": 3}', b"\xff", states({"id": 1})]
)
def test_what_is_not_understood_is_left_out(client: Client, settings: Any, content: bytes) -> None:
    settings.WACAT_WHATSAPP_SECRET = "rahasia"
    assert call(client, content) == 200
    assert jobs() == []


def test_an_unsigned_call_is_refused(client: Client, settings: Any) -> None:
    line = {"id": "wamid.X", "status": "read", "timestamp": "1"}
    assert call(client, states(line), secret="") == 403  # nothing is set up
    settings.WACAT_WHATSAPP_SECRET = "rahasia"
    assert call(client, states(line), secret="lain") == 403
    assert client.post(CALL, {"a": "b"}).status_code == 415
    assert jobs() == []


def test_the_registration_echoes_numbers_only(client: Client, settings: Any) -> None:
    settings.WACAT_WHATSAPP_VERIFY = "kata"
    asked = {"hub.mode": "subscribe", "hub.verify_token": "kata", "hub.challenge": "1158201444"}
    assert client.get(CALL, asked).content == b"1158201444"
    assert client.get(CALL, asked | {"hub.verify_token": "x"}).status_code == 403
    assert client.get(CALL, asked | {"hub.challenge": "<script>"}).status_code == 400


def receipt(number: str, state: str, trouble: str = "") -> bool:
    """What the job does with one state."""
    with worker():
        return receipts.receive(provider_id=number, state=state, trouble=trouble, told_at=MORNING)


def test_states_come_in_any_order_and_again(postbox: Postbox) -> None:
    reachable("rt")
    message = tell("rt")
    send()
    number = seen(message).provider_id
    assert receipt(number, "READ")
    assert receipt(number, "DELIVERED")
    assert receipt(number, "READ")
    kept = seen(message)
    assert (kept.state, kept.delivered_at, kept.read_at) == ("READ", MORNING, MORNING)
    assert not receipt("tidak-dikenal", "READ")


def test_a_late_failure_is_a_dead_letter(postbox: Postbox) -> None:
    reachable("rt")
    message = tell("rt")
    send()
    receipt(seen(message).provider_id, "DEAD", "REFUSED")
    assert (seen(message).state, seen(message).error) == (MessageState.DEAD, Trouble.REFUSED)


def test_the_technician_sees_the_channels_and_tries_one(client: Client, postbox: Postbox) -> None:
    reachable("rt")
    tell("rt")
    send()
    log_in(client, people.TEKNIS)
    text = page(client, "/teknis/")
    assert "Belum diatur" in text
    assert "Siap" in text
    assert "Sari" not in text
    assert client.post("/teknis/percobaan/").status_code == 302
    assert client.get("/sehat/").json()["saluran"]["email"] == "siap"


def test_the_pages_ask_little(office: Client, sql_snapshot: Callable[[str], Any]) -> None:
    reachable("rt")
    tell("rt")
    with sql_snapshot("pengiriman"):
        office.get(LEDGER)


def with_phone(username: str) -> None:
    """Somebody who has a telephone number only."""
    reachable(username, phone="0812-3456-7890")


def invited(username: str) -> None:
    """An account that waits to be opened."""
    with acting_as("wacat_owner"):
        Account.objects.filter(username=username).update(state="INVITED")


def test_a_notice_tells_how_its_office_was_told(client: Client, postbox: Postbox) -> None:
    reachable("rt")
    told = make.publish(make.row(rt="64.71.01.1001.023", kind="DATANG"), batch_id=77)[0]
    with worker():
        announcing.announce(
            told=[announcing.Told(rt_id=told.rt_id, urgency="A", count=1)], batch_id=77, at=MORNING
        )
    log_in(client, people.LURAH)
    address = f"/lurah/pemberitahuan/{told.pk}/"
    assert "Kepada Ketua RT lewat surel: menunggu dikirim, belum dibuka." in page(client, address)
    send()
    sentence = "Dikirim ke Ketua RT lewat surel 24 November 2026 pukul 10.00 WITA, belum dibuka."
    assert sentence in page(client, address)
    log_in(client, people.SARI)
    assert "Dikirim ke Ketua RT" not in page(client, f"/rt/pemberitahuan/{told.pk}/")
    log_in(client, people.LURAH)
    assert "WITA, dibuka " in page(client, address)
