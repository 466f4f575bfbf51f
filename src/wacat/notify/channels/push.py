"""Push to the browsers of a person. The text names nobody; the list is read after signing in."""

import json
from urllib.parse import urlsplit

import httpx
from django.conf import settings
from django.utils import timezone

from wacat.notify.channels import http, webpush
from wacat.notify.channels.line import Line, Never, NotNow
from wacat.notify.composing import Letter
from wacat.notify.models import Device
from wacat.notify.states import Trouble

LASTS_SECONDS = 24 * 3600


def is_configured() -> bool:
    """Whether WACAT_PUSH_CONTACT is set; the keys are made by the installation itself."""
    return bool(settings.WACAT_PUSH_CONTACT)


def connect() -> Line:
    """A connection for any number of push services."""
    return Push(http.client())


def public_key() -> str:
    """What a browser needs to subscribe with us."""
    return webpush.encoded(webpush.public_part(webpush.read_key(settings.WACAT_PUSH_KEY)))


def is_known_service(endpoint: str) -> bool:
    """Whether an address is that of a push service we speak to: nobody may send us elsewhere."""
    address = urlsplit(endpoint)
    host = address.hostname or ""
    known = [name.strip() for name in settings.WACAT_PUSH_HOSTS.split(",") if name.strip()]
    right = any(host == name or host.endswith(f".{name}") for name in known)
    return right and (address.scheme == "https" or host == "127.0.0.1")


class Push:
    """One HTTPS client; a letter goes to each device of its receiver."""

    def __init__(self, line: httpx.Client) -> None:
        self.line = line

    def send(self, letter: Letter) -> str:
        """Send to every device of the account `letter.to`; devices that are gone are forgotten.

        Raises:
            Never: no device is left.
            NotNow: no device could be reached now.
        """
        devices = list(Device.objects.filter(account_id=int(letter.to)).order_by("id"))
        delivered, trouble = 0, None
        for device in devices:
            try:
                delivered += self._to(device, letter)
            except NotNow as refusal:
                trouble = refusal
        if delivered:
            return f"push:{delivered}"
        raise trouble or Never(Trouble.GONE)

    def _to(self, device: Device, letter: Letter) -> bool:
        address = urlsplit(device.endpoint)
        answer = http.post(
            self.line,
            device.endpoint,
            headers={
                "Content-Encoding": "aes128gcm",
                "TTL": str(LASTS_SECONDS),
                "Urgency": "normal",
                "Topic": webpush.topic_of(letter.number),
                "Authorization": webpush.authorization(
                    webpush.read_key(settings.WACAT_PUSH_KEY),
                    audience=f"{address.scheme}://{address.netloc}",
                    contact=settings.WACAT_PUSH_CONTACT,
                    at=timezone.now(),
                ),
            },
            content=webpush.encrypt(
                json.dumps(payload(letter)).encode(),
                public_key=device.public_key,
                shared_secret=device.shared_secret,
            ),
        )
        if answer.status_code in (404, 410):
            Device.objects.filter(pk=device.pk).delete()
            return False
        return answer.status_code < 300

    def close(self) -> None:
        """Let the connection go."""
        self.line.close()


def payload(letter: Letter) -> dict[str, object]:
    """What the service worker is given: a sentence, a tag that replaces older ones, a path."""
    path = urlsplit(letter.link).path
    return {
        "judul": "WaCAT",
        "isi": letter.subject,
        "jalur": path,
        "tanda": "NOTICES" if letter.topic == "WITHDRAWN" else letter.topic,
        "buang": letter.topic == "WITHDRAWN",
    }
