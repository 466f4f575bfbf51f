"""Order a PDF or a workbook from the child that makes them (`work.py`).

Measured: typst and xlsxwriter cost a web worker 40 MB, and 90 MB after some renders; the child is
started when first needed, ends by itself when idle, and is replaced after many renders. It gets
neither the environment nor the database of its parent.
"""

import json
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any, Literal

SCRIPT = Path(__file__).with_name("work.py")
SECONDS = 30.0
RENDERS = 400
HEADER = struct.Struct(">I")
ANSWER = struct.Struct(">BI")


class PressFault(RuntimeError):
    """The child could not make what was ordered: a fault of ours, not of the person."""


class Press:
    """One child at a time; orders wait for each other."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._pid = 0
        self._renders = 0

    def make(
        self,
        what: Literal["pdf", "place", "xlsx"],
        *,
        data: dict[str, Any],
        template: Path | None = None,
    ) -> bytes:
        """The bytes of the file; a PDF is set by a typst template that reads `sys.inputs.data`.

        Raises:
            PressFault: the child refused, died twice, or took too long.
        """
        order = json.dumps(
            {"make": what, "data": data, "template": str(template or "")}, ensure_ascii=False
        ).encode()
        with self._lock:
            for attempt in (1, 2):
                try:
                    return self._ask(order)
                except (OSError, EOFError) as error:
                    # it ended by itself while idle, or died: once more with a new one
                    self._end()
                    if attempt == 2:
                        raise PressFault("the child of the press ended twice") from error
        raise AssertionError("the loop returns or raises")

    def make_many(
        self, what: Literal["pdf"], *, orders: Iterable[dict[str, Any]], template: Path
    ) -> Iterator[bytes]:
        """The files of many orders in their order; the next one is prepared while the child sets the last.

        Raises:
            PressFault: as in `make`.
        """
        with ThreadPoolExecutor(max_workers=1) as hand:
            before: Future[bytes] | None = None
            for data in orders:
                begun = hand.submit(self.make, what, data=data, template=template)
                if before is not None:
                    yield before.result()
                before = begun
            if before is not None:
                yield before.result()

    def _ask(self, order: bytes) -> bytes:
        child = self._standing()
        watch = threading.Timer(SECONDS, child.kill)
        watch.start()
        try:
            _stream(child.stdin).write(HEADER.pack(len(order)) + order)
            _stream(child.stdin).flush()
            good, length = ANSWER.unpack(_exactly(_stream(child.stdout), ANSWER.size))
            answer = _exactly(_stream(child.stdout), length)
        finally:
            watch.cancel()
        self._renders += 1
        if not good:
            raise PressFault(answer.decode(errors="replace"))
        return answer

    def _standing(self) -> subprocess.Popen[bytes]:
        """The running child of this process; a forked worker starts its own."""
        if self._child is None or self._pid != os.getpid() or self._renders >= RENDERS:
            if self._pid == os.getpid():
                self._end()
            self._child = subprocess.Popen(  # noqa: S603 - our own script, no argument from outside
                [sys.executable, "-I", str(SCRIPT)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={},
            )
            self._pid, self._renders = os.getpid(), 0
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue
        child.kill()
        child.wait()


def _stream(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise OSError("no pipe")
    return pipe


def _exactly(source: IO[bytes], length: int) -> bytes:
    found = source.read(length)
    if len(found) < length:
        raise EOFError
    return found


press = Press()
