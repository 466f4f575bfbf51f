"""The web service page by page, against a server of our own that fails as the real one does."""

import io
import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.intake.reading import read_all
from tests.intake.test_round_trip import balikpapan, counted
from wacat.intake import dwh
from wacat.intake.dwh import CannotFetch, fetch
from wacat.ops.synthetic import exports, writers

TODAY = date(2026, 11, 23)


class Service:
    """A web service: `script` are the codes it answers first, then come its pages."""

    def __init__(self) -> None:
        self.pages: list[Any] = []
        self.script: list[int] = []
        self.asked: list[dict[str, Any]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = parse_qs(urlsplit(self.path).query)
                outer.asked.append(query | {"token": self.headers.get("Authorization", "")})
                code = outer.script.pop(0) if outer.script else 200
                number = int(query["page"][0])
                body = b"maaf" if code != 200 else json.dumps(outer.pages[number]).encode()
                self.send_response(code)
                if code == 302:
                    self.send_header("Location", "http://127.0.0.1:9/")
                self.send_header("Retry-After", "3")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/dukcapil/get?kota=6471"


@pytest.fixture
def service() -> Iterator[Service]:
    """The service, listening."""
    found = Service()
    thread = threading.Thread(target=found.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield found
    found.server.shutdown()
    thread.join()
    found.server.server_close()


def test_all_pages_come_and_what_fails_for_a_moment_is_asked_again(
    service: Service, tmp_path: Path
) -> None:
    made = exports.make("dwh_webservice", rows=60, today=TODAY, typed=False)
    service.pages = writers.pages(made.sheets)
    service.script = [200, 503, 429, 200]
    waited: list[float] = []
    out = io.BytesIO()
    done = fetch(service.url, token="rahasia", out=out, pause=waited.append)
    assert (done.pages, done.records) == (len(service.pages), made.rows)
    assert waited == [3, 3]
    assert {one["token"] for one in service.asked} == {"Bearer rahasia"}
    assert {one["kota"][0] for one in service.asked} == {"6471"}
    found = read_all(
        tmp_path, out.getvalue(), name="dwh.ndjson", today=TODAY, territory=balikpapan()
    )
    assert found.reading.layout["code"] == "dwh_webservice"
    states, wrong, other = counted(found.rows)
    assert (wrong, other, found.reading.not_services) == (
        made.reasons, made.remarks, made.not_services,
    )  # fmt: skip
    assert states["ACCEPTED"] == made.accepted


@pytest.mark.parametrize(
    ("script", "pages", "said"),
    [
        ([401], [], "Token DWH ditolak"),
        ([404], [], "tidak ada"),
        ([302], [], "menolak permintaan"),
        ([500] * 9, [], "setelah 5 kali dicoba"),
        ([], ["bukan halaman"], "bukan halaman data"),
        ([], [{"content": [1, 2]}], "bukan halaman data"),
    ],
)
def test_what_cannot_be_fetched_is_said(
    service: Service, script: list[int], pages: list[Any], said: str
) -> None:
    service.script, service.pages = script, pages
    with pytest.raises(CannotFetch, match=said):
        fetch(service.url, token="x", out=io.BytesIO(), pause=lambda _: None)


@pytest.mark.parametrize(
    "url", ["http://dwh.contoh.id/", "ftp://127.0.0.1/", "file:///etc/passwd", ""]
)
def test_the_token_never_travels_in_the_open(url: str) -> None:
    with pytest.raises(CannotFetch, match="https"):
        fetch(url, token="x", out=io.BytesIO())


def test_a_service_without_an_end_is_left(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dwh, "MOST_PAGES", 3)
    service.pages = [{"content": [{"NIK": 1}]}] * 9
    with pytest.raises(CannotFetch, match="tidak berhenti"):
        fetch(service.url, token="", out=io.BytesIO())
