"""Rounds in which the work and its limits take turns, and the figures that come of them."""

import json
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from wacat.ops.environment import say

RESULTS = Path(__file__).parent / "hasil"
ROUNDS = 5
OTHERS_LIMIT = 0.15


@dataclass(kw_only=True)
class Figure:
    """One measured value beside its limit. `ok` is None when others used too much of the CPU.

    `ratio` is value / limit; `target` is the ratio (or, without a limit, the value) to reach.
    """

    name: str
    value: float
    unit: str
    limit: float | None = None
    ratio: float | None = None
    target: float | None = None
    ok: bool | None = None
    others: float = 0.0
    note: str = ""


@dataclass(kw_only=True)
class Bench:
    """Collects the figures of one run."""

    figures: list[Figure] = field(default_factory=list)

    def add(
        self,
        name: str,
        value: float,
        unit: str,
        *,
        limit: float | None = None,
        at_most: float | None = None,
        at_least: float | None = None,
        others: float = 0.0,
        note: str = "",
    ) -> None:
        """Keep a figure and say it; the target is `at_most` or `at_least` of ratio or value."""
        ratio = value / limit if limit else None
        judged = value if ratio is None else ratio
        ok: bool | None = None
        if others <= OTHERS_LIMIT and (at_most is not None or at_least is not None):
            ok = (at_most is None or judged <= at_most) and (at_least is None or judged >= at_least)
        target = at_most if at_most is not None else at_least
        figure = Figure(
            name=name, value=_short(value), unit=unit, limit=limit and _short(limit),
            ratio=ratio and _short(ratio), target=target, ok=ok, others=round(others, 3), note=note,
        )  # fmt: skip
        self.figures.append(figure)
        say(_line(figure))

    def write(self) -> Path:
        """Keep the figures with date and time."""
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}.json"
        path.write_text(json.dumps([asdict(figure) for figure in self.figures], indent=1))
        return path

    def as_json(self) -> str:
        """All figures on one line."""
        return json.dumps([asdict(figure) for figure in self.figures])


def take_turns(
    work: Mapping[str, Callable[[], object]], *, rounds: int = ROUNDS
) -> dict[str, list[float]]:
    """Seconds of each piece of work, round by round; each round begins with another one."""
    names = list(work)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            started = time.perf_counter()
            work[name]()
            seconds[name].append(time.perf_counter() - started)
    return seconds


def median(values: list[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def _short(value: float) -> float:
    return float(f"{value:.4g}")


def _line(figure: Figure) -> str:
    text = f"  {figure.name:<34} {figure.value:>10g} {figure.unit}"
    if figure.limit is not None:
        text += f"  batas {figure.limit:g}  rasio {figure.ratio:g}"
    if figure.target is not None:
        verdict = {True: "tercapai", False: "TIDAK tercapai", None: "tanpa putusan"}[figure.ok]
        text += f"  target {figure.target:g}: {verdict}"
    return f"{text}  (CPU lain {figure.others:.0%}) {figure.note}".rstrip()
