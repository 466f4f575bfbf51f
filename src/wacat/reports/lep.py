"""LEP Dukcapil of an area and a month."""

from collections import Counter, defaultdict
from datetime import date, timedelta

from wacat.areas.models import Area, Level
from wacat.areas.queries import ancestry, code_on
from wacat.reports import offices, queries
from wacat.reports.figures import Cell, Child, Lep, Responses, Service
from wacat.reports.period import last_day, months_back
from wacat.reports.queries import Count, Reply
from wacat.values.kinds import NEUTRAL, Kind, kind_label

LEVEL_BELOW = {
    Level.CITY: "Kecamatan",
    Level.KECAMATAN: "Kelurahan",
    Level.KELURAHAN: "RT",
    Level.RT: "",
}
PARTS = ("born", "arrived", "died", "left")
ANSWERS = ("CONFIRMED", "CORRECTED", "NOT_MINE")
_ORDER = {code: place for place, code in enumerate([*(kind.value for kind in Kind), NEUTRAL])}


def is_neutral(area: Area) -> bool:
    """Whether a report for this area names restricted services neutrally unless asked otherwise.

    The sheets of an RT and of a kelurahan are made for Ketua RT and Lurah, who are not told them.
    """
    return area.level in (Level.RT, Level.KELURAHAN)


def build(*, area: Area, month: date, neutral: bool | None = None) -> Lep:
    """Count a month of an area from what the present context may read.

    Source: Pasal 1(8). `month` is its first day. Names and codes are those of its last day.
    """
    day = last_day(month)
    names = ancestry(area.pk, on=day)
    quiet = is_neutral(area) if neutral is None else neutral
    width = queries.WIDTH[Level(area.level)]
    place = queries.inside(area, month=month)
    counts, replies = queries.counts(place), queries.replies(place)
    stock_on, people = queries.stock(place)
    before = queries.counts_since(place, months=_months_since(stock_on, month=month))
    return Lep(
        area_id=area.pk,
        area=names[area.level],
        place=place_in_words(names),
        code=code_on(area, day),
        level=area.level,
        city=area.city.name if area.city else area.name,
        month=month,
        neutral=quiet,
        services=_services(counts, width=width, neutral=quiet),
        lampid=_lampid(counts, before=before, people=people, width=width),
        stock_on=stock_on,
        responses=_responses(replies),
        child_level=LEVEL_BELOW[Level(area.level)],
        children=_children(queries.children(place), counts, replies, width=width - 1)
        if width
        else [],
        offices=offices.ends(place, level=area.level, month=month),
    )


def place_in_words(names: dict[str, str]) -> str:
    """An area as a letter names it, from its `ancestry`.

    Such as "RT 023 Kelurahan Manggar, Kecamatan Balikpapan Timur".
    """
    level, own = next(iter(names.items()))
    if level in (Level.CITY, Level.KECAMATAN):
        return own if level == Level.CITY else f"Kecamatan {own}"
    before = f"{own} " if level == Level.RT else ""
    return f"{before}Kelurahan {names[Level.KELURAHAN]}, Kecamatan {names[Level.KECAMATAN]}"


def _months_since(stock_on: date | None, *, month: date) -> list[date]:
    """The months from the stock to the month before the report's, oldest first."""
    if stock_on is None:
        return []
    begins = (stock_on + timedelta(days=1)).replace(day=1)
    gap = (month.year - begins.year) * 12 + month.month - begins.month
    return months_back(month, count=gap + 1)[:-1]


def _services(counts: list[Count], *, width: int, neutral: bool) -> list[Service]:
    """By kind; what is told neutrally stands either under its neutral name or under its own."""
    found: Counter[str] = Counter()
    for line in counts:
        if line.touches(width) and (not line.detail if neutral else line.kind != NEUTRAL):
            found[line.kind] += line.count
    ordered = sorted(found, key=lambda kind: (_ORDER.get(kind, len(_ORDER)), kind))
    return [Service(kind=kind, label=kind_label(kind), count=found[kind]) for kind in ordered]


def _lampid(
    counts: list[Count], *, before: list[Count], people: dict[str, int], width: int
) -> list[Cell]:
    """Cells for L and P, and one for records without a sex where there are any."""
    now, then = _changes(counts, width=width), _changes(before, width=width)
    has_unknown = any(sex == "" for sex, _ in [*now, *then])
    cells = []
    for sex in ["L", "P"] + [""] * has_unknown:
        start = people.get(sex, 0) + _net({part: then[sex, part] for part in PARTS})
        parts = {part: now[sex, part] for part in PARTS}
        cells.append(Cell(sex=sex, start=start, **parts, end=start + _net(parts)))
    return cells


def _changes(counts: list[Count], *, width: int) -> Counter[tuple[str, str]]:
    """People by sex and part of LAMPID."""
    found: Counter[tuple[str, str]] = Counter()
    for line in counts:
        if not line.detail and (part := line.change(width)):
            found[line.sex, part] += line.count
    return found


def _net(parts: dict[str, int]) -> int:
    return parts["born"] + parts["arrived"] - parts["died"] - parts["left"]


def _responses(replies: list[Reply]) -> Responses:
    count: Counter[str] = Counter()
    for reply in replies:
        count[reply.outcome] += reply.count
    given = [reply for reply in replies if reply.outcome in ANSWERS]
    answered, seconds = sum(r.count for r in given), sum(r.seconds for r in given)
    return Responses(
        told=count["TOLD"],
        answered=answered,
        confirmed=count["CONFIRMED"],
        corrected=count["CORRECTED"],
        not_mine=count["NOT_MINE"],
        unanswered=count["TOLD"] - answered,
        closed=count["CLOSED"],
        mean_hours=round(seconds / answered / 3600, 1) if answered else None,
        prompt=sum(r.prompt for r in given),
    )


def _children(
    areas: list[tuple[int, str, str, bool]],
    counts: list[Count],
    replies: list[Reply],
    *,
    width: int,
) -> list[Child]:
    """One line an area below; a closed one only while it still has services."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for line in counts:
        if not line.detail and line.touches(width):
            found[line.child]["services"] += line.count
            found[line.child][line.change(width)] += line.count
    for reply in replies:
        if reply.outcome in ("TOLD", *ANSWERS):
            part = "told" if reply.outcome == "TOLD" else "answered"
            found[reply.child][part] += reply.count
    parts = ("services", *PARTS, "told", "answered")
    return [
        Child(area_id=pk, code=code, name=name, **{part: found[pk][part] for part in parts})
        for pk, code, name, is_open in areas
        if is_open or pk in found
    ]
