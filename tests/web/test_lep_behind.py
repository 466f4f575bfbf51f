"""Each figure of a LEP opens the list behind it, within the reader's scope and masking."""

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests import make, people
from tests.door import standing_as
from tests.reports import corrections, histories
from tests.web.test_entry import log_in
from wacat.reports import closing
from wacat.reports.period import read_period

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)
MANGGAR, RT_23, RT_24 = "64.71.01.1001", "64.71.01.1001.023", "64.71.01.1001.024"
FIGURE = re.compile(r'<a href="(/lep/[\d.]+/daftar/[^"]+)">([\d.]+)</a>')
DECISIONS = ["settled", "accepted", "partly", "rejected", "other"]
COUNT = re.compile(r"<p>([\d.]+) baris, yang terbaru")


def entered(someone: people.Someone) -> Client:
    """The browser of that person."""
    client = Client()
    log_in(client, someone)
    return client


def decided(accepted: int) -> int:
    """A correction of RT 023 with so many of its two items accepted; -1: another RT was asked."""
    told = make.notice(rt=RT_23, served_on=date(2026, 11, 2))
    case = corrections.claim(told, at=histories.later(1))
    if accepted < 0:
        corrections.forward(case, by="operator", at=histories.later(20))
    else:
        corrections.settle(case, accepted=accepted, by="operator", at=histories.later(20))
    return case


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
    for accepted in (2, 1, 0, 0, -1):
        decided(accepted)
    for code in codes:
        page = client.get(f"/lep/{code}/?periode=2026-T4").content.decode()
        figures = FIGURE.findall(page)
        assert len(figures) >= 4
        linked = [part for part in DECISIONS if f"bagian={part}" in page]
        assert linked == ([] if code == RT_24 else DECISIONS)
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


def test_behind_a_locked_decision_stands_the_correction_also_after_an_objection() -> None:
    case = decided(0)
    with standing_as("administrator") as keeper:
        for month in ("2026-09", "2026-10", "2026-11"):
            closing.lock(
                city=make.area("64.71"), period=read_period(month), by=keeper,
                at=datetime(2026, 12, 3, 2, tzinfo=UTC),
            )  # fmt: skip
    corrections.object_to(case, at=datetime(2026, 12, 4, 2, tzinfo=UTC))
    corrections.settle(case, accepted=2, by="operator2", at=datetime(2026, 12, 5, 2, tzinfo=UTC))
    dewi = entered(people.OPERATOR)
    lists = {
        "periode=2026-11&bagian=rejected": ["1"], "periode=2026-11&bagian=accepted": [],
        "periode=2026-12&bagian=rejected&susulan=1": ["1"],
        "periode=2026-12&bagian=accepted&susulan=1": ["1"],
        "periode=2026-12&bagian=partly&susulan=1": [], "periode=2026-12&bagian=accepted": [],
    }  # fmt: skip
    for query, counted in lists.items():
        text = dewi.get(f"/lep/{RT_23}/daftar/?{query}").content.decode()
        assert COUNT.findall(text) == counted, query


def test_months_that_do_not_tell_decisions_have_one_list_for_all() -> None:
    decided(0)
    corrections.tell_decisions_from(date(2026, 12, 1))
    dewi = entered(people.OPERATOR)
    for part, counted in (("unknown", ["1"]), ("rejected", []), ("settled", ["1"])):
        address = f"/lep/{RT_23}/daftar/?periode=2026-11&bagian={part}"
        assert COUNT.findall(dewi.get(address).content.decode()) == counted, part


def test_each_way_a_correction_ends_says_what_it_means() -> None:
    decided(1)
    page = entered(people.KEPALA).get("/lep/64.71/?periode=2026-11").content.decode()
    for name in ("accepted", "partly_accepted", "rejected", "decided_otherwise"):
        assert page.count(f'href="/bantuan/angka/#{name}"') == 1
    assert "keberatan mencabut putusan pertama" in page
    assert FIGURE.findall(page) == []
