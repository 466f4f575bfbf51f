"""How people want to be told and by what they can be reached, read once for many of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.conf import settings

from wacat.accounts.models import Account
from wacat.notify import rules
from wacat.notify.channels import catalogue
from wacat.notify.models import Choice, Device
from wacat.notify.states import Channel
from wacat.notify.topics import Topic
from wacat.notify.windows import zone
from wacat.values.phone import international


@dataclass(frozen=True, kw_only=True)
class Wish:
    """The channel a person chose, or an empty one, and his quiet hours."""

    channel: str
    quiet_from: time
    quiet_until: time


@dataclass(frozen=True, kw_only=True)
class Habits:
    """Choices and push devices of some accounts."""

    wishes: dict[int, Wish]
    with_device: frozenset[int]

    @classmethod
    def of(cls, accounts: Sequence[Account]) -> "Habits":
        """What these accounts chose; two statements, however many they are."""
        ids = [account.pk for account in accounts]
        wishes = {
            choice.pk: Wish(
                channel=choice.channel,
                quiet_from=choice.quiet_from,
                quiet_until=choice.quiet_until,
            )
            for choice in Choice.objects.filter(pk__in=ids)
        }
        devices = Device.objects.filter(account_id__in=ids).values_list("account_id", flat=True)
        return cls(wishes=wishes, with_device=frozenset(devices))

    def wish_of(self, account: Account) -> Wish:
        """What the person chose, or what holds for everybody."""
        start, end = settings.WACAT_QUIET_HOURS
        usual = Wish(channel="", quiet_from=start, quiet_until=end)
        return self.wishes.get(account.pk, usual)

    def possible(self, account: Account, *, topic: Topic | None = None) -> list[Channel]:
        """The channels for which this person has an address, the least costly first."""
        if topic and topic.by_mail:
            return [Channel.EMAIL] if account.person.email else []
        found: list[Channel] = []
        # a one-time key goes to an address that the office knows, not to a browser
        if account.pk in self.with_device and not (topic and topic.purpose):
            found.append(Channel.PUSH)
        if account.person.email:
            found.append(Channel.EMAIL)
        if international(account.person.phone):
            by_itself = (Channel.WHATSAPP, Channel.SMS)
            found += [channel for channel in by_itself if catalogue.is_configured(channel)]
            found.append(Channel.LINK)
        return found

    def channel_of(self, account: Account, *, topic: Topic, wish: str = "") -> Channel | None:
        """The channel that reaches this person: his wish where it is possible, else the first that is.

        A channel that is not set up comes last: the message waits in it, and the ledger says so.
        None when neither an address nor a telephone number is known.
        """
        possible = self.possible(account, topic=topic)
        wanted = wish or self.wish_of(account).channel
        if wanted in possible:
            return Channel(wanted)
        ready = [c for c in possible if c == Channel.LINK or catalogue.is_configured(c)]
        return next(iter(ready), next(iter(possible), None))

    def first_moment(self, account: Account, *, at: datetime) -> datetime:
        """The moment itself, or the end of this person's quiet hours."""
        wish = self.wish_of(account)
        return rules.after_quiet(at, start=wish.quiet_from, end=wish.quiet_until, zone=zone())
