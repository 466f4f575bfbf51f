"""The administrator changes the territory on its pages: form, dry run, decree, history; who only reads."""

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests import make, people
from tests.areas.acts import MANGGAR, rt
from tests.web.test_entry import log_in
from wacat.areas.models import Area, TerritoryAct

pytestmark = pytest.mark.django_db
HOME = "/administrator/wilayah/"


@pytest.fixture
def administrator(client: Client) -> Client:
    """A browser of the administrator."""
    log_in(client, people.ADMINISTRATOR)
    return client


def page_of(client: Client, address: str, **query: str) -> str:
    """The page at an address."""
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def mark_in(page: str) -> str:
    """What the dry run asks to agree to."""
    return page.split('name="tanda" value="')[1].split('"')[0]


def decree(**changed: str) -> dict[str, str]:
    """The second step filled in."""
    today = timezone.localdate().isoformat()
    values = {"keputusan": "188.45/7/2026", "tanggal": today, "alasan": "Penataan RT"}
    return values | {"langkah": "terapkan"} | changed


def go(client: Client, address: str, **first: object) -> str:
    """Both steps of an act; the page it leads to."""
    day = timezone.localdate().isoformat()
    said = {"berlaku": day} | first
    looked = client.post(address, said)
    assert looked.status_code == 200, looked.content.decode()
    done = client.post(address, said | decree(tanda=mark_in(looked.content.decode())))
    assert done.status_code == 302, done.content.decode()
    return client.get(done.headers["Location"]).content.decode()


def test_the_tree_the_search_and_the_chips(administrator: Client) -> None:
    tree = page_of(administrator, HOME)
    assert "Kecamatan Balikpapan Timur" in tree
    assert "Hartono" in tree
    found = page_of(administrator, HOME, cari="RT 023 Manggar")
    assert "RT 023 Manggar" in found
    assert "1 RT yang cocok" in found
    assert "Tidak ada wilayah yang cocok" in page_of(administrator, HOME, cari="zzz")
    assert "0 RT beku" in page_of(administrator, HOME, saring="beku")


def test_a_merger_from_form_to_history(administrator: Client) -> None:
    make.notice()
    address = f"{HOME}{rt(24)}/gabung/"
    assert "Gabung RT lain ke sini" in page_of(administrator, f"{HOME}{rt(24)}/")
    day = timezone.localdate().isoformat()
    looked = administrator.post(address, {"rt": [rt(23)], "berlaku": day}).content.decode()
    for said in (
        "Sari Wulandari",
        "1 pemberitahuan",
        "Ketua RT 024 Manggar",
        "Belum ada yang berubah",
    ):
        assert said in looked
    assert TerritoryAct.objects.count() == 0

    mark = mark_in(looked)
    kept = {"rt": [rt(23)], "berlaku": day, "tanda": mark}
    refused = administrator.post(address, kept | decree(keputusan="", alasan="Dua RT kecil"))
    assert refused.status_code == 422
    assert "Isi nomor keputusan" in refused.content.decode()
    assert "Dua RT kecil" in refused.content.decode()

    back = administrator.post(address, kept | decree(langkah="ubah")).content.decode()
    assert f'value="{rt(23)}" checked' in back
    page = go(administrator, address, rt=[rt(23)])
    assert "RT 023 Manggar digabung ke RT 024 Manggar" in page
    assert "188.45/7/2026" in page
    closed = page_of(administrator, f"{HOME}{rt(23)}/")
    assert "penerusnya" in closed
    assert "Sari Wulandari" in closed
    assert "Tindakan</h2>" not in closed
    assert "RT 023 Manggar" in page_of(administrator, HOME, saring="ditutup")


def test_each_act_has_its_form(administrator: Client) -> None:
    manggar = make.area(MANGGAR).pk
    assert "RT 061" in go(administrator, f"{HOME}{manggar}/buka-rt/", nomor="61")
    assert "Beku" in go(administrator, f"{HOME}{rt(22)}/beku/")
    assert "Aktif" in go(administrator, f"{HOME}{rt(22)}/aktif/")
    go(administrator, f"{HOME}{rt(21)}/pecah-rt/", nomor="62", terbuka="tetap")
    assert "Manggar Raya" in go(administrator, f"{HOME}{manggar}/nama/", nama="Manggar Raya")
    lamaru = make.area("64.71.01.1002").pk
    page = go(administrator, f"{HOME}{manggar}/pindah-rt/", tujuan=str(lamaru), rt=[str(rt(20))])
    assert "1 RT pindah ke Kelurahan" in page
    page = go(
        administrator, f"{HOME}{manggar}/pecah-kelurahan/", nama="Manggar Utara", kode="64.71.01.1099",
        rt=[str(rt(23)), str(rt(24))],
    )  # fmt: skip
    assert "2 RT pindah ke Kelurahan Manggar Utara" in page
    page = go(administrator, f"{HOME}{manggar}/kode/", sistem="KEMENDAGRI", kode="64.71.01.1088")
    assert f"{MANGGAR} menjadi 64.71.01.1088" in page


def test_wrong_input_says_why_and_keeps_what_was_typed(administrator: Client) -> None:
    manggar = make.area(MANGGAR).pk
    day = timezone.localdate()
    for address, said, told in [
        (f"{HOME}{manggar}/buka-rt/", {"nomor": "23"}, "RT 023 sudah ada"),
        (f"{HOME}{manggar}/buka-rt/", {"nomor": "abc"}, "dengan angka"),
        (f"{HOME}{manggar}/nama/", {"nama": "Lamaru"}, "sudah dipakai"),
        (f"{HOME}{rt(23)}/gabung/", {}, "Pilih paling sedikit satu RT"),
        (f"{HOME}{rt(23)}/beku/", {"berlaku": (day + timedelta(days=1)).isoformat()}, "masih di depan"),
        (f"{HOME}{rt(23)}/beku/", {"berlaku": "31-02-2026"}, "Tulis tanggal seperti"),
    ]:  # fmt: skip
        response = administrator.post(address, {"berlaku": day.isoformat()} | said)
        assert response.status_code == 422
        assert told in response.content.decode()
        for typed in said.values():
            assert typed in response.content.decode()


def test_the_kasi_reads_and_others_do_not_enter(client: Client) -> None:
    log_in(client, people.KASI)
    page = page_of(client, f"{HOME}{rt(23)}/")
    assert "Tindakan</h2>" not in page
    assert client.get(f"{HOME}{rt(23)}/beku/").status_code == 403
    assert client.post(f"{HOME}daftar/").status_code == 403
    assert client.get(f"{HOME}{10**15}/").status_code == 404
    assert client.get(f"{HOME}{make.area(MANGGAR).pk}/beku/").status_code == 403


def test_an_old_report_prints_under_its_old_name(administrator: Client) -> None:
    made = make.notice(served_on=date(2026, 10, 5), kind="DATANG")
    before = administrator.get(f"/lep/{MANGGAR}.023/2026-10.json").json()
    go(administrator, f"{HOME}{rt(24)}/gabung/", rt=[str(rt(23))])
    go(administrator, f"{HOME}{make.area(MANGGAR).pk}/nama/", nama="Manggar Raya")
    after = administrator.get(f"/lep/{MANGGAR}.023/2026-10.json").json()
    assert (
        after["place"] == before["place"] == "RT 023 Kelurahan Manggar, Kecamatan Balikpapan Timur"
    )
    assert after["services"] == before["services"]
    assert (before["responses"]["told"], after["responses"]["told"]) == (1, 0)
    assert administrator.get(f"/lep/{MANGGAR}.024/2026-10.json").json()["responses"]["told"] == 1
    kelurahan = administrator.get(f"/lep/{MANGGAR}/2026-10.json").json()
    assert kelurahan["area"] == "Manggar"
    assert "RT 023" in [child["name"] for child in kelurahan["children"]]
    assert administrator.get(f"/lep/{MANGGAR}/2026-12.json").json()["area"] == "Manggar Raya"
    paper = administrator.get(f"/lep/{MANGGAR}.023/2026-10.pdf")
    assert paper.content.startswith(b"%PDF-")
    assert made.rt_id == rt(23)


def test_the_lurah_of_before_still_prints_what_was_his(administrator: Client) -> None:
    make.notice(served_on=date(2026, 10, 5))
    manggar = make.area(MANGGAR).pk
    go(
        administrator, f"{HOME}{manggar}/pecah-kelurahan/", nama="Manggar Utara", kode="64.71.01.1099",
        rt=[str(rt(23))],
    )  # fmt: skip
    lurah = Client()
    log_in(lurah, people.LURAH)
    assert lurah.get(f"/lep/{MANGGAR}.023/2026-10.json").status_code == 200
    assert lurah.get("/lep/64.71.01.1004.001/2026-10.json").status_code == 404
    names = [c["name"] for c in lurah.get(f"/lep/{MANGGAR}/2026-10.json").json()["children"]]
    assert "RT 023" in names
    sari = Client()
    log_in(sari, people.SARI)
    report = sari.get("/lep/64.71.01.1099.023/2026-10.json").json()
    assert (report["place"].split(",")[0], report["services_total"]) == (
        "RT 023 Kelurahan Manggar",
        1,
    )


LIST = (
    "Kelurahan;RT;Status\nManggar;026;\nMangar;001;\nManggar;040;beku\nMANGGAR;40;\n"
    "Lamaru;RT 004;Aktif\nLamaru;xx;\nLamaru;005;rusak\n"
)


def test_a_list_is_looked_at_then_applied(administrator: Client) -> None:
    file = SimpleUploadedFile("rt 2026.csv", LIST.encode())
    done = administrator.post(f"{HOME}daftar/", {"berkas": file})
    address = done.headers["Location"]
    page = administrator.get(address).content.decode()
    assert "Mungkin maksudnya Manggar." in page
    for said in (
        "RT tidak terbaca sebagai nomor",
        "RT yang sama sudah ada",
        "Status RT tidak dikenal",
    ):
        assert said in page
    assert "Ada di WaCAT, tidak tertulis" in page
    assert not Area.objects.filter(number=40).exists()

    content = administrator.get(f"{address}perbaikan/")
    assert 'filename="karantina-rt-' in content.headers["Content-Disposition"]
    sheet = openpyxl.load_workbook(BytesIO(content.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][-4:] == ["Baris", "Kolom", "Alasan", "Yang perlu dilakukan"]
    assert [row[-4] for row in rows[1:]] == ["3", "5", "7", "8"]

    applied = administrator.post(f"{address}terapkan/")
    assert applied.status_code == 302
    made = Area.objects.get(number=40, kelurahan=make.area(MANGGAR))
    assert made.frozen_on == timezone.localdate()
    assert make.area("64.71.01.1002.004").closed_on is None
    again = administrator.post(f"{address}terapkan/")
    assert again.status_code == 409
    assert "sudah diterapkan" in again.content.decode()
    assert Area.objects.filter(level="RT", closed_on__isnull=False).count() == 0


def test_a_file_that_is_no_list_is_refused_in_a_sentence(administrator: Client) -> None:
    for name, content, said in [
        ("a.csv", b"a;b\n1;2\n", "Kelurahan, RT"),
        ("a.pdf", b"%PDF-1.7", "tidak didukung"),
        ("a.csv", b"", "kosong"),
    ]:
        file = SimpleUploadedFile(name, content)
        refused = administrator.post(f"{HOME}daftar/", {"berkas": file})
        assert refused.status_code == 422
        assert said in refused.content.decode()
    assert administrator.post(f"{HOME}daftar/").status_code == 422
