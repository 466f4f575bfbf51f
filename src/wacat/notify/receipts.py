"""What a provider tells later about a message: delivered, read, failed. In any order, more than once."""

from datetime import datetime

from django.db import transaction

from wacat.notify import health
from wacat.notify.actions import move
from wacat.notify.models import Message
from wacat.notify.states import TRANSITIONS, MessageState, Trouble


@transaction.atomic
def receive(*, provider_id: str, state: str, trouble: str, told_at: datetime) -> bool:
    """Keep a state; False when no message of that number is known (yet).

    A digest is one letter of several messages under one number. A late or repeated state changes
    nothing that is further on already.
    """
    told = list(
        Message.objects.select_for_update(of=("self",))
        .filter(provider_id=provider_id)
        .order_by("pk")
    )
    for message in told:
        _keep_moments(message, state=state, told_at=told_at)
    wanted = MessageState(state)
    moving = [each for each in told if (MessageState(each.state), wanted) in TRANSITIONS]
    error = Trouble(trouble) if wanted == MessageState.DEAD else None
    for message in moving:
        move(message, wanted, error=error or "")
    if moving and error:
        health.failed(moving[0].channel, trouble=error, at=told_at)
    return bool(told)


def _keep_moments(message: Message, *, state: str, told_at: datetime) -> None:
    reached = state in (MessageState.DELIVERED, MessageState.READ)
    if reached and message.delivered_at is None:
        message.delivered_at = told_at
    if state == MessageState.READ and message.read_at is None:
        message.read_at = told_at
    message.save(update_fields=["delivered_at", "read_at"])
