"""Reads of one correction: everything its page shows, and what else is known of its person."""

from django.db.models import Prefetch, Q, QuerySet

from wacat.accounts.access import Visitor
from wacat.records.models import Notice, ServiceRecord
from wacat.verification.desk import ROW
from wacat.verification.models import (
    Correction,
    CorrectionItem,
    CoSign,
    Evidence,
    Inquiry,
    Objection,
    Step,
)
from wacat.verification.states import TRANSITIONS, CorrectionState

HISTORY_LENGTH = 20
RECORD = (
    "name", "kind", "nik", "kk", "sex", "birth_on", "served_on", "address", "place_from", "place_to",
    "number", "row_number", "batch_id",
)  # fmt: skip
BESIDE = (
    "barred_id", "basis", "days", "paused_at", "outcome", "told_by", "duplicate_of_id", "linked_state",
)  # fmt: skip
TOLD = (
    "kind", "direction", "state", "withdraw_reason", "rt_id", "kelurahan_id", "batch_id", "urgency",
    "read_at",
)  # fmt: skip


def get_case(correction_id: int, *, by: Visitor) -> Correction:
    """One correction with everything its page shows of it.

    Raises:
        Correction.DoesNotExist: there is none in the visitor's city.
    """
    return (
        Correction.objects.select_related(
            "notice__record", "rt", "kelurahan", "taken_by__person", "answer__by__person"
        )
        .prefetch_related(
            Prefetch("items", CorrectionItem.objects.order_by("id")),
            Prefetch("steps", _steps()),
            Prefetch("evidence", Evidence.objects.defer("content").order_by("id")),
        )
        .only(
            *(*ROW, *BESIDE),
            "answer__by__person__name",
            *(f"notice__{name}" for name in TOLD),
            *(f"notice__record__{name}" for name in RECORD),
        )
        .get(pk=correction_id, city_id=by.city_id)
    )


def get_evidence(*, correction_id: int, evidence_id: int, by: Visitor) -> Evidence:
    """One photo of a correction.

    Raises:
        Evidence.DoesNotExist: this correction has no such photo.
    """
    return Evidence.objects.get(pk=evidence_id, correction_id=correction_id, city_id=by.city_id)


def find_newer(case: Correction) -> ServiceRecord | None:
    """The version that stands now of the fact a case is about, where that was changed since; or None."""
    newest, found = case.notice.record_id, None
    while following := ServiceRecord.objects.filter(replaces_id=newest).first():
        newest, found = following.pk, following
    return found


def history_of(case: Correction) -> list[Notice]:
    """What else was told about the person of a case, the newest first; without a NIK, this record only."""
    record = case.notice.record
    same = Q(record__nik=record.nik) if record.nik else Q(record_id=record.pk)
    return list(
        Notice.objects.filter(same, city_id=case.city_id)
        .exclude(pk=case.notice_id)
        .select_related("record", "rt", "kelurahan")
        .only(
            *("served_on", "state", "answer", "result"),
            *("record__kind", "record__name", "rt__name", "kelurahan__name"),
        )
        .order_by("-id")[:HISTORY_LENGTH]
    )


def same_person(case: Correction) -> list[Correction]:
    """Other corrections about the person of a case, to which it may be linked, the newest first."""
    record = case.notice.record
    same = Q(notice__record_id=record.pk)
    if record.nik:
        same |= Q(notice__record__nik=record.nik)
    return list(
        Correction.objects.filter(same, city_id=case.city_id, duplicate_of=None)
        .exclude(pk=case.pk)
        .exclude(state=CorrectionState.CANCELLED)
        .select_related("rt", "kelurahan")
        .only("state", "kind", "submitted_at", "rt__name", "kelurahan__name")
        .order_by("-id")[:HISTORY_LENGTH]
    )


def inquiries_of(case: Correction) -> list[Inquiry]:
    """The other RTs that were asked about the person of a case, and what they said."""
    return list(
        Inquiry.objects.filter(correction=case).select_related("rt", "kelurahan").order_by("id")
    )


def find_cosign(case: Correction) -> CoSign | None:
    """What the Lurah said to "bukan warga saya", or None."""
    return CoSign.objects.filter(correction=case).select_related("by__person").first()


def find_objection(case: Correction) -> Objection | None:
    """The objection to the first decision of a case, or None."""
    return Objection.objects.filter(correction=case).select_related("first_by__person").first()


def acts_for(case: Correction, *, by: Visitor) -> frozenset[CorrectionState]:
    """The states to which this visitor may move the case now; empty when another operator has it."""
    if case.taken_by_id not in (None, by.account_id) or case.barred_id == by.account_id:
        return frozenset()
    now = CorrectionState(case.state)
    return frozenset(
        to for (here, to), offices in TRANSITIONS.items() if here == now and by.role in offices
    )


def _steps() -> QuerySet[Step]:
    shown = ("correction_id", "from_state", "to_state", "purpose", "at", "note", "by__person__name")
    return Step.objects.select_related("by__person").only(*shown).order_by("id")
