"""What a file of outlines must be before anything is made of it: plain Python, no geometry library.

Source: RFC 7946 (GeoJSON): positions are longitude, latitude in WGS 84; a ring is closed and has four
or more positions.
"""

from collections.abc import Iterator
from math import isfinite
from typing import Any

from wacat.territory.outlines.refusals import CannotTakeOutlines

MOST_MEGABYTES, WALL_SECONDS = 10, 60
MOST_FEATURES, MOST_POINTS = 2_000, 500_000
# Longitude and latitude of Indonesia, from Sabang to Merauke and Miangas to Rote.
WEST, EAST, SOUTH, NORTH = 94.5, 141.5, -11.5, 6.5
WGS_84 = ("CRS84", "EPSG::4326", "EPSG:4326")
WORDS = 80


def features_of(document: Any) -> list[dict[str, Any]]:
    """The features of a collection, each with the rings of its polygons as (x, y), checked.

    A feature is {"properties": {name: text}, "polygons": [[ring, ...], ...]}.

    Raises:
        CannotTakeOutlines: with the number of the feature, counted from 1, and what stands there.
    """
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise CannotTakeOutlines("NOT_COLLECTION")
    _check_reference(document.get("crs"))
    found = document.get("features")
    if not isinstance(found, list) or not found:
        raise CannotTakeOutlines("NO_FEATURES")
    if len(found) > MOST_FEATURES:
        raise CannotTakeOutlines("MANY_FEATURES", count=len(found), limit=MOST_FEATURES)
    made, points = [], 0
    for number, feature in enumerate(found, 1):
        made.append(_feature(feature, number=number))
        points += sum(len(ring) for polygon in made[-1]["polygons"] for ring in polygon)
        if points > MOST_POINTS:
            raise CannotTakeOutlines("MANY_POINTS", limit=MOST_POINTS)
    return made


def _check_reference(reference: Any) -> None:
    """RFC 7946 took `crs` out; older programs still write it, and then it must be WGS 84."""
    if not isinstance(reference, dict):
        return
    named = reference.get("properties")
    name = str(named.get("name", "")) if isinstance(named, dict) else ""
    if name and not name.endswith(WGS_84):
        raise CannotTakeOutlines("REFERENCE", found=name.rpartition("crs:")[2][:40])


def _feature(feature: Any, *, number: int) -> dict[str, Any]:
    inside = feature if isinstance(feature, dict) else {}
    properties = _texts(inside.get("properties"))
    geometry = inside.get("geometry")
    kind = str(geometry.get("type")) if isinstance(geometry, dict) else "kosong"
    where = {"number": number, "name": _name(properties)}
    if kind not in ("Polygon", "MultiPolygon"):
        raise CannotTakeOutlines("TYPE", found=kind[:30], **where)
    written = geometry.get("coordinates") if isinstance(geometry, dict) else None
    polygons = [written] if kind == "Polygon" else written
    return {
        "properties": properties,
        "polygons": [
            [_ring(ring, where=where) for ring in _rings(polygon, where)]
            for polygon in _rings(polygons, where)
        ],
    }


def _texts(properties: Any) -> dict[str, str]:
    """The short texts and numbers of a feature; a code kept as a number becomes its digits."""
    if not isinstance(properties, dict):
        return {}
    short = (
        (str(name)[:WORDS], f"{value:.0f}" if isinstance(value, float) else str(value).strip())
        for name, value in properties.items()
        if isinstance(value, str | int | float) and not isinstance(value, bool)
        and (not isinstance(value, float) or isfinite(value))
    )  # fmt: skip
    return {name: value for name, value in short if value and len(value) <= WORDS}


def _name(properties: dict[str, str]) -> str:
    """What people call a feature, in brackets: the first text with letters in it."""
    named = (text for text in properties.values() if any(sign.isalpha() for sign in text))
    first = next(named, "")
    return f" ({first})" if first else ""


def _rings(written: Any, where: dict[str, Any]) -> list[Any]:
    if not isinstance(written, list) or not written:
        raise CannotTakeOutlines("RING", **where)
    return written


def _ring(ring: Any, *, where: dict[str, Any]) -> list[tuple[float, float]]:
    points = list(_positions(ring, where=where))
    if len(points) < 4:
        raise CannotTakeOutlines("SHORT_RING", **where)
    if points[0] != points[-1]:
        raise CannotTakeOutlines("OPEN_RING", **where)
    return points


def _positions(ring: Any, *, where: dict[str, Any]) -> Iterator[tuple[float, float]]:
    if not isinstance(ring, list):
        raise CannotTakeOutlines("RING", **where)
    for position in ring:
        pair = position[:2] if isinstance(position, list) else []
        if len(pair) != 2 or not all(_is_number(value) for value in pair):
            raise CannotTakeOutlines("RING", **where)
        x, y = float(pair[0]), float(pair[1])
        if not (WEST <= x <= EAST and SOUTH <= y <= NORTH):
            raise CannotTakeOutlines(_outside(x, y), at=f"({x:g}, {y:g})", **where)
        yield x, y


def _is_number(value: Any) -> bool:
    # compared before it becomes a float: an integer of a thousand digits is none
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and -1e9 < value < 1e9
        and isfinite(value)
    )


def _outside(x: float, y: float) -> str:
    if abs(x) > 180 or abs(y) > 180:
        return "METRES"
    return "SWAPPED" if WEST <= y <= EAST and SOUTH <= x <= NORTH else "OUTSIDE"
