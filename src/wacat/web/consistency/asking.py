"""What is asked of the page, read from its address: area, months, source, element."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone

from wacat.accounts.access import Visitor
from wacat.areas.models import Area, Level
from wacat.areas.queries import find_by_code, get_city
from wacat.evaluation.consistency import queries
from wacat.evaluation.consistency.elements import ELEMENTS, EVERY
from wacat.evaluation.consistency.queries import Asked
from wacat.reports.period import FIRST, CannotReadPeriod, months_back, read_month, written
from wacat.values.tanggal import bulan_tahun, months_later

LENGTHS = {1: "1 bulan", 3: "3 bulan", 6: "6 bulan", 12: "12 bulan"}
USUAL = 3
OFFERED = 24
CODE = re.compile(r"[0-9.]{2,24}", re.ASCII)
LONGEST_SOURCE = 60
ALL = "*"


@dataclass(frozen=True, kw_only=True)
class Question:
    """An area, some months and those before them, and where wanted one source and one element."""

    area: Area
    code: str
    last: date
    length: int
    source: str | None
    element: str
    place: queries.Place

    @property
    def months(self) -> list[date]:
        """The months asked for."""
        return months_back(self.last, count=self.length)

    @property
    def before(self) -> list[date]:
        """As many months right before them."""
        return months_back(months_later(self.last, -self.length), count=self.length)

    def asked(self, months: list[date]) -> Asked:
        """The question for these months."""
        return Asked(place=self.place, months=months, source=self.source, element=self.element)

    def everything(self, months: list[date]) -> Asked:
        """The question for these months, whatever the element."""
        return Asked(place=self.place, months=months, source=self.source)

    def address(self, **other: str | int | None) -> str:
        """The query of this question, with some of it exchanged; None takes a part away."""
        parts: dict[str, str | int | None] = {
            "wilayah": self.code, "sampai": written(self.last), "lama": self.length,
            "sumber": self.source, "unsur": self.element or None,
        }  # fmt: skip
        kept = {name: value for name, value in (parts | other).items() if value is not None}
        return f"?{urlencode(kept)}"


def read(request: HttpRequest, *, visitor: Visitor) -> Question:
    """The question in an address; what cannot be read is left at its usual value.

    Raises:
        Area.DoesNotExist: there is no such area, or it is somebody else's; the two look the same.
    """
    area, code = _area(request.GET.get("wilayah", ""), visitor=visitor)
    source: str | None = request.GET.get("sumber")
    element = request.GET.get("unsur", "")
    length = request.GET.get("lama", "")
    return Question(
        area=area,
        code=code,
        last=_last(request.GET.get("sampai", "")),
        length=int(length) if length in map(str, LENGTHS) else USUAL,
        source=None
        if source in (None, ALL)
        else (source or "").replace("\x00", "")[:LONGEST_SOURCE],
        element=element if element in ELEMENTS else EVERY,
        place=queries.place_of(area),
    )


def months_offered(last: date) -> list[tuple[str, str]]:
    """The months to pick from, newest first; the chosen one is always among them."""
    this = timezone.localdate().replace(day=1)
    offered = {month for month in months_back(this, count=OFFERED) if month >= FIRST}
    return [(written(m), bulan_tahun(m)) for m in sorted(offered | {last}, reverse=True)]


def _last(text: str) -> date:
    try:
        return read_month(text)
    except CannotReadPeriod:
        # the running month is half empty
        return months_later(timezone.localdate().replace(day=1), -1)


def _area(code: str, *, visitor: Visitor) -> tuple[Area, str]:
    own = visitor.kelurahan_id if visitor.role == "LURAH" else None
    if not code:
        return (Area.objects.get(pk=own), "") if own else (get_city(), "")
    found = find_by_code(code) if CODE.fullmatch(code) else None
    reachable = found is not None and (own is None or own in (found.pk, found.kelurahan_id))
    if found is None or not reachable:
        raise Area.DoesNotExist
    if own is not None and found.level not in (Level.KELURAHAN, Level.RT):
        raise Area.DoesNotExist
    return found, code
