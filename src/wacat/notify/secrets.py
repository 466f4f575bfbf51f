"""The one-time way in of an invitation, made at the moment of sending: the ledger keeps no secret."""

from datetime import datetime

from wacat.accounts import keys
from wacat.accounts.models import Account, KeyPurpose
from wacat.notify.topics import Topic


def opens(topic: Topic, *, account: Account) -> bool:
    """Whether a key of this topic would open the account as it stands; true without a secret."""
    return not topic.purpose or account.state in keys.OPENS[KeyPurpose(topic.purpose)]


def make_path(topic: Topic, *, account: Account, by: int, at: datetime) -> str:
    """The path of a fresh key for this account; an earlier key of the same purpose dies with it."""
    secret = keys.make(account_id=account.pk, purpose=topic.purpose, by=by, at=at)
    return f"/kunci/{secret}/"
