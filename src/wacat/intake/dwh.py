"""Fetches people page by page from the ministry's web service (DWH), patiently, into one record a line."""

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from ipaddress import ip_address
from typing import IO, Any

from wacat.values.refusal import Refusal

PAGE_SIZE = 500
MOST_PAGES = 5_000
MOST_PAGE_BYTES = 32 * 1024 * 1024
TIMEOUT_SECONDS = 20
WAITS = (1, 2, 4, 8)  # seconds before each further try
LONGEST_WAIT = 60
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
LISTS = ("content", "data")


class CannotFetch(Refusal):
    """The service gives nothing that can be used; the message says why and what to do."""


@dataclass
class Fetched:
    """How much came."""

    pages: int = 0
    records: int = 0


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the token to somebody else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def fetch(
    url: str, *, token: str, out: IO[bytes], pause: Callable[[float], None] = time.sleep
) -> Fetched:
    """Write all records of all pages to `out`, one JSON object a line.

    The service is asked with `page` and `size`; it ends with `lastPage`, with the last of `totalPages`
    or with an empty page. What fails for a moment is tried again, later each time.

    Raises:
        CannotFetch: the address is not safe, the token is refused, or the answers are no pages.
    """
    _check(url)
    done = Fetched()
    for number in range(MOST_PAGES):
        page = _ask(_address(url, number), token=token, pause=pause)
        records = _records(page)
        for record in records:
            out.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
        done.pages += 1
        done.records += len(records)
        if not records or _is_last(page, number):
            return done
    raise CannotFetch(
        f"Layanan DWH tidak berhenti setelah {MOST_PAGES} halaman. Persempit alamatnya."
    )


def _check(url: str) -> None:
    parts = urllib.parse.urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme == "http" and parts.hostname and _is_here(parts.hostname):
        return
    raise CannotFetch(
        "Alamat layanan DWH harus diawali https:// agar tokennya tidak terbaca di jalan."
    )


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _address(url: str, number: int) -> str:
    parts = urllib.parse.urlsplit(url)
    query = [
        (name, value)
        for name, value in urllib.parse.parse_qsl(parts.query)
        if name not in {"page", "size"}
    ]
    query += [("page", str(number)), ("size", str(PAGE_SIZE))]
    return urllib.parse.urlunsplit(parts._replace(query=urllib.parse.urlencode(query), fragment=""))


def _ask(address: str, *, token: str, pause: Callable[[float], None]) -> Any:
    said = ""
    for wait in (*WAITS, None):
        try:
            return _once(address, token=token)
        except urllib.error.HTTPError as error:
            if error.code not in AGAIN:
                raise CannotFetch(_refused(error.code)) from error
            said = f"jawaban {error.code}"
            asked = error.headers.get("Retry-After", "")
            hint = int(asked) if asked.isascii() and asked.isdigit() else 0
        except (urllib.error.URLError, TimeoutError, OSError, HTTPException) as error:
            said, hint = type(error).__name__, 0
        if wait is not None:
            pause(min(max(wait, hint), LONGEST_WAIT))
    raise CannotFetch(
        f"Layanan DWH tidak menjawab setelah {len(WAITS) + 1} kali dicoba ({said}). Coba lagi nanti."
    )


def _once(address: str, *, token: str) -> Any:
    headers = {"Accept": "application/json"} | (
        {"Authorization": f"Bearer {token}"} if token else {}
    )
    request = urllib.request.Request(address, headers=headers)  # noqa: S310  # checked in `_check`
    opener = urllib.request.build_opener(_NoRedirects)
    with opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
        content = answer.read(MOST_PAGE_BYTES + 1)
    if len(content) > MOST_PAGE_BYTES:
        raise CannotFetch("Satu halaman layanan DWH terlalu besar. Periksa alamatnya.")
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise CannotFetch("Jawaban layanan DWH bukan JSON yang utuh. Periksa alamatnya.") from error


def _refused(code: int) -> str:
    if code in {401, 403}:
        return "Token DWH ditolak. Isi WACAT_DWH_TOKEN dengan token yang berlaku."
    if code == 404:
        return "Alamat layanan DWH tidak ada (404). Periksa alamatnya."
    return f"Layanan DWH menolak permintaan ({code}). Periksa alamat dan hak aksesnya."


def _records(page: Any) -> list[dict[str, Any]]:
    found = page
    if isinstance(page, dict):
        found = next((page[name] for name in LISTS if isinstance(page.get(name), list)), None)
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise CannotFetch("Jawaban layanan DWH bukan halaman data (content). Periksa alamatnya.")
    return found


def _is_last(page: Any, number: int) -> bool:
    if not isinstance(page, dict):
        return True
    total = page.get("totalPages")
    return bool(page.get("lastPage") or page.get("last")) or (
        isinstance(total, int) and number + 1 >= total
    )
