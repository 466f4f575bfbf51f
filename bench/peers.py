"""What the list page could cost at best: the same answer by hand, and hardly any answer.

`handwritten`: session check, the context of row-level security, the page's own two statements, the
audit line and a string. `plain`: a look at the session, the list without any policy or audit, and a
string. `bare`: three bytes.
"""

import html
import os
import threading
from collections.abc import Callable, Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

import psycopg

from wacat.records.queries import CARDS, LAST, TALLY, Chip

Start = Callable[[str, list[tuple[str, str]]], object]
LOCAL = threading.local()
ZONE = ZoneInfo("Asia/Makassar")
AUDIT = "SELECT audit.write('read', 'notice', %s::bigint[], %s::jsonb)"
WHO = """
SELECT p.area_id, a.name FROM accounts_session s JOIN accounts_appointment p ON p.id = s.appointment_id
JOIN areas_area a ON a.id = p.area_id WHERE s.session_key = %s AND s.expire_date > now()
"""
CARD = (
    "<article><h2>{kind}</h2><p>{name}</p><p>{nik_masked}</p><p>{address}</p><p>{place_from}</p>"
    "<p>{place_to}</p><p>{served_on}</p><form method=post action=/rt/pemberitahuan/{id}/benar/>"
    "<button>Benar</button></form><a href=/rt/pemberitahuan/{id}/salah/>Salah</a></article>"
)
NAMES = ("id", "kind", "direction", "name", "nik_masked", "address", "place_from", "place_to", "served_on",
         "state", "answer", "result")  # fmt: skip


def bare(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """The least a WSGI server can say."""
    start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "3")])
    return [b"ok\n"]


def plain(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """The list of an RT without isolation and trail: what nobody may run, and the most that SQL gives."""
    key = sha256(_cookie(environ.get("HTTP_COOKIE", ""), "wacat").encode()).hexdigest()
    connection = _connection(os.environ["BENCH_URL"])
    found = connection.execute(WHO, [key]).fetchone()
    if found is None:
        start("303 See Other", [("Location", "/masuk/"), ("Content-Length", "0")])
        return [b""]
    values = {"rt": found[0], "since": _month_began(), "before": LAST, "name": "%"}
    body = _write(found[1], (), connection.execute(CARDS[Chip.WAITING], values).fetchall())
    start(
        "200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
    )
    return [body]


def handwritten(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """The list of an RT by hand."""
    token = _cookie(environ.get("HTTP_COOKIE", ""), "wacat")
    body = _page(token) if token else None
    status = "200 OK" if body is not None else "303 See Other"
    body = body or b""
    start(
        status,
        [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))],
    )
    return [body]


def _page(token: str) -> bytes | None:
    since = _month_began()
    connection = _connection(os.environ["DATABASE_URL"])
    with connection.transaction():
        cursor = connection.cursor()
        visitor = cursor.execute("SELECT * FROM wacat.enter(%s)", [token]).fetchone()
        if visitor is None:
            return None
        rt, name = visitor[10], visitor[9]
        tally = cursor.execute(TALLY, {"rt": rt, "since": since}).fetchone()
        rows = cursor.execute(
            CARDS[Chip.WAITING], {"rt": rt, "since": since, "before": LAST, "name": "%"}
        ).fetchall()
        cursor.execute(AUDIT, [[row[0] for row in rows], "{}"])
    return _write(name, tally, rows)


def _month_began() -> datetime:
    return datetime.now(ZONE).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _write(name: str, tally: object, rows: list[Any]) -> bytes:
    cards = "".join(
        CARD.format(**{key: html.escape(str(value)) for key, value in zip(NAMES, row, strict=True)})
        for row in rows
    )
    return f"<!doctype html><title>{name}</title><h1>{tally}</h1>{cards}".encode()


def _connection(url: str) -> psycopg.Connection[Any]:
    if not hasattr(LOCAL, "connection"):
        LOCAL.connection = psycopg.connect(url, autocommit=True)
        LOCAL.connection.prepare_threshold = 1
    connection: psycopg.Connection[Any] = LOCAL.connection
    return connection


def _cookie(header: str, name: str) -> str:
    for part in header.split(";"):
        key, _, value = part.strip().partition("=")
        if key == name:
            return value
    return ""
