"""What ./wacat impor does once Django stands: receive, check, and where asked approve and publish."""

import argparse
import atexit
import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from wacat.accounts.access import enter_system, get_account
from wacat.accounts.models import Account
from wacat.intake import actions, storage
from wacat.intake.checks import CHECKS
from wacat.intake.dwh import fetch
from wacat.intake.mapping import check_given
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
        if chosen.dwh:
            chosen.berkas = _fetched(chosen.dwh)
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


def _fetched(url: str) -> Path:
    """All pages of the web service as one file, in a folder that goes when the program ends."""
    folder = tempfile.mkdtemp(prefix="wacat-dwh-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder) / f"dwh-{timezone.localdate():%Y-%m-%d}.ndjson"
    with path.open("wb") as out:
        fetch(url, token=os.environ.get("WACAT_DWH_TOKEN", ""), out=out)
    return path


def _try_out(chosen: argparse.Namespace) -> Batch:
    """Check inside a transaction that is taken back; the bytes go too unless they lay there before."""
    uploader = _account(chosen.oleh)
    before = {path.name for path in storage.folder().iterdir()}
    with transaction.atomic():
        enter_system(uploader.pk)
        _receive_half(chosen, by=uploader)
        batch = _receive(chosen, by=uploader)
        if batch.state == BatchState.RECEIVED:
            batch = actions.check(batch_id=batch.pk, at=timezone.now(), quiet=True)
        transaction.set_rollback(True)
    for path in storage.folder().iterdir():
        if path.name not in before and path.name in _hashes(chosen):
            path.unlink(missing_ok=True)
    return batch


def _hashes(chosen: argparse.Namespace) -> set[str]:
    paths = [path for path in (chosen.berkas, chosen.pasangan) if path is not None]
    return {hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _bring_in(chosen: argparse.Namespace) -> Batch:
    uploader = _account(chosen.oleh)
    with transaction.atomic():
        enter_system(uploader.pk)
        _receive_half(chosen, by=uploader)
        batch = _receive(chosen, by=uploader)
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


def _receive(chosen: argparse.Namespace, *, by: Account) -> Batch:
    given = {"kind": chosen.jenis, "served_on": chosen.tanggal} if chosen.jenis else {}
    check_given(given, at=timezone.now())
    return _keep(chosen.berkas, by=by, given=given)


def _receive_half(chosen: argparse.Namespace, *, by: Account) -> None:
    """Take the file of families in first, so that the biodata finds it."""
    if chosen.pasangan is not None:
        half = _keep(chosen.pasangan, by=by, given={})
        if half.state == BatchState.RECEIVED:
            actions.check(batch_id=half.pk, at=timezone.now(), quiet=True)


def _keep(path: Path, *, by: Account, given: dict[str, str]) -> Batch:
    with path.open("rb") as file:
        return actions.receive(
            file=file, name=path.name, by=by.pk, at=timezone.now(), later=False, given=given
        )


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
