"""One act on many cases: what would happen to each, and doing it, each case for itself.

Only acts that need no reading: take, give back, mark done in SIAK. Nothing is decided for many.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from wacat.accounts.access import Visitor
from wacat.values.refusal import Refusal
from wacat.verification import desk, settling
from wacat.verification.models import Correction
from wacat.verification.states import TRANSITIONS, CorrectionState

MOST = 50
S = CorrectionState
TARGETS: dict[str, CorrectionState] = {
    "ambil": S.IN_REVIEW,
    "lepas": S.RECEIVED,
    "selesai": S.DONE_IN_SIAK,
}


class CannotDoMany(Refusal):
    """The act on many cases cannot begin; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One case of a preview or of the result; `refusal` says why nothing happens to it."""

    case: Correction
    refusal: str = ""


def preview(act: str, ids: Sequence[int], *, by: Visitor) -> list[Line]:
    """What the act would do to each of these cases; nothing is changed.

    Raises:
        CannotDoMany: no such act, no case, or too many.
    """
    if act not in TARGETS:
        raise CannotDoMany("Pilih yang ingin dilakukan.")
    if not ids:
        raise CannotDoMany("Centang koreksinya lebih dahulu.")
    if len(ids) > MOST:
        raise CannotDoMany(f"Paling banyak {MOST} koreksi sekaligus.")
    cases = [case for case in desk.with_facts(ids) if case.city_id == by.city_id]
    return [Line(case=case, refusal=_refusal(case, act, by=by)) for case in cases]


def run(
    act: str, ids: Sequence[int], *, remark: str, by: Visitor, at: datetime
) -> tuple[list[int], list[Line]]:
    """Do the act to each case for itself; the ids that it happened to, and the others with the reason.

    Raises:
        CannotDoMany: no such act, no case, too many, or the reason is missing.
    """
    lines = preview(act, ids, by=by)
    if act != "ambil" and not remark.strip():
        raise CannotDoMany("Tulis alasan atau catatannya; tersimpan pada setiap koreksi.")
    done: list[int] = []
    left: list[Line] = []
    for line in lines:
        try:
            with transaction.atomic():
                _act(act, remark)(correction_id=line.case.pk, by=by, at=at)
        except Refusal as refusal:
            left.append(Line(case=line.case, refusal=str(refusal)))
        else:
            done.append(line.case.pk)
    return done, left


def _act(act: str, remark: str) -> Callable[..., object]:
    if act == "ambil":
        return settling.take

    def reasoned(**known: object) -> None:
        doing = settling.release if act == "lepas" else settling.mark_done
        doing(remark=remark, **known)  # type: ignore[arg-type]

    return reasoned


def _refusal(case: Correction, act: str, *, by: Visitor) -> str:
    state = CorrectionState(case.state)
    if act == "ambil" and case.taken_by_id == by.account_id:
        return "Sudah Anda kerjakan."
    if case.taken_by is not None and case.taken_by_id != by.account_id:
        return f"Sedang dikerjakan oleh {case.taken_by.person.name}."
    if act != "ambil" and case.taken_by_id is None:
        return "Belum Anda ambil."
    # taking one that nobody has opened yet passes through RECEIVED
    here = S.RECEIVED if act == "ambil" and state == S.SUBMITTED else state
    if by.role not in TRANSITIONS.get((here, TARGETS[act]), ()):
        return f"Berstatus “{state.label}”."
    return ""
