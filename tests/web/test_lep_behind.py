"""Each figure of a LEP opens the list behind it, within the reader's scope and masking."""

import re
from datetime import date

import pytest
from django.test import Client

from tests import make, people
from tests.web.test_entry import log_in

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)
MANGGAR, RT_23, RT_24 = "64.71.01.1001", "64.71.01.1001.023", "64.71.01.1001.024"
FIGURE = re.compile(r'<a href="(/lep/[\d.]+/daftar/[^"]+)">([\d.]+)</a>')
COUNT = re.compile(r"<p>([\d.]+) baris, yang terbaru")


def entered(someone: people.Someone) -> Client:
    """The browser of that person."""
    client = Client()
    log_in(client, someone)
    return client


@pytest.fixture(autouse=True)
def served() -> None:
    """October: births, a death, moves in every direction, a divorce and a lost card."""
    make.publish(
        make.row(rt=RT_23, kind="AKTA_KELAHIRAN", served_on=OCTOBER, sex="P", name="Aisyah"),
        make.row(rt=RT_23, kind="AKTA_KEMATIAN", served_on=OCTOBER),
        make.row(rt=RT_24, origin=RT_23, kind="PINDAH_DALAM_KOTA", reach=1, served_on=OCTOBER),
        make.row(rt=RT_23, origin="64.71.02.1001.001", kind="PINDAH_DALAM_KOTA", reach=3,
                 served_on=OCTOBER),
        make.row(rt=RT_24, kind="PINDAH_KELUAR", served_on=OCTOBER),
        make.row(rt=RT_23, kind="AKTA_PERCERAIAN", served_on=OCTOBER),
        make.row(rt=RT_23, kind="KTP_EL", served_on=date(2026, 9, 30)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("someone", "codes"),
    [
        (people.SARI, [RT_23]),
        (people.LURAH, [MANGGAR, RT_24]),
        (people.OPERATOR, ["64.71", "64.71.01", MANGGAR, RT_23]),
    ],
    ids=["rt", "lurah", "operator"],
)
def test_every_figure_opens_as_many_lines_as_it_says(
    someone: people.Someone, codes: list[str]
) -> None:
    client = entered(someone)
    for code in codes:
        page = client.get(f"/lep/{code}/?periode=2026-10").content.decode()
        figures = FIGURE.findall(page)
        assert len(figures) >= 4
        for address, number in figures:
            text = client.get(address.replace("&amp;", "&")).content.decode()
            assert COUNT.findall(text) == [number], address


def test_an_rt_sees_notices_and_its_own_only() -> None:
    sari = entered(people.SARI)
    page = sari.get(f"/lep/{RT_23}/daftar/?periode=2026-10").content.decode()
    assert "6471********" in page
    assert "perceraian" not in page.lower()
    for code in (RT_24, MANGGAR, "64.71", "x"):
        assert sari.get(f"/lep/{code}/daftar/?periode=2026-10").status_code == 404
    assert entered(people.KEPALA).get("/lep/64.71/daftar/").status_code == 403
    kepala = entered(people.KEPALA).get("/lep/64.71/?periode=2026-10").content.decode()
    assert FIGURE.findall(kepala) == []


def test_the_list_is_searched_and_says_when_nothing_fits() -> None:
    dewi = entered(people.OPERATOR)
    base = f"/lep/{MANGGAR}/daftar/?periode=2026-10&bagian=served"
    assert COUNT.findall(dewi.get(f"{base}&cari=aisy").content.decode()) == ["1"]
    assert "Tidak ada nama yang cocok." in dewi.get(f"{base}&cari=zzz").content.decode()
    assert "Tidak ada baris" in dewi.get(f"{base}&jenis=KIA").content.decode()
    for odd in ("&bagian=x", "&jenis=x", "&jk=x", "&susulan=1", "&sebelum=x", "&periode=x"):
        assert dewi.get(base + odd).status_code == 200


def test_the_list_is_cards_and_no_table() -> None:
    page = entered(people.SARI).get(f"/lep/{RT_23}/daftar/?periode=2026-10").content.decode()
    assert "<table" not in page
    assert page.count('<li class="kotak" data-baris>') == int(COUNT.search(page)[1])  # type: ignore[index]


def test_a_figure_by_citizenship_opens_its_list_for_staff_only() -> None:
    make.publish(
        make.row(rt=RT_23, kind="DATANG", citizenship="WNA", name="John Uji", served_on=OCTOBER),
        make.row(rt=RT_23, kind="DATANG", citizenship="WNI", name="Budi Uji", served_on=OCTOBER),
    )
    page = entered(people.OPERATOR).get("/lep/64.71/?periode=2026-10").content.decode()
    address = next(
        found[1]
        for found in FIGURE.finditer(page)
        if "wn=WNA" in found[1] and "arrived" in found[1]
    ).replace("&amp;", "&")
    told = entered(people.OPERATOR).get(address).content.decode()
    assert "John Uji" in told
    assert "Budi Uji" not in told
    own = entered(people.SARI).get(f"/lep/{RT_23}/?periode=2026-10").content.decode()
    assert "WNA" not in own
    both = (
        entered(people.SARI)
        .get(f"/lep/{RT_23}/daftar/?periode=2026-10&bagian=arrived&wn=WNA")
        .content.decode()
    )
    assert "John Uji" in both
    assert "Budi Uji" in both, "the choice is not his"
