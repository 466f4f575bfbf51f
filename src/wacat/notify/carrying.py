"""WhatsApp in the hands of an officer or a Lurah: the text is made when he opens it, and that is noted."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.db import transaction

from wacat.accounts.access import Visitor
from wacat.accounts.models import Account
from wacat.audit.actions import note
from wacat.notify import addressing, composing, queries, secrets
from wacat.notify.actions import move
from wacat.notify.models import Message
from wacat.notify.states import Channel, MessageState
from wacat.notify.topics import TOPICS
from wacat.values.refusal import Refusal


class CannotCarry(Refusal):
    """The message cannot be opened in WhatsApp; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Carried:
    """What the officer is shown once: the text and the link that opens WhatsApp."""

    text: str
    url: str


@transaction.atomic
def carry(*, message_id: int, by: Visitor, at: datetime) -> Carried:
    """Open a waiting message for WhatsApp; from now on the ledger says that it was, and by whom.

    Raises:
        Message.DoesNotExist: not within reach, or it does not wait for this.
        CannotCarry: the number is gone, the account does not wait for a key, or somebody was faster.
    """
    waiting = queries.to_carry(by=by).values_list("pk", flat=True)
    if message_id not in set(waiting.filter(pk=message_id)):
        _refuse_if_done(message_id, by=by)
        raise Message.DoesNotExist
    message = Message.objects.select_for_update(of=("self",)).get(pk=message_id)
    if message.state != MessageState.QUEUED:
        raise CannotCarry("Pesan ini baru saja dibuka oleh orang lain.")
    about = TOPICS[message.topic]
    account = Account.objects.select_related("person").get(pk=message.account_id)
    number = addressing.address_of(account, Channel.LINK)
    if not number:
        raise CannotCarry("Nomor telepon orang ini sudah tidak tercatat. Lengkapi dahulu.")
    if not secrets.opens(about, account=account):
        raise CannotCarry("Akun ini sudah diaktifkan, sehingga undangannya tidak diperlukan lagi.")
    way_in = (
        secrets.make_path(about, account=account, by=by.account_id, at=at) if about.purpose else ""
    )
    letter = composing.compose(message, to=number, secret_path=way_in)
    move(
        message, MessageState.SENT, attempts=message.attempts + 1, sent_at=at,
        opened_by_id=by.account_id, error="", next_try_at=None,
    )  # fmt: skip
    note(act="carry", of="message", ids=[message.pk])
    return Carried(text=letter.short, url=f"https://wa.me/{number}?text={quote(letter.short)}")


def _refuse_if_done(message_id: int, *, by: Visitor) -> None:
    message = queries.get_message(message_id, by=by)
    if message.channel == Channel.LINK and message.state == MessageState.SENT:
        raise CannotCarry("Pesan ini sudah dibuka di WhatsApp. Muat ulang daftarnya.")
