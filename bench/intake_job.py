"""One file from bytes to published notices, as the worker does it; prints the seconds of each part.

Arguments: file, and `terbit` to publish too. The last line is one JSON object.
"""

import json
import time
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from wacat.accounts.access import enter_system, get_account
from wacat.intake import actions
from wacat.ops.environment import say


def main(arguments: list[str]) -> None:
    """Receive, check, approve and publish; each in its own transaction."""
    path = Path(arguments[0])
    seconds: dict[str, float] = {}
    started = time.perf_counter()
    with transaction.atomic(), path.open("rb") as file:
        _enter("impor")
        batch = actions.receive(
            file=file, name=path.name, by=get_account("impor").pk, at=timezone.now(), later=False
        )
    with transaction.atomic():
        _enter("impor")
        batch = actions.check(batch_id=batch.pk, at=timezone.now())
    seconds["check"] = time.perf_counter() - started
    if "terbit" in arguments and batch.accepted_count:
        with transaction.atomic():
            _enter("terbit")
            actions.approve(
                batch_id=batch.pk, by=get_account("terbit").pk, at=timezone.now(), later=False
            )
        with transaction.atomic():
            _enter("terbit")
            batch = actions.publish(batch_id=batch.pk, at=timezone.now())
        seconds["publish"] = time.perf_counter() - started - seconds["check"]
    seconds["all"] = time.perf_counter() - started
    counts = {
        "rows": batch.row_count, "accepted": batch.accepted_count,
        "quarantined": batch.quarantined_count, "duplicates": batch.duplicate_count,
        "reasons": batch.reasons, "notices": batch.notice_count,
    }  # fmt: skip
    say(json.dumps({"seconds": seconds, **counts}))


def _enter(username: str) -> None:
    enter_system(get_account(username).pk)
