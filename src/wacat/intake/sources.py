"""The only writer of sources and their tokens: who may hand files in without a person at the page."""

import re
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from wacat.accounts.models import Account, Office
from wacat.accounts.queries import running
from wacat.areas.queries import get_city
from wacat.audit.actions import note
from wacat.intake.models import Source, SourceToken
from wacat.values.refusal import Refusal

CODE = re.compile(r"[a-z][a-z0-9-]{1,29}")
LONGEST_REASON, LONGEST_NAME = 300, 60
LIVES = (timedelta(days=90), timedelta(days=180), timedelta(days=365))
# Recognisable, so that scanners of secrets find one that was put where it does not belong.
PREFIX = "wacat_"


class CannotOpenDoor(Refusal):
    """A source or token cannot be made, changed or ended; the message says why and what to do."""


def operators() -> list[Account]:
    """Who may answer for a source: the accounts of those who are operators now, by name."""
    people = running(Office.OPERATOR).values("person_id")
    found = Account.objects.filter(state="ACTIVE", person__in=people).select_related("person")
    return list(found.defer("password").order_by("person__name"))


@transaction.atomic
def open_source(
    *, code: str, name: str, owner_id: int, reason: str, by: int, at: datetime
) -> Source:
    """Register a source; it may hand in files in its folder, and with a token over HTTP.

    Raises:
        CannotOpenDoor: code or name are none or taken, no reason, or the owner is no operator.
    """
    called = " ".join(name.split())
    if not CODE.fullmatch(code):
        raise CannotOpenDoor(
            "Kode sumber 2 sampai 30 huruf kecil, angka, atau tanda hubung, dan diawali huruf."
        )
    if not 0 < len(called) <= LONGEST_NAME:
        raise CannotOpenDoor(f"Isi nama sumber, paling banyak {LONGEST_NAME} huruf.")
    if Source.objects.filter(code=code).exists():
        raise CannotOpenDoor(f"Kode {code} sudah dipakai. Pilih kode lain.")
    made = Source.objects.create(
        city=get_city(), code=code, name=called, owner_id=_operator(owner_id),
        reason=_said(reason), made_by_id=by, made_at=at,
    )  # fmt: skip
    note(act="source.opened", of="source", ids=[made.pk])
    return made


@transaction.atomic
def change_owner(*, source_id: int, owner_id: int, reason: str, at: datetime) -> None:
    """Let another operator answer for a source.

    Raises:
        CannotOpenDoor: no reason, the source has ended, or the other one is no operator.
    """
    source = _living(source_id)
    source.owner_id = _operator(owner_id)
    source.save(update_fields=["owner_id"])
    note(act="source.owner", of="source", ids=[source.pk], reason=_said(reason))


@transaction.atomic
def end_source(*, source_id: int, reason: str, by: int, at: datetime) -> None:
    """End a source and all its tokens; its files stay.

    Raises:
        CannotOpenDoor: no reason, or it ended before.
    """
    source = _living(source_id)
    said = _said(reason)
    for token in SourceToken.objects.filter(source=source, ended_at=None):
        end_token(token_id=token.pk, reason=said, by=by, at=at)
    source.ended_by_id, source.ended_at, source.end_reason = by, at, said
    source.save(update_fields=["ended_by_id", "ended_at", "end_reason"])
    note(act="source.ended", of="source", ids=[source.pk], reason=said)


@transaction.atomic
def issue_token(*, source_id: int, reason: str, lasts: timedelta, by: int, at: datetime) -> str:
    """Make a token for a source and return its secret, which nobody can read again.

    Raises:
        CannotOpenDoor: no reason, another life than offered, or the source has ended.
    """
    source = _living(source_id)
    if lasts not in LIVES:
        raise CannotOpenDoor("Pilih masa berlaku token dari daftar.")
    token = PREFIX + secrets.token_urlsafe(32)
    made = SourceToken.objects.create(
        source=source, token_hash=hashed(token), tail=token[-4:], reason=_said(reason),
        made_by_id=by, made_at=at, expires_at=at + lasts,
    )  # fmt: skip
    note(act="source_token.issued", of="source_token", ids=[made.pk], source=source.pk)
    return token


@transaction.atomic
def end_token(*, token_id: int, reason: str, by: int, at: datetime) -> None:
    """End a token at once.

    Raises:
        CannotOpenDoor: no reason, or it ended before.
    """
    said = _said(reason)
    done = SourceToken.objects.filter(pk=token_id, ended_at=None).update(
        ended_by_id=by, ended_at=at, end_reason=said
    )
    if not done:
        raise CannotOpenDoor("Token ini sudah diakhiri.")
    note(act="source_token.ended", of="source_token", ids=[token_id], reason=said)


def hashed(token: str) -> str:
    """What is stored of a secret of 256 bits: its SHA-256 in hex."""
    return sha256(token.encode()).hexdigest()


def _living(source_id: int) -> Source:
    source = Source.objects.select_for_update(of=("self",)).get(pk=source_id)
    if source.ended_at is not None:
        raise CannotOpenDoor("Sumber ini sudah diakhiri. Daftarkan sumber baru.")
    return source


def _operator(account_id: int) -> int:
    if account_id not in {account.pk for account in operators()}:
        raise CannotOpenDoor("Pilih operator yang bertanggung jawab atas sumber ini.")
    return account_id


def _said(reason: str) -> str:
    said = " ".join(reason.split())
    if not 0 < len(said) <= LONGEST_REASON:
        raise CannotOpenDoor(f"Tuliskan alasannya, paling banyak {LONGEST_REASON} huruf.")
    return said
