"""What only a whole column can tell: rounded NIKs, and dates in another order than day-month-year."""

from collections.abc import Iterable, Sequence

from wacat.sheets.cells import Cell

ENOUGH_NUMBERS = 2
ENOUGH_TEXTS = 10
ENOUGH_MIXED = 20


class NikRounding:
    """Excel keeps 15 digits: a column of NIKs typed as numbers ends in 0 everywhere."""

    def __init__(self, *, typed: bool) -> None:
        self._typed = typed
        self._numbers = 0
        self._texts = 0
        self._round = True
        self._round_texts: set[str] | None = None if typed else set()

    def look(self, cells: Sequence[Cell], niks: Sequence[str]) -> None:
        """Take note of a chunk: the cells as read, and what they gave ('' where no NIK)."""
        if self._typed:
            empty = niks.count("")
            self._texts += len(niks) - empty
            # a number never gives a NIK
            for cell in cells if empty else ():
                if type(cell) is not str and isinstance(cell, int | float) and cell:
                    self._numbers += 1
                    self._round = self._round and cell % 10 == 0
        elif self._round_texts is not None:
            self._look_at_texts(niks, self._round_texts)

    def _look_at_texts(self, niks: Iterable[str], round_texts: set[str]) -> None:
        for nik in niks:
            if nik and nik[-1] != "0":
                self._round_texts = None
                return
            if nik and len(round_texts) <= ENOUGH_TEXTS:
                round_texts.add(nik)

    def is_rounded(self) -> bool:
        """Whether the column as a whole has lost its last digits."""
        if self._round_texts is not None and len(self._round_texts) >= ENOUGH_TEXTS:
            return True
        return self._round and self._numbers >= ENOUGH_NUMBERS and self._numbers > self._texts


class DateOrder:
    """Counts dates that only day-month, or only month-day, can explain."""

    def __init__(self) -> None:
        self._day_first = 0
        self._month_first = 0

    def look(self, orders: Sequence[int]) -> None:
        """Take note of a chunk: of each date +1 where only day-month fits, -1 where only month-day."""
        self._day_first += orders.count(1)
        self._month_first += orders.count(-1)

    def is_doubtful(self) -> bool:
        """Whether reading 03-11 as the third of November could be wrong in this file.

        One wrong month in a file of days is a slip of the pen, and that row alone is refused.
        """
        if self._month_first >= ENOUGH_MIXED and self._month_first * 10 >= self._day_first:
            return True
        return self._month_first >= ENOUGH_NUMBERS and self._month_first > self._day_first
