"""The report behind `./wacat lep`; loaded once Django stands."""

import argparse
import sys
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from wacat.accounts.access import enter_system, get_account
from wacat.areas.models import Area
from wacat.areas.queries import find_by_code
from wacat.ops.delivering import deliver
from wacat.ops.environment import say
from wacat.reports import formats, sheet, sheets
from wacat.reports.figures import Lep
from wacat.reports.period import Period, read_period
from wacat.values.refusal import Refusal

ON_SCREEN = ("csv", "json")


class CannotFindArea(Refusal):
    """No area carries the code."""


def run(chosen: argparse.Namespace) -> int:
    """Count, make the file, say where it is."""
    try:
        period = read_period(chosen.periode)
        with transaction.atomic():
            area = get_area(chosen.wilayah, period=period)
            report, made = _make(chosen, area=area, period=period)
    except Refusal as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except DatabaseError as error:
        sys.stderr.write(
            f"Basis data belum siap ({type(error).__name__}). Jalankan ./wacat demo atau migrasi dahulu.\n"
        )
        return 1
    if made is None:
        say(on_screen(report))
        return 0
    return deliver(made, target=_target(chosen, report))


def get_area(code: str, *, period: Period) -> Area:
    """The area that carried the code at the end of that period, or carried it last.

    Raises:
        CannotFindArea: there is none.
    """
    found = find_by_code(code.strip(), on=period.last)
    if found is None:
        raise CannotFindArea(
            f"Wilayah {code[:30]!r} tidak dikenal. Tulis kodenya, misalnya "
            f"{settings.WACAT_CITY}.01.1001 untuk kelurahan."
        )
    return found


def _make(chosen: argparse.Namespace, *, area: Area, period: Period) -> tuple[Lep, bytes | None]:
    account = get_account("sistem")
    enter_system(account.pk)
    shown = sheets.read(area=area, period=period, neutral=False if chosen.rinci else None)
    if chosen.format is None and chosen.output is None:
        return shown.lep, None
    suffix = chosen.format or chosen.output.suffix.lstrip(".").lower()
    if suffix not in formats.MEDIA_TYPES:
        raise Refusal("Bentuk berkas tidak dikenal. Tambahkan --format pdf, xlsx, csv, atau json.")
    if suffix in ON_SCREEN and shown.closing is None:  # a look at running figures is no sheet
        plain = {"csv": formats.csv_text, "json": formats.json_text}
        return shown.lep, plain[suffix](shown.lep)
    made = sheets.hand_out(shown, suffix=suffix, by=account.pk, at=timezone.now())
    return shown.lep, made


def _target(chosen: argparse.Namespace, report: Lep) -> Path | None:
    if chosen.output is not None:
        return None if str(chosen.output) == "-" else Path(chosen.output)
    if chosen.format in ON_SCREEN:
        return None
    return Path(formats.file_name(report, suffix=chosen.format))


def on_screen(report: Lep) -> str:
    """The report as text tables."""
    lines = [
        sheet.TITLE,
        report.place,
        f"Kode {report.code}, {report.span.words}",
    ]
    for table in sheet.tables(report):
        rows = [
            list(table.head),
            *map(list, table.rows),
            *([list(table.foot)] if table.foot else []),
        ]
        widths = [max(len(row[column]) for row in rows) for column in range(len(table.head))]
        lines += ["", table.title, "-" * len(table.title)]
        lines += [
            "  ".join(
                text.ljust(width) if column == 0 else text.rjust(width)
                for column, (text, width) in enumerate(zip(row, widths, strict=True))
            ).rstrip()
            for row in rows
        ]
        if table.note:
            lines.append(f"({table.note})")
    return "\n".join(lines)
