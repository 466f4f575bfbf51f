"""What ./wacat penduduk does once Django stands."""

import argparse
import sys

from django.db import DatabaseError, transaction
from django.utils import timezone

from wacat.accounts.access import enter_system, get_account
from wacat.accounts.models import Account
from wacat.ops.environment import say
from wacat.reports import dkb
from wacat.reports.dkb import CannotTakeList, Checked
from wacat.reports.models import StockList
from wacat.values.bilangan import bilangan
from wacat.values.refusal import Refusal
from wacat.values.tanggal import read_date, tanggal

SHOWN = 20


def run(chosen: argparse.Namespace) -> int:
    """Exit code: 0 loaded, 1 refused."""
    try:
        with transaction.atomic():
            made, checked = _take(chosen)
            transaction.set_rollback(chosen.periksa)
    except CannotTakeList as refusal:
        sys.stderr.write(f"{refusal}\n{_faults(refusal.checked)}")
        return 1
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    except Account.DoesNotExist:
        sys.stderr.write(f"Tidak ada akun bernama {chosen.oleh}.\n")
        return 1
    except DatabaseError as error:
        sys.stderr.write(
            f"Basis data belum siap ({type(error).__name__}). Jalankan ./wacat manage migrate dahulu.\n"
        )
        return 1
    done = "Berkas benar; tidak ada yang disimpan" if chosen.periksa else "Dimuat"
    say(
        f"{done}: {bilangan(made.people)} penduduk di {bilangan(len(checked.counts) // 2)} RT "
        f"per {tanggal(made.on)}."
    )
    return 0


def _take(chosen: argparse.Namespace) -> tuple[StockList, Checked]:
    by = get_account(chosen.oleh).pk
    enter_system(by)
    return dkb.take(
        path=chosen.berkas, name=chosen.berkas.name, on=read_date(chosen.tanggal), by=by,
        missing_are_empty=chosen.kosong, at=timezone.now(),
    )  # fmt: skip


def _faults(checked: Checked) -> str:
    lines = [
        f"  baris {fault.row}, {fault.field or 'seluruh baris'} ({fault.written or 'kosong'}): "
        f"{fault.message}\n"
        for fault in checked.faults[:SHOWN]
    ]
    if len(checked.faults) > SHOWN:
        lines.append(f"  dan {bilangan(len(checked.faults) - SHOWN)} lagi\n")
    return "".join(lines)
