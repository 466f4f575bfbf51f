"""Reads a column of dates: each distinct cell once, with what is to be said about it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from wacat.intake.evidence import DateOrder
from wacat.intake.parsing.dates import Form, ParsedDate, parse_date
from wacat.intake.parsing.numbers import birth_digits
from wacat.intake.parsing.parsed import Memo
from wacat.intake.staging import NULL
from wacat.sheets.cells import Cell

AHEAD = timedelta(days=31)
FAR = "9999-12-31"


# Not frozen: a file holds tens of thousands of dates of birth, and a frozen one takes thrice as long to make.
@dataclass(eq=False, slots=True)
class ReadDay:
    """A date as a field of COPY; `digits` are those of a NIK by sex, for a date of birth.

    `earliest` and `latest` are for comparing: an unknown date contradicts nothing. `of_age` are the
    days on which a person born then is 16 and 17.
    """

    value: date | None
    copy: str = NULL
    issues: tuple[str, ...] = ()
    order: int = 0
    digits: dict[str, str] = field(default_factory=dict)
    earliest: str = ""
    latest: str = FAR
    of_age: tuple[str, str] = ("", "")


class DayReader:
    """Reads one column of dates. With `limits` they are dates of service, else dates of birth."""

    def __init__(self, *, limits: tuple[date, date] | None = None) -> None:
        self._limits = limits
        self._usual: set[Form] | None = None
        self._read = Memo(self._day)
        self.order = DateOrder()

    def read(self, cells: Sequence[Cell], *, said: dict[int, list[str]]) -> list[ReadDay]:
        """The dates of these cells; issues are added to `said` by place."""
        if self._usual is None:
            self._usual = _most_common_forms(cells)
        read = self._read
        found = [read[cell] for cell in cells]
        issues = [day.issues for day in found]
        if any(issues):
            for place, codes in enumerate(issues):
                if codes:
                    said.setdefault(place, []).extend(codes)
        self.order.look([day.order for day in found])
        return found

    def _day(self, cell: Cell) -> ReadDay:
        parsed = parse_date(cell)
        if self._usual and parsed.value and not parsed.issue and parsed.form not in self._usual:
            parsed = parsed._replace(issue="DATE_NOTATION")
        issues = self._issues(parsed)
        if parsed.value is None:
            return ReadDay(None, issues=issues, order=parsed.order)
        shown = parsed.value.isoformat()
        if self._limits:
            return ReadDay(parsed.value, shown, issues, parsed.order, {}, shown, shown)
        digits = birth_digits(shown)
        # of 29 February the day before 1 March, which sorts the same
        year, rest = int(shown[:4]), shown[4:]
        of_age = (f"{year + 16}{rest}", f"{year + 17}{rest}")
        return ReadDay(parsed.value, shown, issues, parsed.order, digits, shown, shown, of_age)

    def _issues(self, parsed: ParsedDate) -> tuple[str, ...]:
        if self._limits is None:
            known = parsed.issue not in {"", "DATE_EMPTY"}
            return (parsed.issue.replace("DATE_", "BIRTH_"),) if known else ()
        said = (parsed.issue,) if parsed.issue else ()
        earliest, today = self._limits
        if parsed.value is None or earliest <= parsed.value <= today:
            return said
        if parsed.value < earliest:
            return (*said, "DATE_TOO_EARLY")
        return (*said, "DATE_FUTURE" if parsed.value > today + AHEAD else "DATE_AHEAD")


def _most_common_forms(cells: Sequence[Cell]) -> set[Form]:
    counted = Counter(
        one.form for one in map(parse_date, cells) if one.value is not None and not one.issue
    )
    most = max(counted.values(), default=0)
    return {form for form in Form if counted[form] == most}
