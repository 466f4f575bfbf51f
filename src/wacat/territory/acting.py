"""Doing an act on the territory with all that hangs on it in one transaction, or only telling it.

The dry run is the act itself, taken back: what it tells is exactly what will be done.
"""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.db import OperationalError, transaction

from wacat.accounts import ending
from wacat.accounts.queries import holders_of
from wacat.areas import steady
from wacat.areas.models import TerritoryAct
from wacat.areas.refusals import CannotChangeTerritory
from wacat.audit.actions import note
from wacat.territory.carrying import Carrier
from wacat.territory.effects import Effects
from wacat.territory.intents import Intent, run

BUSY = (
    "Saat ini ada jawaban atau penerbitan yang sedang disimpan. Tunggu sebentar, lalu coba lagi. "
    "Belum ada yang berubah."
)


@dataclass(frozen=True)
class Outcome:
    """The line of the ledger, and what was touched."""

    act: TerritoryAct
    effects: Effects = field(default_factory=Effects)

    def mark(self) -> str:
        """What somebody agreed to: the offices that end and begin. Items may be answered meanwhile."""
        told = repr((self.effects.offices, self.effects.starts))
        return sha256(told.encode()).hexdigest()[:16]


class Changed(CannotChangeTerritory):
    """What the act touches is no longer what was shown."""


def hold() -> None:
    """Let running answers finish and new ones wait; read the clock after this.

    Raises:
        CannotChangeTerritory: others work with the territory for too long.
    """
    try:
        with transaction.atomic():
            steady.change()
    except OperationalError as error:
        raise CannotChangeTerritory(BUSY) from error


def perform(*, intent: Intent, by: int, at: datetime, agreed: str = "") -> Outcome:
    """Do an act: areas, offices, open items and ledger, all or nothing.

    Source: Pasal 1(5)-(7). `agreed` is the `mark` of the dry run that somebody has seen.

    Raises:
        CannotChangeTerritory: the act is refused, or others work with the territory just now.
        Changed: offices have changed since the dry run.
    """
    try:
        with transaction.atomic():
            return _do(intent, by=by, at=at, agreed=agreed)
    except OperationalError as error:
        raise CannotChangeTerritory(BUSY) from error


def preview(*, intent: Intent, by: int, at: datetime) -> Outcome:
    """Tell what an act would touch, and change nothing.

    Raises:
        CannotChangeTerritory: the act would be refused.
    """
    try:
        with transaction.atomic():
            outcome = _do(intent, by=by, at=at, agreed="")
            transaction.set_rollback(True)
    except OperationalError as error:
        raise CannotChangeTerritory(BUSY) from error
    return outcome


def _do(intent: Intent, *, by: int, at: datetime, agreed: str) -> Outcome:
    steady.change()
    # appointments before areas, as whoever appoints takes them
    for appointment_id in holders_of([intent.area_id, *intent.rt_ids], at=at):
        ending.lock(appointment_id)
    carrier = Carrier(intent, by=by, at=at)
    act = run(intent, intent.order(by=by, at=at, carry=carrier.carry))
    outcome = Outcome(act, carrier.effects)
    if agreed and agreed != outcome.mark():
        raise Changed("Pemegang jabatannya berubah sejak pratinjau. Periksa sekali lagi.")
    note(act=f"territory.{act.kind.lower()}", of="area", ids=act.area_ids, ledger=act.pk)
    return outcome
