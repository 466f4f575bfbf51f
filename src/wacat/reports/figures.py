"""The figures of a report: plain values, and the one canonical way to write them."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from wacat.reports.period import Period, month_of, read_period
from wacat.values.citizenship import LABELS as CITIZENSHIP_LABELS
from wacat.values.kinds import NEUTRAL, Kind
from wacat.values.tanggal import tanggal

LEVEL_BELOW = {"CITY": "Kecamatan", "KECAMATAN": "Kelurahan", "KELURAHAN": "RT", "RT": ""}
SEX_LABELS = {"L": "Laki-laki", "P": "Perempuan", "": "Tidak dicatat"}


@dataclass(frozen=True, kw_only=True)
class Service:
    """How many services of a kind touched the area; a late one belongs to a month before the period."""

    kind: str
    label: str
    late: bool = False
    count: int

    @property
    def name(self) -> str:
        """The kind as it stands on paper."""
        return f"{self.label} (susulan)" if self.late else self.label

    @property
    def urgency(self) -> str:
        """The class of the kind, A to D; what is told neutrally is of class C."""
        return "C" if self.kind == NEUTRAL else Kind(self.kind).urgency


@dataclass(frozen=True, kw_only=True)
class Cell:
    """LAMPID of one sex; the end follows from the rest.

    Raises:
        ValueError: the figures do not add up.
    """

    sex: str
    late: bool = False
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
        """The line as it is written on paper."""
        return SEX_LABELS[self.sex] + (" (susulan)" if self.late else "")


@dataclass(frozen=True, kw_only=True)
class Citizens:
    """LAMPID of one sex and citizenship ('' where it is not known).

    `start` and `end` are None where the population count does not tell citizenship.

    Raises:
        ValueError: the figures do not add up.
    """

    sex: str
    citizenship: str
    late: bool = False
    start: int | None
    born: int
    arrived: int
    died: int
    left: int
    end: int | None

    def __post_init__(self) -> None:
        net = self.born + self.arrived - self.died - self.left
        if (self.start is None) != (self.end is None) or self.end != (
            None if self.start is None else self.start + net
        ):
            raise ValueError(f"LAMPID does not add up: {self}")

    @property
    def label(self) -> str:
        """The line as it is written on paper."""
        words = f"{SEX_LABELS[self.sex]}, {CITIZENSHIP_LABELS[self.citizenship]}"
        return words + (" (susulan)" if self.late else "")


@dataclass(frozen=True, kw_only=True)
class Decisions:
    """How corrections were decided; `unknown` ones belong to months locked before that was counted."""

    accepted: int
    partly: int
    rejected: int
    other: int
    unknown: int


@dataclass(frozen=True, kw_only=True)
class Responses:
    """How the notices about services of the month were answered.

    Units: `mean_hours` from notice to answer, `settle_hours` from correction to decision; `prompt`
    answers came and `in_time` decisions were made within 3 x 24 hours. `decisions` add up to `settled`;
    None where nothing was decided, or nothing tells how.

    Raises:
        ValueError: the decisions do not add up.
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
    claimed: int = 0
    settled: int = 0
    in_time: int = 0
    settle_hours: float | None = None
    decisions: Decisions | None = None

    def __post_init__(self) -> None:
        if self.decisions and sum(asdict(self.decisions).values()) != self.settled:
            raise ValueError(f"Decisions do not add up: {self}")

    @property
    def answered_share(self) -> float:
        """Answers among notices, from 0 to 1."""
        return self.answered / self.told if self.told else 0.0

    @property
    def prompt_share(self) -> float:
        """Answers within 3 x 24 hours among all answers, from 0 to 1."""
        return self.prompt / self.answered if self.answered else 0.0

    def as_dict(self) -> dict[str, Any]:
        """The figures as JSON carries them; without decisions as it was before they were counted."""
        figures = asdict(self)
        if self.decisions is None:
            del figures["decisions"]
        return figures


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
    """LEP Dukcapil of an area and a period (Pasal 1(8)).

    `stock_on` is the day of the population count the estimate starts from, None when none is loaded.
    `late_responses` are answers and decisions about months that were locked before they came;
    `citizens` is None in a neutral report, where nothing is known, and in one kept before it was counted.
    """

    area_id: int
    area: str
    place: str
    code: str
    level: str
    city: str
    span: Period
    neutral: bool
    services: list[Service]
    lampid: list[Cell]
    stock_on: date | None
    responses: Responses
    children: list[Child]
    offices: list[OfficeEnds] = field(default_factory=list)
    late_responses: Responses | None = None
    citizens: list[Citizens] | None = None

    @property
    def child_level(self) -> str:
        """What the areas inside are, in words; empty for an RT."""
        return LEVEL_BELOW[self.level]

    @property
    def period(self) -> str:
        """The period as 2026-10, 2026-T4, 2026-S2 or 2026."""
        return self.span.key

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
        if self.stock_on is None:
            return "stok penduduk belum dimuat"
        if self.is_backwards:
            return f"perkiraan, dihitung mundur dari DKB per {tanggal(self.stock_on)}"
        return "perkiraan"

    @property
    def is_backwards(self) -> bool:
        """Whether the start is counted backwards, from a population count that came after it."""
        return self.stock_on is not None and self.stock_on >= month_of(self.span.first).last

    def as_dict(self) -> dict[str, Any]:
        """The figures as JSON carries them."""
        shares = {
            "answered_share": round(self.responses.answered_share, 4),
            "prompt_share": round(self.responses.prompt_share, 4),
        }
        # a report without them is written as it was before they were counted: its fingerprint stays
        citizens = (
            {} if self.citizens is None else {"citizens": [asdict(line) for line in self.citizens]}
        )
        return citizens | {
            "area": self.area,
            "place": self.place,
            "code": self.code,
            "level": self.level,
            "city": self.city,
            "period": self.period,
            "neutral": self.neutral,
            "services_total": self.services_total,
            "services": [asdict(service) for service in self.services],
            "lampid": [asdict(cell) for cell in self.lampid],
            "lampid_note": self.stock_note,
            "stock_on": self.stock_on.isoformat() if self.stock_on else None,
            "responses": self.responses.as_dict() | shares,
            "late_responses": self.late_responses.as_dict() if self.late_responses else None,
            "children": [
                {key: value for key, value in asdict(child).items() if key != "area_id"}
                for child in self.children
            ],
            "offices": [asdict(line) for line in self.offices],
        }

    def canonical(self) -> str:
        """The one way to write the figures: their JSON with sorted keys and no spaces."""
        return json.dumps(self.as_dict(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    def sha256(self) -> str:
        """The fingerprint of the figures."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()


def read(text: str, *, area_id: int) -> Lep:
    """The report that `canonical` wrote."""
    data = json.loads(text)
    late = data["late_responses"]
    return Lep(
        area_id=area_id,
        area=data["area"],
        place=data["place"],
        code=data["code"],
        level=data["level"],
        city=data["city"],
        span=read_period(data["period"]),
        neutral=data["neutral"],
        services=[Service(**line) for line in data["services"]],
        lampid=[Cell(**line) for line in data["lampid"]],
        stock_on=date.fromisoformat(data["stock_on"]) if data["stock_on"] else None,
        responses=_read_responses(data["responses"]),
        late_responses=_read_responses(late) if late else None,
        children=[Child(area_id=0, **line) for line in data["children"]],
        offices=[OfficeEnds(**line) for line in data["offices"]],
        citizens=[Citizens(**line) for line in data["citizens"]] if "citizens" in data else None,
    )


def _read_responses(data: dict[str, Any]) -> Responses:
    figures = {name: value for name, value in data.items() if not name.endswith("_share")}
    if "decisions" in figures:
        figures["decisions"] = Decisions(**figures["decisions"])
    return Responses(**figures)
