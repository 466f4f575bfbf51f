"""The figures that the head may put on the map, and in which order kelurahan stand by them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wacat.reports.overview import Line
from wacat.values.bilangan import bilangan
from wacat.web.charts.scale import SHARES
from wacat.web.charts.units import Unit

SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure of a kelurahan: its value, what it rests on and how much of that is enough.

    `better` says which end is good: 1 the high one, -1 the low one, 0 neither. `code` is the
    definition in `values.indicators`.
    """

    key: str
    label: str
    code: str
    unit: Unit
    value: Callable[[Line], float | None]
    base: Callable[[Line], int]
    detail: Callable[[Line], str]
    least: int
    limits: Sequence[float] | None
    better: int

    def of(self, line: Line) -> float | None:
        """The value, or None where it rests on too little."""
        return self.value(line) if self.base(line) >= self.least else None

    @property
    def ends(self) -> tuple[str, str]:
        """What the two lists of kelurahan are called."""
        return {
            0: ("terbanyak", "tersedikit"),
            1: ("tertinggi", "terendah"),
            -1: ("tercepat", "terlama"),
        }[self.better]

    @property
    def enough(self) -> str:
        """From when on a kelurahan is named, in words; empty where every number counts."""
        return (
            f"paling sedikit {bilangan(self.least)} {BASES[self.key]}" if self.key in BASES else ""
        )


BASES = {
    "dijawab": "pemberitahuan", "cepat": "jawaban", "lama": "jawaban", "tepat": "putusan",
}  # fmt: skip


def _of(part: int, whole: int, what: str) -> str:
    return f"{bilangan(part)} dari {bilangan(whole)} {what}"


FIGURES = (
    Figure(
        key="dijawab", label="Tingkat jawaban", code="answered_share", unit=Unit.SHARE,
        value=lambda line: line.answered_share, base=lambda line: line.told,
        detail=lambda line: _of(line.answered, line.told, "pemberitahuan dijawab"),
        least=20, limits=SHARES, better=1,
    ),
    Figure(
        key="cepat", label="Jawaban dalam 3 x 24 jam", code="prompt_share", unit=Unit.SHARE,
        value=lambda line: line.prompt_share, base=lambda line: line.answered,
        detail=lambda line: _of(line.prompt, line.answered, "jawaban dalam 3 x 24 jam"),
        least=20, limits=SHARES, better=1,
    ),
    Figure(
        key="lama", label="Rata-rata waktu menjawab", code="mean_hours", unit=Unit.HOURS,
        value=lambda line: line.answer_hours, base=lambda line: line.answered,
        detail=lambda line: f"rata-rata dari {bilangan(line.answered)} jawaban",
        least=20, limits=(12, 24, 48, 72), better=-1,
    ),
    Figure(
        key="tepat", label="Koreksi diputus tepat waktu", code="in_time_share", unit=Unit.SHARE,
        value=lambda line: line.in_time_share, base=lambda line: line.settled,
        detail=lambda line: _of(line.in_time, line.settled, "putusan tepat waktu"),
        least=5, limits=SHARES, better=1,
    ),
    Figure(
        key="layanan", label="Layanan", code="services", unit=Unit.COUNT,
        value=lambda line: float(line.services), base=lambda line: 1,
        detail=lambda line: f"{bilangan(line.services)} layanan",
        least=1, limits=None, better=0,
    ),
)  # fmt: skip
BY_KEY = {figure.key: figure for figure in FIGURES}


def ranked(lines: Sequence[Line], figure: Figure) -> tuple[list[Line], list[Line]]:
    """The five best and the five worst of those with enough behind them; nobody stands in both."""
    known = [(value, line) for line in lines if (value := figure.of(line)) is not None]
    known.sort(key=lambda pair: (pair[0] if figure.better < 0 else -pair[0], pair[1].code))
    ordered = [line for _, line in known]
    each = min(SHOWN, (len(ordered) + 1) // 2)
    return ordered[:each], ordered[each:][::-1][:SHOWN]
