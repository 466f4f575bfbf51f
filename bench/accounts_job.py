"""Measured by `accounts.py`: 34 lists of 50 lines read, checked, approved, issued, printed."""

import csv
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from bench import machine
from wacat.accounts import issuing, proposing, reviewing, slips
from wacat.accounts.access import enter_system, get_account
from wacat.accounts.issue_queries import ready_lines
from wacat.accounts.models import IssueBatch, Proposal, SlipPrint
from wacat.accounts.proposal_rows import COLUMNS
from wacat.accounts.reviewing import Verdict
from wacat.areas.models import Area, Level
from wacat.jobs import accounts as jobs
from wacat.ops.environment import say
from wacat.ops.synthetic.proposed import visitor_of
from wacat.press import orders
from wacat.sheets.listing import read_list


def main(_arguments: list[str]) -> None:
    """Time each step; the slips are read from the child of the press."""
    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        files = list(_files(Path(folder)))
        seconds["upload"] = _timed(lambda: _upload(files))
    seconds["approve"] = _timed(_approve)
    seconds["issue"] = _timed(_issue)
    with _child() as peak:
        seconds["slips"] = _timed(_print)
    order = SlipPrint.objects.get()
    size = slips.path_of(order.pk).stat().st_size
    slips.path_of(order.pk).unlink()
    own = machine.peak_memory(os.getpid()) / 2**20
    told = {
        "slip_count": order.slip_count,
        "bytes": size,
        "megabytes": own,
        "child_megabytes": peak[0],
    }
    say(json.dumps(seconds | told))


def _files(folder: Path) -> Iterator[tuple[Area, Path]]:
    """The list of each Lurah, with names and numbers nobody else has."""
    kelurahan = Area.objects.filter(level=Level.KELURAHAN).order_by("id")
    for place, area in enumerate(kelurahan):
        path = folder / f"{area.pk}.csv"
        with path.open("w", newline="") as out:
            writer = csv.writer(out, delimiter=";")
            writer.writerow([column.title for column in COLUMNS["KETUA_RT"]])
            for rt in Area.objects.filter(parent=area, frozen_on=None, closed_on=None):
                number = rt.number or 0
                word = "".join(chr(97 + int(digit)) for digit in f"{place:02d}{number:03d}")
                writer.writerow(
                    [rt.name, f"Orang {word}", f"0813-{place:04d}-{number:04d}", f"{word}@contoh.id",
                     "", f"141/{number}/2026", "02-11-2026", ""]
                )  # fmt: skip
        yield area, path


def _upload(files: list[tuple[Area, Path]]) -> None:
    by, at = get_account("lurah").pk, timezone.now()
    for area, path in files:
        lines = read_list(path, name=path.name, columns=COLUMNS["KETUA_RT"], most=300)
        with transaction.atomic():
            enter_system(by)
            proposal = proposing.begin(kind="KETUA_RT", area=area, by=by, at=at)
            proposing.add_lines(
                proposal_id=proposal.pk, written=[line.values for line in lines], at=at
            )
            proposing.submit(proposal_id=proposal.pk, by=by, at=at)


def _approve() -> None:
    administrator, at = visitor_of("administrator", "ADMINISTRATOR"), timezone.now()
    for proposal in Proposal.objects.filter(state="SUBMITTED"):
        with transaction.atomic():
            enter_system(administrator.account_id)
            lines = proposal.lines.values_list("pk", flat=True)
            given = {line: Verdict("APPROVED") for line in lines}
            reviewing.decide(proposal_id=proposal.pk, verdicts=given, by=administrator, at=at)


def _issue() -> None:
    administrator, at = visitor_of("administrator", "ADMINISTRATOR"), timezone.now()
    with transaction.atomic():
        enter_system(administrator.account_id)
        ids = list(ready_lines().values_list("pk", flat=True))
        batch = issuing.prepare(line_ids=ids, by=visitor_of("kasi", "KASI"), at=at)
        issuing.decide(batch_id=batch.pk, by=administrator, at=at, later=False)
    jobs.issue(batch_id=batch.pk, by=administrator.account_id)


def _print() -> None:
    by = get_account("administrator").pk
    with transaction.atomic():
        enter_system(by)
        order = SlipPrint.objects.create(
            batch=IssueBatch.objects.get(), asked_by_id=by, asked_at=timezone.now()
        )
    jobs.print_slips(print_id=order.pk, by=by)


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


@contextmanager
def _child() -> Iterator[list[float]]:
    """The most memory the child of the press ever held, in MB, known when the block ends."""
    peak: list[float] = [0.0]
    yield peak
    peak[0] = max(machine.peak_memory(pid) for pid in machine.children(os.getpid())) / 2**20
    orders.press._end()  # reaped here, its CPU counts as ours
