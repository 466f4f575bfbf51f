"""Ada yang salah, one question a screen; evidence as photo or PDF, written anew and closed in."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from tests import make, people
from tests.door import standing_as
from tests.web.test_entry import log_in
from wacat.audit.models import Event
from wacat.verification.models import Correction, Evidence

pytestmark = pytest.mark.django_db
GPS = 0x8825


@pytest.fixture
def sari(client: Client) -> Client:
    """Bu Sari with her phone."""
    log_in(client, people.SARI)
    return client


def photo_with_place() -> bytes:
    """A photo as a phone takes it, with the place where it was taken."""
    picture = Image.new("RGB", (2400, 1200), "teal")
    exif = picture.getexif()
    exif[0x0110] = "HP Bu Sari"
    exif.get_ifd(GPS).update({1: "S", 2: (1.0, 14.0, 12.0), 3: "E", 4: (116.0, 53.0, 7.0)})
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def pdf(*, script: str = "", attached: bool = False, password: str = "", pages: int = 1) -> bytes:
    """A scan of so many pages; with something in it that no scan has."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": "HP Bu Sari"})
    if script:
        opened = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject(script)}
        action = DictionaryObject({NameObject(key): value for key, value in opened.items()})
        writer.root_object[NameObject("/OpenAction")] = action
    if attached:
        writer.add_attachment("lain.exe", b"MZ")
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def send(sari: Client, content: bytes, *, name: str = "bukti") -> tuple[int, str]:
    """Send a claim with this as evidence: status and page."""
    told = make.notice()
    answer = sari.post(
        f"/rt/pemberitahuan/{told.pk}/salah/",
        {"pilih": "lain", "keterangan": "Lihat bukti", "bukti": SimpleUploadedFile(name, content)},
    )
    return answer.status_code, answer.content.decode()


def kept() -> list[Evidence]:
    """The evidence that is stored."""
    with standing_as("operator"):
        return list(Evidence.objects.order_by("id"))


def test_one_question_a_screen_and_everything_travels_along(sari: Client) -> None:
    told = make.notice(name="Luluh Pratiwi", birth_on="1961-03-02")
    address = f"/rt/pemberitahuan/{told.pk}/salah/"
    typed: dict[str, object] = {"kunci": str(uuid.uuid4()), "pilih": "keliru"}
    screens = [
        ("pilih", {}, "Data mana yang keliru?"),
        ("salah", {"salah": ["birth_on", "sex", "rt", "hubungan"]}, "2 Maret 1961"),
        (
            "isi_birth_on",
            {"isi_birth_on-hari": "12", "isi_birth_on-bulan": "3", "isi_birth_on-tahun": "1961"},
            "Laki-laki",
        ),
        ("isi_sex", {"isi_sex": "P"}, "RT 024 Manggar"),
        ("isi_rt", {"isi_rt": str(make.area(people.BUDI.place).pk)}, "Kepala keluarga"),
        ("isi_hubungan", {"isi_hubungan": "Anak"}, "Dari siapa Anda mengetahuinya?"),
        ("sumber", {"sumber": "FAMILY"}, "12 Maret 1961"),
    ]
    for screen, values, next_words in screens:
        typed |= values
        answer = sari.post(address, {**typed, "layar": screen})
        assert answer.status_code == 200, screen
        assert next_words in answer.content.decode(), screen
    shown = answer.content.decode()
    assert 'name="isi_sex" value="P"' in shown
    assert "RT 024 Manggar" in shown
    back = sari.post(address, {**typed, "layar": "kirim", "kembali": "isi_hubungan"})
    assert 'value="Anak" selected' in back.content.decode()
    assert sari.post(address, {**typed, "layar": "kirim"}).status_code == 302
    with standing_as("operator"):
        case = Correction.objects.get(notice=told)
        items = dict(case.items.values_list("element", "claimed_value"))
        old = dict(case.items.values_list("element", "old_value"))
    assert case.told_by == "FAMILY"
    assert items == {
        "birth_on": "1961-03-12", "sex": "P", "rt": "RT 024 Manggar", "hubungan": "Anak",
    }  # fmt: skip
    assert (old["birth_on"], old["rt"], old["hubungan"]) == ("1961-03-02", "RT 023 Manggar", "")


def test_not_my_resident_is_asked_one_question_a_screen_and_says_what_it_needs(
    sari: Client,
) -> None:
    told = make.notice()
    address = f"/rt/pemberitahuan/{told.pk}/"
    first = sari.get(f"{address}bukan-warga/").content.decode()
    assert "Mengapa bukan warga RT ini?" in first
    assert 'name="pilih" value="bukan"' in first
    assert 'name="bukti"' not in first
    typed = {"pilih": "bukan", "alasan": "RT_LAIN", "layar": "alasan"}
    assert "Dari siapa Anda mengetahuinya?" in sari.post(f"{address}salah/", typed).content.decode()
    typed |= {"sumber": "FAMILY", "layar": "sumber"}
    last = sari.post(f"{address}salah/", typed).content.decode()
    assert "bila Lurah menyetujuinya atau ada bukti" in last
    assert "Anda boleh menanggapi" in last
    assert 'name="bukti"' in last
    # an old form that does not say who says so is asked for it, and keeps what was typed
    asked = sari.post(f"{address}bukan-warga/", {"alasan": "RT_LAIN", "keterangan": "Di RT 5"})
    assert asked.status_code == 422
    assert "Dari siapa Anda mengetahuinya?" in asked.content.decode()
    assert "Di RT 5" in asked.content.decode()
    assert sari.post(f"{address}salah/", typed | {"layar": "kirim"}).status_code == 302
    with standing_as("operator"):
        case = Correction.objects.get(notice=told)
    assert (case.kind, case.told_by) == ("NOT_MINE", "FAMILY")


def test_a_date_that_does_not_exist_stays_as_it_was_typed(sari: Client) -> None:
    told = make.notice()
    typed = {"pilih": "keliru", "salah": "birth_on", "layar": "isi_birth_on"}
    typed |= {"isi_birth_on-hari": "31", "isi_birth_on-bulan": "2", "isi_birth_on-tahun": "1961"}
    answer = sari.post(f"/rt/pemberitahuan/{told.pk}/salah/", typed)
    assert answer.status_code == 422
    assert "Tanggal ini tidak ada" in answer.content.decode()
    assert 'value="31"' in answer.content.decode()


def test_a_photo_loses_its_place_and_is_made_smaller(sari: Client) -> None:
    raw = photo_with_place()
    assert Image.open(io.BytesIO(raw)).getexif().get_ifd(GPS)
    assert send(sari, raw)[0] == 302
    (proof,) = kept()
    stored = Image.open(io.BytesIO(bytes(proof.content)))
    assert dict(stored.getexif()) == {}
    assert b"Exif" not in bytes(proof.content)
    assert b"Bu Sari" not in bytes(proof.content)
    assert max(stored.size) == 1600


def test_of_a_pdf_the_pages_are_kept_and_it_leaves_closed_in(sari: Client) -> None:
    assert send(sari, pdf(pages=2))[0] == 302
    (proof,) = kept()
    stored = PdfReader(io.BytesIO(bytes(proof.content)))
    assert len(stored.pages) == 2
    assert b"Bu Sari" not in bytes(proof.content)
    dewi = Client()
    log_in(dewi, people.OPERATOR)
    address = f"/operator/koreksi/{proof.correction_id}/"
    assert "PDF, dikirim" in dewi.get(address).content.decode()
    sent = dewi.get(f"{address}bukti/{proof.pk}/")
    assert sent["Content-Type"] == "application/pdf"
    assert sent["Content-Disposition"].startswith('attachment; filename="bukti-k-')
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in sent["Content-Security-Policy"]
    assert sent["Cache-Control"] == "private, no-store"


def test_evidence_opens_again_for_its_author_and_his_lurah_and_for_nobody_else(
    sari: Client,
) -> None:
    assert send(sari, photo_with_place())[0] == 302
    (proof,) = kept()
    with standing_as("operator"):
        notice_id = Correction.objects.get(pk=proof.correction_id).notice_id
    path = f"pemberitahuan/{notice_id}/bukti/{proof.pk}/"
    assert f"/rt/{path}" in sari.get(f"/rt/pemberitahuan/{notice_id}/").content.decode()
    for someone, home in ((people.SARI, "/rt/"), (people.LURAH, "/lurah/")):
        browser = Client()
        log_in(browser, someone)
        seen = browser.get(f"{home}{path}")
        assert (seen.status_code, seen["Content-Type"]) == (200, "image/jpeg")
        assert seen["Cache-Control"] == "private, no-store"
        assert "sandbox" in seen["Content-Security-Policy"]
    with standing_as("administrator"):
        reads = Event.objects.filter(object="evidence", object_ids=[proof.pk])
        assert reads.count() == 2
    stranger = Client()
    log_in(stranger, people.BUDI)
    assert stranger.get(f"/rt/{path}").status_code == 404
    # a number of another notice leads nowhere, although it is within reach
    other = make.notice()
    assert sari.get(f"/rt/pemberitahuan/{other.pk}/bukti/{proof.pk}/").status_code == 404


def launching() -> bytes:
    """A PDF whose page starts a program when it is opened, hidden in an object stream."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc.exe")}
    )
    page[NameObject("/PieceInfo")] = DictionaryObject(
        {NameObject("/X"): writer._add_object(action)}
    )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (pdf(script="app.alert(1)"), "berisi program"),
        (pdf(attached=True), "berisi program"),
        (launching(), "berisi program"),
        (pdf(password="x"), "terkunci kata sandi"),
        (pdf(pages=21), "lebih dari 20 halaman"),
        (pdf()[:200], "bukan PDF yang dapat dibaca"),
        (b"%PDF-1.7\n" + b"[" * 5000, "bukan PDF yang dapat dibaca"),
        (b"%PDF-1.7\n" + b"0" * (5 * 1024 * 1024), "lebih besar dari 5 MB"),
        (b"", "bukan foto atau PDF"),
        (b"MZ\x90\x00", "bukan foto atau PDF"),
    ],
)  # fmt: skip
def test_a_hostile_or_broken_file_is_refused_in_a_sentence(
    sari: Client, content: bytes, sentence: str
) -> None:
    status, page = send(sari, content)
    assert (status, kept()) == (422, [])
    assert sentence in page
    assert "Lihat bukti" in page
