"""Every official paper: letterhead, signature block, and a file that can be kept and read aloud."""

import io
import json
from datetime import date
from typing import Any

import openpyxl
import pypdf
import pytest
import typst
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from tests import make
from tests.conftest import acting_as
from tests.press.archive import faults
from tests.reports import histories
from tests.reports.test_formats import MANGGAR, RT_23, issued, serve, text_of
from wacat.accounts.models import Appointment
from wacat.config.signers import signers
from wacat.press import work
from wacat.reports import formats, lep
from wacat.reports.actions import issue
from wacat.reports.period import month_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", [RT_23, MANGGAR, "64.71"])
def test_a_sheet_is_an_archive_file_that_is_tagged(code: str) -> None:
    serve()
    made, handed = issued(code)
    pdf = formats.pdf(made, issue=handed.issue)
    assert faults(pdf) == [], faults(pdf)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    kinds = set(_kinds(reader.root_object["/StructTreeRoot"]["/K"]))
    assert {"/H1", "/H2", "/Table", "/TH", "/TD"} <= kinds
    assert reader.metadata is not None
    assert reader.metadata.title == f"{formats.sheet.TITLE} – {made.place} – Oktober 2026"


def test_the_check_finds_what_is_no_archive_file() -> None:
    made, handed = issued(RT_23)
    words = {"data": json.dumps(formats.paper(made, issue=handed.issue))}
    bare = typst.Compiler(str(formats.TEMPLATE), root=str(work.ROOT)).compile(
        format="pdf", sys_inputs=words, pdf_tags=False
    )
    found = " ".join(faults(bytes(bare)))  # type: ignore[arg-type]
    for expected in ("pdfaid:part", "output intent", "structure tree"):
        assert expected in found


def test_a_sheet_can_be_read_aloud() -> None:
    """The typesetter's own check of PDF/UA-1 refuses what has no alternative text, title or order."""
    serve()
    made, handed = issued(MANGGAR)
    words = {"data": json.dumps(formats.paper(made, issue=handed.issue))}
    heard = typst.Compiler(str(formats.TEMPLATE), root=str(work.ROOT)).compile(
        format="pdf", sys_inputs=words, pdf_standards=["a-2b", "ua-1"], timestamp=1
    )
    assert isinstance(heard, bytes)


@override_settings(
    WACAT_OFFICE_ADDRESS="Jalan Contoh No. 1",
    WACAT_OFFICE_PHONE="0542123456",
    WACAT_SIGNERS=signers("Tirta Kusuma|Pembina Utama Muda|197001011995031001"),
)
def test_address_rank_and_number_stand_where_they_are_known() -> None:
    made, handed = issued()
    words = text_of(formats.pdf(made, issue=handed.issue))
    for expected in ("Jalan Contoh No. 1 · Telepon 0542123456", "Pembina Utama Muda",
                     "NIP 19700101 199503 1 001"):  # fmt: skip
        assert expected in words


def test_who_heads_the_office_for_another_is_named_so() -> None:
    with acting_as("wacat_owner"):
        Appointment.objects.filter(office="KEPALA").update(kind="ACTING")
    made, handed = issued()
    words = text_of(formats.pdf(made, issue=handed.issue))
    assert "Plt. Kepala Dinas Kependudukan" in words
    assert "NIP ..." in words


@pytest.mark.parametrize("text", ["Nama|Pangkat", "Nama|Pangkat|123", "|Pangkat|"])
def test_a_signer_written_wrongly_is_refused(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="Nama"):
        signers(text)


def test_a_workbook_is_dated_by_its_issue_and_has_real_numbers() -> None:
    serve()
    made, handed = issued()
    book = openpyxl.load_workbook(io.BytesIO(formats.xlsx(made, issue=handed.issue)))
    assert book.properties.created == handed.issue.issued_at.replace(tzinfo=None, microsecond=0)
    sheet = book["LAMPID"]
    assert sheet.oddHeader.center.text.startswith("PEMERINTAH KOTA BALIKPAPAN")
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0  # as many pages long as it takes, one wide
    assert "Halaman &P dari &N" in sheet.oddFooter.right.text
    assert {cell.number_format for cell in sheet["B"] if isinstance(cell.value, int)} == {"#,##0"}


def test_hours_keep_their_decimal_in_the_workbook() -> None:
    with histories.as_system():
        made = lep.build(area=make.area(RT_23), period=month_of(date(2026, 10, 1)))
        handed = issue(lep=made, by=None, at=make.NOW)
    slow = lep.Lep(**(vars(made) | {"responses": type(made.responses)(
        **(vars(made.responses) | {"mean_hours": 27.4}))}))  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(formats.xlsx(slow, issue=handed.issue)))
    cells = {row[0].value: row[1] for row in book["Tanggapan"].iter_rows(min_row=6)}
    cell = cells["Rata-rata waktu menjawab (jam)"]
    assert (cell.value, cell.number_format) == (27.4, "#,##0.0")


def test_the_json_says_which_shape_it_has() -> None:
    made, handed = issued()
    data = json.loads(formats.json_text(made, issue=handed.issue))
    assert (data["schema"], data["schema_version"]) == ("wacat-lep", 1)


def _kinds(node: Any) -> list[str]:
    """All kinds of structure below a node."""
    node = node.get_object()
    if isinstance(node, list):
        return [kind for one in node for kind in _kinds(one)]
    if not isinstance(node, dict) or "/S" not in node:
        return []
    return [node["/S"], *(_kinds(node["/K"]) if "/K" in node else [])]
