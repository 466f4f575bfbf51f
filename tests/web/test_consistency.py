"""The pages of consistency: rates under filters, why they changed, the workbook of what is shown."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import openpyxl
import pytest
from django.test import Client

from tests import people
from tests.evaluation import histories
from tests.web.test_lep import entered, page

Snapshot = Callable[[str], AbstractContextManager[object]]
pytestmark = pytest.mark.django_db
RT, NEXT_DOOR, FAR = "64.71.01.1001.023", "64.71.01.1001.024", "64.71.01.1004.001"
OCTOBER = "?sampai=2026-10&lama=1"


@pytest.fixture
def tirta() -> Client:
    """September: 1 of 4 answers wrong; October: 3 of 5, in two kelurahan and from two sources."""
    histories.World().live(
        [
            ("publish", [(RT, date(2026, 9, 3))] * 4, "Ekspor SIAK"),
            ("publish", [(RT, date(2026, 10, 3))] * 2 + [(NEXT_DOOR, date(2026, 10, 3))], "Ekspor SIAK"),
            ("publish", [(FAR, date(2026, 10, 5))] * 2, "Buku Pokok"),
            *[("answer", n, "confirm", set()) for n in (0, 1, 2, 4, 7)],
            ("answer", 3, "correct", {"name"}),
            ("answer", 5, "correct", {"name", "address"}),
            ("answer", 6, "deny", set()),
            ("answer", 8, "deny", set()),
        ]
    )  # fmt: skip
    return entered(people.KEPALA)


def test_rates_stand_with_their_interval_and_small_numbers_are_called_so(tirta: Client) -> None:
    text = page(tirta, f"/konsistensi/{OCTOBER}").replace("\u00a0", " ")
    assert "3 dari 5 jawaban" in text
    assert "60,0 %" in text
    assert "23,1 % – 88,2 %" in text
    assert "angka kecil" in text
    for name in ("Nama", "Bukan warga RT itu", "Balikpapan Timur", "Ekspor SIAK", "Buku Pokok"):
        assert name in text
    assert 'popovertarget="arti-mismatch"' in text
    assert "Warga Uji" not in text
    only = page(tirta, f"/konsistensi/{OCTOBER}&sumber=Buku+Pokok&unsur=not_mine")
    assert "1 dari 2 jawaban" in only
    assert "Hapus saringan" in only
    assert "Belum ada jawaban" in page(tirta, "/konsistensi/?sampai=2022-01")


def test_why_it_changed_sums_to_the_change(tirta: Client) -> None:
    for by in ("unsur", "wilayah", "sumber"):
        text = page(tirta, f"/konsistensi/mengapa/{OCTOBER}&menurut={by}")
        assert "Jumlah = perubahan" in text
        # from 25 % to 60 %
        assert text.count("+35,00") >= 2, by
    lost = page(tirta, "/konsistensi/mengapa/?sampai=2026-09&lama=1")
    assert "Belum dapat dibandingkan." in lost


def test_the_workbook_holds_what_is_filtered(tirta: Client) -> None:
    response = tirta.get(f"/konsistensi/unduh.xlsx{OCTOBER}&wilayah=64.71.01.1001")
    name = 'attachment; filename="Konsistensi_Manggar_2026-10_2026-10.xlsx"'
    assert response.headers["Content-Disposition"] == name
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    rows = list(book["Wilayah"].iter_rows(min_row=6, values_only=True))
    assert [(row[0], row[1], row[2]) for row in rows if row[0] and row[0].startswith("RT")] == [
        ("RT 023", 1, 2), ("RT 024", 1, 1),
    ]  # fmt: skip
    changes = list(book["Perubahan per wilayah"].iter_rows(min_row=6, values_only=True))
    points = [row[5] for row in changes if row[0] and row[0].startswith("RT")]
    assert round(sum(points), 2) == round(100 * (2 / 3 - 1 / 4), 2)


def test_the_lurah_sees_his_own_kelurahan_and_nothing_else(tirta: Client) -> None:
    hartono = entered(people.LURAH)
    text = page(hartono, f"/konsistensi/{OCTOBER}")
    assert "Konsistensi data Manggar" in text
    assert "2 dari 3 jawaban" in text
    assert "RT 023" in page(hartono, f"/konsistensi/{OCTOBER}&wilayah={RT}")
    for code in (FAR, "64.71.01.1004", "64.71.01", "64.71", "64.71.99", "x"):
        for address in ("/konsistensi/", "/konsistensi/mengapa/", "/konsistensi/unduh.xlsx"):
            assert hartono.get(f"{address}{OCTOBER}&wilayah={code}").status_code == 404
    for someone in (people.SARI, people.OPERATOR, people.TEKNIS):
        assert entered(someone).get("/konsistensi/").status_code == 403


def test_the_pages_ask_the_same_few_questions(tirta: Client, sql_snapshot: Snapshot) -> None:
    with sql_snapshot("konsistensi"):
        page(tirta, f"/konsistensi/{OCTOBER}")
    with sql_snapshot("konsistensi_mengapa"):
        page(tirta, f"/konsistensi/mengapa/{OCTOBER}&menurut=wilayah")
