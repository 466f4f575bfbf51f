"""Which channels there are, which are set up, and how each is reached."""

from collections.abc import Callable
from dataclasses import dataclass

from wacat.notify.channels import email, push, sms, whatsapp
from wacat.notify.channels.line import Line
from wacat.notify.states import Channel


@dataclass(frozen=True)
class Way:
    """A channel that sends by itself."""

    is_configured: Callable[[], bool]
    connect: Callable[[], Line]


WAYS: dict[Channel, Way] = {
    Channel.EMAIL: Way(email.is_configured, email.connect),
    Channel.PUSH: Way(push.is_configured, push.connect),
    Channel.WHATSAPP: Way(whatsapp.is_configured, whatsapp.connect),
    Channel.SMS: Way(sms.is_configured, sms.connect),
}


def is_configured(channel: str) -> bool:
    """Whether this installation can send through the channel."""
    return channel in WAYS and WAYS[Channel(channel)].is_configured()


def configured() -> list[Channel]:
    """The channels of this installation that send by themselves."""
    return [channel for channel, way in WAYS.items() if way.is_configured()]
