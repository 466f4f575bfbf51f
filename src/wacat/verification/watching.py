"""The legal clock seen from outside: who is warned of what comes near, and what was late."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from wacat.accounts import settings
from wacat.accounts.models import Office, SettingName
from wacat.accounts.queries import running
from wacat.queue.actions import defer
from wacat.verification.models import ClockRound
from wacat.verification.states import CorrectionState


@transaction.atomic
def watch(*, at: datetime) -> tuple[int, int]:
    """Tell the sekretaris of corrections near their deadline and beyond it, each round once.

    The message opens the most urgent of them. Returns how many were newly near and newly late.
    """
    open_rounds = ClockRound.objects.filter(ended_at=None, paused_at=None)
    late = _mark(open_rounds.filter(due_at__lte=at, late_at=None), late_at=at)
    soon = at + timedelta(hours=settings.get(SettingName.WARN_HOURS))
    near = _mark(open_rounds.filter(due_at__gt=at, due_at__lte=soon, warned_at=None), warned_at=at)
    for held in running(Office.SEKRETARIS).select_related("person__account"):
        account = getattr(held.person, "account", None)
        if account is None:
            continue
        for topic, cases in (("CORRECTIONS_LATE", late), ("CORRECTIONS_NEAR", near)):
            if cases:
                defer(
                    "notify.tell", topic=topic, account_id=account.pk, jumlah=len(cases),
                    correction_id=cases[0],
                )  # fmt: skip
    return len(near), len(late)


def _mark(found: QuerySet[ClockRound], **moment: datetime) -> list[int]:
    """Note on these rounds that they were told of; their corrections, the most urgent first."""
    rows = list(
        found.select_for_update(of=("self",), skip_locked=True)
        .order_by("due_at", "id")
        .values_list("pk", "correction_id")
    )
    ClockRound.objects.filter(pk__in=[pk for pk, _ in rows]).update(**moment)
    return [correction_id for _, correction_id in rows]


def breaches(*, since: datetime, until: datetime, at: datetime) -> QuerySet[ClockRound]:
    """The rounds of the clock that began in [`since`, `until`) and missed their deadline by `at`.

    Source: UU 27/2022 Pasal 30. A round counts when it was decided after it was due, or is due and
    not decided; one that stands in needs-info counts only when the deadline passed before the pause.
    What its author took back in time does not. No resident is read: heads of the office may ask too.
    """
    return rounds(since=since, until=until).filter(
        Q(ended_at__gt=F("due_at"))
        | Q(ended_at=None, paused_at=None, due_at__lte=at)
        | Q(ended_at=None, paused_at__gt=F("due_at"))
    )


def rounds(*, since: datetime, until: datetime) -> QuerySet[ClockRound]:
    """The rounds that began in [`since`, `until`): what breaches are counted among.

    What was taken back before it was due needed no decision and is left out.
    """
    begun = ClockRound.objects.filter(started_at__gte=since, started_at__lt=until)
    return begun.exclude(outcome=CorrectionState.CANCELLED, ended_at__lte=F("due_at"))


def latest_round(correction_id: int) -> ClockRound:
    """How the clock of one correction stands now.

    Raises:
        ClockRound.DoesNotExist: not within reach, or there is none.
    """
    found = ClockRound.objects.filter(correction_id=correction_id)
    return found.select_related("rt", "kelurahan").latest("number")


def pressing(*, at: datetime) -> QuerySet[ClockRound]:
    """The rounds that are late or within the warning, the most urgent first; for the sekretaris' list."""
    soon = at + timedelta(hours=settings.get(SettingName.WARN_HOURS))
    running_now = ClockRound.objects.filter(ended_at=None, paused_at=None, due_at__lte=soon)
    return running_now.select_related("rt", "kelurahan").order_by("due_at", "id")
