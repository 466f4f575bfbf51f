"""Outlines as a drawing: longitude and latitude become units of an SVG, north up."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import cos, radians
from typing import Any

# As wide as a phone shows it; a map that would be taller than this is made narrower.
WIDTH, TALLEST, MARGIN = 340.0, 420.0, 4.0


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A kelurahan: its path, and a point well inside with its distance to the edge."""

    path: str
    x: float
    y: float
    room: float


@dataclass(frozen=True, kw_only=True)
class Outlines:
    """The size of the drawing and the outline of each kelurahan by its id."""

    width: float
    height: float
    shapes: dict[int, Outline] = field(default_factory=dict)


def draw(parts: Iterable[tuple[int, dict[str, Any]]]) -> Outlines:
    """Draw features (see `child.read`), each with the id of its kelurahan.

    Several features of one kelurahan become one outline; its point is that of the roomiest part.
    """
    by_id: dict[int, list[dict[str, Any]]] = {}
    for kelurahan_id, feature in parts:
        by_id.setdefault(kelurahan_id, []).append(feature)
    corners = [point for features in by_id.values() for f in features for point in _points(f)]
    if not corners:
        return Outlines(width=WIDTH, height=WIDTH)
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    # a degree of longitude is shorter than one of latitude, by the cosine
    squeeze = cos(radians((south + north) / 2))
    wide, tall = max((east - west) * squeeze, 1e-6), max(north - south, 1e-6)
    unit = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / tall)

    def at(x: float, y: float) -> tuple[float, float]:
        return (
            round(MARGIN + (x - west) * squeeze * unit, 1),
            round(MARGIN + (north - y) * unit, 1),
        )

    shapes = {}
    for kelurahan_id, features in by_id.items():
        widest = max(features, key=lambda feature: float(feature["room"]))
        x, y = at(*widest["point"])
        path = "".join(
            _path([at(*p) for p in ring])
            for f in features
            for rings in f["polygons"]
            for ring in rings
        )
        shapes[kelurahan_id] = Outline(path=path, x=x, y=y, room=round(widest["room"] * unit, 1))
    return Outlines(
        width=round(wide * unit + 2 * MARGIN, 1),
        height=round(tall * unit + 2 * MARGIN, 1),
        shapes=shapes,
    )


def _points(feature: dict[str, Any]) -> Iterable[tuple[float, float]]:
    return ((x, y) for rings in feature["polygons"] for x, y in rings[0])


def _path(points: list[tuple[float, float]]) -> str:
    kept = [point for n, point in enumerate(points) if n == 0 or point != points[n - 1]]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept[:-1]) + "Z"
