"""The queue: by legal time left, filtered in the address, downloaded as it is filtered."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client

from tests import make, people
from tests.door import standing_as
from tests.web.desk import correction, denial
from tests.web.test_entry import log_in
from wacat.audit.models import Event
from wacat.values.elements import Element
from wacat.web.operator import queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    """Dewi at her desk."""
    log_in(client, people.OPERATOR)
    return client


def page(client: Client, address: str = "/operator/", **query: str) -> str:
    """The queue with these filters."""
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def hours_ago(hours: float) -> datetime:
    return datetime.now(UTC) - timedelta(hours=hours)


def test_the_most_urgent_is_on_top_and_says_how_long(desk: Client) -> None:
    easy, late, soon = (
        correction(at=hours_ago(1)), correction(at=hours_ago(75)), correction(at=hours_ago(65)),
    )  # fmt: skip
    shown = page(desk)
    places = [shown.index(f">{kasus.number}<") for kasus in (late, soon, easy)]
    assert places == sorted(places)
    assert "lewat 3 jam" in shown
    assert "Hampir lewat atau lewat <span>(2)</span>" in shown
    urgent = page(desk, rak="mendesak")
    assert f">{late.number}<" in urgent
    assert f">{easy.number}<" not in urgent


def test_shelves_follow_the_work(desk: Client) -> None:
    free, mine = correction(), correction()
    desk.post(f"/operator/koreksi/{mine.pk}/ambil/")
    assert f">{free.number}<" in page(desk, rak="bebas")
    assert f">{mine.number}<" not in page(desk, rak="bebas")
    assert "Dewi Anggraini</td>" in page(desk, rak="saya")
    desk.post(f"/operator/koreksi/{mine.pk}/tanya/", {"pertanyaan": "Mohon foto"})
    assert f">{mine.number}<" in page(desk, rak="keterangan")
    assert "Tidak ada koreksi di sini" in page(desk, rak="selesai")


def test_filters_and_search_stand_in_the_address(desk: Client) -> None:
    named = correction(name="Hasna Adriansyah", kind="KIA", claims={Element.NAME: "Hasnah"})
    far = correction(by=people.ASING, name="Orang Jauh")
    assert f">{named.number}<" in page(desk, cari="hasna adri")
    assert f">{far.number}<" not in page(desk, cari="hasna adri")
    assert f">{far.number}<" in page(desk, cari="RT 001")
    assert f">{far.number}<" in page(desk, cari=far.number.lower())
    assert f">{named.number}<" not in page(desk, cari=str(far.pk).zfill(6))
    assert f">{named.number}<" in page(desk, jenis="KIA")
    assert f">{far.number}<" not in page(desk, jenis="KIA")
    with standing_as("operator"):
        kelurahan = str(far.kelurahan_id)
    both = page(desk, kelurahan=kelurahan, jenis="KTP_EL")
    assert f">{far.number}<" in both
    assert f">{named.number}<" not in both
    assert f"?rak=bebas&amp;kelurahan={kelurahan}&amp;jenis=KTP_EL" in both
    assert "Tidak ada koreksi yang cocok" in page(desk, cari="tidak mungkin")


@pytest.mark.parametrize(
    "query", [
        {"rak": "x"}, {"kelurahan": "-1"}, {"kelurahan": "9" * 40}, {"jenis": "'; DROP"}, {"cari": "%\\_"},
        {"setelah": "kemarin_1"}, {"setelah": "2026-11-24T00:00:00+00:00_" + "9" * 30}, {"cari": "a\0b"},
        {"cari": "9" * 18}, {"sebelum": "0001-01-01T00:00:00+00:00_1"},
        {"setelah": "9999-12-31T23:59:59-12:00_1"},
    ],
)  # fmt: skip
def test_nonsense_in_the_address_is_no_fault(desk: Client, query: dict[str, str]) -> None:
    correction()
    page(desk, **query)


def test_pages_meet_without_gap_or_overlap(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "PAGE_SIZE", 2)
    at = hours_ago(5)
    numbers = [correction(at=at).number for _ in range(5)]

    def shown(address: str) -> tuple[list[str], dict[str, str]]:
        text = desk.get(address).content.decode()
        links = {
            rel: text.split(f'rel="{rel}" href="')[1].split('"')[0].replace("&amp;", "&")
            for rel in ("prev", "next")
            if f'rel="{rel}"' in text
        }
        return [number for number in numbers if f">{number}<" in text], links

    first, links = shown("/operator/")
    second, further = shown("/operator/" + links["next"])
    third, last = shown("/operator/" + further["next"])
    assert first + second + third == numbers
    assert "next" not in last
    assert "prev" not in links
    assert shown("/operator/" + last["prev"])[0] == second


def test_the_download_is_what_is_filtered_and_only_text(desk: Client) -> None:
    correction(name="=HYPERLINK(1)", kind="KIA")
    correction(name="Orang Lain")
    response = desk.get("/operator/unduh/", {"jenis": "KIA"})
    assert "koreksi-terbuka-" in response.headers["Content-Disposition"]
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[1][5] == "=HYPERLINK(1)"
    assert sheet.cell(2, 6).data_type == "s"


def test_reading_the_queue_leaves_a_line(desk: Client) -> None:
    kasus = denial()
    page(desk)
    with standing_as("administrator"):
        line = Event.objects.filter(act="read", object="correction").latest("id")
    assert kasus.pk in line.object_ids


def test_an_empty_queue_thanks(desk: Client) -> None:
    assert "Semua koreksi sudah diputuskan" in page(desk)


def test_the_pages_ask_little(desk: Client, sql_snapshot: Callable[[str], Any]) -> None:
    nik = "6471010101900031"
    make.notice(rt=people.BUDI.place, nik=nik)
    kasus = [correction(nik=nik), correction(), denial()][0]
    with sql_snapshot("operator_antrean"):
        page(desk, cari="warga")
    with sql_snapshot("operator_koreksi"):
        page(desk, f"/operator/koreksi/{kasus.pk}/")
