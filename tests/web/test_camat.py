"""The Camat's one-time link (Pasal 5(1)a): survives previews, takes one list, shows nothing of anybody."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tests import make, people
from tests.web.test_proposal_desk import desk
from tests.web.test_rt import text
from wacat.accounts import camat_links
from wacat.accounts.models import CamatLink, ProposalLine

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)


def link(*, days: int = 7, ago: int = 0) -> str:
    """The address of a link for the kecamatan of Manggar."""
    at = NOW - timedelta(days=ago)
    area = make.area("64.71.01")
    by = make.account("administrator").pk
    token = camat_links.make(kecamatan=area, lasts=timedelta(days=days), by=by, at=at)
    return f"/camat/{token}/"


def filled(**more: str) -> dict[str, str]:
    """The form with one Lurah in it."""
    place = make.area("64.71.01.1003").pk
    return {
        f"name-{place}": "Eko Prasetyo", f"phone-{place}": "0812 9000 0050",
        f"email-{place}": "eko@contoh.id",
    } | {f"{name}-{place}": value for name, value in more.items()}  # fmt: skip


def test_looking_consumes_nothing_and_sending_everything(client: Client) -> None:
    address = link()
    for _ in range(3):
        assert client.head(address).status_code == 200
        assert client.get(address, headers={"User-Agent": "WhatsApp/2"}).status_code == 200
    done = client.post(address, filled())
    assert "Nomor tanda terima: <b>U-" in text(done)
    assert ProposalLine.objects.get(name="Eko Prasetyo").state == "SENT"
    for again in (client.get(address), client.post(address, filled()), client.head(address)):
        assert again.status_code == 410
    assert ProposalLine.objects.filter(name="Eko Prasetyo").count() == 1
    assert "Camat, lewat tautan" in text(desk(people.ADMINISTRATOR).get("/administrator/usulan/"))


def test_the_form_shows_names_of_kelurahan_and_nothing_else(client: Client) -> None:
    answer = client.get(link())
    page = text(answer)
    assert "Kelurahan Manggar" in page
    assert "Teritip" in page
    for holder in (people.LURAH, people.LURAH_LAIN):
        assert holder.name not in page
        assert people.phone_of(holder) not in page
    assert "<nav" not in page
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "wacat" not in answer.cookies


def test_a_signed_in_lurah_is_nobody_here() -> None:
    page = text(desk(people.LURAH).get(link()))
    assert people.LURAH.name not in page
    assert "<nav" not in page


def test_what_is_wrong_keeps_the_link_alive_and_what_was_typed(client: Client) -> None:
    address = link()
    refused = client.post(address, filled(phone="0812"))
    assert refused.status_code == 422
    assert 'value="Eko Prasetyo"' in text(refused)
    assert 'value="0812"' in text(refused)
    assert client.post(address, {}).status_code == 422
    used = client.post(address, filled(phone=people.phone_of(people.BUDI)))
    assert "sudah dipakai" in text(used)
    assert people.BUDI.name not in text(used)
    assert "RT 024" not in text(used)
    assert client.post(address, filled()).status_code == 200


def test_the_present_lurah_may_be_confirmed_without_being_told(client: Client) -> None:
    place = make.area(people.LURAH.place).pk
    same = {f"name-{place}": people.LURAH.name, f"phone-{place}": people.phone_of(people.LURAH),
            f"email-{place}": "lurah@contoh.id"}  # fmt: skip
    assert "tanda terima" in text(client.post(link(), same))


def test_dead_links_look_the_same(client: Client) -> None:
    expired, forged = client.get(link(days=3, ago=4)), client.get("/camat/tidak-pernah-ada/")
    administrator = desk(people.ADMINISTRATOR)
    address = link()
    made = CamatLink.objects.order_by("-id")[0]
    administrator.post(f"/administrator/usulan/tautan-camat/{made.pk}/batal/")
    cancelled = client.get(address)
    assert (expired.status_code, forged.status_code, cancelled.status_code) == (410, 404, 410)
    assert expired.content == forged.content == cancelled.content
    assert "Minta tautan baru" in text(expired)


def test_the_administrator_makes_a_link_and_sees_it_once() -> None:
    administrator = desk(people.ADMINISTRATOR)
    sent = {"kecamatan": make.area("64.71.01").pk, "hari": "7"}
    page = text(administrator.post("/administrator/usulan/tautan-camat/", sent))
    token = page.split("/camat/")[1].split("/")[0]
    assert Client().get(f"/camat/{token}/").status_code == 200
    assert token not in text(administrator.get("/administrator/usulan/tautan-camat/"))
    assert not CamatLink.objects.filter(token_hash__contains=token).exists()
    assert (
        administrator.post("/administrator/usulan/tautan-camat/", {"hari": "999"}).status_code
        == 422
    )
    assert desk(people.KASI).get("/administrator/usulan/tautan-camat/").status_code == 403
