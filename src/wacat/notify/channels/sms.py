"""SMS through any gateway that takes a JSON post; its shape is a setting."""

import json
from typing import Any

import httpx
from django.conf import settings

from wacat.notify.channels import http
from wacat.notify.channels.line import Line, Never
from wacat.notify.composing import Letter
from wacat.notify.states import Trouble


def is_configured() -> bool:
    """Whether WACAT_SMS_URL names a gateway."""
    return bool(settings.WACAT_SMS_URL)


def connect() -> Line:
    """A connection to the gateway."""
    return Sms(http.client())


class Sms:
    """One HTTPS client; many letters may go through it."""

    def __init__(self, line: httpx.Client) -> None:
        self.line = line

    def send(self, letter: Letter) -> str:
        """Send the short text; `Idempotency-Key` is the same at every try."""
        key = f"wacat-{letter.number}"
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        headers |= json.loads(settings.WACAT_SMS_HEADERS or "{}")
        words = {"nomor": letter.to, "teks": letter.short, "kunci": key}
        content = json.dumps(filled(json.loads(settings.WACAT_SMS_BODY), words)).encode()
        answer = http.post(self.line, settings.WACAT_SMS_URL, headers=headers, content=content)
        if answer.status_code >= 300:
            raise Never(Trouble.REFUSED)
        return str(http.json_of(answer).get(settings.WACAT_SMS_ID, ""))

    def close(self) -> None:
        """Let the connection go."""
        self.line.close()


def filled(shape: Any, words: dict[str, str]) -> Any:
    """The shape with `{nomor}`, `{teks}` and `{kunci}` in its texts replaced; nothing can break its JSON."""
    if isinstance(shape, dict):
        return {key: filled(value, words) for key, value in shape.items()}
    if isinstance(shape, list):
        return [filled(value, words) for value in shape]
    if isinstance(shape, str):
        for name, word in words.items():
            shape = shape.replace(f"{{{name}}}", word)
    return shape
