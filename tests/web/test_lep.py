"""LEP on screen and as a file, for each office; a foreign area looks like a missing one."""

import io
import json
from datetime import date

import openpyxl
import pypdf
import pytest
from django.test import Client

from tests import make, people
from tests.web.test_entry import log_in
from wacat.accounts.access import leave

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)
MANGGAR, RT_23, RT_24 = "64.71.01.1001", "64.71.01.1001.023", "64.71.01.1001.024"
FOREIGN = ("64.71.01.1004", "64.71.01.1004.001", "64.71.01", "64.71", "64.71.99", "x", "%00", "٦٤")


def entered(someone: people.Someone) -> Client:
    """The browser of that person."""
    client = Client()
    log_in(client, someone)
    return client


def page(client: Client, address: str) -> str:
    """The text of a page that exists."""
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.fixture(autouse=True)
def served() -> None:
    """October: a divorce and an arrival in RT 023, and a move from it to RT 024."""
    make.publish(
        make.row(rt=RT_23, kind="AKTA_PERCERAIAN", served_on=OCTOBER),
        make.row(rt=RT_23, kind="DATANG", served_on=OCTOBER),
        make.row(rt=RT_24, origin=RT_23, kind="PINDAH_DALAM_KOTA", reach=1, served_on=OCTOBER),
    )


def test_the_head_of_an_rt_reads_his_own() -> None:
    sari = entered(people.SARI)
    text = page(sari, "/lep/?periode=2026-10")
    assert "RT 023 Kelurahan Manggar, Kecamatan Balikpapan Timur" in text
    assert "Perubahan data KK" in text
    assert "perceraian" not in text.lower()
    for code in (*FOREIGN, RT_24, MANGGAR):
        assert sari.get(f"/lep/{code}/?periode=2026-10").status_code == 404
        assert sari.get(f"/lep/{code}/2026-10.pdf").status_code == 404


def test_the_lurah_reads_kelurahan_and_rts() -> None:
    hartono = entered(people.LURAH)
    text = page(hartono, "/lep/?periode=2026-10")
    assert f'href="/lep/{RT_24}/?periode=2026-10"' in text
    assert "perceraian" not in text.lower()
    assert "RT 024 Kelurahan Manggar" in page(hartono, f"/lep/{RT_24}/?periode=2026-10")
    for code in FOREIGN:
        assert hartono.get(f"/lep/{code}/").status_code == 404


def test_staff_read_everything_by_kind_and_print_neutrally() -> None:
    dewi = entered(people.OPERATOR)
    assert "Akta perceraian" in page(dewi, f"/lep/{MANGGAR}/?periode=2026-10")
    printed = dewi.get(f"/lep/{MANGGAR}/2026-10.pdf")
    words = pypdf.PdfReader(io.BytesIO(printed.content)).pages[0].extract_text()
    assert "Perubahan data KK" in words
    assert "perceraian" not in words
    assert dewi.get("/lep/64.71.99/").status_code == 404


def test_every_file_explains_itself() -> None:
    tirta = entered(people.KEPALA)
    for suffix, start in (
        ("pdf", b"%PDF-"),
        ("xlsx", b"PK"),
        ("csv", b"\xef\xbb\xbf"),
        ("json", b"{"),
    ):
        response = tirta.get(f"/lep/64.71.02/2026-10.{suffix}")
        name = f"LEP_Kecamatan-Balikpapan-Barat_2026-10.{suffix}"
        assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert response.content.startswith(start)
    made = json.loads(tirta.get("/lep/64.71/2026-10.json").content)
    assert made["services_total"] == 3
    assert {cell["sex"]: cell["arrived"] for cell in made["lampid"]} == {"L": 1, "P": 0}
    book = openpyxl.load_workbook(io.BytesIO(tirta.get(f"/lep/{MANGGAR}/2026-10.xlsx").content))
    assert book["LAMPID"]["D6"].value == 1
    for odd in ("2026-13", "0000-01", "2019-01", "x"):
        assert tirta.get(f"/lep/64.71/{odd}.pdf").status_code == 404


def test_an_empty_month_is_said_kindly() -> None:
    assert "Belum ada layanan pada Maret 2022." in page(
        entered(people.SARI), "/lep/?periode=2022-03"
    )
    for odd in ("", "x", "2026-99", "%00", "-1"):
        assert entered(people.LURAH).get(f"/lep/?periode={odd}").status_code == 200


def test_the_technician_is_refused() -> None:
    assert entered(people.TEKNIS).get("/lep/").status_code == 403


def test_the_qr_of_a_sheet_leads_to_its_check() -> None:
    tirta = entered(people.KEPALA)
    issue = json.loads(tirta.get(f"/lep/{RT_23}/2026-10.json").content)
    leave()
    stranger = Client()
    text = page(stranger, f"/verifikasi/{issue['issue']}/")
    assert "masih sama dengan data hari ini" in text
    assert issue["sha256"] in text
    assert "Oktober 2026" in text
    assert "layanan</dt>" not in text.lower()
    make.publish(make.row(rt=RT_23, served_on=OCTOBER))
    assert "data telah berubah" in page(stranger, f"/verifikasi/{issue['issue'].lower()}/")
    for odd in ("TIDAKADA22", "x" * 500, "%00", "٣٣٣"):
        assert stranger.get(f"/verifikasi/{odd}/").status_code == 404
