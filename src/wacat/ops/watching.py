"""What ./wacat folder does once Django stands: pass after pass, each said in a line a source."""

import time
from pathlib import Path

from django.conf import settings

from wacat.accounts.access import get_account
from wacat.intake import folder
from wacat.intake.models import WatchedFolder
from wacat.ops.environment import say

PAUSE_SECONDS = 15


def run(root: Path, *, once: bool) -> int:
    """Exit code: 0 all is well, 1 a folder is in trouble."""
    system = get_account("sistem").pk
    while True:
        found = folder.look(root, system=system, keep_days=settings.WACAT_FOLDER_DAYS)
        for one in found:
            say(_line(one))
        if not found:
            say("Belum ada sumber, atau folder sedang dilihat proses lain.")
        if once:
            return int(any(one.trouble for one in found))
        time.sleep(PAUSE_SECONDS)


def _line(one: WatchedFolder) -> str:
    counts = (
        f"{one.waiting_count} menunggu, {one.settling_count} masih ditulis, "
        f"{one.done_count} selesai, {one.failed_count} gagal"
    )
    return f"{one.code}: {one.trouble or counts}"
