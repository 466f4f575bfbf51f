"""What a person decides himself: the channel, the quiet hours, and which browsers may be pushed."""

from datetime import datetime, time

from django.db import transaction

from wacat.accounts.models import Account
from wacat.audit.actions import note
from wacat.notify.channels import push, webpush
from wacat.notify.habits import Habits
from wacat.notify.models import Choice, Device
from wacat.values.refusal import Refusal

PUBLIC_KEY_BYTES, SECRET_BYTES = 65, 16


class CannotChoose(Refusal):
    """The choice cannot be kept; the message says why and what to do."""


@transaction.atomic
def choose(
    *,
    account_id: int,
    channel: str,
    quiet_from: time,
    quiet_until: time,
    at: datetime,
    weekly: bool | None = None,
) -> Choice:
    """Keep how a person wants to be told; an empty channel leaves it to us.

    `weekly` says whether the summary of the week is wanted; None leaves that as it is.

    Raises:
        CannotChoose: the channel does not reach this person.
    """
    account = Account.objects.select_related("person").get(pk=account_id)
    if channel and channel not in Habits.of([account]).possible(account):
        raise CannotChoose("Saluran itu belum dapat dipakai untuk Anda. Pilih saluran lain.")
    kept, _ = Choice.objects.update_or_create(
        pk=account_id,
        defaults={
            "channel": channel,
            "quiet_from": quiet_from,
            "quiet_until": quiet_until,
            "changed_at": at,
            **({} if weekly is None else {"weekly": weekly}),
        },
    )
    note(act="choose", of="notify_choice", ids=[account_id])
    return kept


def wants_weekly(account_id: int) -> bool:
    """Whether this person is sent the summary of the week; whoever never chose is."""
    return not Choice.objects.filter(pk=account_id, weekly=False).exists()


@transaction.atomic
def subscribe(
    *, account_id: int, session: str, endpoint: str, public_key: str, secret: str, at: datetime
) -> Device:
    """Let a browser be pushed while its session lives; the same browser again replaces itself.

    Raises:
        CannotChoose: push is not set up, or the browser's address or keys are none.
    """
    if not push.is_configured():
        raise CannotChoose("Pemberitahuan di HP belum diatur oleh tim teknis.")
    if len(endpoint) > 600 or not push.is_known_service(endpoint):
        raise CannotChoose("Layanan push peramban ini belum dikenal. Pakai Chrome atau Firefox.")
    if not _fits(public_key, PUBLIC_KEY_BYTES) or not _fits(secret, SECRET_BYTES):
        raise CannotChoose("Peramban memberi kunci yang tidak dapat dipakai. Coba muat ulang.")
    Device.objects.filter(session_id=session).delete()
    device = Device.objects.create(
        session_id=session,
        account_id=account_id,
        endpoint=endpoint,
        public_key=public_key,
        shared_secret=secret,
        made_at=at,
    )
    note(act="push.on", of="account", ids=[account_id])
    return device


@transaction.atomic
def unsubscribe(*, account_id: int, session: str) -> None:
    """Push to this browser no more."""
    Device.objects.filter(session_id=session, account_id=account_id).delete()
    note(act="push.off", of="account", ids=[account_id])


def _fits(text: str, size: int) -> bool:
    try:
        return len(webpush.decoded(text)) == size
    except ValueError:
        return False
