"""The monitor of offices: each with its state and the reason, and exactly that as a workbook."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from openpyxl import load_workbook

from tests import make, people
from tests.accounts.rounds import begin
from tests.conftest import acting_as
from tests.web.test_entry import log_in

pytestmark = pytest.mark.django_db
HOME = "/administrator/"
REACHED = r"(\d+) dari 125"


@pytest.fixture
def desk(client: Client) -> Client:
    """The administrator."""
    log_in(client, people.ADMINISTRATOR)
    return client


def change(statement: str, *values: object) -> None:
    """Something that other acts do, written straight."""
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        cursor.execute(statement, values)


def row_of(desk: Client, name: str, **filters: str) -> str:
    """The row of an RT of Manggar as text."""
    page = desk.get(HOME, {"cari": name, **filters}).content.decode()
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    return next(row for row in body.split("<tr")[1:] if "Manggar" in row)


def test_the_vacant_rt_is_found_with_its_reason(desk: Client) -> None:
    row = row_of(desk, "RT 026", keadaan="kosong")
    assert "Belum pernah ada pemegang jabatan" in row
    assert f"/administrator/jabatan/{make.area('64.71.01.1001.026').pk}/" in row


def test_a_vacancy_tells_since_when_and_why(desk: Client) -> None:
    change(
        "UPDATE accounts_appointment SET valid = tstzrange(lower(valid), '2026-10-05 04:00+00'), "
        "end_reason = 'RESIGNED', ended_at = '2026-10-05 04:00+00' "
        "WHERE area_id = %s AND office = 'KETUA_RT'",
        make.area(people.BUDI.place).pk,
    )
    row = row_of(desk, "RT 024")
    assert "Kosong" in row
    assert "Sejak 5 Oktober 2026: mengundurkan diri" in row


@pytest.mark.parametrize(
    ("statement", "state", "words"),
    [
        ("UPDATE accounts_account SET state = 'SUSPENDED' WHERE username = 'rt'", "ditangguhkan",
         "Ditangguhkan"),
        ("UPDATE accounts_account SET state = 'LOCKED' WHERE username = 'rt'", "terkunci", "Terkunci"),
        ("UPDATE accounts_account SET state = 'REVOKED' WHERE username = 'rt'", "dicabut", "Dicabut"),
        ("UPDATE accounts_account SET last_login = now() - interval '70 days' WHERE username = 'rt'",
         "lama", "Lama tidak masuk"),
        ("UPDATE accounts_person SET phone = '' WHERE name = 'Sari Wulandari'", "tanpa_hp",
         "Nomor telepon belum tercatat"),
        ("UPDATE areas_area SET frozen_on = '2026-09-01' WHERE number = 23", "beku",
         "Dibekukan sejak 1 September 2026"),
        ("UPDATE accounts_account SET last_login = NULL WHERE username = 'rt'", "belum", "Diundang"),
    ],
)  # fmt: skip
def test_each_state_has_its_reason(desk: Client, statement: str, state: str, words: str) -> None:
    if state != "belum":
        change("UPDATE accounts_account SET last_login = now() WHERE username = 'rt'")
    change(statement)
    assert words in row_of(desk, "RT 023", keadaan=state)


def test_who_was_in_once_and_is_invited_anew_is_not_reached(desk: Client) -> None:
    change("UPDATE accounts_account SET last_login = now() WHERE username = 'rt'")
    assert "Belum masuk" not in row_of(desk, "RT 023")
    before = re.findall(REACHED, desk.get(HOME).content.decode())
    change("UPDATE accounts_account SET state = 'INVITED' WHERE username = 'rt'")
    row = row_of(desk, "RT 023", keadaan="belum")
    assert "Belum masuk lagi sejak akunnya dibuka kembali" in row
    after = re.findall(REACHED, desk.get(HOME).content.decode())
    assert [int(n) - 1 for n in before] == [int(n) for n in after]
    assert len(before) == 1


def test_an_overdue_report_shows_at_the_lurah(desk: Client) -> None:
    begin(at=make.NOW.replace(year=2025))
    page = desk.get(HOME, {"keadaan": "laporan", "cari": "Manggar"}).content.decode()
    assert "Laporan berkala terlambat" in page
    assert "Kelurahan Manggar" in page
    late = desk.get("/administrator/laporan-berkala/", {"saring": "terlambat"}).content.decode()
    assert "0 dari 26" in late
    assert "Terlambat" in late


def test_the_chips_count_under_the_filters(desk: Client) -> None:
    kelurahan = make.area(people.LURAH.place).pk
    page = desk.get(HOME, {"kelurahan": str(kelurahan)}).content.decode()
    assert "Semua <span>(27)</span>" in page
    assert "Semua <span>(26)</span>" in (
        desk.get(HOME, {"kelurahan": str(kelurahan), "jabatan": "RT"}).content.decode()
    )
    assert "dari 125" in page


def test_pages_follow_each_other_without_a_gap(desk: Client) -> None:
    seen: list[str] = []
    address = HOME
    for _ in range(10):
        page = desk.get(address).content.decode()
        body = page.split("<tbody>")[1].split("</tbody>")[0]
        seen += [part.split("/")[0] for part in body.split("/administrator/jabatan/")[1:]]
        if 'rel="next"' not in page:
            break
        link = page.split('rel="next" href="')[1].split('"')[0]
        address = HOME + link.replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 34 + 26 + 33 * 3


def test_the_workbook_holds_exactly_what_is_filtered(desk: Client) -> None:
    answer = desk.get("/administrator/unduh/", {"keadaan": "kosong", "cari": "Manggar"})
    assert 'filename="jabatan-kosong-' in answer["Content-Disposition"]
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] and "RT" in str(row[0])]
    assert "RT 026" in {row[0] for row in rows}
    assert "RT 023" not in {row[0] for row in rows}
    assert {row[8] for row in rows} == {"Kosong"}
    assert {row[1] for row in rows} == {"Manggar"}  # every RT of Manggar Baru has a holder
    printed = desk.get(HOME, {"cetak": "1"}).content.decode()
    assert printed.count("<tr data-baris") == 34 + 26 + 33 * 3


def test_words_are_no_pattern_and_odd_values_do_no_harm(desk: Client) -> None:
    assert "Tidak ada jabatan yang cocok" in desk.get(HOME, {"cari": "%"}).content.decode()
    odd = {"sesudah": str(10**18), "kelurahan": "-1", "kecamatan": str(2**63), "keadaan": "x"}
    assert desk.get(HOME, odd).status_code == 200


def test_the_monitor_asks_little(
    desk: Client, sql_snapshot: Callable[[str], AbstractContextManager[object]]
) -> None:
    with sql_snapshot("administrator_pemantauan"):
        desk.get(HOME)


def test_settings_change_with_a_reason_and_keep_their_history(desk: Client) -> None:
    address = "/administrator/pengaturan/"
    for wrong, words in (
        ({"nilai": "5"}, "Isi dengan 1, 2, 3, 4, 6 atau 12 bulan"),
        ({"alasan": " "}, "Tulis alasan perubahan"),
        ({"nilai": "6"}, "tidak ada yang berubah"),
        ({"nama": "APA"}, "Pengaturan"),
    ):
        values = {"nama": "ATTESTATION_MONTHS", "nilai": "3", "alasan": "Banyak pergantian"} | wrong
        refused = desk.post(address, values)
        assert refused.status_code == 422
        assert words in refused.content.decode()
    values = {"nama": "ATTESTATION_MONTHS", "nilai": "3", "alasan": "Banyak pergantian"}
    page = desk.post(address, values, follow=True).content.decode()
    assert "Jarak laporan berkala Lurah: 3 bulan" in page
    assert "Banyak pergantian" in page


def test_the_kasi_reads_settings_and_changes_none(client: Client) -> None:
    log_in(client, people.KASI)
    values = {"nama": "ATTESTATION_MONTHS", "nilai": "3", "alasan": "Banyak pergantian"}
    page = client.post("/administrator/pengaturan/", values).content.decode()
    assert "Jarak laporan berkala Lurah: 6 bulan" in page
    assert "Simpan" not in page
