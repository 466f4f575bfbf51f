"""LEP Dukcapil of an area and a month."""

from datetime import date
from typing import Any

from wacat.areas.models import Area, Level
from wacat.reports import queries
from wacat.reports.figures import Cell, Child, Lep, Responses, Service
from wacat.values.kinds import NEUTRAL, Kind, kind_label

LEVEL_BELOW = {
    Level.CITY: "Kecamatan",
    Level.KECAMATAN: "Kelurahan",
    Level.KELURAHAN: "RT",
    Level.RT: "",
}
ANSWERS = ("CONFIRMED", "CORRECTED", "NOT_MINE")
_ORDER = {code: place for place, code in enumerate([*(kind.value for kind in Kind), NEUTRAL])}


def is_neutral(area: Area) -> bool:
    """Whether a report for this area names restricted services neutrally unless asked otherwise.

    The sheets of an RT and of a kelurahan are made for Ketua RT and Lurah, who are not told them.
    """
    return area.level in (Level.RT, Level.KELURAHAN)


def build(*, area: Area, month: date, neutral: bool | None = None) -> Lep:
    """Count a month of an area from what the present context may read.

    Source: Pasal 1(8). `month` is its first day.
    """
    quiet = is_neutral(area) if neutral is None else neutral
    place = queries.inside(area, month=month, neutral=quiet)
    cells, stock_on = _lampid(queries.lampid(place))
    return Lep(
        area_id=area.pk,
        area=area.name,
        place=place_in_words(area),
        code=queries.code_of(area),
        level=area.level,
        city=area.city.name if area.city else area.name,
        month=month,
        neutral=quiet,
        services=_services(queries.services(place)),
        lampid=cells,
        stock_on=stock_on,
        responses=_responses(queries.responses(place)),
        child_level=LEVEL_BELOW[Level(area.level)],
        children=[_child(row) for row in queries.children(place, level=area.level)],
    )


def place_in_words(area: Area) -> str:
    """The area as a letter names it, such as "RT 023 Kelurahan Manggar, Kecamatan Balikpapan Timur"."""
    if area.level == Level.CITY or area.kecamatan is None:
        return area.name
    if area.level == Level.KECAMATAN:
        return f"Kecamatan {area.name}"
    kelurahan = f"Kelurahan {area.kelurahan.name if area.kelurahan else ''}"
    before = f"{area.name} " if area.level == Level.RT else ""
    return f"{before}{kelurahan}, Kecamatan {area.kecamatan.name}"


def _services(rows: list[tuple[Any, ...]]) -> list[Service]:
    ordered = sorted(rows, key=lambda row: (_ORDER.get(row[0], len(_ORDER)), row[0]))
    return [Service(kind=kind, label=kind_label(kind), count=count) for kind, count in ordered]


def _lampid(rows: list[tuple[Any, ...]]) -> tuple[list[Cell], date | None]:
    """Cells for L and P, and one for records without a sex where there are any."""
    found = {row[0]: row for row in rows}
    sexes = ["L", "P"] + [""] * any(found.get("", ("", 0))[1:6])
    cells = []
    for sex in sexes:
        start, born, arrived, died, left = found.get(sex, (sex, 0, 0, 0, 0, 0))[1:6]
        end = start + born + arrived - died - left
        cells.append(
            Cell(sex=sex, start=start, born=born, arrived=arrived, died=died, left=left, end=end)
        )
    return cells, rows[0][6] if rows else None


def _responses(rows: list[tuple[Any, ...]]) -> Responses:
    count = {outcome: number for outcome, number, _, _ in rows}
    answered = sum(count.get(name, 0) for name in ANSWERS)
    seconds = sum(row[2] for row in rows if row[0] in ANSWERS)
    told = count.get("TOLD", 0)
    return Responses(
        told=told,
        answered=answered,
        confirmed=count.get("CONFIRMED", 0),
        corrected=count.get("CORRECTED", 0),
        not_mine=count.get("NOT_MINE", 0),
        unanswered=told - answered,
        closed=count.get("CLOSED", 0),
        mean_hours=round(seconds / answered / 3600, 1) if answered else None,
        prompt=sum(row[3] for row in rows if row[0] in ANSWERS),
    )


def _child(row: tuple[Any, ...]) -> Child:
    area_id, code, name, services, born, died, arrived, left, told, answered = row
    return Child(
        area_id=area_id,
        code=code,
        name=name,
        services=services,
        born=born,
        died=died,
        arrived=arrived,
        left=left,
        told=told,
        answered=answered,
    )
