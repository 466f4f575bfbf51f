"""Takes in what sources drop into their folders; every pass may be killed at any point and repeated.

A file stays in `masuk` until it is checked: the first pass hands it in (`handing`), a later one finds
its receipt and moves it to `selesai` or, with the reason beside it, to `gagal`. There it lies for a
number of days and is destroyed: it holds resident data, and WaCAT has what it needs.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from wacat.accounts.access import enter_system
from wacat.accounts.models import Office
from wacat.accounts.queries import running
from wacat.audit.actions import note
from wacat.intake import dropped, handing
from wacat.intake.dropped import Dropped, Rooms
from wacat.intake.handing import Sender
from wacat.intake.models import Batch, Receipt, Source, WatchedFolder
from wacat.intake.states import BatchState
from wacat.sheets.guard.limits import MAX_BYTES, MAX_MEGABYTES
from wacat.sheets.refusals import CannotRead
from wacat.values.bilangan import bilangan
from wacat.values.refusal import Refusal

MOST_FILES = 50
MOST_DESTROYED = 500
LEAST_DAYS = 1
ROOT = "."
CLOSED = "Folder ini tidak dapat dibuka atau ditulisi. Periksa pemilik dan izinnya."
NOBODY = "Penanggung jawab sumber ini bukan operator lagi. Ganti di menu Sumber berkas."
UNKNOWN = "Tidak ada sumber dengan kode ini. Daftarkan di menu Sumber berkas, atau hapus foldernya."


def look(root: Path, *, system: int, keep_days: int) -> list[WatchedFolder]:
    """Look once through the folders of all sources; what is found there, also kept for the technician.

    What lies in `selesai` and `gagal` for more than `keep_days` days is destroyed, and the trail says how
    much. `system` is the account that keeps the counts. Two passes at once do not meet: the second does
    nothing.
    """
    found: list[WatchedFolder] = []
    try:
        with _alone(root) as first:
            if not first:
                return []
            living, silent = _sources(system)
            for sender in living:
                found.append(_look_into(root, sender, system=system, keep_days=keep_days))
            found += [_state(code, trouble=NOBODY) for code in silent]
            known = {sender.code for sender in living} | set(silent)
            found += [_state(name[:30], trouble=UNKNOWN) for name in _folders(root) - known]
    except OSError:
        found = [_state(ROOT, trouble=CLOSED)]
    _keep(found, system=system)
    return found


@contextmanager
def _alone(root: Path) -> Iterator[bool]:
    """Whether no other pass is under way; the lock goes with its process."""
    handle = os.open(root / ".kunci", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _folders(root: Path) -> set[str]:
    return {
        entry.name
        for entry in os.scandir(root)
        if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)
    }


def _sources(system: int) -> tuple[list[Sender], list[str]]:
    """The sources that may hand in, and the codes of those whose owner is no operator any more."""
    with transaction.atomic():
        enter_system(system)
        owners = set(running(Office.OPERATOR).values_list("person_id", flat=True))
        living, silent = [], []
        for source in Source.objects.filter(ended_at=None).select_related("owner").order_by("code"):
            if source.owner.person_id in owners and source.owner.state == "ACTIVE":
                living.append(Sender(source.pk, None, source.owner_id, source.code, source.name))
            else:
                silent.append(source.code)
    return living, silent


def _look_into(root: Path, sender: Sender, *, system: int, keep_days: int) -> WatchedFolder:
    try:
        with dropped.opened(root / sender.code) as rooms:
            still, moving = dropped.lying(rooms.incoming, now=timezone.now().timestamp())
            moved = sum(_take(one, rooms=rooms, sender=sender) for one in still[:MOST_FILES])
            _empty(rooms, sender=sender, system=system, keep_days=keep_days)
            return _state(
                sender.code, waiting=len(still) - moved, settling=moving,
                done=dropped.count(rooms.done), failed=dropped.count(rooms.failed),
            )  # fmt: skip
    except OSError:
        return _state(sender.code, trouble=CLOSED)


def _empty(rooms: Rooms, *, sender: Sender, system: int, keep_days: int) -> None:
    """Destroy what has lain long enough. The trail is written first: a pass may be killed in between."""
    before = timezone.now() - timedelta(days=max(LEAST_DAYS, keep_days))
    for room, name in ((rooms.done, "selesai"), (rooms.failed, "gagal")):
        gone = dropped.older(room, before=before.timestamp())[:MOST_DESTROYED]
        if not gone:
            continue
        with transaction.atomic():
            enter_system(system)
            note(
                act="destroy", of="intake_source", ids=[sender.source_id], room=name,
                files=len(gone), bytes=sum(one.size for one in gone), days=keep_days,
            )  # fmt: skip
        for one in gone:
            dropped.destroy(one, room)


def _take(file: Dropped, *, rooms: Rooms, sender: Sender) -> bool:
    """Hand a file in, or move it when it has been checked; whether it left `masuk`."""
    try:
        with transaction.atomic():
            enter_system(sender.account_id)
            batch = _handed_in(file, rooms=rooms, sender=sender)
    except FileNotFoundError:
        return True  # taken back by who dropped it
    except OSError:
        return False  # written again meanwhile; the next pass sees it lie still
    except Refusal as refusal:
        return _refuse(file, rooms, str(refusal))
    if batch.state in (BatchState.RECEIVED, BatchState.RECOGNISED):
        return False
    if batch.state == BatchState.FAILED:
        return _refuse(file, rooms, batch.failure)
    dropped.put(
        file, out_of=rooms.incoming, into=rooms.done, note=".hasil.txt", text=_result(batch)
    )
    return True


def _handed_in(file: Dropped, *, rooms: Rooms, sender: Sender) -> Batch:
    receipt = Receipt.objects.filter(source_id=sender.source_id, key=file.key).first()
    if receipt is not None:
        return receipt.batch
    if file.size > MAX_BYTES:
        raise CannotRead("TOO_LARGE", limit=MAX_MEGABYTES)
    with dropped.reading(file, rooms.incoming) as content:
        handed = handing.hand_in(
            file=content, name=dropped.shown(file.name), key=file.key, sender=sender,
            at=timezone.now(),
        )  # fmt: skip
    return Batch.objects.get(pk=handed.batch_id)


def _refuse(file: Dropped, rooms: Rooms, reason: str) -> bool:
    text = f"{reason}\n\nPerbaiki berkasnya, lalu taruh lagi di folder masuk.\n"
    dropped.put(file, out_of=rooms.incoming, into=rooms.failed, note=".alasan.txt", text=text)
    return True


def _result(batch: Batch) -> str:
    """Counts only: the note lies where the file does, and outlives it."""
    return (
        f"Berkas nomor {batch.pk}: {batch.get_state_display()}.\n"
        f"{bilangan(batch.row_count)} baris; diterima {bilangan(batch.accepted_count)}, "
        f"karantina {bilangan(batch.quarantined_count)}, sudah ada {bilangan(batch.duplicate_count)}.\n"
        f"{batch.failure or 'Operator memeriksa dan menyetujuinya di WaCAT.'}\n"
    )


def _state(
    code: str, *, waiting: int = 0, settling: int = 0, done: int = 0, failed: int = 0,
    trouble: str = "",
) -> WatchedFolder:  # fmt: skip
    now: datetime = timezone.now()
    return WatchedFolder(
        code=code, waiting_count=waiting, settling_count=settling, done_count=done,
        failed_count=failed, looked_at=now, trouble=trouble,
    )  # fmt: skip


def _keep(found: list[WatchedFolder], *, system: int) -> None:
    """Keep how the folders stand; what was not seen this time is forgotten."""
    with transaction.atomic():
        enter_system(system)
        WatchedFolder.objects.exclude(code__in=[one.code for one in found]).delete()
        counts = ["waiting_count", "settling_count", "done_count", "failed_count"]
        WatchedFolder.objects.bulk_create(
            {one.code: one for one in found}.values(), update_conflicts=True,
            unique_fields=["code"], update_fields=[*counts, "looked_at", "trouble"],
        )  # fmt: skip
