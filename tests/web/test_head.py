"""The front page of the Kepala: trend, map, best and worst, without a resident (Pasal 8b, 11)."""

import html
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests import make, people
from tests.reports import histories
from tests.web.test_lep import entered, page
from wacat.records import actions

pytestmark = pytest.mark.django_db
RT_23 = "64.71.01.1001.023"


@pytest.fixture
def tirta() -> Client:
    """The Kepala's browser; in October 3 services in RT 023, one answered after an hour."""
    told = make.publish(*(make.row(rt=RT_23, served_on=date(2026, 10, 5)) for _ in range(3)))
    make.publish(make.row(rt=RT_23, served_on=date(2026, 9, 5), name="Hasna Adriansyah"))
    with histories.as_system():
        actions.mark_answered(notice_id=told[0].pk, answer="CONFIRMED", at=histories.later(1))
    return entered(people.KEPALA)


def test_the_city_on_one_page(tirta: Client) -> None:
    text = page(tirta, "/kepala/?bulan=2026-10")
    assert "Kota Balikpapan, Oktober 2026" in text
    assert "+200\u00a0% dari bulan sebelumnya" in text
    assert "1 dari 3 pemberitahuan" in text
    assert text.count("data-baris") == 34
    assert 'href="/lep/64.71.01.1001/?periode=2026-10"' in text
    assert 'href="/lep/64.71/2026-10.pdf"' in text
    assert "Hasna" not in text


def busy(client: Client) -> None:
    """Manggar answers 20 of 25 notices, Manggar Baru 10 of 20, Lamaru has 3 and answers none."""
    told = make.publish(
        *(make.row(rt=RT_23, served_on=date(2026, 10, 6)) for _ in range(22)),
        *(make.row(rt="64.71.01.1004.001", served_on=date(2026, 10, 6)) for _ in range(20)),
        *(make.row(rt="64.71.01.1002.001", served_on=date(2026, 10, 6)) for _ in range(3)),
    )
    with histories.as_system():
        for notice in (*told[:19], *told[22:32]):
            actions.mark_answered(notice_id=notice.pk, answer="CONFIRMED", at=histories.later(29))


def areas(text: str) -> dict[str, str]:
    """What each area of the wide map says, by name."""
    wide = text.split('class="peta peta-lebar"')[1].split("</svg>")[0]
    said = [html.unescape(label) for label in re.findall(r'aria-label="([^"]+)"', wide)]
    # a name begins with what the tile shows: "Manggar 80 %. Manggar: 80,0 %. 20 dari 25 ..."
    said = [label.split(". ", 1)[1] for label in said]
    return {label.split(":")[0]: label.split(": ", 1)[1] for label in said}


def table(text: str, name: str) -> list[list[str]]:
    """The cells of a table's body, without tags."""
    body = text.split(f'id="{name}"')[1].split("<tbody>")[1].split("</tbody>")[0]
    rows = [row for row in body.split("</tr>") if "<t" in row]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def test_the_map_says_the_chosen_figure_and_hatches_what_says_too_little(tirta: Client) -> None:
    busy(tirta)
    said = areas(page(tirta, "/kepala/?bulan=2026-10"))
    assert len(said) == 34
    assert said["Manggar"] == "80,0\u00a0%. 20 dari 25 pemberitahuan dijawab"
    assert said["Manggar Baru"].startswith("50,0\u00a0%")
    assert said["Lamaru"].startswith("angkanya terlalu sedikit untuk dinilai")
    slow = areas(page(tirta, "/kepala/?bulan=2026-10&angka=lama"))
    assert slow["Manggar"] == "27,6 jam. rata-rata dari 20 jawaban"
    assert areas(page(tirta, "/kepala/?bulan=2026-10&angka=layanan"))["Lamaru"] == "3. 3 layanan"
    # a figure or a span that is none is the usual one
    assert areas(page(tirta, "/kepala/?bulan=2026-10&angka=x&rentang=-1")) == said


def test_the_table_beside_the_map_says_the_same(tirta: Client) -> None:
    busy(tirta)
    text = page(tirta, "/kepala/?bulan=2026-10")
    rows = {row[0]: row for row in table(text, "peta-tabel")}
    assert rows.keys() == areas(text).keys()
    for name, said in areas(text).items():
        value = rows[name][2].replace(" %", "\u00a0%")
        assert said.startswith(value if value != "–" else "angkanya terlalu sedikit"), name
        assert said.endswith(rows[name][4]), name


def test_best_and_worst_are_named_only_with_enough_behind_them(tirta: Client) -> None:
    busy(tirta)
    text = page(tirta, "/kepala/?bulan=2026-10")
    assert [row[0].split(" ")[0] for row in table(text, "teratas")] == ["Manggar"]
    assert [row[0][:12] for row in table(text, "terbawah")] == ["Manggar Baru"]
    assert "paling sedikit 20 pemberitahuan" in text


def test_every_chart_has_its_numbers_in_a_table(tirta: Client) -> None:
    text = page(tirta, "/kepala/?bulan=2026-10")
    assert table(text, "grafik-layanan-tabel") == [["Oktober 2026", "3"], ["September 2026", "1"]]
    assert table(text, "grafik-jawaban-tabel")[0][1:] == ["33,3 %", "100,0 %"]
    assert text.count('class="grafik-gambar"') == text.count("Angkanya dalam tabel") - 1 == 4


def test_the_files_hold_the_figures_of_the_page_as_numbers(tirta: Client) -> None:
    busy(tirta)
    query = "?bulan=2026-10&rentang=12&angka=dijawab"

    def rows(name: str) -> list[tuple[object, ...]]:
        answer = tirta.get(f"/kepala/unduh/{name}.xlsx{query}")
        assert f"ringkasan-{name}" in answer["Content-Disposition"]
        sheet = load_workbook(BytesIO(answer.content)).active
        assert sheet is not None
        return [row for row in sheet.iter_rows(values_only=True) if row[1] is not None]

    trend = rows("tren")
    assert trend[0][:2] == ("Bulan", "Layanan")
    assert len(trend) == 13
    assert trend[-1][:4] == ("Oktober 2026", 48, 48, 30)
    places = {row[0]: row for row in rows("kelurahan")}
    assert len(places) == 35
    assert places["Manggar"][5] == 20
    assert places["Manggar"][6] == pytest.approx(0.8)
    ranking = rows("peringkat")[1:]
    assert [(row[0], row[2]) for row in ranking] == [
        ("tertinggi", "Manggar"),
        ("terendah", "Manggar Baru"),
    ]


def test_the_page_asks_little(
    tirta: Client, sql_snapshot: Callable[[str], AbstractContextManager[object]]
) -> None:
    with sql_snapshot("kepala"):
        tirta.get("/kepala/?bulan=2026-10&rentang=24")


def test_before_the_first_file_the_page_says_so(tirta: Client) -> None:
    assert "Belum ada layanan sampai Januari 2022." in page(tirta, "/kepala/?bulan=2022-01")


def test_others_are_refused(tirta: Client) -> None:
    for someone in (people.SARI, people.LURAH, people.OPERATOR, people.TEKNIS):
        client = entered(someone)
        assert client.get("/kepala/").status_code == 403
        assert client.get("/kepala/unduh/kelurahan.xlsx").status_code == 403
