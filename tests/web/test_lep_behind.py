"""Each figure of a LEP opens the list behind it, within the reader's scope and masking."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client

from tests import make, people
from tests.conftest import acting_as
from tests.door import standing_as
from tests.reports import corrections, histories
from tests.web.test_entry import log_in
from wacat.accounts import standing
from wacat.accounts.access import enter_system, leave
from wacat.accounts.models import Appointment
from wacat.records import actions as records
from wacat.reports import closing
from wacat.reports.period import read_period

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)
MANGGAR, RT_23, RT_24 = "64.71.01.1001", "64.71.01.1001.023", "64.71.01.1001.024"
FIGURE = re.compile(r'<a href="(/lep/[\d.]+/daftar/[^"]+)">([−-]?[\d.]+)</a>')
DECISIONS = ["settled", "accepted", "partly", "rejected", "other"]
COUNT = re.compile(r"<p>([\d.]+) baris, yang terbaru")
DIFFERENT = re.compile(r"Angka di laporan ([−-]?[\d.]+), daftar ini ([\d.]+) baris\.(.*?)</p>")


def figures_of(page: str) -> list[tuple[str, str]]:
    """The figures that count the lines of their lists; start and end of the population do not."""
    found = FIGURE.findall(page)
    return [one for one in found if not re.search(r"bagian=(penduduk|changes)", one[0])]


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
        figures = figures_of(page)
        assert len(figures) >= 4
        linked = [part for part in DECISIONS if f"bagian={part}" in page]
        assert linked == ([] if code == RT_24 else DECISIONS)
        for address, number in figures:
            text = client.get(address.replace("&amp;", "&")).content.decode()
            assert COUNT.findall(text) == [number], address


def test_every_table_of_counts_leads_to_its_lists() -> None:
    for accepted in (2, 0):
        decided(accepted)
    page = entered(people.OPERATOR).get(f"/lep/{MANGGAR}/?periode=2026-11").content.decode()
    for wanted in (
        "bagian=claimed", "bagian=in_time", "bagian=served&amp;kelas=B", "bagian=told",
        "bagian=CORRECTED", f"/lep/{RT_23}/daftar/?periode=2026-11&amp;bagian=answered",
        f"/lep/{RT_23}/daftar/?periode=2026-11&amp;bagian=served&amp;susulan=semua",
    ):  # fmt: skip
        assert wanted in page, wanted


def lock_october() -> None:
    """September and October, two days after everything was published."""
    with standing_as("administrator") as keeper:
        for month in ("2026-09", "2026-10"):
            closing.lock(
                city=make.area("64.71"), period=read_period(month), by=keeper, at=histories.later(48)
            )  # fmt: skip


@pytest.mark.parametrize(
    ("someone", "codes"),
    [
        (people.SARI, [RT_23]),
        (people.LURAH, [MANGGAR]),
        (people.OPERATOR, ["64.71", MANGGAR, RT_23]),
    ],
    ids=["rt", "lurah", "operator"],
)
def test_a_locked_figure_opens_what_was_known_and_what_is_late_stands_behind_the_next(
    someone: people.Someone, codes: list[str]
) -> None:
    early, waiting = make.publish(*(make.row(rt=RT_23, served_on=OCTOBER) for _ in range(2)))
    make.publish(make.row(rt=RT_23, kind="DATANG", served_on=OCTOBER), batch_id=7_000_003)
    with histories.as_system():
        records.mark_answered(notice_id=early.pk, answer="CONFIRMED", at=histories.later(1))
    lock_october()
    with histories.as_system():
        records.withdraw(batch_id=7_000_003, at=histories.later(50), reason="Keliru")
        records.mark_answered(notice_id=waiting.pk, answer="NOT_MINE", at=histories.later(51))
    new = [make.row(rt=RT_23, kind=kind, served_on=OCTOBER) for kind in ("PINDAH_KELUAR", "KIA")]
    make.publish(*new, at=histories.later(52))
    client = entered(someone)
    seen = set()
    for period in ("2026-10", "2026-11", "2026-T4"):
        for code in codes:
            page = client.get(f"/lep/{code}/?periode={period}").content.decode()
            for address, number in figures_of(page):
                text = client.get(address.replace("&amp;", "&")).content.decode()
                lines = "".join(COUNT.findall(text)) or "0"
                seen.add((period, number))
                if lines == number.lstrip("−-") and not DIFFERENT.search(text):
                    continue
                # pluses and minuses in one figure, or a minus: the page says so
                ((said, listed, why),) = DIFFERENT.findall(text)
                assert (said, listed) == (number, lines), address
                assert "mengurangi angkanya" in why, address
                assert "susulan=" in address, address
                assert "Ditarik" in text, address
    assert {n for period, n in seen if period == "2026-11"} >= {"1"}
    assert any(n.startswith(("−", "-")) for _, n in seen), "what was taken back is listed too"


def test_behind_a_decision_stands_its_correction_also_where_the_notice_was_recalled() -> None:
    told = make.publish(
        make.row(rt=RT_23, served_on=date(2026, 11, 2), name="Budi Uji"), batch_id=7_000_004
    )
    case = corrections.claim(told[0], at=histories.later(1))
    corrections.settle(case, accepted=0, by="operator", at=histories.later(20))
    with histories.as_system():
        records.withdraw(batch_id=7_000_004, at=histories.later(30), reason="Keliru")
    for someone in (people.SARI, people.OPERATOR):
        client = entered(someone)
        page = client.get(f"/lep/{RT_23}/?periode=2026-11").content.decode()
        lists = {
            part: address
            for address, number in figures_of(page)
            for part in ("claimed", "settled", "rejected", "in_time")
            if f"bagian={part}" in address and number == "1"
        }
        assert len(lists) == 4
        for address in lists.values():
            text = client.get(address.replace("&amp;", "&")).content.decode()
            assert COUNT.findall(text) == ["1"], address
            assert "Budi Uji" in text
            assert "Ditarik 24 November 2026." in text


def test_a_figure_whose_records_are_no_longer_kept_says_so() -> None:
    with acting_as("wacat_job"):
        enter_system(make.account("sistem").pk)
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO reports_monthly (kelurahan_id, month, served_month, rt_id, kind, sex, side, reach,
                 detail, kecamatan_id, city_id, count)
               SELECT kelurahan_id, '2025-08-01', '2025-08-01', id, 'AKTA_KELAHIRAN', 'P', 'P', 0, false,
                 kecamatan_id, city_id, 7 FROM areas_area WHERE id = %s""",
            [make.area(RT_23).pk],
        )
    leave()
    for someone in (people.SARI, people.OPERATOR):
        client = entered(someone)
        page = client.get(f"/lep/{RT_23}/?periode=2025-08").content.decode()
        figures = figures_of(page)
        assert {number for _, number in figures} == {"7"}
        for address, _ in figures:
            text = client.get(address.replace("&amp;", "&")).content.decode()
            ((said, listed, why),) = DIFFERENT.findall(text)
            assert (said, listed) == ("7", "0")
            assert "tidak disimpan lagi; yang disimpan hanya angkanya" in why


def test_what_is_not_told_is_counted_and_the_list_of_an_rt_says_so() -> None:
    make.publish(make.row(rt=RT_23, kind="CETAK_ULANG", served_on=OCTOBER))
    sari = entered(people.SARI)
    page = sari.get(f"/lep/{RT_23}/?periode=2026-10").content.decode()
    for address, number in figures_of(page):
        text = sari.get(address.replace("&amp;", "&")).content.decode()
        for said, _, why in DIFFERENT.findall(text):
            assert said == number
            assert "misalnya cetak ulang, tidak terdaftar" in why
            assert "tidak disimpan lagi" not in why
    base = f"/lep/{RT_23}/daftar/?periode=2026-10&bagian=served"
    for wanted in ("&jenis=CETAK_ULANG", "&kelas=D", ""):
        assert "cetak ulang, tidak terdaftar" in sari.get(base + wanted).content.decode(), wanted
    assert not DIFFERENT.search(entered(people.OPERATOR).get(base).content.decode())


def test_an_end_of_office_opens_whose_it_was() -> None:
    ended = datetime(2026, 10, 12, 9, tzinfo=UTC)
    with acting_as("wacat_owner"):
        for code, reason in (
            (RT_23, "TERM"),
            (RT_24, "HANDED_OVER"),
            ("64.71.01.1004.001", "TERM"),
        ):
            Appointment.objects.filter(area=make.area(code)).update(
                valid=DateTimeTZRange(datetime(2021, 1, 1, tzinfo=UTC), ended), end_reason=reason
            )
    client = entered(people.LURAH)
    page = client.get(f"/lep/{MANGGAR}/?periode=2026-10").content.decode()
    found = {
        address.rpartition("sebab=")[2]: address.replace("&amp;", "&")
        for address, number in figures_of(page)
        if "bagian=jabatan" in address and number == "1"
    }
    assert set(found) == {"term", "handed_over"}
    text = client.get(found["term"]).content.decode()
    assert COUNT.findall(text) == ["1"]
    for wanted in ("Ketua RT: masa selesai", people.SARI.name, "RT 023", "12 Oktober 2026"):
        assert wanted in text, wanted
    assert people.ASING.name not in text
    assert client.get(found["term"].replace("sebab=term", "sebab=x")).status_code == 404
    assert (
        "Tidak ada baris"
        in client.get(found["term"].replace("2026-10", "2026-09")).content.decode()
    )


def test_a_lost_phone_counts_once_though_its_owner_holds_two_offices() -> None:
    with standing_as("administrator") as by:
        standing.lock(account_id=make.account(people.DUA.username).pk, reason="HILANG", remark="",
                      by=by, at=datetime(2026, 10, 12, 2, tzinfo=UTC))  # fmt: skip
    client = entered(people.OPERATOR)
    for code in ("64.71", "64.71.01.1004", people.DUA.place, people.DUA_JUGA):
        page = client.get(f"/lep/{code}/?periode=2026-10").content.decode()
        (address,) = {a for a, number in figures_of(page) if "sebab=locked" in a and number == "1"}
        text = client.get(address.replace("&amp;", "&")).content.decode()
        assert COUNT.findall(text) == ["1"], code
        assert text.count(people.DUA.name) == 1


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
