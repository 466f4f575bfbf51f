"""Where the QR code leads, and the head who signs on the page of a period."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from tests import make, people
from tests.reports import histories
from tests.reports.test_formats import RT_23
from tests.reports.test_signing import folder, locked, opened, signed
from tests.web.test_entry import log_in
from wacat.queue import progress
from wacat.reports import making, sheets, signing
from wacat.reports.models import Issue, IssueFile, ReportPeriod

pytestmark = pytest.mark.django_db
__all__ = ["folder"]


def dropped(client: Client, sheet: Issue, content: bytes) -> str:
    """What the page says of a file that a stranger drops."""
    file = SimpleUploadedFile("lembar.pdf", content, content_type="application/pdf")
    response = client.post(f"/verifikasi/{sheet.code}/", {"berkas": file})
    assert response.status_code == 200
    assert dict(response.cookies) == {}
    return response.content.decode()


def test_a_stranger_compares_a_file_that_is_kept_nowhere(folder: Path) -> None:
    sheet = signed(folder, RT_23)
    with histories.as_system():
        pdf = sheets.kept_file(sheet, suffix="pdf", at=make.NOW)
        before = IssueFile.objects.get(issue=sheet, suffix="pdf", signed=False)
        first = bytes(before.content)
        count = IssueFile.objects.count()
    stranger = Client(enforce_csrf_checks=True)
    shown = stranger.get(f"/verifikasi/{sheet.code}/").content.decode()
    assert "masih berlaku" in shown
    assert "Ditandatangani" in shown
    assert "dengan tanda tangan elektronik" in dropped(stranger, sheet, pdf)
    assert "sebelum ditandatangani" in dropped(stranger, sheet, first)
    assert "tidak sama dengan yang kami keluarkan" in dropped(stranger, sheet, pdf + b"\n")
    nothing = stranger.post(f"/verifikasi/{sheet.code}/")
    assert nothing.status_code == 422
    assert "Pilih dahulu berkas" in nothing.content.decode()
    with histories.as_system():
        assert IssueFile.objects.count() == count


@override_settings(WACAT_SIGNING_FILE="/ada.p12")
def test_the_head_signs_on_the_page_and_sees_how_far_it_is(folder: Path) -> None:
    found = locked(RT_23)
    head = Client()
    log_in(head, people.KEPALA)
    address = "/lep/periode/2026-10/"
    early = head.post(address, {"tindakan": "tandatangani", "yakin": "1"})
    assert early.status_code == 409
    assert "belum semuanya dibuat" in early.content.decode()
    with histories.as_system():
        system = make.account("sistem").pk
        done, total = 0, 1
        while done < total:
            done, total = making.run_chunk(period_id=found.pk, by=system, at=make.NOW)
    assert head.post(address, {"tindakan": "tandatangani", "yakin": "1"}).status_code == 302
    assert ReportPeriod.objects.get(pk=found.pk).state == "SIGNED"
    page = head.get(address).content.decode()
    assert f"0 dari {total}" in page
    with histories.as_system():
        first, _ = signing.run_chunk(period_id=found.pk, signer=opened(folder), at=make.NOW)
    assert first == signing.CHUNK
    assert f"{first} dari {total}" in head.get(address).content.decode()
    assert progress.find(signing.progress_key(found.pk)) is None  # told by the worker only
