"""What a publication or a withdrawal means to the offices concerned: one message each, in bulk."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from wacat.accounts import settings
from wacat.accounts.models import SettingName
from wacat.notify import composing, rules
from wacat.notify.habits import Habits
from wacat.notify.models import Message
from wacat.notify.receivers import Receiver, receivers_of
from wacat.notify.states import WAITING, Channel, MessageState, Trouble
from wacat.notify.topics import TOPICS, Topic
from wacat.notify.windows import digest_day, digest_moment

# C is told neutrally and without haste
DIGESTED = {"B", "C"}

COLUMNS = (
    "key text, account_id bigint, office text, rt_id int, kelurahan_id int, city_id int, topic text, "
    "urgency text, channel text, state text, error text, next_try_at timestamptz, path text, "
    "count int, digest_on date, made_at timestamptz"
)
NAMES = ", ".join(part.strip().split(" ")[0] for part in COLUMNS.split(","))
# A file is added to a waiting message once; a message that has left is never changed.
KEEP = f"""
INSERT INTO notify_message ({NAMES}, batch_ids, ids, attempts, provider_id)
SELECT {NAMES}, ARRAY[%(batch)s::bigint], '{{}}', 0, ''
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r ({COLUMNS})
ON CONFLICT (key) DO UPDATE
SET count = CASE WHEN notify_message.state = 'CANCELLED' THEN 0 ELSE notify_message.count END
            + excluded.count,
    batch_ids = CASE WHEN notify_message.state = 'CANCELLED' THEN '{{}}'
                ELSE notify_message.batch_ids END || excluded.batch_ids,
    state = CASE WHEN notify_message.state = 'CANCELLED' THEN excluded.state
            ELSE notify_message.state END,
    next_try_at = coalesce(notify_message.next_try_at, excluded.next_try_at)
WHERE (notify_message.state IN ('QUEUED', 'FAILED', 'CANCELLED') OR notify_message.error = 'NO_ADDRESS')
  AND NOT notify_message.batch_ids @> excluded.batch_ids
RETURNING key
"""


@dataclass(frozen=True, kw_only=True)
class Told:
    """How many notices of one urgency an RT was given by a file."""

    rt_id: int
    urgency: str
    count: int


def announce(*, told: Iterable[Told], batch_id: int, at: datetime) -> int:
    """Tell the office of each RT what a file brought: A at once, the rest with the next digest.

    They leave one after the other, at the pace of the setting TELL_PER_MINUTE. A vacant RT is told to
    its Lurah, one message for all vacant RTs of a kelurahan. The same file
    again adds nothing. Returns how many messages were made or grew.

    Source: Pasal 3a, 2(1)b.
    """
    sums: dict[str, dict[Receiver, int]] = {"A": defaultdict(int), "B": defaultdict(int)}
    told = list(told)
    receivers = receivers_of({line.rt_id for line in told})
    known = _mentioning(batch_id)
    for line in told:
        receiver = receivers.get(line.rt_id)
        urgency = "B" if line.urgency in DIGESTED else "A"
        if receiver is not None and (urgency, *receiver.seat.place) not in known:
            sums[urgency][receiver] += line.count
    day = digest_day(at)
    urgent = _keep(sums["A"], name=f"A:{batch_id}", batch_id=batch_id, at=at)
    return urgent + _keep(sums["B"], name=f"B:{day}", batch_id=batch_id, at=at, day=day)


def retract(*, told: Iterable[Told], batch_id: int, at: datetime) -> int:
    """Take a withdrawn file out of what waits, and tell those who have already been told of it.

    Returns how many are told.
    """
    told = list(told)
    counts: dict[int, int] = defaultdict(int)
    for line in told:
        counts[line.rt_id] += line.count
    _take_out(told, batch_id=batch_id)
    # asked afterwards: a message that was being sent while its line was waited for counts as sent
    informed = {line[1:] for line in _mentioning(batch_id, sent=True)}
    sums: dict[Receiver, int] = defaultdict(int)
    for rt_id, receiver in receivers_of(set(counts)).items():
        if receiver.seat.place in informed:
            sums[receiver] += counts[rt_id]
    return _keep(sums, name=f"W:{batch_id}", batch_id=batch_id, at=at, topic="WITHDRAWN")


def recall(
    *, told: Mapping[int, list[Told]], name: str, batch_id: int, at: datetime, topic: str
) -> int:
    """Take single notices of earlier files out of what waits, and tell those who already know of them.

    `told` is by earlier file; `name` makes the messages of one act known, so that they are made once.
    Returns how many are told.
    """
    sums: dict[Receiver, int] = defaultdict(int)
    for earlier, lines in told.items():
        receivers = receivers_of({line.rt_id for line in lines})
        _take_out(lines, batch_id=earlier, whole=False)
        informed = {line[1:] for line in _mentioning(earlier, sent=True)}
        for line in lines:
            receiver = receivers.get(line.rt_id)
            if receiver is not None and receiver.seat.place in informed:
                sums[receiver] += line.count
    return _keep(sums, name=name, batch_id=batch_id, at=at, topic=topic)


def has_told(batch_id: int) -> bool:
    """Whether messages about a file were made already."""
    return bool(_mentioning(batch_id))


def _mentioning(
    batch_id: int, *, sent: bool = False
) -> set[tuple[str, str, int | None, int | None]]:
    """Urgency and office of the messages that speak of a file, all of them or those that have left."""
    found = Message.objects.filter(topic="NOTICES", batch_ids__contains=[batch_id])
    if sent:
        found = found.filter(sent_at__isnull=False)
    return set(found.values_list("urgency", "office", "rt_id", "kelurahan_id"))


def _keep(
    counts: dict[Receiver, int],
    *,
    name: str,
    batch_id: int,
    at: datetime,
    topic: str = "NOTICES",
    day: date | None = None,
) -> int:
    """Write the lines, at once or for the digest of a day; what came too late goes into the next one."""
    if not counts:
        return 0
    keys = {f"{name}:{r.seat.office}:{r.area_id}": r for r in counts}
    habits = Habits.of([receiver.account for receiver in counts])
    a_minute = settings.get(SettingName.TELL_PER_MINUTE)
    rows = [
        _row(
            r, key=key, count=counts[r], about=TOPICS[topic], habits=habits, at=at, day=day,
            after=rules.turn(place, a_minute=a_minute),
        )
        for place, (key, r) in enumerate(keys.items())
    ]  # fmt: skip
    with connection.cursor() as cursor:
        values: dict[str, int | str] = {"batch": batch_id, "rows": json.dumps(rows, default=str)}
        cursor.execute(KEEP, values)
        kept = {row[0] for row in cursor.fetchall()}
    if day is None or len(kept) == len(rows):
        return len(kept)
    known = Message.objects.filter(key__in=keys, batch_ids__contains=[batch_id])
    settled = kept | set(known.values_list("key", flat=True))
    late = {r: counts[r] for key, r in keys.items() if key not in settled}
    tomorrow = day + timedelta(days=1)
    return len(kept) + _keep(
        late, name=f"B:{tomorrow}", batch_id=batch_id, at=at, topic=topic, day=tomorrow
    )


def _row(
    receiver: Receiver,
    *,
    key: str,
    count: int,
    about: Topic,
    habits: Habits,
    at: datetime,
    day: date | None,
    after: timedelta,
) -> dict[str, Any]:
    seat, account = receiver.seat, receiver.account
    channel = habits.channel_of(account, topic=about)
    moment = digest_moment(day) if day else at
    leaves = channel not in (None, Channel.LINK)
    return {
        "key": key,
        "account_id": account.pk,
        "office": seat.office,
        "rt_id": seat.rt_id,
        "kelurahan_id": seat.kelurahan_id,
        "city_id": seat.city_id,
        "topic": about.code,
        "urgency": "B" if day else "A",
        "channel": channel or Channel.EMAIL,
        "state": MessageState.QUEUED if channel else MessageState.DEAD,
        "error": "" if channel else Trouble.NO_ADDRESS,
        # 1,700 phones in one second would all open the list in the next one
        "next_try_at": habits.first_moment(
            account, at=habits.first_moment(account, at=moment) + after
        )
        if leaves
        else None,
        "path": composing.path_of(about, ids={}, office=seat.office),
        "count": count,
        "digest_on": day,
        "made_at": at,
    }


def _take_out(told: list[Told], *, batch_id: int, whole: bool = True) -> None:
    """Make waiting messages smaller by what the file had brought; empty ones are cancelled.

    Unless `whole`, the file still stands with its other notices.
    """
    counts: dict[tuple[int, str], int] = defaultdict(int)
    for line in told:
        counts[line.rt_id, "B" if line.urgency in DIGESTED else "A"] += line.count
    waiting = Message.objects.select_for_update(of=("self",)).filter(
        topic="NOTICES", batch_ids__contains=[batch_id], sent_at=None
    )
    receivers = receivers_of({line.rt_id for line in told})
    for message in waiting:
        less = sum(
            number
            for (rt_id, urgency), number in counts.items()
            if urgency == message.urgency
            and rt_id in receivers
            and (
                message.rt_id == rt_id
                or (
                    message.rt_id is None
                    and receivers[rt_id].seat.kelurahan_id == message.kelurahan_id
                )
            )
        )
        message.count = max(0, message.count - less)
        if whole or not message.count:
            message.batch_ids = [each for each in message.batch_ids if each != batch_id]
        fields = ["batch_ids", "count"]
        if not message.batch_ids and message.state in WAITING:
            message.state, message.next_try_at = MessageState.CANCELLED, None
            fields += ["state", "next_try_at"]
        message.save(update_fields=fields)
