"""Which places a row concerns: where the person lives or goes to, and where from."""

import re
from typing import NamedTuple

from wacat.intake.territory import Place
from wacat.sheets.cells import Cell, as_text
from wacat.values.kinds import Kind

# A member of an enumeration takes a third of a microsecond to reach, and there are many places.
LEAVES, ARRIVES, MOVES_INSIDE = Kind.PINDAH_KELUAR, Kind.DATANG, Kind.PINDAH_DALAM_KOTA
INSIDE = frozenset({1, 2, 3})
OUTSIDE = frozenset({4, 5})
ADDRESS_MAY_CHANGE = frozenset({Kind.KK_UBAH, Kind.KTP_EL, Kind.KIA})
REACH_WORDS = (
    (re.compile(r"antar\s*prov|antar\s*prop", re.I), 5),
    (re.compile(r"antar\s*kec", re.I), 3),
    (re.compile(r"antar\s*(?:desa|kel)", re.I), 2),
    (re.compile(r"antar\s*(?:kab|kota)", re.I), 4),
    (re.compile(r"dalam\s*satu\s*(?:desa|kel)", re.I), 1),
)
NOWHERE = Place(given=False, issue="KELURAHAN_EMPTY")


class Sides(NamedTuple):
    """`main` is told first (domain: residence, destination, or origin of a departure)."""

    main: Place
    main_prefix: str
    other: Place | None = None
    other_prefix: str = ""
    issues: tuple[str, ...] = ()


class Settled(NamedTuple):
    """A service's kind and sides, and all that is to be said about them."""

    kind: Kind | None
    sides: Sides
    said: tuple[str, ...]


def settle(
    *, written: Kind | None, side: str, reach: int, home: Place, origin: Place, target: Place
) -> Settled:
    """Kind and sides of a row. `side` is that of a file of moves, else '' and `written` counts."""
    kind, issue = written, "" if written else "KIND_UNKNOWN"
    if side:
        kind, issue = move_kind(side=side, reach=reach, far=origin if side == "to_" else target)
    sides = sides_of(kind, home=home, origin=origin, target=target)
    return Settled(kind, sides, ((issue,) if issue else ()) + said_of(sides))


def said_of(sides: Sides) -> tuple[str, ...]:
    """Issues of the places that a service concerns, as `CODE:field`."""
    if sides.issues:
        return sides.issues
    said = _said_of_place(sides.main, sides.main_prefix)
    return said + _said_of_place(sides.other, sides.other_prefix) if sides.other else said


def _said_of_place(place: Place, prefix: str) -> tuple[str, ...]:
    if not (place.issue or place.warnings or place.outside):
        return ()
    if place.outside:
        return (f"OUTSIDE_CITY:{prefix}kelurahan",)
    codes = (*place.warnings, place.issue) if place.issue else place.warnings
    return tuple(
        f"{code}:{prefix}{'rt' if code.startswith('RT_') else 'kelurahan'}" for code in codes
    )


def parse_reach(cell: Cell) -> int:
    """KLASIFIKASI_PINDAH: 1 to 3 inside the city, 4 and 5 beyond it; 0 where it says nothing."""
    text = as_text(cell).strip(" '")
    if text[:1] in set("12345") and not text[1:2].isdigit():
        return int(text[0])
    return next((number for pattern, number in REACH_WORDS if pattern.search(text)), 0)


def move_kind(*, side: str, reach: int, far: Place) -> tuple[Kind, str]:
    """The kind of a move in a file of arrivals (`to_`) or departures (`from_`), and an issue or ''.

    `far` is the side that decides: the origin of an arrival, the destination of a departure.
    """
    beyond = Kind.DATANG if side == "to_" else Kind.PINDAH_KELUAR
    inside = far.kelurahan_id != 0
    if reach in INSIDE:
        if far.outside:
            return beyond, "REACH_CONFLICT"
        return Kind.PINDAH_DALAM_KOTA, ""
    if reach in OUTSIDE:
        return beyond, "REACH_CONFLICT" if inside else ""
    return (Kind.PINDAH_DALAM_KOTA if inside else beyond), ""


def sides_of(kind: Kind | None, *, home: Place, origin: Place, target: Place) -> Sides:
    """The sides that a service concerns; other columns of a row are ignored."""
    if kind is LEAVES:
        return Sides(origin, "from_") if origin.given else Sides(home, "")
    if kind is ARRIVES:
        return Sides(target, "to_") if target.given else Sides(home, "")
    if kind is MOVES_INSIDE:
        return _move_inside(home=home, origin=origin, target=target)
    main, prefix = next(
        (
            (place, name)
            for place, name in ((home, ""), (target, "to_"), (origin, "from_"))
            if place.given
        ),
        (home, ""),
    )
    if kind in ADDRESS_MAY_CHANGE and origin.rt_id and main.rt_id and origin.rt_id != main.rt_id:
        return Sides(main, prefix, origin, "from_")
    return Sides(main, prefix)


def _move_inside(*, home: Place, origin: Place, target: Place) -> Sides:
    main, main_prefix = (target, "to_") if target.given else (home, "")
    other, other_prefix = (origin, "from_") if origin.given else (home, "")
    missing = () if target.given or origin.given else ("SIDE_EMPTY:from_rt",)
    if missing or not main.given or not other.given:
        return Sides(main, main_prefix, other, other_prefix, missing or ("SIDE_EMPTY:from_rt",))
    return Sides(main, main_prefix, other, other_prefix)


def reach_inside(main: Place, other: Place) -> int:
    """How far a move inside the city went: 1 in one kelurahan, 2 in one kecamatan, 3 in the city."""
    if main.kelurahan_id == other.kelurahan_id:
        return 1
    return 2 if main.kecamatan_id == other.kecamatan_id else 3
