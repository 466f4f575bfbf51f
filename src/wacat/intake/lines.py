"""Writes judged rows as lines for COPY, and knows which facts the file has told already."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from wacat.intake import staging
from wacat.intake.checks import ERRORS
from wacat.intake.columns import PLAIN_TEXT, Columns
from wacat.intake.facts import fact_key, person_key
from wacat.intake.layouts.detector import Detection
from wacat.intake.parsing.parsed import Memo
from wacat.intake.parsing.people import TEXT_LENGTH, clean
from wacat.intake.sides import ARRIVES, Sides, reach_inside, said_of, settle
from wacat.intake.staging import NULL
from wacat.intake.territory import Place
from wacat.sheets.cells import Cell, Row
from wacat.values.kinds import MOVES, Kind

PLACE_FIELDS = ("address", "kelurahan", "kecamatan", "city", "province")
NO_IDS = "\t".join([NULL] * 4)
NO_ORIGIN = "\t".join([NULL] * 3)
Where = tuple[Kind | None, int, Place, Place, Place]


class _Shared(NamedTuple):
    """What all rows with the same kind and places share, ready to be written."""

    kind: Kind | None
    shown_kind: str
    sides: Sides
    said: tuple[str, ...]
    wrong: bool
    ids: str
    rt_id: int
    origin_rt_id: int
    has_texts: bool


class LineWriter:
    """Writes the lines of one file."""

    def __init__(self, detection: Detection) -> None:
        self._columns = {
            side: [detection.columns.get(side + field) for field in PLACE_FIELDS]
            for side in ("", "from_", "to_")
        }
        self._moves = detection.layout.moves
        # of a couple one may live in another city: that is no mistake, and no news here
        self._skip_outside = bool(detection.party)
        self.skipped = 0
        self._facts: set[str] = set()
        self._text: Memo[Cell, str] = Memo(self._clean)
        # cells from which something was taken away, and what is to be said of that
        self._altered: dict[Cell, str] = {}
        self._shared: Memo[Where, _Shared] = Memo(self._share)
        # most rows tell of a person at home: what is to be written of the RT is the same for every kind
        self._at_home: Memo[Place, _Shared] = Memo(self._share_home)
        self._own_ids: Memo[Place, str] = Memo(_own_ids)

    def lines(self, numbers: Sequence[int], rows: Sequence[Row], found: Columns) -> Iterator[str]:
        """One line a row; the order of its fields is `staging.STAGE_COLUMNS`."""
        if len(self._altered) > Memo.LIMIT:
            self._altered.clear()
            self._text.clear()
        where = zip(found.kind, found.reach, found.home, found.origin, found.target, strict=True)
        shared = map(self._shared.__getitem__, where)
        people = zip(
            found.nik, found.kk, found.name, found.sex, found.citizenship, found.birth, strict=True
        )  # fmt: skip
        parts = zip(numbers, rows, shared, people, found.served, found.number, strict=True)
        for place, (number, row, common, person, served, document) in enumerate(parts):
            if self._skip_outside and common.sides.main.outside:
                self.skipped += 1
                continue
            said = found.said.get(place) if found.said else None
            if common.said:
                said = [*(said or ()), *common.said]
            nik, kk, name, sex, citizenship, birth = person
            state, keys = "QUARANTINED", f"{NULL}\t{NULL}"
            if not (common.wrong or served.value is None or (said and _is_wrong(said))):
                who = nik or person_key(nik=nik, name=name, birth_on=birth.value)
                state, keys = self._look_up(
                    common, who=who, served_on=served.value, document=document
                )
                if state == "DUPLICATE":
                    said = [*(said or ()), "TWICE_IN_FILE"]
            address = self._address(row, common.sides.main_prefix)
            texts = self._move_texts(row, common) if common.has_texts else "\t"
            if self._altered:
                said = [*(said or ()), *self._notes(row)]
            told = f"{staging.codes(said)}\t{staging.raw(row)}" if said else f"{{}}\t{NULL}"
            yield (
                f"{number}\t{state}\tSIAK\t{common.shown_kind}\t{document}\t{nik}\t{kk}\t{name}\t{sex}\t"
                f"{citizenship}\t{birth.copy}\t{served.copy}\t{address}\t{texts}\t"
                f"{common.ids}\t{keys}\t{told}\n"
            )

    def _look_up(
        self, common: _Shared, *, who: str, served_on: date, document: str
    ) -> tuple[str, str]:
        """The state of a sound row after looking for its fact, and the two columns of keys."""
        key, near = fact_key(
            kind=common.shown_kind, number=document, person=who, served_on=served_on,
            rt_id=common.rt_id, origin_rt_id=common.origin_rt_id,
        )  # fmt: skip
        keys = f"{key}\t{staging.codes(near) if near else NULL}"
        if key in self._facts or (near and any(one in self._facts for one in near)):
            return "DUPLICATE", keys
        self._facts.add(key)
        return "ACCEPTED", keys

    def _clean(self, cell: Cell) -> str:
        found = clean(cell)
        if found.issue:
            self._altered[cell] = found.issue
        return staging.text(found.value)

    def _notes(self, row: Row) -> Iterator[str]:
        """What is to be said of the texts of a row: invisible marks taken out, or too long and cut."""
        for side, places in self._columns.items():
            for name, place in zip(PLACE_FIELDS, places, strict=True):
                if place is not None and row[place] in self._altered:
                    yield f"{self._altered[row[place]]}:{side}{name}"

    def _address(self, row: Row, side: str) -> str:
        place = self._columns[side][0]
        if place is None:
            return ""
        cell = row[place]
        return cell if type(cell) is str and PLAIN_TEXT.fullmatch(cell) else self._text[cell]

    def _move_texts(self, row: Row, common: _Shared) -> str:
        """Where from and where to: in the city address and RT, beyond it all that the file says."""
        sides = common.sides
        if sides.other is not None:
            origin = self._inside(row, sides.other_prefix, place=sides.other)
            return f"{origin}\t{self._inside(row, sides.main_prefix, place=sides.main)}"
        if common.kind is ARRIVES:
            return f"{self._beyond(row, 'from_')}\t"
        return f"\t{self._beyond(row, 'to_')}"

    def _inside(self, row: Row, side: str, *, place: Place) -> str:
        parts = (self._address(row, side), place.shown)
        return staging.cut(", ".join(part for part in parts if part), limit=TEXT_LENGTH)

    def _beyond(self, row: Row, side: str) -> str:
        texts = [self._text[row[place]] for place in self._columns[side] if place is not None]
        said = ", ".join(text for text in texts if text not in {"", "-"})
        return staging.cut(said, limit=TEXT_LENGTH)

    def _share_home(self, home: Place) -> _Shared:
        """What rows share whose person lives in a place, whatever was served but no move."""
        said = said_of(Sides(home, ""))
        return _Shared(
            kind=None, shown_kind="", sides=Sides(home, ""), said=said, wrong=_is_wrong(said),
            ids=f"{self._own_ids[home]}\t{NO_ORIGIN}\t0", rt_id=home.rt_id, origin_rt_id=0,
            has_texts=False,
        )  # fmt: skip

    def _share(self, where: Where) -> _Shared:
        written, reach, home, origin, target = where
        if written and not (self._moves or origin.given or target.given or written in MOVES):
            return _Shared(written, written.value, *self._at_home[home][2:])
        kind, sides, said = settle(
            written=written, side=self._moves, reach=reach, home=home, origin=origin, target=target
        )
        other = sides.other
        return _Shared(
            kind=kind,
            shown_kind=kind or "",
            sides=sides,
            said=said,
            wrong=_is_wrong(said),
            ids=f"{self._own_ids[sides.main]}\t{_ids_of_origin(sides.main, other)}",
            rt_id=sides.main.rt_id,
            origin_rt_id=other.rt_id if other else 0,
            has_texts=other is not None or kind in MOVES,
        )


def _is_wrong(said: Sequence[str]) -> bool:
    return any(code.partition(":")[0] in ERRORS for code in said)


def _own_ids(main: Place) -> str:
    """The four columns of area ids of where a row is told first."""
    if not main.kelurahan_id:
        return NO_IDS
    # also where the RT is not known: what is wrong is counted by kelurahan
    return f"{main.rt_id or NULL}\t{main.kelurahan_id}\t{main.kecamatan_id}\t{main.city_id}"


def _ids_of_origin(main: Place, other: Place | None) -> str:
    """The three columns of where a move inside the city came from, and how far it went."""
    if other is None or not other.rt_id:
        return f"{NO_ORIGIN}\t0"
    reach = reach_inside(main, other)
    return f"{other.rt_id}\t{other.kelurahan_id}\t{other.kecamatan_id}\t{reach}"
