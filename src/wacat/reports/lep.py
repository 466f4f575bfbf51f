"""LEP Dukcapil of an area and a period, counted from what the present context may read."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from wacat.areas.models import Area, Level
from wacat.areas.queries import ancestry, code_on
from wacat.reports import offices, queries
from wacat.reports.figures import Cell, Child, Citizens, Decisions, Lep, Responses, Service
from wacat.reports.models import ReportPeriod
from wacat.reports.period import Period, months_back
from wacat.reports.queries import Count, People, Reply
from wacat.values.citizenship import LABELS, WNA, WNI
from wacat.values.kinds import NEUTRAL, Kind, kind_label

PARTS = ("born", "arrived", "died", "left")
Found = Counter[tuple[str, str, str]]
ANSWERS = ("CONFIRMED", "CORRECTED", "NOT_MINE")
DECISIONS = ("ACCEPTED", "PARTLY", "REJECTED", "OTHER")
_ORDER = {code: place for place, code in enumerate([*(kind.value for kind in Kind), NEUTRAL])}


def is_neutral(area: Area) -> bool:
    """Whether a report for this area names restricted services neutrally unless asked otherwise.

    The sheets of an RT and of a kelurahan are made for Ketua RT and Lurah, who are not told them, nor
    which of their residents is a foreigner.
    """
    return area.level in (Level.RT, Level.KELURAHAN)


def build(
    *,
    area: Area,
    period: Period,
    neutral: bool | None = None,
    closing: ReportPeriod | None = None,
) -> Lep:
    """Count a period of an area from what the present context may read.

    Source: Pasal 1(8). Names and codes are those of its last day. A locked period, `closing`,
    starts from the population count that it was locked with; an open one from the newest that fits.
    """
    names = ancestry(area.pk, on=period.last)
    quiet = is_neutral(area) if neutral is None else neutral
    width = queries.WIDTH[Level(area.level)]
    place = queries.inside(area, period=period)
    city_id = area.city_id or area.pk
    stock = closing.stock if closing else queries.find_stock(city_id=city_id, first=period.first)
    people = queries.stock(place, chosen=stock)
    counts = queries.counts(place, people=people, months=period.months)
    replies = queries.replies(place, months=period.months)
    changes = _changed(
        counts, before=_before(place, people, period), width=width,
        backwards=people.begins is not None and people.begins > period.first,
    )  # fmt: skip
    return Lep(
        area_id=area.pk,
        area=names[area.level],
        place=place_in_words(names),
        code=code_on(area, period.last),
        level=area.level,
        city=area.city.name if area.city else area.name,
        span=period,
        neutral=quiet,
        services=_services(counts, width=width, neutral=quiet),
        lampid=_lampid(changes, people=people),
        citizens=None if quiet else _citizens(changes, people=people),
        stock_on=people.on,
        responses=_responses([r for r in replies if not r.late]),
        late_responses=_late(replies),
        children=_children(queries.children(place), counts, replies, width=width - 1)
        if width
        else [],
        offices=offices.ends(place, level=area.level, period=period),
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


def _before(place: queries.Inside, people: People, period: Period) -> list[Count]:
    """What changed the population between the count and the beginning of the period.

    Where the count came later it is what the months between told, whenever it was served: the start
    is the count less that.
    """
    begins = people.begins
    if begins is None or begins == period.first:
        return []
    backwards = begins > period.first
    since, until = sorted((begins, period.first))
    gap = (until.year - since.year) * 12 + until.month - since.month
    months = months_back(until, count=gap + 1)[:-1]
    served = date.min if backwards else begins
    return queries.counts_since(place, begins=served, months=months)


def _services(counts: list[Count], *, width: int, neutral: bool) -> list[Service]:
    """By kind; what is told neutrally stands either under its neutral name or under its own."""
    found: Counter[tuple[bool, str]] = Counter()
    for line in counts:
        if line.touches(width) and (not line.detail if neutral else line.kind != NEUTRAL):
            found[line.late, line.kind] += line.count
    ordered = sorted(
        (key for key in found if found[key]),
        key=lambda key: (key[0], _ORDER.get(key[1], len(_ORDER)), key[1]),
    )
    return [
        Service(kind=kind, label=kind_label(kind), late=late, count=found[late, kind])
        for late, kind in ordered
    ]


@dataclass(frozen=True)
class _Changes:
    """People by sex, citizenship and part of LAMPID; `known` came late and the stock knows them.

    `then` leads from the stock to the start of the period; it is a minus where the stock came later.
    """

    then: Found
    now: Found
    late: Found
    known: Found

    def parts(self, found: Found, sex: str, citizenship: str | None = None) -> dict[str, int]:
        """The parts of LAMPID of a sex, of one citizenship or of all."""
        wanted = LABELS if citizenship is None else (citizenship,)
        return {part: sum(found[sex, one, part] for one in wanted) for part in PARTS}

    def has(self, *, sex: str | None = None, citizenship: str | None = None) -> bool:
        """Whether anybody of that sex or citizenship is counted before the period or in it."""
        return any(
            count and sex in (None, key[0]) and citizenship in (None, key[1])
            for found in (self.then, self.now, self.late)
            for key, count in found.items()
        )


def _changed(counts: list[Count], *, before: list[Count], width: int, backwards: bool) -> _Changes:
    then = _changes(before, width=width)
    if backwards:
        # also what the period itself tells anew of months that the stock already knows
        own = [line for line in counts if line.covered and not line.late]
        then = Counter(
            {key: -count for key, count in _sum(then, _changes(own, width=width)).items()}
        )
    return _Changes(
        then=then,
        now=_changes([line for line in counts if not line.late], width=width),
        late=_changes([line for line in counts if line.late], width=width),
        known=_changes([line for line in counts if line.late and line.covered], width=width),
    )


def _lampid(changes: _Changes, *, people: People) -> list[Cell]:
    """Cells for L and P, one for records without a sex where there are any, and those that came late.

    What came late for a month that the population count already knows is not added once more: its
    cell starts from its own minus.
    """
    cells = []
    for sex in ["L", "P"] + [""] * any(key[0] == "" for key in [*changes.now, *changes.then]):
        stock = sum(people.count[sex, one] for one in LABELS)
        start = stock + _net(changes.parts(changes.then, sex))
        cells.append(_cell(sex, changes.parts(changes.now, sex), start=start))
    for sex in ("L", "P", ""):
        late = changes.parts(changes.late, sex)
        if any(late.values()):
            start = -_net(changes.parts(changes.known, sex))
            cells.append(_cell(sex, late, start=start, late=True))
    return cells


def _cell(sex: str, parts: dict[str, int], *, start: int, late: bool = False) -> Cell:
    return Cell(sex=sex, late=late, start=start, **parts, end=start + _net(parts))


def _citizens(changes: _Changes, *, people: People) -> list[Citizens] | None:
    """The cells of LAMPID by sex and citizenship; None where nobody said which citizen anybody is.

    How many there were at the start is only said where the population count tells it.
    """
    told = people.tells_citizenship
    if not (told or changes.has(citizenship=WNI) or changes.has(citizenship=WNA)):
        return None
    lines = []
    for sex in ("L", "P", ""):
        for citizenship in LABELS:
            stock = people.count[sex, citizenship] + _net(
                changes.parts(changes.then, sex, citizenship)
            )
            now = changes.parts(changes.now, sex, citizenship)
            if (sex and citizenship) or any(now.values()) or (told and stock):
                start = stock if told else None
                lines.append(_of_citizens(sex, citizenship, now, start=start))
            late = changes.parts(changes.late, sex, citizenship)
            if any(late.values()):
                start = -_net(changes.parts(changes.known, sex, citizenship)) if told else None
                lines.append(_of_citizens(sex, citizenship, late, start=start, late=True))
    return lines


def _of_citizens(
    sex: str, citizenship: str, parts: dict[str, int], *, start: int | None, late: bool = False
) -> Citizens:
    end = None if start is None else start + _net(parts)
    return Citizens(sex=sex, citizenship=citizenship, late=late, start=start, **parts, end=end)


def _changes(counts: list[Count], *, width: int) -> Found:
    """People by sex, citizenship and part of LAMPID."""
    found: Found = Counter()
    for line in counts:
        if not line.detail and (part := line.change(width)):
            for citizenship, count in line.by_citizenship():
                if count:
                    found[line.sex, citizenship, part] += count
    return found


def _sum(one: Found, other: Found) -> Found:
    """Both together; unlike `+` of a Counter it keeps what is below zero."""
    whole = one.copy()
    whole.update(other)
    return whole


def _net(parts: dict[str, int]) -> int:
    return parts["born"] + parts["arrived"] - parts["died"] - parts["left"]


def _late(replies: list[Reply]) -> Responses | None:
    """What came late about notices of earlier months; None when nothing did."""
    late = [reply for reply in replies if reply.late and (reply.count or reply.seconds)]
    return _responses(late) if late else None


def _responses(replies: list[Reply]) -> Responses:
    count: Counter[str] = Counter()
    for reply in replies:
        count[reply.outcome] += reply.count
    given = [reply for reply in replies if reply.outcome in ANSWERS]
    answered = sum(r.count for r in given)
    return Responses(
        told=count["TOLD"],
        answered=answered,
        confirmed=count["CONFIRMED"],
        corrected=count["CORRECTED"],
        not_mine=count["NOT_MINE"],
        unanswered=count["TOLD"] - answered,
        closed=count["CLOSED"],
        mean_hours=_mean_hours(given),
        prompt=sum(r.prompt for r in given),
        claimed=count["CLAIMED"],
        settled=count["SETTLED"],
        in_time=sum(r.prompt for r in replies if r.outcome == "SETTLED"),
        settle_hours=_mean_hours([r for r in replies if r.outcome == "SETTLED"]),
        decisions=_decisions(count),
    )


def _decisions(count: Counter[str]) -> Decisions | None:
    """How the settled corrections were decided; None where no month tells it."""
    told = {name.lower(): count[name] for name in DECISIONS}
    if not any(told.values()):
        return None
    return Decisions(**told, unknown=count["SETTLED"] - sum(told.values()))


def _mean_hours(replies: list[Reply]) -> float | None:
    count, seconds = sum(r.count for r in replies), sum(r.seconds for r in replies)
    return round(seconds / count / 3600, 1) if count > 0 else None


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
