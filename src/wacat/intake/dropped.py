"""The three rooms of a watched folder and the moves between them; knows files, not what is in them.

Whoever drops files may not lead us elsewhere: rooms are opened once, links are never followed, and
only plain files are touched. A move is one rename, so that a file lies in one room at any moment.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOMS = ("masuk", "selesai", "gagal")
# Programs that copy write under such a name first, and rename what is whole.
BEING_WRITTEN = (".part", ".filepart", ".tmp", ".crdownload", ".swp", "~")
NOTES = (".alasan.txt", ".hasil.txt")
SETTLED_SECONDS = 30
LONGEST_NAME = 200


@dataclass(frozen=True)
class Rooms:
    """The opened rooms of one source."""

    incoming: int
    done: int
    failed: int


@dataclass(frozen=True)
class Dropped:
    """A plain file that lies still; `key` is another one for each time a file is dropped."""

    name: str
    size: int
    key: str


@contextmanager
def opened(folder: Path) -> Iterator[Rooms]:
    """Open the rooms of a source, made where they are missing.

    Raises:
        OSError: a room is no folder, or may not be entered.
    """
    with ExitStack() as stack:
        folder.mkdir(mode=0o770, exist_ok=True)
        base = _enter(stack, os.fspath(folder), None)
        for room in ROOMS:
            try:
                os.mkdir(room, mode=0o770, dir_fd=base)
            except FileExistsError:
                continue
        yield Rooms(*(_enter(stack, room, base) for room in ROOMS))


def _enter(stack: ExitStack, name: str, base: int | None) -> int:
    handle = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=base)
    stack.callback(os.close, handle)
    return handle


def lying(room: int, *, now: float) -> tuple[list[Dropped], int]:
    """The files that lie still, the oldest first, and how many are still being written."""
    still, moving = [], 0
    for name in os.listdir(room):
        facts = _facts(name, room)
        if facts is None or name.startswith("."):
            continue
        # the change time follows every write, and no client can set it
        if name.endswith(BEING_WRITTEN) or now - facts.st_ctime < SETTLED_SECONDS:
            moving += 1
        else:
            still.append((facts.st_ctime_ns, Dropped(name, facts.st_size, _key(facts))))
    return [dropped for _, dropped in sorted(still, key=lambda one: one[0])], moving


def count(room: int) -> int:
    """How many files lie in a room, the notes beside them left out."""
    return sum(not name.endswith(NOTES) and not name.startswith(".") for name in os.listdir(room))


@contextmanager
def reading(dropped: Dropped, room: int) -> Iterator[IO[bytes]]:
    """Open a file that lay still.

    Raises:
        OSError: it has gone, or is another one by now.
    """
    handle = os.open(dropped.name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=room)
    with os.fdopen(handle, "rb") as file:
        facts = os.fstat(file.fileno())
        if not stat.S_ISREG(facts.st_mode) or _key(facts) != dropped.key:
            raise OSError("another file lies there now")
        yield file
        if _key(os.fstat(file.fileno())) != dropped.key:
            raise OSError("it was written while it was read")


def put(dropped: Dropped, *, out_of: int, into: int, note: str, text: str) -> None:
    """Move a file into another room with a note beside it; the note is there first."""
    name = _free(dropped.name, into)
    draft = f".{name}{note}"
    handle = os.open(
        draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o660, dir_fd=into
    )
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    os.replace(draft, f"{name}{note}", src_dir_fd=into, dst_dir_fd=into)
    os.rename(dropped.name, name, src_dir_fd=out_of, dst_dir_fd=into)


def older(room: int, *, before: float) -> list[Dropped]:
    """The files that lie in a room since before that moment, the notes beside them left out."""
    found = []
    for name in os.listdir(room):
        facts = _facts(name, room)
        # the move into the room set the change time
        if facts is not None and not name.endswith(NOTES) and facts.st_ctime < before:
            found.append(Dropped(name, facts.st_size, _key(facts)))
    return sorted(found, key=lambda one: one.name)


def destroy(dropped: Dropped, room: int) -> None:
    """Remove a file; its note stays. One that is another by now, or has gone, is left alone."""
    facts = _facts(dropped.name, room)
    if facts is not None and _key(facts) == dropped.key:
        os.unlink(dropped.name, dir_fd=room)


def shown(name: str) -> str:
    """A file's name as text that can be stored and shown, whatever bytes it was made of."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(sign for sign in text if sign.isprintable())


def _facts(name: str, room: int) -> os.stat_result | None:
    try:
        facts = os.stat(name, dir_fd=room, follow_symlinks=False)
    except OSError:
        return None
    return facts if stat.S_ISREG(facts.st_mode) else None


def _key(facts: os.stat_result) -> str:
    return f"folder:{facts.st_ino}:{facts.st_ctime_ns}:{facts.st_size}"


def _free(name: str, room: int) -> str:
    """The name, or with a number where another file has it."""
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, dot + ending) if stem else (name, "")
    stem = stem[: LONGEST_NAME // 4] if len(os.fsencode(name)) > LONGEST_NAME else stem
    there = set(os.listdir(room))
    names = (
        f"{stem}{f'-{number}' if number > 1 else ''}{ending[:20]}" for number in range(1, 10_000)
    )
    return next(free for free in names if free not in there)
