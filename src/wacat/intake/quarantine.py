"""The quarantined rows of a file as a workbook that can be corrected and uploaded again."""

from io import BytesIO

import xlsxwriter

from wacat.intake.models import Batch
from wacat.intake.queries import findings, rows_of
from wacat.intake.states import RowState

EXTRA = ("Baris", "Kolom", "Alasan", "Yang perlu dilakukan")
OPTIONS = {
    "constant_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
MOST_ROWS = 1_000_000


def quarantine_file(batch: Batch) -> bytes:
    """An .xlsx with the original columns as text, then what is wrong and what to do.

    The headings of the added columns mean nothing to the detector.
    """
    out = BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    sheet = book.add_worksheet("Karantina")
    as_text = book.add_format({"num_format": "@"})
    width = len(batch.headings)
    sheet.set_column(0, width + len(EXTRA), 20, as_text)
    for place, heading in enumerate((*batch.headings, *EXTRA)):
        sheet.write_string(0, place, heading, as_text)
    rows = rows_of(batch.pk, state=RowState.QUARANTINED).only("row_number", "issues", "raw")
    for line, row in enumerate(rows[:MOST_ROWS].iterator(chunk_size=2000), start=1):
        said = findings(row, columns=batch.columns)
        cells = [*(row.raw or ())][:width]
        cells += [""] * (width - len(cells))
        cells += [
            str(row.row_number),
            "; ".join(dict.fromkeys(one.field for one in said if one.field)),
            " ".join(dict.fromkeys(one.message for one in said)),
            " ".join(dict.fromkeys(one.remedy for one in said)),
        ]
        for place, cell in enumerate(cells):
            if cell:
                sheet.write_string(line, place, cell[:32_767], as_text)
    book.close()
    return out.getvalue()
