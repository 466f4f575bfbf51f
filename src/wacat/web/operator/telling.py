"""Tell the office that answered how its answer stands; the words leave without any resident's data."""

from wacat.queue.actions import defer
from wacat.verification.models import Correction
from wacat.verification.states import DECIDED, CorrectionState

TOPICS = {
    **dict.fromkeys((*DECIDED, CorrectionState.DONE_IN_SIAK), "SETTLED"),
    CorrectionState.NEEDS_INFO: "NEEDS_INFO",
}


def tell_author(correction_id: int) -> None:
    """Put the message into the queue where the last act concerns the one who answered.

    A state that is reached again (a second question) is told again.
    """
    case = Correction.objects.select_related("answer").get(pk=correction_id)
    topic = TOPICS.get(CorrectionState(case.state))
    if topic is None:
        return
    author = case.answer
    area_id = author.rt_id if author.office == "KETUA_RT" else author.kelurahan_id
    defer(
        "notify.tell",
        topic=topic,
        account_id=author.by_id,
        area_id=area_id,
        notice_id=case.notice_id,
        key=f"{topic}:{case.pk}:{case.steps.count()}",
    )
