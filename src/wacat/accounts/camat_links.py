"""One-time links for Camat, who are not users: made by the administrator, used once, then dead (5(1)a)."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from wacat.accounts.models import CamatLink
from wacat.areas.models import Area
from wacat.audit.actions import note
from wacat.values.refusal import Refusal


class CannotUseLink(Refusal):
    """The link opens nothing (any more); the message says what to do."""


class UnknownLink(CannotUseLink):
    """No such link was ever made."""


GONE = "Tautan ini sudah tidak berlaku. Minta tautan baru kepada Disdukcapil bila masih diperlukan."


def make(*, kecamatan: Area, lasts: timedelta, by: int, at: datetime) -> str:
    """Make a link for a kecamatan and return its secret, which nobody can read again."""
    token = secrets.token_urlsafe(24)
    made = CamatLink.objects.create(
        token_hash=hashed(token), kecamatan=kecamatan, made_by_id=by, made_at=at,
        expires_at=at + lasts,
    )  # fmt: skip
    note(act="camat_link.made", of="camat_link", ids=[made.pk])
    return token


def get(token: str, *, at: datetime, lock: bool = False) -> CamatLink:
    """Look at a link; looking consumes nothing, so that previews of messengers do no harm.

    Raises:
        UnknownLink: there is none such.
        CannotUseLink: used, cancelled or expired.
    """
    links = CamatLink.objects.select_related("kecamatan")
    if lock:
        links = links.select_for_update(of=("self",))
    found = links.filter(token_hash=hashed(token)).first()
    if found is None:
        raise UnknownLink(GONE)
    if found.used_at or found.cancelled_at or found.expires_at <= at:
        raise CannotUseLink(GONE)
    return found


def use(link: CamatLink, *, at: datetime) -> None:
    """Let a link die with what it brought.

    Raises:
        CannotUseLink: another sending was faster.
    """
    done = CamatLink.objects.filter(
        pk=link.pk, used_at=None, cancelled_at=None, expires_at__gt=at
    ).update(used_at=at)
    if not done:
        raise CannotUseLink(GONE)
    note(act="camat_link.used", of="camat_link", ids=[link.pk])


@transaction.atomic
def cancel(*, link_id: int, at: datetime) -> None:
    """Let an unused link die at once.

    Raises:
        CannotUseLink: it was used or cancelled before.
    """
    done = CamatLink.objects.filter(pk=link_id, used_at=None, cancelled_at=None).update(
        cancelled_at=at
    )
    if not done:
        raise CannotUseLink("Tautan ini sudah dipakai atau sudah dibatalkan.")
    note(act="camat_link.cancelled", of="camat_link", ids=[link_id])


def state_of(link: CamatLink, *, at: datetime) -> tuple[str, str]:
    """Word and look of a link's state."""
    if link.used_at:
        return "Sudah dipakai", "baik"
    if link.cancelled_at:
        return "Dibatalkan", "netral"
    return ("Lewat waktu", "netral") if link.expires_at <= at else ("Menunggu Camat", "kabar")


def hashed(token: str) -> str:
    """What is stored of a secret of 192 bits: its SHA-256 in hex."""
    return sha256(token.encode()).hexdigest()
