"""How a LEP falls on its pages: the signature never stands on a page of its own."""

import io
from dataclasses import replace

import pypdf
import pytest

from tests.reports.test_formats import MANGGAR, RT_23, issued, serve
from wacat.reports import formats, sheet
from wacat.reports.figures import Lep, OfficeEnds, Responses, Service

pytestmark = pytest.mark.django_db
LATE = Responses(
    told=3, answered=2, confirmed=1, corrected=1, not_mine=0, unanswered=1, closed=0, mean_hours=4.0,
    prompt=2, claimed=1, settled=1,
)  # fmt: skip
OFFICES = [
    OfficeEnds(office=office, label=label, term=1, handed_over=0, other=0, locked=2, revoked=0)
    for office, label in (("KETUA_RT", "Ketua RT"), ("LURAH", "Lurah"))
]


def kinds(report: Lep, count: int) -> list[Service]:
    """So many lines of services."""
    return [Service(kind="KTP_EL", label=f"Layanan uji {n}", count=n) for n in range(count)]


def pages(report: Lep, code: str) -> list[str]:
    """The words of each page of the sheet."""
    _, handed = issued(code)
    reader = pypdf.PdfReader(io.BytesIO(formats.pdf(report, issue=handed.issue)))
    return [page.extract_text() for page in reader.pages]


@pytest.mark.parametrize("late", [False, True], ids=["without late", "with late"])
@pytest.mark.parametrize("lines", [1, 6, 12, 15, 18, 21, 24, 27])
@pytest.mark.parametrize("code", [RT_23, MANGGAR, "64.71"])
def test_what_is_signed_stands_on_the_page_of_the_signature(
    code: str, lines: int, late: bool
) -> None:
    serve()
    report, _ = issued(code)
    whole = replace(
        report, services=kinds(report, lines), late_responses=LATE if late else None,
        offices=OFFICES if late else [],
    )  # fmt: skip
    last = pages(whole, code)[-1]
    assert "Tirta Kusuma" in last
    closing = sheet.tables(whole)[-1]
    for row in closing.rows[-3:]:
        assert row[0] in last, row[0]
    if len(closing.rows) <= 15:
        assert closing.title in last


def test_the_sheet_of_an_rt_is_one_page() -> None:
    serve()
    report, _ = issued(RT_23)
    assert len(pages(report, RT_23)) == 1
    assert len(pages(replace(report, late_responses=LATE), RT_23)) <= 2
