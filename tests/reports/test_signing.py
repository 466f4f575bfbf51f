"""A signed sheet: valid for others' eyes, still an archive file, and the same bytes each time."""

import io
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import override_settings
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from tests import make
from tests.door import standing_as
from tests.press.archive import faults
from tests.reports import histories
from tests.reports.test_formats import RT_23, serve, text_of
from wacat.jobs.reports import System
from wacat.ops import certificates
from wacat.press.certificate import CertificateFile
from wacat.press.signer import CannotSign
from wacat.reports import closing, sheets, signing, verifying
from wacat.reports.actions import issue
from wacat.reports.models import Issue, IssueFile, ReportPeriod
from wacat.reports.period import read_period

pytestmark = pytest.mark.django_db
OCTOBER = read_period("2026-10")
NAME = "Tirta Kusuma"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of a self-made authority, as the demo has it."""
    made = tmp_path_factory.mktemp("sertifikat")
    certificates.make(folder=made, name=NAME, at=make.NOW)
    return made


def opened(folder: Path, *, at: datetime = make.NOW) -> CertificateFile:
    """The certificate of that folder."""
    return CertificateFile(
        path=folder / certificates.FILE, passphrase_path=folder / certificates.PASSPHRASE, at=at
    )


def locked(*codes: str) -> ReportPeriod:
    """October, locked, with the sheets of these areas."""
    serve()
    with histories.as_system():
        system = make.account("sistem").pk
        found = closing.lock(
            city=make.area("64.71"), period=OCTOBER, by=System(system), at=make.NOW
        )
        for code in codes:
            shown = sheets.read(area=make.area(code), period=OCTOBER)
            sheet = issue(lep=shown.lep, by=system, at=make.NOW, closing=found).issue
            sheets.kept_file(sheet, suffix="pdf", at=make.NOW)
    return found


def signed(folder: Path, *codes: str) -> Issue:
    """The last of these sheets, signed by the head."""
    found = locked(*codes)
    with standing_as("kepala") as head:
        closing.sign(period_id=found.pk, by=head, at=make.NOW)
    with histories.as_system():
        done, total = signing.run_chunk(period_id=found.pk, signer=opened(folder), at=make.NOW)
        assert (done, total) == (len(codes), len(codes))
        return Issue.objects.order_by("-pk")[0]


def test_a_signed_sheet_is_valid_whole_and_still_an_archive_file(folder: Path) -> None:
    sheet = signed(folder, RT_23)
    with histories.as_system():
        pdf = sheets.kept_file(sheet, suffix="pdf", at=make.NOW)
    assert faults(pdf) == []
    reader = PdfFileReader(io.BytesIO(pdf))
    (embedded,) = reader.embedded_signatures
    root = load_cert_from_pemder(str(folder / certificates.AUTHORITY))
    status = validate_pdf_signature(embedded, ValidationContext(trust_roots=[root]))
    assert (status.bottom_line, status.trusted, status.intact) == (True, True, True)
    assert status.coverage.name == "ENTIRE_FILE"
    assert embedded.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"  # PAdES
    words = text_of(pdf)
    assert "Ditandatangani secara elektronik" in words
    assert f"{NAME}\n23 November 2026 pukul" in words


def test_the_field_lies_on_the_box_of_the_paper(folder: Path) -> None:
    sheet = signed(folder, RT_23)
    with histories.as_system():
        reader = PdfFileReader(io.BytesIO(sheets.kept_file(sheet, suffix="pdf", at=make.NOW)))
    field = reader.root["/AcroForm"]["/Fields"][0]
    left, low, right, high = (float(edge) for edge in field["/Rect"])
    assert 300 < left < right < 545  # the right half, inside the margin
    assert abs(right - left - 221.1) < 1  # 78 x 15 mm, to the point
    assert abs(high - low - 42.5) < 1
    assert 100 < low < high < 800  # on the paper, whichever page its block stands on


def test_the_signed_bytes_are_kept_and_handed_out_again(folder: Path) -> None:
    sheet = signed(folder, RT_23)
    with histories.as_system():
        first = sheets.kept_file(sheet, suffix="pdf", at=make.NOW)
        again = signing.run_chunk(
            period_id=sheet.closing_id or 0, signer=opened(folder), at=make.NOW + timedelta(days=1)
        )
        assert sheets.kept_file(sheet, suffix="pdf", at=make.NOW + timedelta(days=2)) == first
        assert (
            IssueFile.objects.filter(issue=sheet, suffix="pdf").count() == 2
        )  # and the one before
    assert again == (1, 1)


def test_one_changed_word_is_no_longer_what_was_signed(folder: Path) -> None:
    sheet = signed(folder, RT_23)
    with histories.as_system():
        pdf = sheets.kept_file(sheet, suffix="pdf", at=make.NOW)
    changed = pdf.replace(b"/Creator (Typst", b"/Creator (Tipst", 1)
    changed = changed if changed != pdf else pdf.replace(b"/Lang(id)", b"/Lang(en)", 1)
    assert changed != pdf
    (embedded,) = PdfFileReader(io.BytesIO(changed)).embedded_signatures
    root = load_cert_from_pemder(str(folder / certificates.AUTHORITY))
    status = validate_pdf_signature(embedded, ValidationContext(trust_roots=[root]))
    assert (status.intact, status.bottom_line) == (False, False)


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler-utils is not installed")
def test_another_reader_finds_the_signature_valid(folder: Path, tmp_path: Path) -> None:
    sheet = signed(folder, RT_23)
    with histories.as_system():
        (tmp_path / "lembar.pdf").write_bytes(sheets.kept_file(sheet, suffix="pdf", at=make.NOW))
    told = subprocess.run(
        ["pdfsig", str(tmp_path / "lembar.pdf")], capture_output=True, text=True, check=False
    ).stdout
    assert "Signature is Valid" in told
    assert "Total document signed" in told


def test_whoever_holds_a_sheet_learns_what_became_of_it(folder: Path) -> None:
    sheet = signed(folder, RT_23)
    with histories.as_system():
        hashes = dict(
            IssueFile.objects.filter(issue=sheet, suffix="pdf").values_list("signed", "sha256")
        )
    found = verifying.find_sheet(sheet.code)
    assert found is not None
    assert (found.standing, found.standing_words, found.holds) == ("SIGNED", "Ditandatangani", True)
    for is_signed in (True, False):
        same = found.find_file(hashes[is_signed])
        assert same is not None
        assert same.signed is is_signed
    assert found.find_file("0" * 64) is None
    with standing_as("kepala") as head:
        period_id = sheet.closing_id or 0
        closing.revise(period_id=period_id, reason="Salah hitung.", by=head, at=make.NOW)
    revised = verifying.find_sheet(sheet.code)
    assert revised is not None
    assert (revised.standing_words, revised.holds) == ("Sedang direvisi", False)
    with histories.as_system():
        system = System(make.account("sistem").pk)
        closing.lock(city=make.area("64.71"), period=OCTOBER, by=system, at=make.NOW)
    replaced = verifying.find_sheet(sheet.code)
    assert replaced is not None
    assert (replaced.standing_words, replaced.holds) == ("Digantikan oleh revisi 2", False)


@override_settings(WACAT_SIGNING_FILE="/ada.p12")
def test_the_head_waits_until_every_sheet_is_made() -> None:
    found = locked(RT_23)
    with standing_as("kepala") as head, pytest.raises(closing.CannotMovePeriod, match="Tunggu"):
        signing.start(found, by=head, at=make.NOW)


def test_without_a_certificate_the_pen_signs() -> None:
    found = locked(RT_23)
    with standing_as("kepala") as head:
        signing.start(found, by=head, at=make.NOW)
    found.refresh_from_db()
    assert found.state == "SIGNED"
    assert not IssueFile.objects.filter(signed=True).exists()


def test_a_certificate_that_cannot_sign_is_refused_in_words(folder: Path, tmp_path: Path) -> None:
    for name in (certificates.FILE, certificates.PASSPHRASE):
        shutil.copy(folder / name, tmp_path / name)
        (tmp_path / name).chmod(0o600)
    with pytest.raises(CannotSign, match="hanya berlaku"):
        opened(tmp_path, at=datetime(2040, 1, 1, tzinfo=UTC))
    (tmp_path / certificates.PASSPHRASE).write_text("salah")
    with pytest.raises(CannotSign, match="tidak dapat dibuka"):
        opened(tmp_path)
    (tmp_path / certificates.FILE).chmod(0o640)
    with pytest.raises(CannotSign, match="chmod 600"):
        opened(tmp_path)
    (tmp_path / certificates.FILE).unlink()
    with pytest.raises(CannotSign, match="tidak ada"):
        opened(tmp_path)
