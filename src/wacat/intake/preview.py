"""Who would be told if a file were published: per kelurahan, per RT, and what of it (Pasal 3a)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from django.db import connection

from wacat.accounts.models import Office
from wacat.notify.receivers import Receiver, receivers_of
from wacat.records.models import DisclosureRule
from wacat.values.kinds import kind_label

# An RT that gets so many times what is usual in the file was perhaps written into an empty cell.
UNUSUAL_TIMES = 5
UNUSUAL_COUNT = 10

# The same sides as `records.publishing`, and the newest disclosure matrix.
SIDES = """
FROM intake_batchrow r
CROSS JOIN LATERAL (
  SELECT r.rt_id, r.kelurahan_id
  UNION ALL
  SELECT r.origin_rt_id, r.origin_kelurahan_id
  WHERE r.origin_rt_id IS NOT NULL AND r.origin_rt_id <> r.rt_id
) s
JOIN records_disclosurerule m ON m.office = 'KETUA_RT' AND m.kind = r.kind AND m.told
  AND m.matrix_id = (SELECT max(id) FROM records_disclosurematrix)
JOIN areas_area k ON k.id = s.kelurahan_id
"""
BY_KELURAHAN = f"""
SELECT k.name, count(*), count(DISTINCT s.rt_id) {SIDES}
WHERE r.batch_id = %s AND r.state = 'ACCEPTED'
GROUP BY k.id, k.name ORDER BY k.name
"""
BY_RT = f"""
SELECT s.rt_id, t.name, k.name, r.kind, count(*) {SIDES}
JOIN areas_area t ON t.id = s.rt_id
WHERE r.batch_id = %s AND r.state = 'ACCEPTED'
GROUP BY s.rt_id, t.name, k.name, r.kind
"""


@dataclass(frozen=True)
class Told:
    """How many notices a kelurahan would get, and how many of its RTs."""

    kelurahan: str
    notices: int
    neighbourhoods: int


@dataclass(frozen=True)
class Neighbourhood:
    """What an RT would get: how many notices, of which kinds, and who would be told.

    `receiver` is the holder's name, `office` KETUA_RT or LURAH; both empty where both are vacant.
    """

    name: str
    kelurahan: str
    notices: int
    kinds: tuple[tuple[str, int], ...]
    office: str
    receiver: str
    unusual: bool

    @property
    def kinds_in_words(self) -> str:
        """The kinds of service with their counts, the most frequent first."""
        return ", ".join(f"{kind_label(kind)} {count}" for kind, count in self.kinds)


@dataclass(frozen=True)
class Shown:
    """What the offices are told of one kind of service, by the disclosure matrix in force."""

    kind: str
    rows: int
    urgency: str
    neutral: bool
    to_rt: Sequence[str]
    to_lurah: Sequence[str]


def by_kelurahan(batch_id: int) -> list[Told]:
    """Per kelurahan, how many notices the accepted rows of a file would make."""
    with connection.cursor() as cursor:
        cursor.execute(BY_KELURAHAN, [batch_id])
        return [Told(*row) for row in cursor.fetchall()]


def by_rt(batch_id: int) -> list[Neighbourhood]:
    """Per RT, the same; the one with the most notices first.

    Unusual: at least UNUSUAL_COUNT notices and UNUSUAL_TIMES the median of the RTs in the file.
    """
    with connection.cursor() as cursor:
        cursor.execute(BY_RT, [batch_id])
        counted = cursor.fetchall()
    kinds: dict[int, dict[str, int]] = defaultdict(dict)
    places: dict[int, tuple[str, str]] = {}
    for rt_id, name, kelurahan, kind, count in counted:
        kinds[rt_id][kind] = count
        places[rt_id] = (name, kelurahan)
    if not places:
        return []
    sums = {rt_id: sum(each.values()) for rt_id, each in kinds.items()}
    much = max(UNUSUAL_COUNT, UNUSUAL_TIMES * median(sums.values()))
    receivers = receivers_of(set(places))
    found = [
        _neighbourhood(
            places[rt_id], kinds[rt_id], receiver=receivers.get(rt_id), unusual=total >= much
        )
        for rt_id, total in sums.items()
    ]
    return sorted(found, key=lambda one: (-one.notices, one.kelurahan, one.name))


def what_is_shown(neighbourhoods: Sequence[Neighbourhood]) -> list[Shown]:
    """For each kind of service in a file, what RT and Lurah would read of it."""
    counts: dict[str, int] = defaultdict(int)
    for one in neighbourhoods:
        for kind, count in one.kinds:
            counts[kind] += count
    newest = DisclosureRule.objects.order_by("-matrix_id").values("matrix_id")[:1]
    rules = {
        (rule.kind, rule.office): rule
        for rule in DisclosureRule.objects.filter(matrix_id__in=newest, kind__in=counts)
    }
    return [
        Shown(
            kind=kind,
            rows=rows,
            urgency=rules[kind, Office.KETUA_RT].urgency,
            neutral=rules[kind, Office.KETUA_RT].neutral,
            to_rt=rules[kind, Office.KETUA_RT].elements,
            to_lurah=rules[kind, Office.LURAH].elements,
        )
        for kind, rows in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def _neighbourhood(
    place: tuple[str, str], kinds: dict[str, int], *, receiver: Receiver | None, unusual: bool
) -> Neighbourhood:
    return Neighbourhood(
        name=place[0],
        kelurahan=place[1],
        notices=sum(kinds.values()),
        kinds=tuple(sorted(kinds.items(), key=lambda item: (-item[1], item[0]))),
        office=receiver.seat.office if receiver else "",
        receiver=receiver.account.person.name if receiver else "",
        unusual=unusual,
    )
