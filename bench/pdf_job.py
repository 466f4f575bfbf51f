"""Measured by `pdf.py`: sheets as the product makes them, and typst alone on what it was given."""

import json
import os
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from bench import machine
from bench.harness import take_turns
from wacat.accounts.access import enter_system, get_account
from wacat.areas.models import Area
from wacat.ops.environment import say
from wacat.press import orders, work
from wacat.reports import formats, lep
from wacat.reports.actions import issue
from wacat.reports.figures import Lep
from wacat.reports.models import Issue
from wacat.reports.period import month_of

SHEETS = 40


def main(_arguments: list[str]) -> None:
    """Forty sheets a round, made as the job of a month makes them."""
    month = (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
    manggar = Area.objects.get(level="KELURAHAN", name="Manggar")
    rts = list(Area.objects.filter(kelurahan=manggar, level="RT").order_by("number")[:SHEETS])
    account = get_account("sistem").pk
    given: list[dict[str, Any]] = []
    made: list[bytes] = []

    def count() -> None:
        with transaction.atomic():
            enter_system(account)
            for rt in rts:
                lep.build(area=rt, period=month_of(month))

    def counted() -> Iterator[tuple[Lep, Issue]]:
        for rt in rts:
            report = lep.build(area=rt, period=month_of(month))
            yield report, issue(lep=report, by=account, at=timezone.now()).issue

    def ours() -> None:
        with transaction.atomic():
            enter_system(account)
            made.extend(formats.pdfs(counted()))

    _listen(given)
    ours()
    alone = work.Press()
    template = str(formats.TEMPLATE)
    alone.pdf(given[0], template=template)
    data = given[:SHEETS]
    seconds = take_turns(
        {
            "ours": ours,
            "typst": lambda: [alone.pdf(one, template=template) for one in data],
            "count": count,
        }
    )
    child = machine.children(os.getpid())
    peak = max(machine.peak_memory(pid) for pid in child) / 2**20
    orders.press._end()  # reaped here, its CPU counts as ours
    say(json.dumps(seconds | {"sheets": SHEETS, "bytes": len(made[0]), "megabytes": peak}))


def _listen(given: list[dict[str, Any]]) -> None:
    """Keep what the product gives to typst, so that typst alone gets the same."""
    make = orders.press.make

    def noting(what: Any, *, data: dict[str, Any], template: Any = None) -> bytes:
        given.append(data)
        return make(what, data=data, template=template)

    orders.press.make = noting  # type: ignore[method-assign]
