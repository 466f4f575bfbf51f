"""A file that nobody knows: mapped at the desk, kept, used again; registers; quality. Through the URL."""

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import make, people
from tests.door import standing_as
from tests.web.test_entry import log_in
from tests.web.test_operator_files import page, upload, work
from wacat.intake import actions
from wacat.intake.models import Batch, Sample, SavedLayout

pytestmark = pytest.mark.django_db
HEAD = "Tgl Ambil;Produk;Nomor Induk;Nama Pemilik;Kawasan;Lingkungan;Ket"
ROW = "20-11-2026;KTP-el;6471010101900{n:03d};Warga {n};Manggar;{rt};-"
MAPPED = {
    "kolom-0": "served_on", "kolom-1": "kind", "kolom-2": "nik", "kolom-3": "name", "kolom-4": "kelurahan",
    "kolom-5": "rt", "judul": "2", "nama": "Loket keliling", "sumber": "Mobil layanan",
}  # fmt: skip


def strange(*rts: str, first: int = 1) -> SimpleUploadedFile:
    """A list under headings of its own, one row an RT."""
    rows = [ROW.format(n=n, rt=rt) for n, rt in enumerate(rts, start=first)]
    body = "\n".join(["LAPORAN LOKET KELILING", HEAD, *rows]) + "\n"
    return SimpleUploadedFile("loket.csv", body.encode(), content_type="text/csv")


@pytest.fixture
def desk(client: Client) -> Client:
    """Dewi at her desk."""
    log_in(client, people.OPERATOR)
    return client


def waiting(desk: Client, file: SimpleUploadedFile) -> str:
    """Upload and check; the address of the file."""
    address = upload(desk, file)
    work(actions.check, address)
    return address


def batch_of(address: str) -> Batch:
    """The file, as an operator may read it."""
    with standing_as("operator"):
        return Batch.objects.select_related("saved").get(pk=int(address.split("/")[-2]))


def saved_layouts() -> list[SavedLayout]:
    """All mappings, the oldest first."""
    with standing_as("operator"):
        return list(SavedLayout.objects.order_by("id"))


def test_an_unknown_file_is_mapped_looked_at_saved_and_the_next_one_read_with_it(
    desk: Client,
) -> None:
    address = waiting(desk, strange("023", "024", "099", "023", "024"))
    assert "Susunan kolom tidak dikenali" in page(desk, address)
    shown = page(desk, address + "pemetaan/")
    assert "Warga 1" in shown
    assert re.search(r'value="nik" selected', shown), "the cells alone say which column holds NIKs"
    assert re.search(r'value="kelurahan" selected', shown), "so do the names of kelurahan"
    bare = desk.post(address + "pemetaan/", {**MAPPED, "kolom-5": "", "lihat": "1"})
    assert "Wajib ada, belum ditunjuk" in bare.content.decode()

    looked = desk.post(address + "pemetaan/", {**MAPPED, "lihat": "1"}).content.decode()
    assert "Hasil pada 5 baris pertama" in looked
    assert "RT tidak ada dalam daftar RT kelurahan ini." in looked
    assert saved_layouts() == []

    saved = desk.post(address + "pemetaan/", MAPPED)
    assert (saved.status_code, saved.headers["Location"]) == (302, address)
    work(actions.check, address)
    batch = batch_of(address)
    counts = (batch.accepted_count, batch.quarantined_count)
    assert (batch.state, counts) == ("AWAITING_APPROVAL", (4, 1))
    assert (batch.source, batch.saved.name if batch.saved else "") == (
        "Mobil layanan",
        "Loket keliling",
    )
    with standing_as("operator"):
        assert Sample.objects.get(batch=batch).rows == [], "residents lie there no longer"

    again = waiting(desk, strange("023", "024", first=5))
    assert "pemetaan tersimpan" in page(desk, again)
    assert batch_of(again).accepted_count == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kolom-2": ""}, "Tunjuk kolom NIK"),
        ({"kolom-5": ""}, "Yang belum ditunjuk: RT"),
        ({"kolom-6": "nik"}, "Satu isian ditunjuk pada dua kolom"),
        ({"nama": ""}, "Isi nama pemetaan"),
        ({"kolom-0": "", "tanggal": "2020-01-01"}, "paling awal 21 Oktober 2020"),
        ({"kolom-0": "", "tanggal": "kemarin"}, "Tulis tanggal layanan"),
        ({"kolom-1": "", "jenis": "SEWA"}, "Pilih jenis layanan dari daftar"),
        ({"kolom-1": "entah"}, "Kolom yang dipilih tidak ada"),
    ],
)
def test_what_cannot_work_is_said_and_what_was_chosen_stays(
    desk: Client, changes: dict[str, str], said: str
) -> None:
    address = waiting(desk, strange("023"))
    refused = desk.post(address + "pemetaan/", MAPPED | changes)
    assert refused.status_code == 422
    assert said in refused.content.decode()
    assert 'value="Mobil layanan"' in refused.content.decode()
    assert saved_layouts() == []


def test_kind_and_day_that_stand_in_no_column(desk: Client) -> None:
    address = waiting(desk, strange("023", "024"))
    given = {"kolom-0": "", "kolom-1": "", "jenis": "KIA", "tanggal": "2026-11-20"}
    assert desk.post(address + "pemetaan/", MAPPED | given).status_code == 302
    work(actions.check, address)
    batch = batch_of(address)
    assert (batch.accepted_count, batch.given) == (2, {"served_on": "2026-11-20"})
    (saved,) = saved_layouts()
    assert saved.given == {"kind": "KIA"}, "a day belongs to its file, not to the next"


def test_a_mapping_is_edited_as_a_new_version_and_ended_with_a_reason(desk: Client) -> None:
    address = waiting(desk, strange("023"))
    desk.post(address + "pemetaan/", MAPPED)
    (first,) = saved_layouts()
    place = f"/operator/pemetaan/{first.pk}/"
    assert "Loket keliling" in page(desk, "/operator/pemetaan/", cari="loket")
    assert "Belum ada pemetaan" in page(desk, "/operator/pemetaan/", cari="xyz")
    changed = desk.post(place, MAPPED | {"nama": "Loket keliling baru"})
    _, second = saved_layouts()
    assert changed.headers["Location"] == f"/operator/pemetaan/{second.pk}/"
    assert (second.version, second.replaces_id, second.columns) == (2, first.pk, first.columns)
    assert desk.post(place, MAPPED).status_code == 422, "the old version is closed"
    assert "Diganti versi 2" in page(desk, place)

    desk.post(f"/operator/pemetaan/{second.pk}/hapus/", {"alasan": ""})
    assert saved_layouts()[1].ended_at is None
    desk.post(f"/operator/pemetaan/{second.pk}/hapus/", {"alasan": "Judul berubah"})
    assert all(one.ended_at for one in saved_layouts())
    assert "Judul berubah" in page(desk, "/operator/pemetaan/", rak="berakhir")


def test_a_file_that_is_no_list_of_services_is_put_aside(desk: Client) -> None:
    address = waiting(desk, strange("023"))
    desk.post(address + "tolak/", {"alasan": " "})
    assert batch_of(address).state == "NEEDS_MAPPING"
    desk.post(address + "tolak/", {"alasan": "Daftar inventaris"})
    assert "Ditolak petugas: Daftar inventaris" in page(desk, address)
    moved = desk.get(address + "pemetaan/")
    assert (moved.status_code, moved.headers["Location"]) == (302, address)


REGISTER = "nama;no_kk;nik;sex;tanggallahir;rt;dusun;alamat;status_dasar"
PERSON = "Warga {n};6471010101200001;6471010101900{n:03d};1;1990-01-01;{rt};Manggar;Jl. Uji;1"


def test_a_register_without_services_is_asked_what_they_all_were_served(desk: Client) -> None:
    body = "\n".join([REGISTER, *(PERSON.format(n=n, rt="023") for n in range(1, 7))]) + "\n"
    address = waiting(desk, SimpleUploadedFile("desa.csv", body.encode()))
    batch = batch_of(address)
    assert (batch.state, batch.layout, batch.not_service_count) == (
        "NEEDS_MAPPING",
        "opensid_impor",
        6,
    )
    assert "Tetapkan layanan" in page(desk, address)
    form = page(desk, address + "pemetaan/")
    assert "6 orang, tanpa layanan baru" in form
    assert desk.post(address + "pemetaan/", {"jenis": "KK_BARU"}).status_code == 422
    given = desk.post(address + "pemetaan/", {"jenis": "KK_BARU", "tanggal": "2026-11-20"})
    assert given.status_code == 302
    work(actions.check, address)
    batch = batch_of(address)
    assert (batch.state, batch.accepted_count, batch.not_service_count) == (
        "AWAITING_APPROVAL",
        6,
        0,
    )
    assert "Ditetapkan petugas untuk semua baris" in page(desk, address)


def test_the_quality_of_files_is_shown_by_month_source_and_kelurahan(desk: Client) -> None:
    assert "Belum ada berkas yang diperiksa" in page(desk, "/operator/mutu/")
    address = waiting(desk, strange("023", "024", "099"))
    desk.post(address + "pemetaan/", MAPPED)
    work(actions.check, address)
    shown = page(desk, "/operator/mutu/")
    rows = re.findall(
        r'<th scope="row"><a[^>]*>(Mobil layanan|Manggar)</a></th>.*?>\s*(\d+)</span>', shown
    )
    assert rows == [("Mobil layanan", "66"), ("Manggar", "66")]
    assert "Mutu 66" in page(desk, address)


def test_the_quality_of_one_kelurahan_or_source_is_shown_month_by_month(desk: Client) -> None:
    office = Client()
    log_in(office, people.ADMINISTRATOR)
    now = datetime.now(UTC)
    for kelurahan, days, wrong in (
        ("Manggar", 70, "099"), ("Manggar", 1, "002"), ("Manggar Baru", 1, "099"),
    ):  # fmt: skip
        at = now - timedelta(days=days)
        lines = [
            ROW.format(n=n, rt=rt).replace("20-11-2026", f"{at - timedelta(days=2):%d-%m-%Y}")
            for n, rt in enumerate(("001", wrong), start=days)
        ]
        body = "\n".join([HEAD, *lines]).replace("Manggar", kelurahan).replace("KTP-el", "KK ubah")
        file = SimpleUploadedFile("loket.csv", f"{body}\n".encode(), content_type="text/csv")
        address = upload(desk, file)
        work(actions.check, address, at=at)
        if batch_of(address).state == "NEEDS_MAPPING":
            desk.post(address + "pemetaan/", MAPPED | {"judul": "1"})
            work(actions.check, address, at=at)
    manggar = make.area("64.71.01.1001").pk
    whole = page(desk, "/operator/mutu/")
    assert 'href="/operator/berkas/" aria-current="page"' in whole, "it lies beside the files"
    assert f'href="?kelurahan={manggar}"' in whole
    assert 'href="?sumber=Mobil+layanan"' in whole
    for found in (
        page(desk, "/operator/mutu/", kelurahan=str(manggar)),
        page(desk, "/operator/mutu/", sumber="Mobil layanan", kelurahan=str(manggar)),
    ):
        months = found.split('id="per-bulan"')[1].split("</table>")[0]
        assert re.findall(r">\s*(\d+)</span>", months) == ["50", "100"]
        assert "Manggar Baru" not in found
        assert "Semua sumber dan kelurahan" in found
    assert "Belum ada berkas" in page(desk, "/operator/mutu/", kelurahan="0", sumber="Lain")
    for nonsense in ({"kelurahan": "9" * 30}, {"kelurahan": "x"}, {"sumber": "a\x00b"}):
        assert desk.get("/operator/mutu/", nonsense).status_code == 200
    shown = page(office, "/administrator/mutu/")
    assert f'href="?kelurahan={manggar}"' in shown
    drawn = page(office, "/administrator/mutu/", kelurahan=str(manggar))
    line = drawn.split('id="grafik-sumber-tabel"')[1].split("</table>")[0]
    assert re.findall(r'<td class="kanan">(\d+)</td>', line) == ["100", "50"], "newest first"
    assert "Mutu data: Manggar" in drawn
    (link,) = set(re.findall(r'href="(/administrator/mutu/unduh.xlsx[^"]*)"', drawn))
    sheet = openpyxl.load_workbook(io.BytesIO(office.get(link).content)).active
    assert sheet is not None
    written = list(sheet.iter_rows(values_only=True))
    assert written[0][0] == "Mutu data per sumber: Manggar"
    assert [row[2] for row in written if row[0] == "Mobil layanan"] == [50, 100]
    assert "Sebab terbanyak, seluruh kota" in drawn


def test_the_administrator_sees_sources_over_time_their_causes_and_the_worst_places(
    desk: Client,
) -> None:
    office = Client()
    log_in(office, people.ADMINISTRATOR)
    assert "Belum ada berkas yang diperiksa" in page(office, "/administrator/mutu/")
    assert 'href="/administrator/mutu/"' in page(office, "/administrator/")
    address = waiting(desk, strange("023", "024", "099"))
    desk.post(address + "pemetaan/", MAPPED)
    work(actions.check, address)
    shown = page(office, "/administrator/mutu/")
    drawn = shown.split('id="grafik-sumber-tabel"')[1].split("</table>")[0]
    assert "Mobil layanan" in drawn
    assert re.findall(r'<td class="kanan">(\d+)</td>', drawn) == ["66"]
    causes = shown.split('id="sebab"')[1].split("</table>")[0]
    assert "RT tidak ada dalam daftar RT kelurahan ini." in causes
    assert "Manggar" in shown.split('id="kelurahan-terendah"')[1].split("</table>")[0]
    answer = office.get("/administrator/mutu/unduh.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] == "Mobil layanan"]
    assert [row[2:] for row in rows] == [(66, 2, 0, 1)]
    for someone in (people.OPERATOR, people.KEPALA, people.TEKNIS):
        other = Client()
        log_in(other, someone)
        assert other.get("/administrator/mutu/").status_code == 403


def test_a_stranger_sees_neither_sample_nor_mapping(desk: Client) -> None:
    address = waiting(desk, strange("023"))
    for someone in (people.SARI, people.LURAH, people.TEKNIS):
        other = Client()
        log_in(other, someone)
        assert other.get(address + "pemetaan/").status_code == 403
        assert other.get("/operator/pemetaan/").status_code == 403
    with standing_as("rt"):
        assert Sample.objects.count() == SavedLayout.objects.count() == 0


def test_pages_of_mappings_ask_little(desk: Client, sql_snapshot: Callable[[str], Any]) -> None:
    address = waiting(desk, strange("023"))
    with sql_snapshot("operator_pemetaan_berkas"):
        page(desk, address + "pemetaan/")
    desk.post(address + "pemetaan/", MAPPED)
    with sql_snapshot("operator_pemetaan"):
        page(desk, "/operator/pemetaan/")
    with sql_snapshot("operator_mutu"):
        page(desk, "/operator/mutu/")
