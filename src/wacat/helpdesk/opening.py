"""Opening a ticket: by the person himself, or keyed in by the desk from WhatsApp, telephone or counter."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wacat.accounts.access import Visitor
from wacat.accounts.models import Account
from wacat.accounts.queries import find_running
from wacat.accounts.scans import Scan
from wacat.areas.models import Area, Level
from wacat.helpdesk import clock, writing
from wacat.helpdesk.models import Category, Ticket
from wacat.helpdesk.moving import record
from wacat.helpdesk.states import Channel, TicketState
from wacat.queue.actions import defer
from wacat.values.refusal import Refusal

WITH_AN_AREA = ("KETUA_RT", "LURAH")


class CannotOpenTicket(Refusal):
    """The ticket cannot be made; the message says why and what to do."""


@transaction.atomic
def open_ticket(
    *,
    category_id: int,
    text: str,
    files: Sequence[Scan] = (),
    context: dict[str, str],
    shared: bool,
    key: UUID,
    by: Visitor,
    at: datetime,
) -> Ticket:
    """Send a problem or complaint to the office (Pasal 8c); the same `key` again opens nothing more.

    Raises:
        CannotOpenTicket: no such category, or no office at this moment.
        CannotWrite: nothing is written, or too much.
    """
    if by.office is None or by.area_id is None or by.city_id is None:
        raise CannotOpenTicket("Saat ini Anda tidak memegang jabatan. Hubungi kantor Disdukcapil.")
    category = _category(category_id)
    writing.checked(text, files=files)
    values = {
        "author_id": by.account_id,
        "entered_by_id": by.account_id,
        "office": by.office,
        "area_id": by.area_id,
        "kelurahan_id": by.kelurahan_id,
        "city_id": by.city_id,
        "of_office": category.of_office and by.office in WITH_AN_AREA,
        "shared": shared and category.technical,
        "context": context,
    }
    ticket, made = _make(category, key=key, at=at, **values)
    if made:
        record(ticket, to=TicketState.OPEN, account_id=by.account_id, office=by.role, at=at)
        writing.write(ticket, text=text, files=files, from_desk=False, by=by, at=at)
    return ticket


@transaction.atomic
def key_in(
    *,
    account_id: int,
    channel: str,
    category_id: int,
    text: str,
    key: UUID,
    by: Visitor,
    at: datetime,
) -> Ticket:
    """Write down what somebody said by WhatsApp, telephone or at the counter; he sees it as his own.

    Raises:
        CannotOpenTicket: no such person, channel or category, or he holds no office.
        CannotWrite: nothing is written, or too much.
    """
    if channel not in Channel.values or channel == Channel.APP:
        raise CannotOpenTicket("Pilih lewat apa kendala ini disampaikan.")
    account = Account.objects.filter(pk=account_id).exclude(pk=by.account_id).first()
    held = find_running(account.person_id, at=at) if account else None
    if account is None or held is None:
        raise CannotOpenTicket("Orang ini tidak sedang memegang jabatan. Pilih orang lain.")
    category = _category(category_id)
    writing.checked(text)
    area: Area = held.area
    values = {
        "author_id": account.pk,
        "entered_by_id": by.account_id,
        "channel": channel,
        "office": held.office,
        "area_id": area.pk,
        "kelurahan_id": area.pk if area.level == Level.KELURAHAN else area.kelurahan_id,
        "city_id": area.city_id or area.pk,
        "of_office": category.of_office and held.office in WITH_AN_AREA,
    }
    ticket, made = _make(category, key=key, at=at, **values)
    if made:
        record(ticket, to=TicketState.OPEN, account_id=by.account_id, office=by.role, at=at)
        writing.write(ticket, text=text, from_desk=False, by=by, at=at)
        defer("notify.tell", topic="TICKET_KEYED_IN", account_id=account.pk, ticket_id=ticket.pk)
    return ticket


def _category(category_id: int) -> Category:
    found = Category.objects.filter(pk=category_id, active=True).first()
    if found is None:
        raise CannotOpenTicket("Pilih tentang apa kendala ini.")
    return found


def _make(category: Category, *, key: UUID, at: datetime, **values: object) -> tuple[Ticket, bool]:
    return Ticket.objects.get_or_create(
        key=key,
        defaults={
            "category": category,
            "technical": category.technical,
            "opened_at": at,
            "due_at": clock.first_due(at, hours=category.hours),
            **values,
        },
    )
