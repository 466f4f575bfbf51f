"""A case that was taken but not touched for so long returns to the queue by itself."""

from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings as django_settings
from django.db import transaction
from django.db.models import Max

from wacat.accounts import settings
from wacat.accounts.access import Visitor, get_account
from wacat.accounts.models import SettingName
from wacat.audit.actions import note
from wacat.values.office_hours import later
from wacat.verification.models import Correction
from wacat.verification.moving import System, get_open, move
from wacat.verification.settling import get_mine
from wacat.verification.states import CorrectionState

REMARK = "Tidak disentuh dalam waktu yang ditetapkan; kembali ke antrean dengan sendirinya."


def returns_at(case: Correction) -> datetime | None:
    """When a case that is being reviewed returns to the queue unless it is touched; None otherwise.

    Units: the setting counts hours of the office, so that no night or holiday returns a case.
    """
    if case.state != CorrectionState.IN_REVIEW or case.taken_at is None:
        return None
    return _limit(_touched_at(case), hours=settings.get(SettingName.TAKEN_HOURS))


def return_untouched(*, at: datetime) -> dict[int, int]:
    """Give back what nobody touched in time; how many cases of each account returned.

    Each case is looked at again under its lock: an act in between keeps it.
    """
    hours = settings.get(SettingName.TAKEN_HOURS)
    waiting = Correction.objects.filter(
        state=CorrectionState.IN_REVIEW,
        taken_by__isnull=False,
        taken_at__lt=at - timedelta(hours=hours),
    ).order_by("id")
    system = System(get_account("sistem").pk)
    returned: Counter[int] = Counter()
    for correction_id in waiting.values_list("pk", flat=True):
        case = get_open(correction_id)
        holder = case.taken_by_id
        if case.state != CorrectionState.IN_REVIEW or holder is None:
            continue
        if _limit(_touched_at(case), hours=hours) > at:
            continue
        move(
            correction=case, to=CorrectionState.RECEIVED, by=system, at=at, text=REMARK,
            taken_by_id=None, taken_at=None,
        )  # fmt: skip
        note(act="correction.returned", of="correction", ids=[case.pk], holder=holder)
        returned[holder] += 1
    return dict(returned)


@transaction.atomic
def keep(*, correction_id: int, by: Visitor, at: datetime) -> None:
    """Say that a case is still being worked on; its time begins anew.

    Raises:
        CannotSettle: this operator does not have it.
    """
    case = get_mine(correction_id, by=by)
    Correction.objects.filter(pk=case.pk).update(taken_at=at)
    note(act="correction.kept", of="correction", ids=[case.pk])


def _touched_at(case: Correction) -> datetime:
    """The later of being taken (or kept) and the last step."""
    last: datetime | None = case.steps.aggregate(last=Max("at"))["last"]
    taken = case.taken_at
    return max(moment for moment in (last, taken, case.submitted_at) if moment is not None)


def _limit(touched: datetime, *, hours: int) -> datetime:
    return later(touched, working=timedelta(hours=hours), zone=ZoneInfo(django_settings.TIME_ZONE))
