"""What ./wacat impor does once Django stands: receive, check, and where asked approve and publish."""

import argparse
import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from wacat.accounts.access import enter_system, get_account
from wacat.accounts.models import Account
from wacat.intake import actions, storage
from wacat.intake.checks import CHECKS
from wacat.intake.models import Batch
from wacat.intake.quality import Counts
from wacat.intake.states import BatchState
from wacat.ops.environment import say
from wacat.values.bilangan import bilangan
from wacat.values.refusal import Refusal


@dataclass(frozen=True, kw_only=True)
class Result:
    """What `--json` prints; rows = accepted + quarantined + duplicates + not_services.

    `reasons` counts the quarantined rows by code, `remarks` the accepted ones with a note; a row of
    which two things are said counts twice. `score` is the quality (docs/rujukan/mutu.md).
    """

    layout: str
    confidence: float | None
    mapping: str
    state: str
    rows: int
    accepted: int
    quarantined: int
    duplicates: int
    not_services: int
    warnings: int
    reasons: dict[str, int]
    remarks: dict[str, int]
    score: int | None
    notices: int
    records: int
    batch_id: int | None
    seconds: float


def run(chosen: argparse.Namespace) -> int:
    """Exit code: 0 read, 1 refused."""
    started = time.monotonic()
    try:
        batch = _try_out(chosen) if chosen.periksa else _bring_in(chosen)
    except (Refusal, Account.DoesNotExist) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    unread = batch.state == BatchState.NEEDS_MAPPING and not batch.layout
    if batch.state == BatchState.FAILED or unread:
        sys.stderr.write(f"{batch.failure}\n")
        return 1
    result = _result(batch, kept=not chosen.periksa, seconds=time.monotonic() - started)
    say(json.dumps(asdict(result)) if chosen.json else _told(result))
    return 0


def _try_out(chosen: argparse.Namespace) -> Batch:
    """Check inside a transaction that is taken back; the bytes go too unless they lay there before."""
    uploader = _account(chosen.oleh)
    before = {path.name for path in storage.folder().iterdir()}
    with transaction.atomic():
        enter_system(uploader.pk)
        batch = _receive(chosen.berkas, by=uploader)
        if batch.state == BatchState.RECEIVED:
            batch = actions.check(batch_id=batch.pk, at=timezone.now(), quiet=True)
        transaction.set_rollback(True)
    if batch.sha256 not in before:
        storage.path_of(batch.sha256).unlink(missing_ok=True)
    return batch


def _bring_in(chosen: argparse.Namespace) -> Batch:
    uploader = _account(chosen.oleh)
    with transaction.atomic():
        enter_system(uploader.pk)
        batch = _receive(chosen.berkas, by=uploader)
    with transaction.atomic():
        enter_system(uploader.pk)
        batch = actions.check(batch_id=batch.pk, at=timezone.now())
    if chosen.terbitkan and batch.state == BatchState.AWAITING_APPROVAL:
        approver = _account(chosen.setuju)
        with transaction.atomic():
            enter_system(approver.pk)
            actions.approve(batch_id=batch.pk, by=approver.pk, at=timezone.now(), later=False)
            batch = actions.publish(batch_id=batch.pk, at=timezone.now())
    return batch


def _account(username: str) -> Account:
    try:
        return get_account(username)
    except Account.DoesNotExist as error:
        raise Account.DoesNotExist(f"Tidak ada akun bernama {username}.") from error


def _receive(path: Path, *, by: Account) -> Batch:
    with path.open("rb") as file:
        return actions.receive(file=file, name=path.name, by=by.pk, at=timezone.now(), later=False)


def _result(batch: Batch, *, kept: bool, seconds: float) -> Result:
    return Result(
        layout=batch.layout,
        confidence=batch.confidence,
        mapping=batch.saved.name if batch.saved else "",
        state=batch.state,
        rows=batch.row_count,
        accepted=batch.accepted_count,
        quarantined=batch.quarantined_count,
        duplicates=batch.duplicate_count,
        not_services=batch.not_service_count,
        warnings=batch.warning_count,
        reasons=batch.reasons,
        remarks=batch.remarks,
        score=Counts(batch.accepted_count, batch.warning_count, batch.quarantined_count).score,
        notices=batch.notice_count,
        records=batch.record_count,
        batch_id=batch.pk if kept else None,
        seconds=round(seconds, 2),
    )


def _told(result: Result) -> str:
    lines = [
        f"Susunan: {result.layout}; {bilangan(result.rows)} baris dalam {result.seconds} dtk.",
        f"Diterima {bilangan(result.accepted)} ({bilangan(result.warnings)} dengan catatan), "
        f"karantina {bilangan(result.quarantined)}, kembar {bilangan(result.duplicates)}"
        + (
            f", bukan layanan baru {bilangan(result.not_services)}." if result.not_services else "."
        ),
        *[f"  {bilangan(rows)} x {CHECKS[code].message}" for code, rows in result.reasons.items()],
    ]
    if result.records:
        lines.append(
            f"Diterbitkan: {bilangan(result.records)} layanan, "
            f"{bilangan(result.notices)} pemberitahuan."
        )
    elif result.batch_id:
        lines.append(f"Berkas nomor {result.batch_id}.")
    return "\n".join(lines)
