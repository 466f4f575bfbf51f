"""Measured by `search.py`: seconds of the whole page of results, in the role of the web."""

import json
import time

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from bench.search_job import COMMON
from wacat.accounts.access import get_account
from wacat.accounts.sessions import SessionStore
from wacat.ops.environment import say
from wacat.web.entry import opening

ROUNDS = 15


def main(_arguments: list[str]) -> None:
    """The page again and again; the first time warms it."""
    settings.WACAT_SECOND_FACTOR = False
    settings.ALLOWED_HOSTS = ["*"]
    account = get_account("operator")
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = opening.BACKEND
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    seconds = []
    for number in range(ROUNDS + 1):
        started = time.perf_counter()
        response = client.get("/operator/", {"rak": "semua", "cari": COMMON})
        if response.status_code != 200:
            raise SystemExit(f"search page: {response.status_code}")
        if number:
            seconds.append(time.perf_counter() - started)
    say(json.dumps({"page": seconds}))
