"""Speaking to providers over HTTPS: time limits, no redirects, and what an answer means."""

from datetime import timedelta

import httpx

from wacat.notify.channels.line import NotNow
from wacat.notify.states import Trouble

PATIENCE_SECONDS = 15.0
LONGEST_WISH = timedelta(hours=6)


def client() -> httpx.Client:
    """A client that waits no longer than it should and follows nobody elsewhere."""
    return httpx.Client(timeout=PATIENCE_SECONDS, follow_redirects=False, trust_env=False)


def post(
    line: httpx.Client, url: str, *, headers: dict[str, str], content: bytes
) -> httpx.Response:
    """Post, and turn what concerns every provider alike into `NotNow`.

    Raises:
        NotNow: no connection, 401 or 403 (our settings), 429 (with its Retry-After), 5xx.
    """
    try:
        answer = line.post(url, headers=headers, content=content)
    except httpx.HTTPError as error:
        raise NotNow(Trouble.UNREACHABLE) from error
    if answer.status_code in (401, 403):
        raise NotNow(Trouble.CREDENTIALS)
    if answer.status_code == 429:
        raise NotNow(Trouble.LIMITED, wait=retry_after(answer))
    if answer.status_code >= 500:
        raise NotNow(Trouble.UNREACHABLE, wait=retry_after(answer))
    return answer


def retry_after(answer: httpx.Response) -> timedelta | None:
    """How long the provider wants us to wait; a date or nonsense counts as nothing."""
    told = answer.headers.get("Retry-After", "")
    if not (told.isascii() and told.isdigit() and len(told) < 9):
        return None
    return min(timedelta(seconds=int(told)), LONGEST_WISH)


def json_of(answer: httpx.Response) -> dict[str, object]:
    """The answer's JSON object; an empty one when it is none."""
    try:
        found = answer.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
