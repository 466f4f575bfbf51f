"""Counts for everybody: no sign-in, no small number, no running month."""

import csv
import io
import json
from datetime import date

import pytest
from django.test import Client

from tests import make
from tests.reports.test_public import let_out

pytestmark = pytest.mark.django_db
SERVED = date(2026, 9, 7)
SEPTEMBER = date(2026, 9, 1)
MANGGAR, BARU = "64.71.01.1001.023", "64.71.01.1004.001"


@pytest.fixture(autouse=True)
def served() -> None:
    """20, 11 and 30 cards, 3 divorces."""
    make.publish(
        *(make.row(rt="64.71.02.1001.001", kind="KTP_EL", served_on=SERVED) for _ in range(30)),
        *(make.row(rt=MANGGAR, kind="KTP_EL", served_on=SERVED) for _ in range(20)),
        *(make.row(rt=BARU, kind="KTP_EL", served_on=SERVED) for _ in range(11)),
        *(make.row(rt=MANGGAR, kind="AKTA_PERCERAIAN", served_on=SERVED) for _ in range(3)),
    )
    let_out(SEPTEMBER)


def test_anybody_reads_counts_without_small_ones(client: Client) -> None:
    text = client.get("/publik/?bulan=2026-09").content.decode()
    assert "Manggar Baru" in text
    assert ">30<" in text
    assert ">3<" not in text
    assert "perceraian" not in text.split("<tbody>")[1].split("</table>")[0].lower()


def test_the_files_say_the_same(client: Client) -> None:
    made = json.loads(client.get("/publik/2026-09.json").content)
    manggar = next(line for line in made["kelurahan"] if line["name"] == "Manggar")
    assert manggar["counts"]["PERUBAHAN_DATA_KK"] is None
    rows = list(csv.DictReader(io.StringIO(client.get("/publik/2026-09.csv").content.decode())))
    cards = {r["kelurahan"]: r["jumlah"] for r in rows if r["jenis"] == "KTP_EL"}
    assert set(rows[0]) == {"periode", "kode", "kelurahan", "jenis", "jumlah", "paling_sedikit"}
    for line in made["kelurahan"]:
        count = line["counts"]["KTP_EL"]
        assert cards[line["name"]] == ("" if count is None else str(count))
    assert "30" in cards.values()
    assert not {int(row["jumlah"]) for row in rows if row["jumlah"]} & {1, 2, 3, 4}


def test_a_running_or_odd_month_shows_nothing(client: Client) -> None:
    assert "Belum ada angka untuk" in client.get("/publik/?bulan=2099-01").content.decode()
    assert json.loads(client.get("/publik/2099-01.json").content)["kelurahan"] == []
    assert client.get("/publik/?bulan=%00").status_code == 200
    assert client.get("/publik/x.csv").status_code == 404


def test_others_may_keep_it_but_not_a_visitors(client: Client) -> None:
    assert client.get("/publik/").headers["Cache-Control"] == "public, max-age=3600"


def test_a_quarter_says_what_is_there_at_least_and_what_is_missing(client: Client) -> None:
    text = client.get("/publik/?periode=2026-T3").content.decode()
    assert "≥" in text or "&ge;" in text
    assert "Belum termasuk Juli 2026, Agustus 2026" in text
    made = json.loads(client.get("/publik/2026-T3.json").content)
    assert made["missing_months"] == ["2026-07", "2026-08"]
    assert made["city"]["counts"]["JUMLAH"] is None
    assert made["city"]["at_least"]["JUMLAH"] == 64


def test_the_dictionary_names_every_column_and_kind(client: Client) -> None:
    text = client.get("/publik/kamus/").content.decode()
    made = json.loads(client.get("/publik/2026-09.json").content)
    header = client.get("/publik/2026-09.csv").content.decode().splitlines()[0]
    assert made["dictionary"].endswith("/publik/kamus/")
    for name in [*header.split(","), *made["kinds"], "JUMLAH"]:
        assert f">{name}<" in text, name


@pytest.mark.parametrize("address", ["/publik/", "/publik/kamus/", "/publik/2026-09.csv"])
def test_no_cookie_is_set(client: Client, address: str) -> None:
    response = client.get(address)
    assert (response.status_code, dict(response.cookies)) == (200, {})
