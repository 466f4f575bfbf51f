"""Sumber berkas: the administrator registers a machine, shows a token once, ends both with a reason."""

import re

import pytest
from django.test import Client

from tests import make, people
from tests.web.test_entry import log_in
from tests.web.test_rt import text
from wacat.intake.models import Source, SourceToken

pytestmark = pytest.mark.django_db
HOME = "/administrator/sumber/"


@pytest.fixture
def desk(client: Client) -> Client:
    """Bu Sulistyowati, the administrator."""
    log_in(client, people.ADMINISTRATOR)
    return client


def form(**more: str) -> dict[str, str]:
    """The form of a new source."""
    operator = str(make.account("operator").pk)
    return {"nama": "Ekspor harian", "kode": "siak-harian", "pemilik": operator,
            "alasan": "Ekspor SIAK tiap malam"} | more  # fmt: skip


def registered(desk: Client) -> str:
    """The page of a new source."""
    answer = desk.post(HOME, form())
    assert answer.status_code == 302, text(answer)
    return str(answer.headers["Location"])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kode": "Siak Harian"}, "huruf kecil"),
        ({"kode": "../etc"}, "huruf kecil"),
        ({"nama": " "}, "Isi nama sumber"),
        ({"alasan": ""}, "Tuliskan alasannya"),
        ({"pemilik": "x"}, "Pilih operator"),
    ],
)
def test_a_source_needs_code_name_owner_and_reason(
    desk: Client, wrong: dict[str, str], said: str
) -> None:
    assert "Belum ada sumber" in text(desk.get(HOME))
    answer = desk.post(HOME, form(**wrong))
    assert answer.status_code == 422
    assert said in text(answer)
    assert "Ekspor SIAK" in answer.content.decode() or "alasan" in wrong, "what was typed is kept"
    assert not Source.objects.exists()
    kasi = str(make.account("kasi").pk)
    assert "Pilih operator" in text(desk.post(HOME, form(pemilik=kasi)))


def test_a_token_is_shown_once_counted_and_ended_with_a_reason(desk: Client) -> None:
    page = registered(desk)
    assert "sudah dipakai" in text(desk.post(HOME, form()))
    made = desk.post(page, {"hari": "90", "alasan": "Peladen ekspor"})
    assert made.headers["Cache-Control"] == "private, no-store"
    (secret,) = re.findall(r'value="(wacat_[A-Za-z0-9_-]{43})"', made.content.decode())
    assert secret not in desk.get(page).content.decode()
    headers = {"Authorization": f"Bearer {secret}"}
    assert Client().get("/api/v1/batches/1", headers=headers).status_code == 404
    log_in(desk, people.ADMINISTRATOR)
    shown = text(desk.get(page))
    assert f"...{secret[-4:]}" in shown
    assert "1 kali" in shown
    token = SourceToken.objects.get()
    ending = f"{page}token/{token.pk}/akhiri/"
    assert "Tuliskan alasannya" in text(desk.post(ending, {"alasan": " "}))
    assert desk.post(ending, {"alasan": "Peladen diganti"}).status_code == 302
    assert "Peladen diganti" in text(desk.get(page))
    assert "sudah diakhiri" in text(desk.post(ending, {"alasan": "lagi"}))
    assert "masa berlaku" in text(desk.post(page, {"hari": "9999", "alasan": "x"}))
    assert Client().get("/api/v1/batches/1", headers=headers).status_code == 401


def test_the_owner_changes_and_a_source_ends_with_its_tokens(desk: Client) -> None:
    page = registered(desk)
    desk.post(page, {"hari": "90", "alasan": "Peladen ekspor"})
    other = make.account("operator2").pk
    assert desk.post(
        f"{page}penanggung-jawab/", {"pemilik": other, "alasan": "Cuti"}
    ).status_code == 302  # fmt: skip
    assert people.OPERATOR_2.name in text(desk.get(page))
    assert "Tuliskan" in text(desk.post(f"{page}akhiri/", {"alasan": ""}))
    assert desk.post(f"{page}akhiri/", {"alasan": "Ekspor berhenti"}).status_code == 302
    assert SourceToken.objects.get().end_reason == "Ekspor berhenti"
    assert "Sumber yang sudah diakhiri (1)" in text(desk.get(HOME))
    late = desk.post(page, {"hari": "90", "alasan": "lagi"})
    assert "Sumber ini sudah diakhiri" in text(late)


def test_the_technician_sees_folders_as_counts(client: Client, settings: object) -> None:
    log_in(client, people.TEKNIS)
    assert "WACAT_FOLDER" in text(client.get("/teknis/"))
    settings.WACAT_FOLDER = "/srv/sftp"  # type: ignore[attr-defined]
    assert "Belum ada folder sumber" in text(client.get("/teknis/"))
