"""Reads .xlsx and .xls with calamine, ten times faster than pure Python readers."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from wacat.sheets.cells import Row, Sheet
from wacat.sheets.guard.limits import MAX_COLUMNS
from wacat.sheets.refusals import CannotRead


def sheets(path: Path) -> Iterator[Sheet]:
    """The visible sheets of a workbook, each read when it is asked for.

    Raises:
        CannotRead: the workbook is locked or damaged.
    """
    try:
        book = CalamineWorkbook.from_path(str(path))
        for index, about in enumerate(book.sheets_metadata):
            if about.typ is SheetTypeEnum.WorkSheet and about.visible is SheetVisibleEnum.Visible:
                yield _sheet(book.get_sheet_by_index(index))
    except PasswordError as error:
        raise CannotRead("ENCRYPTED") from error
    except (CalamineError, OSError, ValueError) as error:
        raise CannotRead("BROKEN") from error


def _sheet(sheet: CalamineSheet) -> Sheet:
    if sheet.total_width > MAX_COLUMNS:
        raise CannotRead("COLUMNS", count=sheet.total_width, limit=MAX_COLUMNS)
    height = max(1, sheet.total_height)
    return Sheet(
        name=sheet.name, rows=_numbered(sheet), typed=True, share=lambda row: min(1.0, row / height)
    )


def _numbered(sheet: CalamineSheet) -> Iterator[tuple[int, Row]]:
    rows = cast("Iterator[Row]", sheet.iter_rows())
    return enumerate(rows, start=1)
