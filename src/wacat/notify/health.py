"""How each channel is: successes, failures, and the circuit breaker that lets a broken one rest."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from wacat.notify import rules
from wacat.notify.channels import catalogue
from wacat.notify.models import ChannelHealth, Pulse
from wacat.notify.states import OF_THE_CHANNEL, Channel, Trouble

SLOT_MINUTES = 5
HOUR = timedelta(hours=1)

PULSE = """
INSERT INTO notify_pulse (channel, slot_at, sent, failed) VALUES (%s, %s, %s, %s)
ON CONFLICT (channel, slot_at) DO UPDATE
SET sent = notify_pulse.sent + excluded.sent, failed = notify_pulse.failed + excluded.failed
"""

WORKS = """
INSERT INTO notify_channelhealth (channel, failures, last_success_at, last_error) VALUES (%s, 0, %s, '')
ON CONFLICT (channel) DO UPDATE
SET failures = 0, last_success_at = excluded.last_success_at, paused_until = NULL
"""


@dataclass(frozen=True, kw_only=True)
class State:
    """A channel as its page shows it."""

    channel: Channel
    configured: bool
    paused_until: datetime | None
    last_success_at: datetime | None
    last_failure_at: datetime | None
    last_error: str
    sent: int
    failed: int

    @property
    def failure_rate(self) -> float | None:
        """The share of the last hour's tries that failed; None when nothing was tried."""
        tried = self.sent + self.failed
        return self.failed / tried if tried else None


def succeeded(channel: str, *, at: datetime) -> None:
    """Keep that a message left; the channel works."""
    _count(channel, at=at, sent=1, failed=0)
    with connection.cursor() as cursor:
        cursor.execute(WORKS, [channel, at])


def failed(channel: str, *, trouble: Trouble, at: datetime) -> None:
    """Keep that a message did not leave; after several faults of the channel in a row it rests."""
    _count(channel, at=at, sent=0, failed=1)
    health, _ = ChannelHealth.objects.select_for_update().get_or_create(pk=channel)
    health.last_failure_at, health.last_error = at, trouble
    if trouble in OF_THE_CHANNEL:
        health.failures += 1
        pause = rules.pause_after(health.failures)
        health.paused_until = at + pause if pause else None
    health.save()


def open_channels(*, at: datetime) -> list[Channel]:
    """The channels that are set up and do not rest."""
    resting = set(
        ChannelHealth.objects.filter(paused_until__gt=at).values_list("channel", flat=True)
    )
    return [channel for channel in catalogue.configured() if channel not in resting]


def states(*, at: datetime) -> list[State]:
    """Every channel that sends by itself, with its last hour."""
    kept = {line.channel: line for line in ChannelHealth.objects.all()}
    pulses: dict[str, tuple[int, int]] = {}
    for pulse in Pulse.objects.filter(slot_at__gt=at - HOUR):
        sent, bad = pulses.get(pulse.channel, (0, 0))
        pulses[pulse.channel] = (sent + pulse.sent, bad + pulse.failed)
    return [
        _state(channel, kept.get(channel), pulses.get(channel, (0, 0)), at=at)
        for channel in catalogue.WAYS
    ]


def forget_old_pulses(*, at: datetime) -> None:
    """Drop the counts that no page shows any more."""
    Pulse.objects.filter(slot_at__lt=at - timedelta(days=30)).delete()


def _state(
    channel: Channel, line: ChannelHealth | None, pulse: tuple[int, int], *, at: datetime
) -> State:
    paused = line.paused_until if line and line.paused_until and line.paused_until > at else None
    return State(
        channel=channel,
        configured=catalogue.is_configured(channel),
        paused_until=paused,
        last_success_at=line.last_success_at if line else None,
        last_failure_at=line.last_failure_at if line else None,
        last_error=line.last_error if line else "",
        sent=pulse[0],
        failed=pulse[1],
    )


def _count(channel: str, *, at: datetime, sent: int, failed: int) -> None:
    minute = at.minute - at.minute % SLOT_MINUTES
    slot = at.replace(minute=minute, second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(PULSE, [channel, slot, sent, failed])
