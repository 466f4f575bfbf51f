"""A provider on the loopback: keeps what is posted, answers as the test wants."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class Call:
    """One request that came."""

    path: str
    headers: dict[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        """Its content as JSON."""
        return json.loads(self.content)


@dataclass
class Provider:
    """What came, and the answers to come: (status, headers, body); then `usual`."""

    url: str = ""
    calls: list[Call] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str], Any]] = field(default_factory=list)
    usual: tuple[int, dict[str, str], Any] = (200, {}, {})


@contextmanager
def provider() -> Iterator[Provider]:
    """Serve until the block ends."""
    kept = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            kept.calls.append(Call(self.path, dict(self.headers.items()), content))
            status, headers, body = kept.answers.pop(0) if kept.answers else kept.usual
            raw = json.dumps(body).encode() if body is not None else b"<html>"
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    kept.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
