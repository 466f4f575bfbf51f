"""What reading a cell gives, and the memory that reads each distinct cell once."""

from collections.abc import Callable, Hashable
from typing import Generic, NamedTuple, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Parsed(NamedTuple):
    """A cell's text in its normal form, and the code of what is to be said about it, or ''."""

    value: str
    issue: str = ""


class Memo(dict[K, T], Generic[K, T]):
    """Reads each distinct thing once: a million rows hold a few thousand dates, RTs and areas."""

    LIMIT = 50_000

    def __init__(self, read: Callable[[K], T]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, key: K) -> T:
        if len(self) >= self.LIMIT:
            self.clear()
        found = self[key] = self._read(key)
        return found
