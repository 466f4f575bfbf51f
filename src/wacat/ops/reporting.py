"""The report behind `./wacat lep`; loaded once Django stands."""

import argparse
import sys
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from wacat.accounts.access import enter_system, get_account
from wacat.areas.models import Area
from wacat.areas.queries import find_by_code
from wacat.ops.environment import say
from wacat.reports import formats, lep, period, sheet
from wacat.reports.actions import issue
from wacat.reports.figures import Lep
from wacat.values.refusal import Refusal
from wacat.values.tanggal import bulan_tahun

ON_SCREEN = ("csv", "json")


class CannotFindArea(Refusal):
    """No area carries the code."""


def run(chosen: argparse.Namespace) -> int:
    """Count, make the file, say where it is."""
    try:
        month = period.read_month(chosen.periode)
        with transaction.atomic():
            area = get_area(chosen.wilayah, month=month)
            report, made = _make(chosen, area=area, month=month)
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
    return _deliver(made, target=_target(chosen, report))


def get_area(code: str, *, month: date) -> Area:
    """The area that carried the code in that month, or carried it last.

    Raises:
        CannotFindArea: there is none.
    """
    found = find_by_code(code.strip(), on=period.last_day(month))
    if found is None:
        raise CannotFindArea(
            f"Wilayah {code[:30]!r} tidak dikenal. Tulis kodenya, misalnya "
            f"{settings.WACAT_CITY}.01.1001 untuk kelurahan."
        )
    return found


def _make(chosen: argparse.Namespace, *, area: Area, month: date) -> tuple[Lep, bytes | None]:
    account = get_account("sistem")
    enter_system(account.pk)
    report = lep.build(area=area, month=month, neutral=False if chosen.rinci else None)
    if chosen.format is None and chosen.output is None:
        return report, None
    suffix = chosen.format or chosen.output.suffix.lstrip(".").lower()
    if suffix not in formats.MEDIA_TYPES:
        raise Refusal("Bentuk berkas tidak dikenal. Tambahkan --format pdf, xlsx, csv, atau json.")
    if suffix == "csv":
        return report, formats.csv_text(report)
    if suffix == "json":
        return report, formats.json_text(report)
    handed = issue(lep=report, by=account.pk, at=timezone.now())
    return report, formats.make(report, suffix=suffix, issue=handed.issue)


def _target(chosen: argparse.Namespace, report: Lep) -> Path | None:
    if chosen.output is not None:
        return None if str(chosen.output) == "-" else Path(chosen.output)
    if chosen.format in ON_SCREEN:
        return None
    return Path(formats.file_name(report, suffix=chosen.format))


def _deliver(made: bytes, *, target: Path | None) -> int:
    if target is None:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
        return 0
    try:
        target.write_bytes(made)
    except OSError as error:
        sys.stderr.write(f"Berkas {target} tidak dapat ditulis: {error.strerror}.\n")
        return 1
    say(f"{target} ({len(made) // 1024 + 1} kB)")
    return 0


def on_screen(report: Lep) -> str:
    """The report as text tables."""
    lines = [
        sheet.TITLE,
        report.place,
        f"Kode {report.code}, bulan {bulan_tahun(report.month)}",
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
