"""The figures of a report: plain values, and the one canonical way to write them."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from wacat.reports.period import written

SEX_LABELS = {"L": "Laki-laki", "P": "Perempuan", "": "Tidak dicatat"}


@dataclass(frozen=True, kw_only=True)
class Service:
    """How many services of a kind touched the area."""

    kind: str
    label: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Cell:
    """LAMPID of one sex; the end follows from the rest.

    Raises:
        ValueError: the figures do not add up.
    """

    sex: str
    start: int
    born: int
    arrived: int
    died: int
    left: int
    end: int

    def __post_init__(self) -> None:
        if self.end != self.start + self.born + self.arrived - self.died - self.left:
            raise ValueError(f"LAMPID does not add up: {self}")

    @property
    def label(self) -> str:
        """The sex as it is written on paper."""
        return SEX_LABELS[self.sex]


@dataclass(frozen=True, kw_only=True)
class Responses:
    """How the notices about services of the month were answered.

    Units: `mean_hours` from notice to answer; `prompt` answers came within 3 x 24 hours.
    """

    told: int
    answered: int
    confirmed: int
    corrected: int
    not_mine: int
    unanswered: int
    closed: int
    mean_hours: float | None
    prompt: int

    @property
    def answered_share(self) -> float:
        """Answers among notices, from 0 to 1."""
        return self.answered / self.told if self.told else 0.0

    @property
    def prompt_share(self) -> float:
        """Answers within 3 x 24 hours among all answers, from 0 to 1."""
        return self.prompt / self.answered if self.answered else 0.0


@dataclass(frozen=True, kw_only=True)
class OfficeEnds:
    """How offices of one sort ended in the month; a lost phone ends no office, it locks an account."""

    office: str
    label: str
    term: int
    handed_over: int
    other: int
    locked: int
    revoked: int


@dataclass(frozen=True, kw_only=True)
class Child:
    """The line of one area inside the area."""

    area_id: int
    code: str
    name: str
    services: int
    born: int
    died: int
    arrived: int
    left: int
    told: int
    answered: int

    @property
    def answered_share(self) -> float:
        """Answers among notices, from 0 to 1."""
        return self.answered / self.told if self.told else 0.0


@dataclass(frozen=True, kw_only=True)
class Lep:
    """LEP Dukcapil of an area and a month (Pasal 1(8)).

    `stock_on` is the day of the population count the estimate starts from, None when none is loaded.
    """

    area_id: int
    area: str
    place: str
    code: str
    level: str
    city: str
    month: date
    neutral: bool
    services: list[Service]
    lampid: list[Cell]
    stock_on: date | None
    responses: Responses
    child_level: str
    children: list[Child]
    offices: list[OfficeEnds] = field(default_factory=list)

    @property
    def period(self) -> str:
        """The month as 2026-10."""
        return written(self.month)

    @property
    def services_total(self) -> int:
        """Each record that touches the area, once."""
        return sum(service.count for service in self.services)

    @property
    def total(self) -> Cell:
        """LAMPID of both sexes together."""
        fields = ("start", "born", "arrived", "died", "left", "end")
        sums = {name: sum(getattr(cell, name) for cell in self.lampid) for name in fields}
        return Cell(sex="", **sums)

    @property
    def stock_note(self) -> str:
        """Where the start comes from, in words."""
        return "perkiraan" if self.stock_on else "stok penduduk belum dimuat"

    def as_dict(self) -> dict[str, Any]:
        """The figures as JSON carries them."""
        shares = {
            "answered_share": round(self.responses.answered_share, 4),
            "prompt_share": round(self.responses.prompt_share, 4),
        }
        return {
            "area": self.area,
            "place": self.place,
            "code": self.code,
            "level": self.level,
            "period": self.period,
            "neutral": self.neutral,
            "services_total": self.services_total,
            "services": [asdict(service) for service in self.services],
            "lampid": [asdict(cell) for cell in self.lampid],
            "lampid_note": self.stock_note,
            "stock_on": self.stock_on.isoformat() if self.stock_on else None,
            "responses": asdict(self.responses) | shares,
            "children": [
                {key: value for key, value in asdict(child).items() if key != "area_id"}
                for child in self.children
            ],
        } | self._offices()

    def _offices(self) -> dict[str, Any]:
        # left out when nothing ended: a sheet that was printed before keeps its fingerprint
        return {"offices": [asdict(line) for line in self.offices]} if self.offices else {}

    def sha256(self) -> str:
        """The fingerprint of the figures: of their JSON with sorted keys and no spaces."""
        canonical = json.dumps(
            self.as_dict(), sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        return hashlib.sha256(canonical.encode()).hexdigest()
