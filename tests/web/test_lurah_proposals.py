"""The Lurah proposes RT heads (Pasal 5(1)b): one in a form, fifty as a list; nothing typed is lost."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import people
from tests.web.test_entry import log_in
from tests.web.test_rt import text
from wacat.accounts.models import Proposal, ProposalLine

pytestmark = pytest.mark.django_db
GOOD = {"place": "026", "name": "Rina Kusuma", "phone": "0812 9000 0026", "email": "rina@contoh.id"}


@pytest.fixture
def hartono(client: Client) -> Client:
    """The phone of the Lurah of Manggar."""
    log_in(client, people.LURAH)
    return client


def csv(*lines: str) -> SimpleUploadedFile:
    """A list as a file."""
    return SimpleUploadedFile("usulan.csv", "\n".join(["RT;Nama;Nomor HP;E-mail", *lines]).encode())


def test_one_head_is_proposed_and_sent(hartono: Client) -> None:
    assert "Tidak ada usulan di sini" in text(hartono.get("/lurah/usulan/?rak=menunggu"))
    page = text(hartono.get("/lurah/usulan/baru/?rt=026"))
    assert '<option value="026" selected>RT 026: kosong' in page
    assert f"RT 023: dijabat {people.SARI.name}" in page
    done = hartono.post("/lurah/usulan/baru/", GOOD)
    shown = text(hartono.get(done.headers["Location"]))
    assert "Terkirim" in shown
    assert "0812-9000-0026" in shown
    assert "Sekarang kosong" in shown
    line = ProposalLine.objects.get(name="Rina Kusuma")
    assert (line.state, line.phone) == ("SENT", "6281290000026")
    assert "1 menunggu putusan" in text(hartono.get("/lurah/usulan/?rak=menunggu"))


def test_what_is_wrong_is_told_and_what_was_typed_stays(hartono: Client) -> None:
    wrong = GOOD | {"phone": "0812", "email": "rina@gmail.con", "decree_on": "31-02-2026"}
    refused = hartono.post("/lurah/usulan/baru/", wrong)
    page = text(refused)
    assert refused.status_code == 422
    for said in ("Nomor HP salah", "Mungkin rina@gmail.com", "tidak ada dalam kalender"):
        assert said in page
    for typed in (
        'value="Rina Kusuma"',
        'value="0812"',
        'value="rina@gmail.con"',
        'value="31-02-2026"',
    ):
        assert typed in page
    assert not Proposal.objects.filter(via="ACCOUNT").exists()


def test_a_hand_over_is_called_one(hartono: Client) -> None:
    said = text(hartono.post("/lurah/usulan/periksa/place/", GOOD | {"place": "023"}))
    assert f"Serah terima: menggantikan {people.SARI.name}" in said
    assert "sekarang kosong" in text(hartono.post("/lurah/usulan/periksa/place/", GOOD))


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("phone", "+62 (0)812-9000-0026", "Dibaca sebagai 0812-9000-0026"),
        ("phone", "0542 7654321", "bukan nomor HP"),
        ("email", "rina@", "tidak lengkap"),
        ("place", "099", "tidak ada di Kelurahan Manggar"),
        ("name", "R1na", "huruf saja"),
        ("until_on", "01-01-2020", "sudah berakhir"),
    ],
)
def test_each_field_is_checked_as_one_types(
    hartono: Client, field: str, typed: str, said: str
) -> None:
    assert said in text(hartono.post(f"/lurah/usulan/periksa/{field}/", GOOD | {field: typed}))


def test_a_number_in_use_names_persons_only_at_home(hartono: Client) -> None:
    near = GOOD | {"phone": people.phone_of(people.BUDI)}
    said = text(hartono.post("/lurah/usulan/periksa/phone/", near))
    assert f"{people.BUDI.name}, Ketua RT 024 Manggar" in said
    far = GOOD | {"phone": people.phone_of(people.ASING)}
    said = text(hartono.post("/lurah/usulan/periksa/phone/", far))
    assert people.ASING.name not in said
    assert "sudah dipakai: Ketua RT 001" in said


def test_an_interim_head_needs_an_end_within_six_months(hartono: Client) -> None:
    interim = GOOD | {"kind": "Pjs"}
    assert "Tanggal berakhir belum diisi" in text(hartono.post("/lurah/usulan/baru/", interim))
    late = interim | {"until_on": "01-01-2099"}
    assert "terlalu lama" in text(hartono.post("/lurah/usulan/baru/", late))


def test_a_list_keeps_the_faulty_and_sends_the_good(hartono: Client) -> None:
    file = csv(
        "001;Anton Wijaya;0812-9000-0001;anton@contoh.id",
        "RT 2;Beni Saputra;62 812 9000 0002;beni@contoh.id",
        "77;Citra Dewi;0812-9000-0003;citra@contoh.id",
        "004;Dedi;0812-9000-0001;dedi@contoh.id",
        "005;;;",
        "006;;0812-9000-0006;eka@contoh.id",
    )
    draft = hartono.post("/lurah/usulan/daftar/", {"berkas": file}).headers["Location"]
    page = text(hartono.get(draft))
    assert "2 baris siap dikirim" in page
    assert "Perlu diperbaiki (3)" in page
    for said in (
        "tidak ada di Kelurahan Manggar",
        "juga ada pada baris 1",
        "Nama belum diisi",
        "tertulis: ",
    ):
        assert said in page
    hartono.post(f"{draft}kirim/")
    assert "Terkirim" in text(hartono.get(draft))
    rest = Proposal.objects.get(origin__isnull=False)
    assert rest.lines.count() == 3
    citra = rest.lines.get(name="Citra Dewi")
    place = f"/lurah/usulan/{rest.pk}/baris/{citra.pk}/"
    assert 'value="0812-9000-0003"' in text(hartono.get(place))
    mended = {
        "place": "007",
        "name": "Citra Dewi",
        "phone": "081290000003",
        "email": "citra@contoh.id",
    }
    assert hartono.post(place, mended | {"usulan": rest.pk, "baris": citra.pk}).status_code == 302
    assert "1 baris siap dikirim" in text(hartono.get(f"/lurah/usulan/{rest.pk}/"))


def test_pasted_lines_are_read_with_and_without_headings(hartono: Client) -> None:
    bare = "001\tAnton Wijaya\t081290000001\tanton@contoh.id\r\n002\tBeni\t081290000002\tbeni@contoh.id"
    headed = "Nama Lengkap\tNo HP\tEmail\tNo RT\nAnton Wijaya\t081290000001\tanton@contoh.id\t1"
    for pasted, count in ((bare, 2), (headed, 1)):
        draft = hartono.post("/lurah/usulan/daftar/", {"tempel": pasted}).headers["Location"]
        assert f"{count} baris siap dikirim" in text(hartono.get(draft))


def test_the_sheet_to_fill_in_comes_back_as_a_list(hartono: Client) -> None:
    given = hartono.get("/lurah/usulan/lembar.xlsx")
    assert "usulan-ketua-rt-manggar.xlsx" in given.headers["Content-Disposition"]
    book = openpyxl.load_workbook(BytesIO(given.content))
    sheet = book.active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:4] == ["RT", "Nama", "Nomor HP", "E-mail"]
    assert sheet["A27"].value == "026"
    assert sheet.cell(27, sheet.max_column).value == "Kosong"
    assert not any(people.phone_of(people.SARI) in str(cell.value) for cell in sheet[24])
    for column, value in enumerate(["Rina Kusuma", "081290000026", "rina@contoh.id"], 2):
        sheet.cell(27, column).value = value
    out = BytesIO()
    book.save(out)
    file = SimpleUploadedFile("usulan.xlsx", out.getvalue())
    draft = hartono.post("/lurah/usulan/daftar/", {"berkas": file}).headers["Location"]
    assert "1 baris siap dikirim" in text(hartono.get(draft))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Pilih berkas, atau tempel"),
        ({"tempel": "001\t\t\t"}, "belum berisi nama"),
        ({"berkas": SimpleUploadedFile("x.csv", b"")}, "kosong"),
        ({"berkas": SimpleUploadedFile("x.xlsx", b"bukan zip")}, ""),
        ({"berkas": SimpleUploadedFile("x.csv", b"a;b\n1;2")}, "RT"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_in_a_sentence(
    hartono: Client, sent: dict[str, object], said: str
) -> None:
    refused = hartono.post("/lurah/usulan/daftar/", sent)
    assert refused.status_code == 422
    assert said.lower() in text(refused).lower()


def test_a_sent_proposal_is_taken_back_changed_and_sent_again(hartono: Client) -> None:
    page = hartono.post("/lurah/usulan/baru/", GOOD).headers["Location"]
    line = ProposalLine.objects.get(name="Rina Kusuma")
    place = f"{page}baris/{line.pk}/"
    refused = hartono.post(place, GOOD | {"name": "Rina Kusumawati"})
    assert refused.status_code == 409
    assert 'value="Rina Kusumawati"' in text(refused)
    hartono.post(f"{page}tarik/")
    assert hartono.post(place, GOOD | {"name": "Rina Kusumawati"}).status_code == 302
    hartono.post(f"{place}hapus/")
    assert "Semua baris dihapus" in text(hartono.get(page))
    hartono.post(f"{place}kembalikan/")
    hartono.post(f"{page}kirim/")
    line.refresh_from_db()
    assert (line.state, line.name) == ("SENT", "Rina Kusumawati")


def test_the_same_rt_is_not_proposed_twice(hartono: Client) -> None:
    hartono.post("/lurah/usulan/baru/", GOOD)
    again = GOOD | {"name": "Orang Lain", "phone": "081290000099", "email": "lain@contoh.id"}
    assert "dalam usulan yang belum selesai" in text(hartono.post("/lurah/usulan/baru/", again))


def test_another_kelurahan_sees_nothing(hartono: Client) -> None:
    page = hartono.post("/lurah/usulan/baru/", GOOD).headers["Location"]
    line = ProposalLine.objects.get(name="Rina Kusuma")
    other = Client()
    log_in(other, people.LURAH_LAIN)
    assert "Tidak ada usulan di sini" in text(other.get("/lurah/usulan/?rak=menunggu"))
    for address in (page, f"{page}baris/{line.pk}/"):
        assert other.get(address).status_code == 404
    for act in ("kirim/", "tarik/", f"baris/{line.pk}/hapus/"):
        assert other.post(page + act).status_code == 404
    assert "tidak ada di Kelurahan" in text(
        other.post("/lurah/usulan/periksa/place/", GOOD | {"place": "026"})
    )


def test_the_list_asks_the_database_little(hartono: Client, sql_snapshot) -> None:  # type: ignore[no-untyped-def]
    hartono.post("/lurah/usulan/baru/", GOOD)
    with sql_snapshot("lurah_usulan"):
        hartono.get("/lurah/usulan/")
