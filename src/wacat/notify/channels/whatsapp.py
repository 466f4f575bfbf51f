"""WhatsApp Cloud API: template messages out, delivery states back (`receipts`).

The contract is Meta's: POST /<phone id>/messages; an error is {"error": {"code": ...}};
states come to our address, signed with the app's secret (X-Hub-Signature-256).
"""

import hmac
import json
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

import httpx
from django.conf import settings

from wacat.notify.channels import http
from wacat.notify.channels.line import Line, Never, NotNow
from wacat.notify.composing import Letter
from wacat.notify.states import MessageState, Trouble

LANGUAGE = "id"
# Meta's error codes: https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
LIMITS = frozenset({4, 80007, 130429, 131048, 131056})
OURS = frozenset({0, 3, 10, 190, 131005, 131008, 131042, 131045, 132000, 132001, 132015, 133010})
NOT_REACHABLE = frozenset({131021, 131026, 131030, 131051, 131047, 131049, 131050})
STATES = {
    "sent": MessageState.SENT,
    "delivered": MessageState.DELIVERED,
    "read": MessageState.READ,
    "failed": MessageState.DEAD,
}


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What the provider tells later about one message."""

    provider_id: str
    state: MessageState
    trouble: str
    at_seconds: int


def is_configured() -> bool:
    """Whether a token and a sender are set."""
    return bool(settings.WACAT_WHATSAPP_TOKEN and settings.WACAT_WHATSAPP_PHONE_ID)


def connect() -> Line:
    """A connection to the Cloud API."""
    return WhatsApp(http.client())


class WhatsApp:
    """One HTTPS client; many letters may go through it."""

    def __init__(self, line: httpx.Client) -> None:
        self.line = line

    def send(self, letter: Letter) -> str:
        """Send the template with the short text; the number under which states will come."""
        answer = http.post(
            self.line,
            f"{settings.WACAT_WHATSAPP_URL.rstrip('/')}/{settings.WACAT_WHATSAPP_PHONE_ID}/messages",
            headers={
                "Authorization": f"Bearer {settings.WACAT_WHATSAPP_TOKEN}",
                "Content-Type": "application/json",
            },
            content=json.dumps(body(letter)).encode(),
        )
        told = http.json_of(answer)
        if answer.status_code != 200:
            raise _refusal(told)
        messages = told.get("messages")
        if not isinstance(messages, list) or not messages:
            raise NotNow(Trouble.UNREACHABLE)
        return str(messages[0].get("id", ""))

    def close(self) -> None:
        """Let the connection go."""
        self.line.close()


def body(letter: Letter) -> dict[str, object]:
    """What is posted; `biz_opaque_callback_data` comes back with each state."""
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": letter.to,
        "type": "template",
        "biz_opaque_callback_data": str(letter.number),
        "template": {
            "name": settings.WACAT_WHATSAPP_TEMPLATE,
            "language": {"code": LANGUAGE},
            "components": [
                {"type": "body", "parameters": [{"type": "text", "text": letter.short}]}
            ],
        },
    }


def is_signed(content: bytes, *, signature: str) -> bool:
    """Whether a call comes from the provider: HMAC-SHA-256 of its bytes with the app's secret."""
    secret = settings.WACAT_WHATSAPP_SECRET
    if not secret:
        return False
    right = "sha256=" + hmac.new(secret.encode(), content, sha256).hexdigest()
    return hmac.compare_digest(right.encode(), signature.encode())


def receipts(content: bytes) -> list[Receipt]:
    """The states in a call; what is not understood is left out."""
    try:
        told = json.loads(content)
        entries = told["entry"] if isinstance(told, dict) else []
        changes = [change["value"] for entry in entries for change in entry.get("changes", [])]
        lines = [line for value in changes for line in value.get("statuses", [])]
        return [_receipt(line) for line in lines if line.get("status") in STATES]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []


def _receipt(line: dict[str, object]) -> Receipt:
    errors = line.get("errors")
    code = errors[0].get("code", 0) if isinstance(errors, list) and errors else 0
    failed = line["status"] == "failed"
    return Receipt(
        provider_id=str(line["id"])[:200],
        state=STATES[str(line["status"])],
        trouble=_trouble(int(code)).value if failed else "",
        at_seconds=int(str(line.get("timestamp", 0))),
    )


def _refusal(told: dict[str, object]) -> Exception:
    error = told.get("error")
    code = int(error.get("code", 0)) if isinstance(error, dict) else 0
    trouble = _trouble(code)
    if trouble == Trouble.REFUSED:
        return Never(trouble)
    wait = timedelta(minutes=5) if trouble == Trouble.LIMITED else None
    return NotNow(trouble, wait=wait)


def _trouble(code: int) -> Trouble:
    if code in LIMITS:
        return Trouble.LIMITED
    if code in NOT_REACHABLE:
        return Trouble.REFUSED
    if code in OURS or 200 <= code < 300:
        return Trouble.CREDENTIALS
    return Trouble.REFUSED if 131000 < code < 132000 else Trouble.UNREACHABLE
