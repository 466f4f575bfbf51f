"""What ./wacat wilayah does once Django stands."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from wacat.accounts.access import enter_system, get_account
from wacat.accounts.models import Account
from wacat.areas.actions import CannotLoadCity, load_city
from wacat.ops.environment import say
from wacat.territory import listing
from wacat.territory.listing import Comparison
from wacat.values.bilangan import bilangan
from wacat.values.refusal import Refusal

SHOWN = 20


def run(chosen: argparse.Namespace) -> int:
    """Exit code: 0 all right, 1 refused, 3 some lines in quarantine."""
    try:
        with transaction.atomic():
            found, kept = _take_in(chosen)
            transaction.set_rollback(chosen.periksa)
    except (Refusal, CannotLoadCity) as refusal:
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
    applied = bool(chosen.terapkan and found.new)
    told = _result(found, applied=applied, list_id=None if chosen.periksa else kept)
    say(json.dumps(told, ensure_ascii=False) if chosen.json else _words(found, applied=applied))
    return 3 if found.faults else 0


def _take_in(chosen: argparse.Namespace) -> tuple[Comparison, int]:
    by, at = get_account(chosen.oleh).pk, timezone.now()
    enter_system(by)
    load_city(code=settings.WACAT_CITY)
    path: Path = chosen.berkas
    kept = listing.receive(path=path, name=path.name, by=by, at=at)
    found = listing.compare(listing.lines_of(kept))
    if chosen.terapkan and found.new:
        _, found = listing.apply(list_id=kept.pk, by=by, at=at)
    return found, kept.pk


def _result(found: Comparison, *, applied: bool, list_id: int | None) -> dict[str, Any]:
    """What `--json` prints."""
    return {
        "lines": found.lines,
        "new": len(found.new),
        "present": found.present,
        "missing": len(found.missing),
        "quarantined": len(found.faults),
        "reasons": found.reasons(),
        "opened": len(found.new) if applied else 0,
        "list_id": list_id,
    }


def _words(found: Comparison, *, applied: bool) -> str:
    lines = [
        f"{bilangan(found.lines)} baris: {bilangan(len(found.new))} RT baru, "
        f"{bilangan(found.present)} sudah ada, {bilangan(len(found.faults))} karantina.",
        f"{bilangan(len(found.missing))} RT tidak tertulis dalam daftar; RT itu tidak ditutup.",
    ]
    for fault in found.faults[:SHOWN]:
        for said in fault.findings:
            lines.append(
                f"  baris {fault.row}, {said.field or 'seluruh baris'} "
                f"({said.written or 'kosong'}): {said.message} {said.remedy}"
            )
    if len(found.faults) > SHOWN:
        lines.append(f"  dan {bilangan(len(found.faults) - SHOWN)} baris lain")
    if applied:
        lines.append(f"{bilangan(len(found.new))} RT dibuka.")
    return "\n".join(lines)
