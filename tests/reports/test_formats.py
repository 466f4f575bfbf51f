"""The report as a file says what the figures say, the same way every time."""

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pypdf
import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from tests import make
from tests.conftest import acting_as
from tests.door import standing_as
from tests.reports import histories
from wacat.accounts.access import leave
from wacat.accounts.models import AccountStep, Appointment
from wacat.reports import formats, lep, verifying
from wacat.reports.actions import Handed, issue
from wacat.reports.figures import Lep
from wacat.reports.period import month_of

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)
MANGGAR, RT_23 = "64.71.01.1001", "64.71.01.1001.023"


def issued(code: str = MANGGAR, *, days: int = 0) -> tuple[Lep, Handed]:
    """The LEP of October and its issue, made so many days later."""
    with histories.as_system():
        made = lep.build(area=make.area(code), period=month_of(OCTOBER))
        return made, issue(lep=made, by=None, at=make.NOW + timedelta(days=days))


def serve() -> None:
    """Some services of October."""
    make.publish(
        make.row(rt=RT_23, kind="DATANG", served_on=OCTOBER),
        make.row(rt=RT_23, kind="AKTA_KELAHIRAN", sex="P", served_on=OCTOBER),
        make.row(rt=RT_23, kind="AKTA_PERCERAIAN", served_on=OCTOBER),
    )


def text_of(pdf: bytes) -> str:
    """All words of a PDF."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return "\n".join(page.extract_text() for page in reader.pages)


def test_the_pdf_is_an_official_letter_with_its_figures() -> None:
    serve()
    made, handed = issued()
    pdf = formats.pdf(made, issue=handed.issue)
    words = text_of(pdf)
    for expected in (
        "PEMERINTAH KOTA BALIKPAPAN", "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL",
        "Kelurahan Manggar, Kecamatan Balikpapan Timur", "Oktober 2026", "Balikpapan, 23 November 2026",
        "Tirta Kusuma", "Halaman 1 dari", "Perubahan data KK", f"/verifikasi/{handed.issue.code}/",
        made.sha256()[:16], "RT 026",
    ):  # fmt: skip
        assert expected in words, expected
    assert "perceraian" not in words.lower()
    assert b"pdfaid" in pdf


def test_printing_again_gives_the_same_bytes() -> None:
    serve()
    made, first = issued()
    same, second = issued(days=3)
    assert (first.is_new, second.is_new) == (True, False)
    pdf = formats.pdf(made, issue=first.issue)
    assert pdf == formats.pdf(same, issue=second.issue)
    assert formats.xlsx(made, issue=first.issue) == formats.xlsx(same, issue=second.issue)


def test_names_are_text_and_no_markup() -> None:
    made, handed = issued()
    hostile = '#panic("x") $x$ *tebal* <script> \\ @a =1+1'
    fake = Lep(**(vars(made) | {"place": hostile, "area": "=HYPERLINK(1)"}))
    assert '#panic("x")' in text_of(formats.pdf(fake, issue=handed.issue))
    book = openpyxl.load_workbook(io.BytesIO(formats.xlsx(fake, issue=handed.issue)))
    assert book["LAMPID"]["A2"].value == hostile
    assert "'=HYPERLINK(1)" in formats.csv_text(fake).decode()


def test_the_workbook_has_numbers_and_a_frozen_heading() -> None:
    serve()
    made, handed = issued()
    book = openpyxl.load_workbook(io.BytesIO(formats.xlsx(made, issue=handed.issue)))
    assert book.sheetnames == ["LAMPID", "Layanan", "Tanggapan", "Kelas", "Koreksi", "Per RT"]
    sheet = book["Layanan"]
    found = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=5) if row[0].value}
    assert found["Pindah datang"] == 1
    assert found["Jumlah layanan"] == 3
    assert (sheet.freeze_panes, sheet.page_setup.paperSize) == ("B6", 9)
    assert book["Per RT"].page_setup.orientation == "landscape"


def test_csv_and_json_carry_the_same_figures() -> None:
    serve()
    made, _ = issued(RT_23)
    data = json.loads(formats.json_text(made))
    assert (data["code"], data["level"], data["period"]) == (RT_23, "RT", "2026-10")
    assert data["services_total"] == 3 == sum(s["count"] for s in data["services"])
    assert set(data["lampid"][0]) == {
        "sex",
        "late",
        "start",
        "born",
        "arrived",
        "died",
        "left",
        "end",
    }
    rows = list(csv.DictReader(io.StringIO(formats.csv_text(made).decode("utf-8-sig"))))
    served = [int(row["jumlah"]) for row in rows if row["bagian"] == "layanan"]
    assert sum(served) == 3
    born = [r for r in rows if (r["uraian"], r["jenis_kelamin"]) == ("lahir", "P")]
    assert [row["jumlah"] for row in born] == ["1"]


def test_file_names_explain_themselves() -> None:
    names = [
        formats.file_name(issued(code)[0], suffix="pdf")
        for code in ("64.71", "64.71.01", MANGGAR, RT_23)
    ]
    assert names == [
        "LEP_Kota-Balikpapan_2026-10.pdf", "LEP_Kecamatan-Balikpapan-Timur_2026-10.pdf",
        "LEP_Manggar_2026-10.pdf", "LEP_RT-023-Manggar_2026-10.pdf",
    ]  # fmt: skip


def test_a_sheet_holds_until_the_figures_change() -> None:
    serve()
    for code in ("64.71", "64.71.01", MANGGAR, RT_23):
        _, handed = issued(code)
        leave()
        sheet = verifying.find_sheet(handed.issue.code)
        assert sheet is not None
        assert (sheet.holds, sheet.period) == (True, month_of(OCTOBER)), code
    make.publish(make.row(rt=RT_23, served_on=OCTOBER))
    again = verifying.find_sheet(handed.issue.code)
    assert again is not None
    assert again.holds is False
    assert verifying.find_sheet("TIDAKADA22") is None


def test_an_rt_sees_no_foreign_issue() -> None:
    issued("64.71.01.1001.024")
    _, own = issued(RT_23)
    with standing_as("rt"):
        visible = type(own.issue).objects.values_list("area_id", flat=True)
        assert set(visible) == {make.area(RT_23).pk}


def test_three_ends_of_office_read_differently_in_every_format() -> None:
    serve()
    day = datetime(2026, 10, 12, 9, tzinfo=UTC)
    ends = {"023": "TERM", "024": "HANDED_OVER", "025": "REVOKED"}
    with acting_as("wacat_owner"):
        for number, reason in ends.items():
            held = Appointment.objects.filter(area=make.area(f"{MANGGAR}.{number}"))
            held.update(
                valid=DateTimeTZRange(datetime(2021, 1, 1, tzinfo=UTC), day), end_reason=reason
            )
        AccountStep.objects.create(
            account=make.account("rt2"), from_state="ACTIVE", to_state="LOCKED",
            at=day - timedelta(days=2), reason="HP hilang",
        )  # fmt: skip
    made, handed = issued()
    (line,) = made.offices
    assert (line.term, line.handed_over, line.other, line.locked, line.revoked) == (1, 1, 0, 1, 1)
    words = text_of(formats.pdf(made, issue=handed.issue))
    for expected in ("Masa selesai", "Serah terima", "HP hilang", "Dicabut"):
        assert expected in words
    book = openpyxl.load_workbook(io.BytesIO(formats.xlsx(made, issue=handed.issue)))
    rows = [tuple(cell.value for cell in row)[:6] for row in book["Jabatan"].rows]
    assert ("Ketua RT", 1, 1, 0, 1, 1) in rows
    assert json.loads(formats.json_text(made))["offices"][0]["revoked"] == 1
    assert (
        "jabatan,64.71.01.1001,Manggar,2026-10,Ketua RT: dicabut,,1"
        in formats.csv_text(made).decode()
    )
    with histories.as_system():
        november = lep.build(area=make.area(MANGGAR), period=month_of(date(2026, 11, 1)))
    assert november.offices == []
