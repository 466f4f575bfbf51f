"""Steps of a ticket: taken, given back, waiting, settled, opened again, closed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from tests import make
from tests.door import standing_as
from tests.helpdesk import tickets
from tests.races.together import SYSTEM, Race, Step, Table, twice
from wacat.accounts.access import Visitor
from wacat.helpdesk import replying, watching, working
from wacat.helpdesk.models import Ticket
from wacat.helpdesk.states import TicketState

S = TicketState


def take(ticket: Ticket, by: Visitor) -> None:
    """Take it."""
    working.take(ticket_id=ticket.pk, by=by, at=datetime.now(UTC))


def release(ticket: Ticket, by: Visitor) -> None:
    """Give it back."""
    working.release(ticket_id=ticket.pk, by=by, at=datetime.now(UTC))


def answer(then: working.Then) -> Callable[[Ticket, Visitor], None]:
    """Answer, and then wait or take it as settled."""
    return lambda ticket, by: working.answer(
        ticket_id=ticket.pk, text="Silakan coba lagi", then=then, by=by, at=datetime.now(UTC)
    )


def reply(ticket: Ticket, by: Visitor) -> None:
    """Answer the desk."""
    replying.reply(ticket_id=ticket.pk, text="Masih sama", by=by, at=datetime.now(UTC))


def settle(ticket: Ticket, by: Visitor) -> None:
    """Need no more help."""
    replying.settle(ticket_id=ticket.pk, by=by, at=datetime.now(UTC))


def reopen(ticket: Ticket, by: Visitor) -> None:
    """It is not settled after all."""
    replying.reopen(ticket_id=ticket.pk, text="Macet lagi", by=by, at=datetime.now(UTC))


def close(_ticket: Ticket, _by: Any) -> None:
    """The job, fifteen days later."""
    later = datetime.now(UTC) + timedelta(days=15)
    watching.close_settled(by=make.account("sistem").pk, at=later)


def standing(state: TicketState) -> Callable[[], Ticket]:
    """Bu Sari's ticket, held by the first operator where somebody holds it."""

    def ready() -> Ticket:
        with transaction.atomic():
            ticket = tickets.ticket()
            if state != S.OPEN:
                with standing_as("operator") as dewi:
                    take(ticket, dewi)
            if state == S.WAITING:
                tickets.answered(ticket, then="wait")
            if state == S.SOLVED:
                tickets.answered(ticket, then="solve")
        return ticket

    return ready


RACES: dict[Step, Race] = {
    (S.OPEN, S.IN_PROGRESS): Race(
        ready=standing(S.OPEN), both=twice("operator", take, "operator2")
    ),
    (S.OPEN, S.SOLVED): Race(ready=standing(S.OPEN), both=twice("rt", settle)),
    (S.IN_PROGRESS, S.OPEN): Race(ready=standing(S.IN_PROGRESS), both=twice("operator", release)),
    (S.IN_PROGRESS, S.WAITING): Race(
        ready=standing(S.IN_PROGRESS), both=twice("operator", answer("wait"))
    ),
    (S.IN_PROGRESS, S.SOLVED): Race(
        ready=standing(S.IN_PROGRESS), both=(("operator", answer("solve")), ("rt", settle))
    ),
    (S.WAITING, S.IN_PROGRESS): Race(ready=standing(S.WAITING), both=twice("rt", reply)),
    (S.WAITING, S.SOLVED): Race(
        ready=standing(S.WAITING), both=(("operator", answer("solve")), ("rt", settle))
    ),
    (S.SOLVED, S.OPEN): Race(ready=standing(S.SOLVED), both=twice("rt", reopen)),
    (S.SOLVED, S.CLOSED): Race(ready=standing(S.SOLVED), both=twice(SYSTEM, close)),
}
RIVALS = [
    Race(ready=standing(S.OPEN), both=(("operator", take), ("rt", settle))),
    Race(ready=standing(S.SOLVED), both=((SYSTEM, close), ("rt", reopen))),
    Race(ready=standing(S.WAITING), both=(("rt", reply), ("operator", release))),
    Race(ready=standing(S.IN_PROGRESS), both=(("operator", answer("wait")), ("rt", settle))),
]
TABLE = Table(
    title="Tiket (Pasal 8c)", rows=Ticket._meta.db_table, races=RACES, born={}, rivals=RIVALS
)
