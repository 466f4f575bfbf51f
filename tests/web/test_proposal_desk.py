"""The desk decides proposals line by line: the Kasi prepares, the administrator decides (5(1), 10a)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import people
from tests.web.test_entry import log_in
from tests.web.test_lurah_proposals import GOOD
from tests.web.test_rt import text
from wacat.accounts.models import Proposal, ProposalLine

pytestmark = pytest.mark.django_db
PASTED = (
    "001\tAnton Wijaya\t081290000001\tanton@contoh.id\n"
    "002\tBeni Saputra\t081290000002\tbeni@contoh.id\n"
    "003\tCitra Dewi\t081290000003\tcitra@contoh.id"
)


def desk(someone: people.Someone) -> Client:
    """The desk of somebody."""
    client = Client()
    log_in(client, someone)
    return client


def proposed(pasted: str = PASTED) -> Proposal:
    """A list that the Lurah of Manggar has sent."""
    client = desk(people.LURAH)
    page = client.post("/lurah/usulan/daftar/", {"tempel": pasted}).headers["Location"]
    client.post(f"{page}kirim/")
    return Proposal.objects.get(pk=int(page.rstrip("/").rpartition("/")[2]))


def verdicts(proposal: Proposal, **by_name: tuple[str, str]) -> dict[str, str]:
    """The posted form: approve but for those named by their first name."""
    sent: dict[str, str] = {}
    for line in proposal.lines.filter(state="SENT"):
        state, reason = by_name.get(line.name.split()[0], ("APPROVED", ""))
        sent |= {f"putusan-{line.pk}": state, f"alasan-{line.pk}": reason}
    return sent


def test_the_queue_shows_what_waits() -> None:
    administrator = desk(people.ADMINISTRATOR)
    assert "Tidak ada usulan di sini" in text(administrator.get("/administrator/usulan/"))
    proposed()
    page = text(administrator.get("/administrator/usulan/"))
    assert "Ketua RT, Kelurahan Manggar" in page
    assert f"Lurah {people.LURAH.name}" in page
    assert "Tidak ada usulan di sini" in text(
        administrator.get("/administrator/usulan/?cari=Lamaru")
    )


def test_approved_in_part_mended_and_sent_again() -> None:
    proposal = proposed()
    administrator = desk(people.ADMINISTRATOR)
    place = f"/administrator/usulan/{proposal.pk}/"
    refused = administrator.post(f"{place}putuskan/", verdicts(proposal, Beni=("RETURNED", "")))
    assert refused.status_code == 409
    assert "Tulis alasan untuk baris 2" in text(refused)
    choice = verdicts(
        proposal, Beni=("RETURNED", "SK belum ada"), Citra=("REJECTED", "Bukan warga")
    )
    administrator.post(f"{place}putuskan/", choice)
    proposal.refresh_from_db()
    assert proposal.state == "PARTLY_APPROVED"
    lurah = desk(people.LURAH)
    own = f"/lurah/usulan/{proposal.pk}/"
    page = text(lurah.get(own))
    assert "Alasan: SK belum ada" in page
    assert "Alasan: Bukan warga" in page
    beni = proposal.lines.get(name="Beni Saputra")
    mended = {"place": "002", "name": "Beni Saputra", "phone": "081290000002", "email": "beni@contoh.id",
              "decree_number": "141/7/2026", "usulan": proposal.pk, "baris": beni.pk}  # fmt: skip
    assert lurah.post(f"{own}baris/{beni.pk}/", mended).status_code == 302
    lurah.post(f"{own}kirim/")
    administrator.post(f"{place}putuskan/", verdicts(proposal))
    states = set(proposal.lines.values_list("name", "state"))
    assert states == {
        ("Anton Wijaya", "APPROVED"),
        ("Beni Saputra", "APPROVED"),
        ("Citra Dewi", "REJECTED"),
    }


def test_the_kasi_advises_and_does_not_decide() -> None:
    proposal = proposed()
    kasi, administrator = desk(people.KASI), desk(people.ADMINISTRATOR)
    place = f"/administrator/usulan/{proposal.pk}/"
    kasi.post(f"{place}putuskan/", verdicts(proposal, Beni=("RETURNED", "SK belum ada")))
    proposal.refresh_from_db()
    assert proposal.state == "IN_REVIEW"
    assert not proposal.lines.exclude(state="SENT").exists()
    page = text(administrator.get(place))
    assert "Saran: Perlu diperbaiki" in page
    assert 'value="SK belum ada"' in page
    administrator.post(f"{place}putuskan/", {"semua": "APPROVED"})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.prepared_by_id != proposal.decided_by_id) == ("APPROVED", True)


def test_an_approval_without_account_is_taken_back_with_a_reason() -> None:
    proposal = proposed()
    administrator = desk(people.ADMINISTRATOR)
    place = f"/administrator/usulan/{proposal.pk}/"
    administrator.post(f"{place}putuskan/", {"semua": "APPROVED"})
    line = proposal.lines.get(name="Anton Wijaya")
    back = f"{place}baris/{line.pk}/tarik/"
    assert administrator.post(back, {"alasan": " "}).status_code == 409
    administrator.post(back, {"alasan": "Salah orang"})
    line.refresh_from_db()
    proposal.refresh_from_db()
    assert (line.state, line.reason, proposal.state) == (
        "RETURNED",
        "Salah orang",
        "PARTLY_APPROVED",
    )


def test_a_letter_is_recorded_with_its_scan_and_lines() -> None:
    kasi = desk(people.KASI)
    kecamatan = Proposal.objects.filter(kind="LURAH").first()
    assert kecamatan is not None
    page = kasi.post("/administrator/usulan/surat/", {"nomor": "", "tanggal": "besok"})
    assert page.status_code == 422
    for said in ("Isi nomor suratnya", "Pilih surat ini dari siapa", "Tulis tanggal seperti"):
        assert said in text(page)
    scan = SimpleUploadedFile("surat.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF")
    sent = {
        "wilayah": kecamatan.kecamatan_id, "nomor": "141/99/2026", "tanggal": "20-11-2026",
        "pindaian": scan, "tempel": "Lamaru\tEko Prasetyo\t081290000050\teko@contoh.id\nTeritip\t\t\t",
    }  # fmt: skip
    place = kasi.post("/administrator/usulan/surat/", sent).headers["Location"]
    page_text = text(kasi.get(place))
    assert "Surat nomor 141/99/2026" in page_text
    assert "Ajukan 1 baris" in page_text
    assert kasi.get(f"{place}pindaian/").headers["Content-Type"] == "application/pdf"
    assert desk(people.LURAH).get(f"{place}pindaian/").status_code == 403
    typed = {"place": "Teritip", "name": "Fajar", "phone": "0812", "email": "fajar@contoh.id"}
    mend = kasi.post(f"{place}tambah/", typed).headers["Location"]
    assert 'value="0812"' in text(kasi.get(mend))
    kasi.post(mend, typed | {"phone": "081290000051"})
    kasi.post(f"{place}ajukan/")
    assert (
        ProposalLine.objects.filter(name__in=["Eko Prasetyo", "Fajar"], state="SENT").count() == 2
    )
    assert "081290000050" not in place


def test_the_lurah_cannot_take_back_what_is_being_reviewed() -> None:
    lurah = desk(people.LURAH)
    page = lurah.post("/lurah/usulan/baru/", GOOD).headers["Location"]
    number = page.rstrip("/").rpartition("/")[2]
    desk(people.KASI).post(f"/administrator/usulan/{number}/mulai/")
    refused = lurah.post(f"{page}tarik/")
    assert refused.status_code == 409
    assert "sedang diperiksa" in text(refused)
