"""Behind start, end, means and shares of a LEP: the population list, what changed it, the slowest answers."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.http import HttpResponse

from tests import make, people
from tests.reports import corrections, histories
from tests.web.test_lep_behind import FIGURE, entered
from tests.web.test_rt import text as html
from wacat.records import actions as records
from wacat.reports.actions import load_stock
from wacat.web.lep import behind
from wacat.web.lep import people as population

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 2)
CITY, MANGGAR, BARU = "64.71", "64.71.01.1001", "64.71.01.1004"
RT_23, RT_24, RT_1 = "64.71.01.1001.023", "64.71.01.1001.024", "64.71.01.1004.001"
CELL = re.compile(r'<a href="(/lep/[\d.]+/daftar/[^"]+)">([^<]+)</a>')
Snapshot = Callable[[str], AbstractContextManager[object]]


@pytest.fixture
def stock() -> None:
    """The DKB of September: 190 people in RT 023, 7 in RT 001 of Manggar Baru, 5 of them foreigners."""
    first, second = make.area(RT_23).pk, make.area(RT_1).pk
    with histories.as_system():
        load_stock(
            city=make.area(CITY), on=date(2026, 9, 30), by=None, at=make.NOW,
            counts={(first, "L"): 100, (first, "P"): 90, (second, "L"): 7},
            foreign={(first, "L"): 4, (first, "P"): 1},
        )  # fmt: skip
    make.publish(
        make.row(rt=RT_23, kind="AKTA_KELAHIRAN", sex="P", served_on=OCTOBER),
        make.row(rt=RT_23, kind="AKTA_KEMATIAN", sex="L", name="Almarhum Uji", served_on=NOVEMBER),
        make.row(rt=RT_24, origin=RT_23, kind="PINDAH_DALAM_KOTA", reach=1, sex="L", name="Budi Uji",
                 served_on=NOVEMBER),
    )  # fmt: skip


def text(answer: HttpResponse) -> str:
    """What a page says, without what is set in bold."""
    return re.sub(r"</?b>", "", html(answer))


def cells(someone: people.Someone, code: str, period: str = "2026-11") -> dict[str, str]:
    """The addresses behind the cells of the page, by query, and what the cells say."""
    page = entered(someone).get(f"/lep/{code}/?periode={period}").content.decode()
    return {address.replace("&amp;", "&"): said for address, said in CELL.findall(page)}


def address_of(found: dict[str, str], query: str) -> str:
    """The one address that ends so."""
    (address,) = [one for one in found if one.endswith(query)]
    return address


def peopled(someone: people.Someone, address: str) -> dict[str, str]:
    """The RTs of a population list that have people, page after page."""
    found: dict[str, str] = {}
    client, next_page = entered(someone), re.compile(r'rel="next" href="([^"]+)">Berikutnya')
    page = client.get(address).content.decode()
    while True:
        rows = re.findall(r'<th scope="row">([^<]+)</th>.*?<td class="kanan">([\d.]+)</td>', page)
        found |= {rt: count for rt, count in rows if count != "0"}
        after = next_page.search(page)
        if after is None:
            return found
        page = client.get(address.split("?")[0] + after[1].replace("&amp;", "&")).content.decode()


@pytest.mark.parametrize(
    ("someone", "code", "start", "rts"),
    [
        (people.SARI, RT_23, "191", {"RT 023": "190"}),
        (people.LURAH, MANGGAR, "191", {"RT 023": "190"}),
        (people.OPERATOR, CITY, "198", {"RT 023": "190", "RT 001": "7"}),
    ],
    ids=["rt", "lurah", "operator"],
)
@pytest.mark.usefixtures("stock")
def test_behind_the_start_stands_the_population_list(
    someone: people.Someone, code: str, start: str, rts: dict[str, str]
) -> None:
    found = cells(someone, code)
    whole = address_of(found, "bagian=penduduk&susulan=semua")
    assert found[whole] == start
    page = text(entered(someone).get(whole))
    people_then = int(start) - 1
    assert f"DKB per 30 September 2026: {people_then} orang" in page
    assert "Perubahan sesudahnya sampai awal periode: +1." in page
    assert f"Penduduk awal: {start} (perkiraan)" in page
    assert peopled(someone, whole) == rts
    men = text(entered(someone).get(address_of(found, "bagian=penduduk&jk=L")))
    assert f"{people_then - 90} orang" in men


@pytest.mark.usefixtures("stock")
def test_the_start_by_citizenship_is_for_staff() -> None:
    found = cells(people.OPERATOR, CITY)
    foreign = address_of(found, "bagian=penduduk&jk=L&wn=WNA")
    assert "DKB per 30 September 2026: 4 orang" in text(entered(people.OPERATOR).get(foreign))
    own = f"/lep/{RT_23}/daftar/?periode=2026-11&bagian=penduduk&jk=L&wn=WNA"
    assert "100 orang" in text(entered(people.SARI).get(own)), "the choice is not hers"


@pytest.mark.usefixtures("stock")
def test_an_earlier_month_is_counted_backwards() -> None:
    address = "/lep/{}/daftar/?periode={}&bagian=penduduk"
    page = text(entered(people.OPERATOR).get(address.format(RT_23, "2026-08")))
    assert "Dihitung mundur sampai awal periode: 0. Penduduk awal: 190" in page


def test_without_a_population_list_the_page_says_so() -> None:
    page = entered(people.LURAH).get(f"/lep/{RT_23}/daftar/?periode=2026-11&bagian=penduduk")
    assert "Tidak ada daftar penduduk untuk angka ini" in text(page)


@pytest.mark.usefixtures("stock")
def test_who_may_not_is_refused() -> None:
    for part in ("penduduk", "changes", "answered&urut=lama"):
        address = f"/lep/{RT_23}/daftar/?periode=2026-11&bagian={part}"
        for stranger in (people.BUDI, people.LURAH_LAIN):
            assert entered(stranger).get(address).status_code == 404, part
        assert entered(people.KEPALA).get(address).status_code in (403, 404), part
        assert entered(people.TEKNIS).get(address).status_code in (403, 404), part
    assert FIGURE.findall(str(cells(people.KEPALA, CITY))) == []


@pytest.mark.parametrize(
    ("someone", "code", "end", "changes"),
    [
        (people.SARI, RT_23, "189", {"Mati": "Almarhum Uji", "Pindah": "Budi Uji"}),
        (people.LURAH, RT_24, "1", {"Datang": "Budi Uji"}),
        (people.LURAH, MANGGAR, "190", {"Mati": "Almarhum Uji"}),
        (people.OPERATOR, RT_23, "189", {"Mati": "Almarhum Uji", "Pindah": "Budi Uji"}),
        (people.OPERATOR, CITY, "197", {"Mati": "Almarhum Uji"}),
    ],
    ids=["rt", "lurah of an rt", "lurah", "operator of an rt", "operator"],
)
@pytest.mark.usefixtures("stock")
def test_behind_the_end_stands_what_led_to_it(
    someone: people.Someone, code: str, end: str, changes: dict[str, str]
) -> None:
    found = cells(someone, code)
    address = address_of(found, "bagian=changes&susulan=semua")
    assert found[address] == end
    listed = entered(someone).get(address).content.decode()
    lines = dict(
        re.findall(r"<b>(?:<a [^>]*>)?([A-Z][a-z]+ Uji)(?:</a>)?</b></p>\s*<p><b>(\w+)</b>", listed)
    )
    assert {change: name for name, change in lines.items()} == changes
    said = text(entered(someone).get(address))
    assert f"= akhir {end} (perkiraan)" in said
    assert f"{len(changes)} baris" in said
    assert "6471010101900" not in listed, "nobody's NIK is shown whole"
    women = (
        text(entered(someone).get(address_of(found, "bagian=changes&jk=P")))
        if code != RT_24
        else ""
    )
    assert "Penduduk akhir sama dengan penduduk awal" in women or code == RT_24


@pytest.fixture
def answers() -> None:
    """Five answers of RT 023 after 1, 2, 30, 80 and 100 hours."""
    made = make.publish(
        *(make.row(rt=RT_23, served_on=NOVEMBER, name=f"Warga Jawab {n}") for n in range(5))
    )
    with histories.as_system():
        for told, hours in zip(made, (1, 100, 30, 2, 80), strict=True):
            records.mark_answered(notice_id=told.pk, answer="CONFIRMED", at=histories.later(hours))


@pytest.mark.parametrize(
    "someone", [people.SARI, people.LURAH, people.OPERATOR], ids=lambda s: s.username
)
@pytest.mark.usefixtures("answers")
def test_behind_a_mean_stand_its_answers_the_slowest_first(
    someone: people.Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(behind, "PAGE", 2)
    found = cells(someone, RT_23)
    slow = address_of(found, "bagian=answered&urut=lama")
    client, seen = entered(someone), []
    address: str | None = slow
    while address is not None:
        answer = client.get(address)
        assert "yang paling lama di atas" in text(answer)
        assert ("Rata-rata di laporan: 1 hari 19 jam" in text(answer)) == (address == slow)
        page = answer.content.decode()
        seen += re.findall(r"Waktu menjawab:</span> ([^<]+)<", page)
        after = re.search(r'rel="next" href="([^"]+)">Berikutnya', page)
        address = slow.split("?")[0] + after[1].replace("&amp;", "&") if after else None
    assert seen == ["4 hari 4 jam", "3 hari 8 jam", "1 hari 6 jam", "2 jam", "1 jam"]


@pytest.mark.usefixtures("answers")
def test_a_share_opens_the_list_it_is_a_share_of() -> None:
    page = entered(people.LURAH).get(f"/lep/{RT_23}/?periode=2026-11").content.decode()
    shares = {said: a.replace("&amp;", "&") for a, said in CELL.findall(page) if "%" in said}
    assert {said.replace("\u00a0", " ") for said in shares} == {"100,0 %", "60,0 %"}
    assert next(a for said, a in shares.items() if said.startswith("60")).endswith("urut=lama")


def test_behind_the_mean_of_decisions_stand_the_corrections() -> None:
    for name, hours in (("Cepat Uji", 5), ("Lambat Uji", 60)):
        told = make.notice(rt=RT_23, served_on=NOVEMBER, name=name)
        case = corrections.claim(told, at=histories.later(1))
        corrections.settle(case, accepted=2, by="operator", at=histories.later(1 + hours))
    for someone in (people.SARI, people.OPERATOR):
        slow = address_of(cells(someone, RT_23), "bagian=settled&urut=lama")
        page = entered(someone).get(slow).content.decode()
        assert re.findall(r"\w+ Uji(?=<)", page)[:2] == ["Lambat Uji", "Cepat Uji"]
        assert re.findall(r"sampai putusan:</span> ([^<]+)<", page) == ["2 hari 12 jam", "5 jam"]


@pytest.mark.usefixtures("stock", "answers")
def test_the_lists_ask_little(sql_snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(population, "PAGE", 1)
    client = entered(people.OPERATOR)
    first = f"/lep/{CITY}/daftar/?periode=2026-11&bagian=penduduk"
    page = client.get(first).content.decode()
    assert "sesudah=" in page
    with sql_snapshot("lep_penduduk_awal"):
        second = client.get(f"{first}&sesudah={make.area(RT_23).pk}").content.decode()
    assert "RT 024" in second
    assert "RT 023" not in second
    with sql_snapshot("lep_jawaban_lambat"):
        client.get(
            f"/lep/{CITY}/daftar/?periode=2026-11&bagian=answered&urut=lama&sebelum=9-1000000"
        )
    odd = ("9-", "9--1", "x", "9-99999999999999999999", f"{10**18}-{10**18}")
    for place in odd:
        address = f"/lep/{CITY}/daftar/?periode=2026-11&bagian=answered&urut=lama&sebelum={place}"
        assert client.get(address).status_code == 200, place
