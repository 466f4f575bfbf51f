"""Who hears of a step: the one who answered, and those whose correction is the same as this one.

What leaves the house names no resident; the words of the result are read on the page.
"""

from collections.abc import Mapping
from datetime import datetime

from wacat.areas.models import Area
from wacat.notify.receivers import Receiver, lurahs_of, receivers_of
from wacat.queue.actions import defer
from wacat.records.actions import mark_result
from wacat.verification.models import Answer, Correction
from wacat.verification.states import DECIDED, CorrectionState

S = CorrectionState


def after(correction: Correction, *, before: CorrectionState, at: datetime) -> None:
    """Tell of the step that brought a correction from `before` to where it stands now."""
    state = S(correction.state)
    settled = state in DECIDED or state == S.DONE_IN_SIAK
    settled = settled or (before == S.FORWARDED and state == S.CLOSED)
    if state == S.NEEDS_INFO:
        tell_author(correction, topic="NEEDS_INFO", at=at)
    elif settled:
        tell_author(correction, topic="SETTLED", at=at)
        _tell_duplicates(correction, at=at)


def tell_author(correction: Correction, *, topic: str, at: datetime) -> None:
    """Put the message for the office that answered into the queue; told once for each moment."""
    author = Answer.objects.only("rt_id", "kelurahan_id", "office", "by_id").get(
        pk=correction.answer_id
    )
    area_id = author.rt_id if author.office == "KETUA_RT" else author.kelurahan_id
    defer(
        "notify.tell",
        topic=topic,
        account_id=author.by_id,
        area_id=area_id,
        notice_id=correction.notice_id,
        key=f"{topic}:{correction.pk}:{at.timestamp():.0f}",
    )


def tell_rt(rt: Area, *, topic: str, key: str, **ids: int) -> None:
    """Tell whoever answers for an RT now: its head, else the Lurah."""
    _tell(receivers_of({rt.pk}), topic=topic, key=key, ids=ids)


def tell_lurah(rt: Area, *, topic: str, key: str, **ids: int) -> None:
    """Tell the Lurah above an RT; nobody where that office is vacant."""
    _tell(lurahs_of({rt.pk: rt}), topic=topic, key=key, ids=ids)


def _tell(
    receivers: Mapping[int, Receiver], *, topic: str, key: str, ids: Mapping[str, int]
) -> None:
    for receiver in receivers.values():
        told: dict[str, int | str | None] = {
            "topic": topic, "account_id": receiver.account.pk, "area_id": receiver.area_id, "key": key,
        }  # fmt: skip
        defer("notify.tell", **(told | dict(ids)))  # type: ignore[arg-type]


def _tell_duplicates(first: Correction, *, at: datetime) -> None:
    """Whoever said the same hears how the first ended."""
    for second in Correction.objects.filter(duplicate_of=first):
        mark_result(notice_id=second.notice_id, result=S.DUPLICATE, at=at)
        Correction.objects.filter(pk=second.pk).update(linked_state=first.state)
        tell_author(second, topic="SETTLED", at=at)
