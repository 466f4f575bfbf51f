"""The child that reads a file of outlines: a JSON order in, one JSON answer out. No Django, no database.

A geometry library reads what somebody sent only here, with limited memory and time.
"""

import json
import sys
from math import cos, radians
from pathlib import Path
from typing import Any

import shapely

from wacat.sheets.confined import confine
from wacat.territory.outlines.checks import MOST_MEGABYTES, WALL_SECONDS, features_of
from wacat.territory.outlines.refusals import CannotTakeOutlines

# Degrees: 11 m. Doubled until the whole city is drawn with so many points.
FINEST = 0.0001
POINTS_DRAWN = 5_000
DECIMALS = 5


def read(path: Path) -> dict[str, Any]:
    """The checked, mended and simplified features of a file.

    Returns `features` (properties; polygons as rings of longitude and latitude; a `point` well inside
    with its distance `room` to the edge in degrees) and how many were `mended`.

    Raises:
        CannotTakeOutlines: see `checks.features_of`.
    """
    found = features_of(_document(path))
    shapes = [
        shapely.MultiPolygon([(rings[0], rings[1:]) for rings in feature["polygons"]])
        for feature in found
    ]
    sound = [shape if shape.is_valid else _mended(shape) for shape in shapes]
    for number, shape in enumerate(sound, 1):
        if shape.area <= 0:
            raise CannotTakeOutlines("NO_AREA", number=number, name="")
    drawn = _simplified(sound)
    return {
        "features": [
            {"properties": feature["properties"], **_written(shape)}
            for feature, shape in zip(found, drawn, strict=True)
        ],
        "mended": sum(not shape.is_valid for shape in shapes),
    }


def _document(path: Path) -> Any:
    size = path.stat().st_size
    if size == 0:
        raise CannotTakeOutlines("EMPTY")
    if size > MOST_MEGABYTES * 1024 * 1024:
        raise CannotTakeOutlines("TOO_LARGE", limit=MOST_MEGABYTES)
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise CannotTakeOutlines("NOT_JSON") from error


def _mended(shape: Any) -> Any:
    """The area of a polygon that crosses itself, as GEOS understands it."""
    parts = shapely.get_parts(shapely.make_valid(shape, method="structure"))
    return shapely.union_all([part for part in parts if part.geom_type.endswith("Polygon")])


def _simplified(shapes: list[Any]) -> list[Any]:
    """Fewer points, the same ones on both sides of a shared border: no gap between neighbours."""
    rounded = shapely.set_precision(shapes, 10**-DECIMALS)
    tolerance = FINEST
    drawn = shapely.coverage_simplify(rounded, tolerance)
    while shapely.get_num_coordinates(drawn).sum() > POINTS_DRAWN and tolerance < 1:
        tolerance *= 2
        drawn = shapely.coverage_simplify(rounded, tolerance)
    # what became nothing keeps its own shape
    return [
        after if after.area > 0 else before for before, after in zip(rounded, drawn, strict=True)
    ]


def _written(shape: Any) -> dict[str, Any]:
    polygons = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    middle = shape.centroid.y
    flat = shapely.transform(shape, lambda at: at * [cos(radians(middle)), 1.0])
    inside = shapely.maximum_inscribed_circle(flat)
    point = shapely.get_coordinates(inside)[0]
    return {
        "polygons": [
            [
                [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring.coords]
                for ring in (polygon.exterior, *polygon.interiors)
            ]
            for polygon in polygons
        ],
        "point": [
            round(float(point[0]) / cos(radians(middle)), DECIMALS),
            round(float(point[1]), DECIMALS),
        ],
        "room": round(inside.length, DECIMALS),
    }


def main() -> None:
    """Answer the one order on standard input."""
    confine(wall_seconds=WALL_SECONDS)
    order = json.loads(sys.stdin.buffer.read())
    try:
        answer: dict[str, Any] = read(Path(order["path"]))
    except CannotTakeOutlines as refusal:
        answer = {"refused": refusal.code, "facts": refusal.facts}
    except (MemoryError, shapely.errors.GEOSException):
        answer = {"refused": "TOO_HEAVY", "facts": {}}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
