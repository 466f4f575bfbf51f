"""Handing out the first key of an issued account: e-mail, WhatsApp, or a sealed printed slip."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from wacat.accounts import keys
from wacat.accounts.models import (
    Account,
    AccountState,
    Channel,
    IssueItem,
    ItemState,
    KeyPurpose,
)
from wacat.accounts.proposal_checks import office_words_of
from wacat.audit.actions import note
from wacat.queue.actions import defer
from wacat.values.refusal import Refusal


class CannotDeliver(Refusal):
    """The key cannot be handed out so; the message says why and what to do."""


@dataclass(frozen=True)
class Handed:
    """A key as it is shown once: the text for WhatsApp and the link that opens it there."""

    name: str
    phone: str
    text: str
    url: str


def open_items(batch_id: int) -> QuerySet[IssueItem]:
    """The items of a batch whose holder has not yet opened his account."""
    return (
        IssueItem.objects.filter(
            batch_id=batch_id,
            state=ItemState.ISSUED,
            line__account__state=AccountState.INVITED,
        )
        .select_related("line__account__person", "line__area__kelurahan")
        .order_by("line__area__kelurahan_id", "line__area__number", "id")
    )


@transaction.atomic
def by_whatsapp(*, item_id: int, by: int, at: datetime) -> Handed:
    """Make a new key and the message that the officer sends from his own WhatsApp; shown once.

    Raises:
        CannotDeliver: the account is open already, or not issued.
    """
    item, account = _waiting(item_id)
    secret = keys.make(account_id=account.pk, purpose=KeyPurpose.ACTIVATE, by=by, at=at)
    text = (
        f"Yth. {office_words_of(item.line.area)}, akun WaCAT Anda sudah terbit. "
        f"Nama pengguna: {account.username}. Buat kata sandi Anda sendiri lewat tautan ini, "
        f"hanya untuk Anda dan hanya sekali pakai: {address(secret)}"
    )
    _sent([item], channel=Channel.WHATSAPP, by=by, at=at)
    note(act="key.whatsapp", of="account", ids=[account.pk])
    phone = item.line.phone
    return Handed(item.line.name, phone, text, f"https://wa.me/{phone}?text={quote(text)}")


@transaction.atomic
def by_email(*, item_ids: Iterable[int], by: int, at: datetime) -> tuple[int, int]:
    """Send the way in by e-mail; how many go out, and how many were held back.

    An address that several holders share (a family's, the kelurahan's) is no safe place for a key.
    """
    items = list(
        IssueItem.objects.filter(
            pk__in=set(item_ids),
            state=ItemState.ISSUED,
            line__account__state=AccountState.INVITED,
        ).select_related("line")
    )
    shared = shared_addresses(item.line.email for item in items)
    good = [item for item in items if item.line.email not in shared]
    for item in good:
        defer(
            "notify.tell",
            topic="INVITATION",
            account_id=item.line.account_id,
            area_id=item.line.area_id,
        )
    _sent(good, channel=Channel.EMAIL, by=by, at=at)
    note(act="key.email", of="account", ids=[item.line.account_id or 0 for item in good])
    return len(good), len(items) - len(good)


def shared_addresses(addresses: Iterable[str]) -> set[str]:
    """Those of the e-mail addresses that more than one living account uses."""
    wanted = set(addresses)
    used = (
        Account.objects.filter(person__email__in=wanted)
        .exclude(state=AccountState.ENDED)
        .values_list("person__email", flat=True)
    )
    seen: set[str] = set()
    twice: set[str] = set()
    for email in used:
        (twice if email in seen else seen).add(email)
    return twice


def mark_slips(items: Sequence[IssueItem], *, by: int, at: datetime) -> None:
    """Keep that the keys of these items were printed."""
    _sent(items, channel=Channel.SLIP, by=by, at=at)


def address(secret: str) -> str:
    """The address that a key opens."""
    return f"{settings.WACAT_URL}/kunci/{secret}/"


def _waiting(item_id: int) -> tuple[IssueItem, Account]:
    item = IssueItem.objects.select_related("line__account", "line__area__kelurahan").get(
        pk=item_id
    )
    account = item.line.account
    if item.state != ItemState.ISSUED or account is None:
        raise CannotDeliver("Akun ini belum terbit.")
    if account.state != AccountState.INVITED:
        raise CannotDeliver(
            f"Pemegang akun {account.username} sudah membuat kata sandinya sendiri, "
            "jadi tidak memerlukan kunci pertama lagi."
        )
    return item, account


def _sent(items: Iterable[IssueItem], *, channel: str, by: int, at: datetime) -> None:
    IssueItem.objects.filter(pk__in=[item.pk for item in items]).update(
        sent_via=channel, sent_at=at, sent_by=by
    )
