"""What unanswered notices mean to the offices: one message each for all that fell due at once."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from wacat.areas.models import Area
from wacat.notify.actions import line
from wacat.notify.habits import Habits
from wacat.notify.models import Message
from wacat.notify.receivers import Receiver, heads_of, lurahs_of, receivers_of
from wacat.notify.topics import TOPICS


def remind(counts: Mapping[int, int], *, at: datetime) -> int:
    """Remind who answers for these RTs, the head or the Lurah; returns how many were told."""
    return _tell("REMINDED", counts, receivers=receivers_of(set(counts)), at=at)


def escalate(counts: Mapping[int, int], *, at: datetime) -> int:
    """Tell the Lurah that he may answer now, and the head that he still may; how many were told."""
    areas = _areas(counts)
    lurahs = _tell("ESCALATED", counts, receivers=lurahs_of(areas), at=at)
    return lurahs + _tell("PASSED_ON", counts, receivers=heads_of(areas), at=at)


def stays_ending(counts: Mapping[int, int], *, at: datetime) -> int:
    """Ask the heads of these RTs whether temporary stays go on; returns how many were told."""
    return _tell("STAYS_ENDING", counts, receivers=heads_of(_areas(counts)), at=at)


def stays_expired(counts: Mapping[int, int], *, at: datetime) -> int:
    """Tell the heads that temporary stays ran out; returns how many were told."""
    return _tell("STAYS_EXPIRED", counts, receivers=heads_of(_areas(counts)), at=at)


def _areas(counts: Mapping[int, int]) -> dict[int, Area]:
    return Area.objects.in_bulk(list(counts))


def _tell(
    topic: str, counts: Mapping[int, int], *, receivers: Mapping[int, Receiver], at: datetime
) -> int:
    sums: dict[Receiver, int] = defaultdict(int)
    for rt_id, receiver in receivers.items():
        sums[receiver] += counts[rt_id]
    about = TOPICS[topic]
    habits = Habits.of([receiver.account for receiver in sums])
    lines = [
        line(
            about=about,
            account=receiver.account,
            seat=receiver.seat,
            key=f"{topic}:{at.isoformat()}:{receiver.seat.office}:{receiver.area_id}",
            ids={"jumlah": count},
            habits=habits,
            at=at,
        )
        for receiver, count in sums.items()
    ]
    return len(Message.objects.bulk_create(lines, ignore_conflicts=True))
