"""A small load generator: keep-alive GETs on a few connections, as fast as answered or at a rate."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Outcome:
    """Requests answered, how long it took, the latencies in seconds, bytes, and statuses."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    bytes: int = 0

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds if self.seconds else 0.0

    def quantile(self, share: float) -> float:
        """The latency that this share of the requests did not exceed."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def as_fast(
    *, port: int, requests: Sequence[bytes], seconds: float, connections: int = 4
) -> Outcome:
    """Ask in a closed loop on that many connections."""
    return asyncio.run(_as_fast(port, requests, seconds, connections))


def at_rate(
    *, port: int, requests: Sequence[bytes], seconds: float, rate: float, connections: int = 16
) -> Outcome:
    """Ask at a fixed rate; latency counts from when a request was due, so that queueing shows."""
    return asyncio.run(_at_rate(port, requests, seconds, rate, connections))


def request(path: str, *, cookie: str = "", headers: Sequence[str] = ()) -> bytes:
    """The bytes of a GET."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", "Accept: text/html", *headers]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def once(*, port: int, wanted: bytes) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of one request."""

    async def ask() -> tuple[int, dict[str, str], bytes]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            writer.write(wanted)
            return await _answer(reader)
        finally:
            writer.close()

    return asyncio.run(ask())


async def _as_fast(
    port: int, requests: Sequence[bytes], seconds: float, connections: int
) -> Outcome:
    outcome = Outcome()
    started = time.perf_counter()
    end = started + seconds

    async def loop(offset: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        number = offset
        while (now := time.perf_counter()) < end:
            writer.write(requests[number % len(requests)])
            _note(outcome, await _answer(reader), since=now)
            number += connections
        writer.close()

    await asyncio.gather(*(loop(offset) for offset in range(connections)))
    outcome.seconds = time.perf_counter() - started
    return outcome


async def _at_rate(
    port: int, requests: Sequence[bytes], seconds: float, rate: float, connections: int
) -> Outcome:
    outcome = Outcome()
    due: asyncio.Queue[tuple[float, bytes] | None] = asyncio.Queue()

    async def serve() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while item := await due.get():
            writer.write(item[1])
            _note(outcome, await _answer(reader), since=item[0])
        writer.close()

    workers = [asyncio.create_task(serve()) for _ in range(connections)]
    started = time.perf_counter()
    for number in range(int(seconds * rate)):
        moment = started + number / rate
        if (ahead := moment - time.perf_counter()) > 0:
            await asyncio.sleep(ahead)
        due.put_nowait((moment, requests[number % len(requests)]))
    for _ in workers:
        due.put_nowait(None)
    await asyncio.gather(*workers)
    outcome.seconds = time.perf_counter() - started
    return outcome


def _note(outcome: Outcome, answer: tuple[int, dict[str, str], bytes], *, since: float) -> None:
    outcome.latencies.append(time.perf_counter() - since)
    outcome.statuses[answer[0]] = outcome.statuses.get(answer[0], 0) + 1
    outcome.bytes += len(answer[2])


async def _answer(reader: asyncio.StreamReader) -> tuple[int, dict[str, str], bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    fields = (line.partition(":") for line in head[1:] if line)
    headers = {name.lower(): value.strip() for name, _, value in fields}
    if headers.get("transfer-encoding") == "chunked":
        return int(head[0].split()[1]), headers, await _chunks(reader)
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return int(head[0].split()[1]), headers, body


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    parts = []
    while size := int((await reader.readline()).strip() or b"0", 16):
        parts.append(await reader.readexactly(size))
        await reader.readline()
    await reader.readline()
    return b"".join(parts)
