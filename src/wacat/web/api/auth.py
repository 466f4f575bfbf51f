"""Who stands at the machines' door: a token of a source, counted and limited."""

import re
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from wacat.accounts import throttle
from wacat.accounts.throttle import Limit
from wacat.intake.handing import Sender, find_sender
from wacat.web.entry.opening import address_of

TOKEN = re.compile(r"wacat_[A-Za-z0-9_-]{43}")
STRANGERS = Limit("pintu", 30, 300)


class SourceToken(HttpBearer):
    """`Authorization: Bearer wacat_...`; opens the context of the source for this request."""

    def authenticate(self, request: HttpRequest, token: str) -> Sender | None:
        """The source of a living token, or None.

        Raises:
            CannotTryYet: this source asks too often, or this address tried too many wrong tokens.
        """
        now = timezone.now()
        throttle.check(STRANGERS, address_of(request), at=now)
        sender = find_sender(token) if TOKEN.fullmatch(token) else None
        if sender is None:
            throttle.count(STRANGERS, address_of(request), at=now)
            return None
        throttle.count(Limit("sumber", settings.WACAT_API_PER_MINUTE, 60), sender.source_id, at=now)
        return sender


def sender_of(request: HttpRequest) -> Sender:
    """The source that this request was let in for."""
    return cast(Sender, request.auth)  # type: ignore[attr-defined]
