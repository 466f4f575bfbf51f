"""Reads a stored file into rows of its batch: the child reads, the database checks and counts."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import Q

from wacat.areas.models import Area, AreaAlias, AreaCode, AreaVersion, CodeSystem, Level
from wacat.intake import quality, statements, storage
from wacat.intake.checks import ERRORS
from wacat.intake.comparing import compare_stage
from wacat.intake.layouts.catalogue import BY_CODE, LAYOUTS, SERVICE_LIST
from wacat.intake.layouts.layout import Yields
from wacat.intake.layouts.saved import Saved
from wacat.intake.models import Batch, PlaceAlias, Quality, SavedLayout
from wacat.intake.reader.ask import Ask, Companion
from wacat.intake.reader.process import Reading, read_rows
from wacat.intake.states import BatchState, RowState
from wacat.intake.territory import Kelurahan, Territory

EARLIEST = date(2020, 10, 21)


@dataclass
class Counts:
    """What a check found, by state and by code."""

    states: Counter[str] = field(default_factory=Counter)
    warnings: int = 0
    changed: int = 0
    kelurahan: dict[int, quality.Counts] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    remarks: dict[str, int] = field(default_factory=dict)


def territory_of(city: Area, *, code: str) -> Territory:
    """The city's areas with their codes, spellings and open RTs, always in the same order."""
    codes = dict(
        AreaCode.objects.filter(
            area__city=city, system=CodeSystem.KEMENDAGRI, valid__endswith=None
        ).values_list("area_id", "code")
    )
    spellings: dict[int, list[str]] = {}
    aliases = AreaAlias.objects.filter(area__city=city).order_by("area_id", "spelling")
    said = PlaceAlias.objects.filter(city=city, ended_at=None).order_by("kelurahan_id", "spelling")
    for area_id, spelling in (
        *aliases.values_list("area_id", "spelling"),
        *said.values_list("kelurahan_id", "spelling"),
    ):
        spellings.setdefault(area_id, []).append(spelling)
    rts: dict[int, dict[int, int]] = {}
    neighbourhoods = Area.objects.filter(
        city=city, level=Level.RT, closed_on=None, number__isnull=False
    ).order_by("id")
    for rt_id, number, kelurahan_id in neighbourhoods.values_list("id", "number", "kelurahan_id"):
        rts.setdefault(kelurahan_id or 0, {})[number or 0] = rt_id
    earlier, old_codes = _earlier(city), _old_codes(city)
    kelurahan = [
        Kelurahan(
            id=area.pk,
            kecamatan_id=area.kecamatan_id or 0,
            city_id=city.pk,
            name=area.name,
            code=codes.get(area.pk, ""),
            kecamatan_name=area.kecamatan.name if area.kecamatan else "",
            spellings=tuple(spellings.get(area.pk, ())),
            rts=rts.get(area.pk, {}),
            earlier=earlier.get(area.pk, {}),
            old_codes=tuple(old_codes.get(area.pk, ())),
        )
        for area in Area.objects.filter(city=city, level=Level.KELURAHAN, closed_on=None)
        .select_related("kecamatan")
        .order_by("id")
    ]
    return Territory(code=code, name=city.name, kelurahan=kelurahan)


def _earlier(city: Area) -> dict[int, dict[int, tuple[int, int]]]:
    """By kelurahan: numbers of RTs that were merged or handed over, and where they stand now."""
    gone = AreaVersion.objects.filter(
        area__city=city, area__level=Level.RT, parent__isnull=False, valid__upper_inf=False
    ).select_related("area__successor")
    found: dict[int, dict[int, tuple[int, int]]] = {}
    for version in gone.order_by("valid", "id"):
        now = version.area.successor or version.area
        if now.closed_on is None and version.area.number and now.kelurahan_id:
            then = found.setdefault(version.parent_id or 0, {})
            then[version.area.number] = (now.pk, now.kelurahan_id)
    return found


def _old_codes(city: Area) -> dict[int, list[str]]:
    """By kelurahan: codes it carried before, and those that SIAK gave it."""
    known = AreaCode.objects.filter(area__city=city, area__level=Level.KELURAHAN)
    other = Q(system=CodeSystem.SIAK) | Q(system=CodeSystem.KEMENDAGRI, valid__upper_inf=False)
    found: dict[int, list[str]] = {}
    for code in known.filter(other).order_by("area_id", "code"):
        found.setdefault(code.area_id, []).append(code.code)
    return found


def ask_of(batch: Batch, *, today: date) -> Ask:
    """What the file is read for: the mappings of its city, what was said of this file, its other half."""
    saved = [
        Saved(
            id=one.pk, fingerprint=one.fingerprint, columns=one.columns, given=one.given,
            layout=BY_CODE.get(one.layout, SERVICE_LIST),
        )
        for one in SavedLayout.objects.filter(city_id=batch.city_id, ended_at=None).order_by("id")
    ]  # fmt: skip
    return Ask(
        earliest=EARLIEST, today=today, saved=tuple(saved), given=batch.given,
        companion=_companion(batch),
    )  # fmt: skip


def _companion(batch: Batch) -> Companion | None:
    """The newest file of the city that can be the other half of one."""
    halves = [one.code for one in LAYOUTS if one.yields is Yields.COMPANION]
    found = (
        Batch.objects.filter(city_id=batch.city_id, layout__in=halves, state=BatchState.CHECKED)
        .order_by("-id")
        .first()
    )
    if found is None or not storage.path_of(found.sha256).exists():
        return None
    return Companion(found.layout, str(storage.path_of(found.sha256)), found.name)


def deaths() -> dict[str, str]:
    """The day of the first death certificate by NIK, as far as WaCAT knows."""
    with connection.cursor() as cursor:
        cursor.execute(statements.DEATHS)
        return dict(cursor.fetchall())


def read_into_rows(
    batch: Batch,
    *,
    territory: Territory,
    ask: Ask,
    tell: Callable[[int, int], None],
    reading: Reading,
) -> None:
    """Fill `intake_batchrow` from the stored file, in this transaction.

    Raises:
        CannotRead: the caller must take back what was written so far.
    """

    known = deaths()

    def chunks() -> Iterator[bytes]:
        for lines in read_rows(
            storage.path_of(batch.sha256), name=batch.name, territory=territory, ask=ask,
            reading=reading, deaths=known,
        ):  # fmt: skip
            if lines:
                yield lines
            elif reading.read:
                tell(reading.read, reading.of)

    stage_into_rows(batch, chunks(), source=lambda: _source(reading))


def stage_into_rows(batch: Batch, chunks: Iterable[bytes], *, source: Callable[[], str]) -> None:
    """Fill `intake_batchrow` from lines for COPY, compared with what is published already.

    `source` says whose rows they are where the file does not know it yet; asked after the last chunk.
    While the chunks are taken the connection is busy: they must not ask the database.
    """
    with connection.cursor() as cursor:
        cursor.execute(statements.DROP_STAGE)
        cursor.execute(statements.CREATE_STAGE)
        with cursor.copy(statements.COPY_STAGE) as copy:
            for lines in chunks:
                copy.write(lines)
        cursor.execute(statements.ANALYZE_STAGE)
        cursor.execute(statements.FIND_KNOWN_MOVES.format(rows=statements.STAGE, condition="true"))
        cursor.execute(statements.FIND_SAME_DAY)
        batch.source = batch.source or source()
        compare_stage(source=batch.source)
        cursor.execute(statements.INSERT_ROWS, {"batch_id": batch.pk, "city_id": batch.city_id})
        cursor.execute(statements.DROP_STAGE)


def _source(reading: Reading) -> str:
    """Whose file it is: what the operator called it when mapping it, else the name of the layout."""
    if not reading.layout:
        return ""
    saved = SavedLayout.objects.filter(pk=reading.layout["saved"] or 0).first()
    return saved.source if saved else BY_CODE[reading.layout["code"]].label[:60]


def count(batch_id: int) -> Counts:
    """Count the rows of a batch by state, and what was said about them by code."""
    counts = Counts()
    with connection.cursor() as cursor:
        cursor.execute(statements.COUNT_ROWS, {"batch_id": batch_id})
        for state, kelurahan_id, rows, warned, changed in cursor.fetchall():
            counts.states[state] += rows
            counts.warnings += warned
            counts.changed += changed
            before = counts.kelurahan.get(kelurahan_id, quality.Counts())
            counts.kelurahan[kelurahan_id] = before + quality.Counts(
                accepted=rows if state == RowState.ACCEPTED else 0,
                warned=warned,
                quarantined=rows if state == RowState.QUARANTINED else 0,
            )
        cursor.execute(statements.COUNT_ISSUES, {"batch_id": batch_id})
        for quarantined, code, rows in cursor.fetchall():
            # what is merely unusual about a row in quarantine is not why it is there
            if quarantined and code in ERRORS:
                counts.reasons[code] = rows
            elif not quarantined:
                counts.remarks[code] = rows
    return counts


def fill_counts(batch: Batch) -> None:
    """Put the counts on the batch (not saved here), and those of each kelurahan into a table."""
    counts = count(batch.pk)
    batch.accepted_count = counts.states[RowState.ACCEPTED]
    batch.quarantined_count = counts.states[RowState.QUARANTINED]
    batch.duplicate_count = counts.states[RowState.DUPLICATE]
    batch.row_count = counts.states.total() + batch.not_service_count
    batch.warning_count = counts.warnings
    batch.changed_count = counts.changed
    batch.reasons, batch.remarks = counts.reasons, counts.remarks
    if batch.supplements_id is not None:
        return  # how good the rows came is counted on their own file
    Quality.objects.bulk_create(
        Quality(
            batch=batch, city_id=batch.city_id, kelurahan_id=kelurahan_id,
            accepted_count=found.accepted, warning_count=found.warned,
            quarantined_count=found.quarantined,
        )
        for kelurahan_id, found in counts.kelurahan.items()
        if found.rows
    )  # fmt: skip
