"""The list of RTs (XLSX, XLS, CSV): read, compared with what stands, applied. Missing RTs are not closed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from wacat.areas import codes, steady
from wacat.areas.actions import BEGINNING, add_rts
from wacat.areas.models import ActKind, Area, CodeSystem, Level, TerritoryAct
from wacat.areas.queries import get_city
from wacat.areas.refusals import CannotChangeTerritory
from wacat.audit.actions import note
from wacat.intake.checking import territory_of
from wacat.intake.checks import CHECKS, Check, Severity
from wacat.intake.parsing.rt import parse_rt
from wacat.intake.quarantine import Faulty, workbook
from wacat.intake.queries import Finding
from wacat.intake.territory import SideCells, Territory
from wacat.sheets.listing import Column, Line, read_list
from wacat.territory.models import RtList
from wacat.values.text import key

MOST_LINES = 20_000
COLUMNS = (
    Column("kelurahan", "Kelurahan", ("nama kelurahan", "kel", "desa", "kelurahan/desa", "nama kel")),
    Column("rt", "RT", ("nomor rt", "no rt", "nama rt", "rukun tetangga", "rt/rw", "rt rw")),
    Column("kecamatan", "Kecamatan", ("nama kecamatan", "kec"), required=False),
    Column("kode", "Kode kelurahan", ("kode kel", "kode wilayah", "kode"), required=False),
    Column("status", "Status", ("keterangan status", "keadaan", "status rt"), required=False),
)  # fmt: skip
TITLES = {column.name: column.title for column in COLUMNS}
ACTIVE = {"", "aktif", "ada", "berjalan", "terisi", "definitif"}
FROZEN = {"beku", "dibekukan", "nonaktif", "tidakaktif", "vakum"}
OWN_CHECKS: dict[str, Check] = {
    "RT_TWICE": Check(
        Severity.ERROR, "rt", "RT yang sama sudah ada di atasnya dalam berkas ini.",
        "Hapus salah satu baris.",
    ),
    "STATUS_UNKNOWN": Check(
        Severity.ERROR, "status", "Status RT tidak dikenal.", "Tulis Aktif atau Beku, atau kosongkan."
    ),
}  # fmt: skip


@dataclass(frozen=True)
class NewRt:
    """An RT of the list that does not stand yet."""

    row: int
    kelurahan_id: int
    kelurahan: str
    number: int
    frozen: bool


@dataclass(frozen=True)
class Fault:
    """A line that is not taken, with what is wrong with it."""

    row: int
    values: dict[str, str]
    findings: tuple[Finding, ...]


@dataclass
class Comparison:
    """A list beside the territory as it stands."""

    lines: int = 0
    new: list[NewRt] = field(default_factory=list)
    present: int = 0
    missing: list[Area] = field(default_factory=list)
    otherwise: list[tuple[int, str, str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def reasons(self) -> dict[str, int]:
        """How many lines are at fault, by code of the check."""
        found: dict[str, int] = {}
        for fault in self.faults:
            for code in {finding.code for finding in fault.findings}:
                found[code] = found.get(code, 0) + 1
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def read(path: Path, *, name: str) -> list[Line]:
    """The lines of a list of RTs.

    Raises:
        CannotRead: it is none, or it is not safe to read.
    """
    return read_list(path, name=name, columns=COLUMNS, most=MOST_LINES)


def check_of(code: str) -> Check:
    """The check of a code: the intake's, or one of the list's own."""
    return OWN_CHECKS.get(code) or CHECKS[code]


def compare(lines: Iterable[Line]) -> Comparison:
    """Hold a list against the territory of this moment."""
    territory = territory_of(get_city(), code=settings.WACAT_CITY)
    standing = {
        (rt.kelurahan_id or 0, rt.number or 0): rt
        for rt in Area.objects.filter(
            level=Level.RT, closed_on=None, city__codes__code=settings.WACAT_CITY
        ).select_related("kelurahan")
    }
    seen: dict[tuple[int, int], int] = {}
    found = Comparison()
    for line in lines:
        found.lines += 1
        _place(line, territory=territory, standing=standing, seen=seen, found=found)
    touched = {kelurahan_id for kelurahan_id, _ in seen}
    found.missing = [
        rt for place, rt in sorted(standing.items()) if place not in seen and place[0] in touched
    ]
    return found


def _place(
    line: Line, *, territory: Territory, standing: dict[tuple[int, int], Area],
    seen: dict[tuple[int, int], int], found: Comparison,
) -> None:  # fmt: skip
    values = line.values
    cells = SideCells(
        rt=values.get("rt", ""), kelurahan=values.get("kelurahan", ""),
        kelurahan_code=values.get("kode", ""), kecamatan=values.get("kecamatan", ""),
    )  # fmt: skip
    place, number = territory.locate(cells), parse_rt(cells.rt)
    issues = [place.issue] if place.issue and place.issue != "RT_UNKNOWN" else []
    issues += ["OUTSIDE_CITY"] if place.outside else []
    if number.issue in ("RT_EMPTY", "RT_UNREADABLE") and number.issue not in issues:
        issues.append(number.issue)
    status = key(values.get("status", ""))
    if status not in ACTIVE | FROZEN:
        issues.append("STATUS_UNKNOWN")
    kelurahan = _named(territory, cells) if not issues else 0
    spot = (kelurahan, number.number)
    if not issues and spot in seen:
        issues.append("RT_TWICE")
    if issues:
        findings = tuple(_finding(code, values, territory=territory) for code in issues)
        found.faults.append(Fault(line.row, values, findings))
        return
    seen[spot] = line.row
    rt = standing.get(spot)
    if rt is None:
        name = next(k.name for k in territory.kelurahan if k.id == kelurahan)
        found.new.append(NewRt(line.row, kelurahan, name, number.number, status in FROZEN))
        return
    found.present += 1
    if "status" in values and status and bool(rt.frozen_on) != (status in FROZEN):
        now = "beku" if rt.frozen_on else "aktif"
        found.otherwise.append((line.row, f"{rt.name} {rt.kelurahan}", now))


def _named(territory: Territory, cells: SideCells) -> int:
    """The kelurahan that the line names, also where an RT of that number went elsewhere since."""
    return territory.locate(cells._replace(rt="")).kelurahan_id


def _finding(code: str, values: dict[str, str], *, territory: Territory) -> Finding:
    check = check_of(code)
    remedy = check.remedy
    if code == "KELURAHAN_UNKNOWN" and (near := nearest(values.get("kelurahan", ""), territory)):
        remedy = f"Mungkin maksudnya {near}. {remedy}"
    return Finding(
        code=code, severity=check.severity, name=check.field, field=TITLES.get(check.field, ""),
        written=values.get(check.field, ""), message=check.message, remedy=remedy,
    )  # fmt: skip


def nearest(name: str, territory: Territory) -> str:
    """The official name of the kelurahan whose name or spelling is nearest, or nothing."""
    known = {
        spelling: kelurahan.name
        for kelurahan in territory.kelurahan
        for spelling in (*kelurahan.spellings, key(kelurahan.name))
    }
    close = get_close_matches(key(name), known, n=1, cutoff=0.7)
    return known[close[0]] if close else ""


@transaction.atomic
def receive(*, path: Path, name: str, by: int, at: datetime) -> RtList:
    """Keep the lines of an uploaded list, to be looked at.

    Raises:
        CannotRead: as `read`.
    """
    lines = read(path, name=name)
    shown = name.replace("\\", "/").rsplit("/", 1)[-1][-200:]
    kept = RtList.objects.create(
        name=shown, lines=[[line.row, line.values] for line in lines], uploaded_by_id=by, uploaded_at=at
    )  # fmt: skip
    note(act="upload", of="rt_list", ids=[kept.pk], lines=len(lines))
    return kept


def lines_of(kept: RtList) -> list[Line]:
    """The lines of a kept list."""
    return [Line(row, values) for row, values in kept.lines]


@transaction.atomic
def apply(*, list_id: int, by: int, at: datetime) -> tuple[RtList, Comparison]:
    """Open the RTs of a list that do not stand yet; nothing is closed, and faulty lines are left out.

    Raises:
        CannotChangeTerritory: applied already, or nothing in it is new.
    """
    steady.change()
    kept = RtList.objects.select_for_update(of=("self",)).get(pk=list_id)
    if kept.applied_at is not None:
        raise CannotChangeTerritory(
            "Daftar ini sudah diterapkan. Unggah berkas baru bila ada RT lain."
        )
    found = compare(lines_of(kept))
    if not found.new:
        raise CannotChangeTerritory(
            "Tidak ada RT baru dalam daftar ini, jadi tidak ada yang diterapkan."
        )
    made = _open(found.new, on=timezone.localdate(at))
    act = TerritoryAct.objects.create(
        kind=ActKind.IMPORT, area=get_city(), area_ids=[get_city().pk, *(rt.pk for rt in made)],
        effective_on=timezone.localdate(at), note=f"Daftar RT {kept.name}"[:300], by_id=by, at=at,
        detail={"list": kept.pk, "new": len(made)},
    )  # fmt: skip
    kept.applied_by_id, kept.applied_at, kept.act = by, at, act
    kept.save(update_fields=["applied_by", "applied_at", "act"])
    note(act="territory.import", of="rt_list", ids=[kept.pk], new=len(made))
    return kept, found


def _open(new: Sequence[NewRt], *, on: date) -> list[Area]:
    """A kelurahan's first list is how it always was, as far as we know; later ones count from today."""
    by_kelurahan: dict[int, list[NewRt]] = {}
    for rt in new:
        by_kelurahan.setdefault(rt.kelurahan_id, []).append(rt)
    made: list[Area] = []
    for kelurahan in Area.objects.filter(pk__in=by_kelurahan):
        wanted = by_kelurahan[kelurahan.pk]
        first = not Area.objects.filter(parent=kelurahan, level=Level.RT).exists()
        made += add_rts(
            kelurahan=kelurahan,
            code=codes.current(kelurahan, system=CodeSystem.KEMENDAGRI),
            numbers=sorted(rt.number for rt in wanted),
            on=BEGINNING if first else on,
            frozen=frozenset(rt.number for rt in wanted if rt.frozen),
            frozen_on=on,
        )
    return made


def faulty_file(faults: Sequence[Fault]) -> bytes:
    """The faulty lines as a workbook like the intake's, to be corrected and uploaded again."""
    return workbook(
        headings=[column.title for column in COLUMNS],
        rows=(
            Faulty(fault.row, [fault.values.get(c.name, "") for c in COLUMNS], fault.findings)
            for fault in faults
        ),
    )
