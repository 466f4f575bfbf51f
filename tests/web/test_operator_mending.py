"""The quarantine grid through its addresses: mend, fill, upload, alias, release, undo."""

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import make, people
from tests.door import standing_as
from tests.intake import files
from tests.web.test_entry import log_in
from tests.web.test_operator_files import BAD_NIK, BAD_RT, GOOD, csv, page, upload, work
from wacat.intake import actions
from wacat.intake.layouts.numbering import SHIFT
from wacat.intake.models import Batch, BatchRow, Mending, PlaceAlias
from wacat.ops.synthetic.writers import as_xlsx
from wacat.records.models import Notice

pytestmark = pytest.mark.django_db
UNKNOWN = "20-11-2026;KTP-el;U/{n};6471010101900{n:03d};Warga {n};023;Kampung Seberang;Jl. Uji {n}"

# A delimiter in the name: all behind it stands a column further, the address beyond the last heading.
TORN = "20-11-2026;KTP-el;U/{n};6471010101900{n:03d};Warga {n}; S.Pd;023;Manggar;Jl. Uji {n}"


@pytest.fixture
def desk(client: Client) -> Client:
    """Dewi at her desk."""
    log_in(client, people.OPERATOR)
    return client


@pytest.fixture
def other_desk() -> Client:
    """Rahmat at his."""
    client = Client()
    log_in(client, people.OPERATOR_2)
    return client


def checked(desk: Client, *lines: str) -> str:
    """The address of a checked file of these lines."""
    address = upload(desk, csv(*lines))
    work(actions.check, address)
    return address


def row_of(address: str, number: int) -> BatchRow:
    """A row of the file at an address."""
    with standing_as("operator"):
        return BatchRow.objects.get(batch_id=int(address.split("/")[-2]), row_number=number)


def test_a_row_is_mended_in_place_and_released(
    desk: Client, other_desk: Client, sql_snapshot: Any
) -> None:
    address = checked(desk, GOOD, BAD_RT, BAD_NIK)
    assert "2 baris karantina menunggu diperbaiki" in page(desk, "/operator/berkas/")
    grid = address + "perbaikan/"
    with sql_snapshot("operator_perbaikan"):
        shown = page(desk, grid)
    assert "RT tidak ada dalam daftar RT kelurahan ini." in shown
    assert 'name="usul" value="5:009"' in shown
    assert "Warga 3" not in page(desk, grid, alasan="RT_UNKNOWN")
    assert "Tidak ada baris yang cocok" in page(desk, grid, cari="zzz")
    pressed = {"disentuh": "0", "isi-5": "099", "usul": "5:009", "dari": "?cari=Warga"}
    done = desk.post(f"{grid}3/", pressed, follow=True)
    assert done.redirect_chain[-1][0].endswith("perbaikan/?cari=Warga")
    assert "Baris 3 tersimpan dan siap dilepas." in done.content.decode()
    # what another one had on his screen is not written over it, and what he typed stays
    late = other_desk.post(f"{grid}3/", {"disentuh": "0", "isi-5": "024"})
    assert late.status_code == 409
    assert "baru saja diubah oleh Dewi Anggraini" in late.content.decode()
    assert 'value="024"' in late.content.decode()
    assert "099" in page(desk, f"{grid}3/")
    released = desk.post(f"{grid}lepas/", {"lingkup": "semua", "terlihat": "99999999"}, follow=True)
    supplement = released.redirect_chain[-1][0]
    work(actions.check, supplement)
    assert "Berkas perbaikan" in page(desk, supplement)
    assert desk.post(supplement + "setujui/").status_code == 409
    other_desk.post(supplement + "setujui/")
    work(actions.publish, supplement)
    with standing_as("rt"):
        assert not Notice.objects.exists()
    assert "1 sudah dilepas" in page(desk, address)


def test_many_rows_at_once_and_back(desk: Client, other_desk: Client) -> None:
    address = checked(desk, *[UNKNOWN] * 40)
    grid = address + "perbaikan/"
    kelurahan = make.area("64.71.01.1001").pk
    filled = {"tindakan": "kelurahan", "sisi": "kelurahan", "kelurahan": kelurahan}
    none = desk.post(f"{grid}banyak/", {**filled, "lingkup": "pilih"})
    assert none.status_code == 409
    assert "Pilih paling sedikit satu baris" in none.content.decode()
    done = desk.post(f"{grid}banyak/", {**filled, "lingkup": "semua"}, follow=True)
    assert "Mengisi banyak baris: 40 baris, 40 di antaranya siap dilepas." in done.content.decode()
    with standing_as("operator"):
        act = Mending.objects.get()
    undone = other_desk.post(f"{grid}urungkan/{act.pk}/", follow=True)
    assert "40 baris kembali seperti sebelumnya" in undone.content.decode()
    assert "Diurungkan Rahmat Hidayat" in page(desk, f"{grid}riwayat/")
    aside = {"tindakan": "sisihkan", "baris": ["2:2", "3:2"], "alasan_tindakan": ""}
    assert "Tuliskan alasannya" in desk.post(f"{grid}banyak/", aside).content.decode()
    aside |= {"alasan_tindakan": "Bukan warga kota"}
    assert desk.post(f"{grid}banyak/", aside).status_code == 302
    assert "Baris 2" in page(desk, grid, rak="disisihkan")
    back = {"tindakan": "kembali", "baris": ["2:3"], "dari": "?rak=disisihkan"}
    assert desk.post(f"{grid}banyak/", back).status_code == 302
    assert row_of(address, 2).state == "QUARANTINED"
    assert row_of(address, 3).state == "ASIDE"


def test_a_downloaded_quarantine_mends_its_rows_when_it_comes_back(desk: Client) -> None:
    address = checked(desk, GOOD, BAD_RT, BAD_RT, BAD_NIK, BAD_RT)
    book = openpyxl.load_workbook(io.BytesIO(desk.get(address + "karantina/").content))
    sheet = book.active
    assert sheet is not None
    heads = {str(cell.value): cell.column for cell in sheet[1]}
    number = next(place for head, place in heads.items() if head.startswith("Baris karantina"))
    # row 3 is mended in Excel, row 4 on screen and in Excel, row 6 set aside, one row is invented
    sheet.cell(2, heads["RT"]).value = "024"
    sheet.cell(3, heads["RT"]).value = "025"
    sheet.cell(5, heads["RT"]).value = "024"
    sheet.append([None] * (number - 1) + ["77"])
    grid = address + "perbaikan/"
    desk.post(f"{grid}4/", {"disentuh": "0", "isi-5": "022"})
    aside = {"tindakan": "sisihkan", "baris": "6:0", "alasan_tindakan": "Kembar"}
    desk.post(f"{grid}banyak/", aside)
    out = io.BytesIO()
    book.save(out)
    back = upload(desk, SimpleUploadedFile("nama lain.xlsx", out.getvalue()))
    assert work(actions.check, back).outcome == {
        "rows": 5, "applied": 1, "well": 1, "unchanged": 1, "refused": 3, "missing": [],
        "why": [
            {"message": "Barisnya diubah di halaman perbaikan sesudah berkas ini diunduh.",
             "count": 1, "rows": ["4"]},
            {"message": "Barisnya sudah dilepas atau disisihkan.", "count": 1, "rows": ["6"]},
            {"message": "Nomor baris itu tidak ada di karantina berkas asalnya.", "count": 1,
             "rows": ["77"]},
        ],
    }  # fmt: skip
    shown = page(desk, back)
    assert "Dipakai memperbaiki siak 2026-11.csv" in shown
    assert row_of(address, 3).cells[5] == "024"
    assert row_of(address, 4).cells[5] == "022"
    assert "Mengunggah perbaikan" in page(desk, f"{grid}riwayat/")


def test_what_stands_beyond_the_headings_is_shown_and_joined_again(desk: Client) -> None:
    address = checked(desk, GOOD, TORN, TORN)
    grid = address + "perbaikan/"
    shown = page(desk, grid)
    assert "Isi baris lebih banyak daripada kolom judul." in shown
    assert "Kolom 9" in shown
    assert 'value="Jl. Uji 2"' in shown, "the cell beyond the last heading"
    row = page(desk, f"{grid}3/")
    assert "Nama: Warga 2, S.Pd" in row
    none = desk.post(f"{grid}3/", {"disentuh": "0", "gabungkan": "ya", "gabung": ""})
    assert (none.status_code, "Pilih kolom yang isinya terpisah" in none.content.decode()) == (
        409,
        True,
    )
    done = desk.post(f"{grid}3/", {"disentuh": "0", "gabungkan": "ya", "gabung": "4"}, follow=True)
    assert "Baris 3 tersimpan dan siap dilepas." in done.content.decode()
    mended = row_of(address, 3)
    assert (mended.name, mended.address, mended.issues) == ("Warga 2, S.Pd", "Jl. Uji 2", [])
    assert mended.raw[8] == "Jl. Uji 2", "what came stays"
    again = page(desk, f"{grid}3/")
    assert "Kolom 9: Jl. Uji 2 → kosong" in again


def test_what_stands_beyond_the_headings_goes_to_excel_and_comes_back(desk: Client) -> None:
    address = checked(desk, GOOD, TORN, BAD_RT, TORN)
    book = openpyxl.load_workbook(io.BytesIO(desk.get(address + "karantina/").content))
    sheet = book.active
    assert sheet is not None
    heads = {str(cell.value): cell.column for cell in sheet[1]}
    assert sheet.cell(2, heads["Kolom 9"]).value == "Jl. Uji 2"
    assert not sheet.cell(3, heads["Kolom 9"]).value, "its own row is as long as the headings"
    whole = ["Warga 2, S.Pd", "023", "Manggar", "Jl. Uji 2", ""]
    for place, text in zip(range(heads["Nama"], heads["Kolom 9"] + 1), whole, strict=True):
        sheet.cell(2, place).value = text
    # here only the RT is put right: what is too much is still there, and still hinders
    sheet.cell(4, heads["RT"]).value = "024"
    back = upload(desk, SimpleUploadedFile("kembali.xlsx", files.saved(book)))
    assert work(actions.check, back).outcome | {"why": 0} == {
        "rows": 3, "applied": 2, "well": 1, "unchanged": 1, "refused": 0, "missing": [], "why": 0,
    }  # fmt: skip
    assert (row_of(address, 3).name, row_of(address, 3).issues) == ("Warga 2, S.Pd", [])
    assert row_of(address, 5).cells[8] == "Jl. Uji 4"
    assert "ROW_LONG" in row_of(address, 5).issues


def test_a_place_is_said_once_and_for_all(desk: Client, other_desk: Client) -> None:
    address = checked(desk, GOOD, UNKNOWN, UNKNOWN)
    waiting = page(desk, address + "perbaikan/")
    assert "Selalu baca “Kampung Seberang”" in waiting
    batch_id = address.split("/")[-2]
    form = page(desk, "/operator/alias/", tertulis="Kampung Seberang", berkas=batch_id)
    assert 'value="Kampung Seberang"' in form
    said = {
        "tertulis": "Kampung Seberang", "kelurahan": make.area("64.71.01.1001").pk,
        "berkas": batch_id, "alasan": "",
    }  # fmt: skip
    assert "Tuliskan alasannya" in desk.post("/operator/alias/", said).content.decode()
    done = desk.post("/operator/alias/", said | {"alasan": "Nama lama"}, follow=True)
    assert "2 baris karantina kini siap dilepas" in done.content.decode()
    again = other_desk.post("/operator/alias/", said | {"alasan": "Nama lama"})
    assert "sudah diingat sebagai Manggar" in again.content.decode()
    known = other_desk.post("/operator/alias/", said | {"alasan": "x", "tertulis": "Kel. Manggar"})
    assert "sudah dikenal sebagai nama kelurahan" in known.content.decode()
    later = upload(desk, csv(GOOD, UNKNOWN, GOOD))
    assert work(actions.check, later).quarantined_count == 0
    with standing_as("operator"):
        alias = PlaceAlias.objects.get()
    ending = f"/operator/alias/{alias.pk}/hentikan/"
    assert desk.post(ending, {"alasan": " "}).status_code == 409
    assert desk.post(ending, {"alasan": "Keliru"}).status_code == 302
    assert "Keliru" in page(desk, "/operator/alias/", rak="berakhir")
    # the same bytes are read anew, since what decides about their rows has changed
    third = upload(desk, csv(GOOD, UNKNOWN, GOOD))
    with standing_as("operator"):
        assert Batch.objects.get(pk=int(later.split("/")[-2])).state == "AWAITING_APPROVAL"
    assert third == later


def test_a_row_is_named_with_its_sheet_where_there_are_several(desk: Client) -> None:
    sheets = {
        "RT 001": files.table([files.service(1), files.service(2)]),
        "RT 002": files.table([files.service(3), files.service(4, RT="099")]),
    }
    address = upload(desk, SimpleUploadedFile("rt.xlsx", as_xlsx(sheets)))
    work(actions.check, address)
    assert "Baris 3 (lembar RT 002)" in page(desk, address + "perbaikan/")
    mended = openpyxl.load_workbook(io.BytesIO(desk.get(address + "karantina/").content))
    cells = mended.active
    assert cells is not None
    heads = {str(cell.value): cell.column for cell in cells[1]}
    number = next(column for head, column in heads.items() if head.startswith("Baris karantina"))
    assert cells.cell(2, number).value == "3 (lembar RT 002)"
    cells.cell(2, heads["RT"], "009")
    back = upload(desk, SimpleUploadedFile("kembali.xlsx", files.saved(mended)))
    work(actions.check, back)
    # the second sheet begins where no row of the first can be
    assert row_of(address, SHIFT + 3).fact_key is not None
    assert "Baris 3 (lembar RT 002)" in page(desk, f"{address}perbaikan/{SHIFT + 3}/")
