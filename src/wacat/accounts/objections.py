"""The right to object to a revocation, the decision on it, and reinstatement."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from wacat.accounts.access import Visitor
from wacat.accounts.appointing import CannotAppoint, Decree, appoint
from wacat.accounts.ending import close_account
from wacat.accounts.models import Account, AccountState, Appointment, Sanction
from wacat.accounts.moving import lock_account, move
from wacat.accounts.queries import office_title
from wacat.accounts.sanctions import CannotSanction, add_files, get_locked, step
from wacat.accounts.scans import Scan
from wacat.accounts.states import SanctionState
from wacat.audit.actions import note
from wacat.queue.actions import defer

SHORTEST = 10
LONGEST = 4000


@transaction.atomic
def object_to(
    *,
    sanction_id: int,
    text: str,
    files: Sequence[tuple[str, Scan]] = (),
    by: Visitor | None,
    at: datetime,
) -> None:
    """Object once to a revocation, within the time; `by` is who wrote it down from paper, if anybody.

    Raises:
        CannotSanction: too late, a second time, or without a text.
    """
    case = get_locked(sanction_id)
    if case.objected_at is not None:
        raise CannotSanction("Keberatan sudah diterima. Keberatan diajukan satu kali.")
    if case.objection_until is None or at >= case.objection_until:
        raise CannotSanction("Waktu mengajukan keberatan sudah lewat.")
    step(case, to=SanctionState.OBJECTED, by=by)
    if len(text.strip()) < SHORTEST:
        raise CannotSanction("Tulis mengapa Anda berkeberatan, paling sedikit satu kalimat.")
    writer = by.account_id if by is not None else None
    Sanction.objects.filter(pk=case.pk).update(
        state=SanctionState.OBJECTED,
        objection=text.strip()[:LONGEST],
        objected_at=at,
        objection_recorded_by_id=writer,
    )
    add_files(case, files=files, by=writer, at=at)
    note(act="sanction.objected", of="sanction", ids=[case.pk])


@transaction.atomic
def settle(*, sanction_id: int, accept: bool, reason: str, by: Visitor, at: datetime) -> list[str]:
    """Decide an objection, as somebody who neither prepared nor decided the revocation.

    Accepted: the account opens again, and each office that was taken resumes where it is still
    vacant. Returns a sentence for each office.

    Raises:
        CannotSanction: without a reason, no objection stands, or one of the two who revoked.
    """
    case = get_locked(sanction_id)
    to = SanctionState.REINSTATED if accept else SanctionState.UPHELD
    step(case, to=to, by=by)
    if by.account_id in (case.prepared_by_id, case.decided_by_id):
        raise CannotSanction("Keberatan diputus oleh orang lain daripada yang mencabut akses.")
    if not reason.strip():
        raise CannotSanction("Tulis alasan putusan. Alasan ini dibaca oleh yang berkeberatan.")
    told = _reinstate(case, by=by.account_id, at=at) if accept else []
    Sanction.objects.filter(pk=case.pk).update(
        state=to,
        settled_by_id=by.account_id,
        settled_at=at,
        objection_reason=reason.strip()[:500],
        resumed=told,
    )
    act = "account.reinstated" if accept else "sanction.upheld"
    note(act=act, of="account", ids=[case.account_id], sanction=case.pk)
    defer("notify.tell", topic="OBJECTION_SETTLED", account_id=case.account_id, sanction_id=case.pk)
    return told


def finish(*, at: datetime) -> int:
    """Mark revocations against which nobody objected in time; how many (daily job)."""
    late = Sanction.objects.filter(state=SanctionState.IN_FORCE, objection_until__lte=at)
    return late.update(state=SanctionState.FINAL)


def _reinstate(case: Sanction, *, by: int, at: datetime) -> list[str]:
    account = lock_account(case.account_id)
    if account.state != AccountState.REVOKED:
        raise CannotSanction("Akun ini tidak lagi dicabut, jadi tidak ada yang dipulihkan.")
    to = AccountState.ACTIVE if account.has_usable_password() else AccountState.INVITED
    move(account, to=to, role="SYSTEM", by=by, at=at, reason="Keberatan diterima")
    told = [
        _resume(account, appointment_id=int(pk), until=until, by=by, at=at)
        for pk, until in sorted(case.stopped.items())
    ]
    close_account(person_id=account.person_id, by=by, at=at)
    return told


def _resume(
    account: Account, *, appointment_id: int, until: str | None, by: int, at: datetime
) -> str:
    """Give an office back if it is still vacant; the sentence that says what became of it."""
    before = Appointment.objects.select_related("area__kelurahan").get(pk=appointment_id)
    office = office_title(before.office, before.area)
    ends = datetime.fromisoformat(until) if until else None
    if before.valid.isempty:
        return (
            f"{office}: belum dimulai saat dicabut, tidak dilanjutkan. Angkat kembali bila perlu."
        )
    if ends is not None and ends <= at:
        return f"{office}: masa jabatannya sudah selesai, tidak dilanjutkan."
    try:
        with transaction.atomic():
            appoint(
                person_id=account.person_id, office=before.office, area_id=before.area_id,
                kind=before.kind, since=at, until=ends,
                decree=Decree(before.decree_number, before.decree_on, before.decree_scan),
                by=by, at=at,
            )  # fmt: skip
    except CannotAppoint as refusal:
        return f"{office}: tidak dilanjutkan. {refusal}"
    return f"{office}: dilanjutkan."
