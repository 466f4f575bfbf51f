"""Revocation for breach of confidentiality (Pasal 6 with 5(3)a): prepared by one, decided by another."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from wacat.accounts import links, settings
from wacat.accounts.access import Visitor
from wacat.accounts.ending import end, lock
from wacat.accounts.models import (
    Account,
    AccountState,
    Appointment,
    Breach,
    EndReason,
    Sanction,
    SanctionFile,
    SettingName,
)
from wacat.accounts.moving import lock_account, move
from wacat.accounts.scans import Scan
from wacat.accounts.states import SANCTION_TRANSITIONS, SanctionState
from wacat.audit.actions import note
from wacat.queue.actions import defer
from wacat.values.refusal import Refusal


class CannotSanction(Refusal):
    """The step is not possible; the message says why and what to do."""


@transaction.atomic
def prepare(
    *,
    account_id: int,
    reason: str,
    description: str,
    files: Sequence[tuple[str, Scan]],
    by: Visitor,
    at: datetime,
) -> Sanction:
    """Prepare the revocation of an account: which breach, what happened, with what evidence.

    Raises:
        CannotSanction: reason, description or evidence is missing, it is one's own account, it has
            ended or been revoked already, or a case of this account is open.
    """
    account = lock_account(account_id)
    _check_new(account, reason=reason, description=description, files=files, by=by)
    try:
        with transaction.atomic():
            made = Sanction.objects.create(
                account=account, reason=reason, description=description.strip(),
                prepared_by_id=by.account_id, prepared_office=by.role, prepared_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise CannotSanction(
            "Sudah ada perkara yang belum selesai untuk akun ini. Buka perkara itu."
        ) from error
    add_files(made, files=files, by=by.account_id, at=at)
    note(act="sanction.prepared", of="sanction", ids=[made.pk], account=account.pk)
    return made


@transaction.atomic
def drop(*, sanction_id: int, reason: str, by: Visitor, at: datetime) -> None:
    """Close a prepared case without a decision against the holder.

    Raises:
        CannotSanction: without a reason, or it has been decided.
    """
    case = get_locked(sanction_id)
    if not reason.strip():
        raise CannotSanction("Tulis mengapa perkara ini tidak diteruskan.")
    step(case, to=SanctionState.DROPPED, by=by)
    Sanction.objects.filter(pk=case.pk).update(
        state=SanctionState.DROPPED, closing_note=reason.strip()[:300]
    )
    note(act="sanction.dropped", of="sanction", ids=[case.pk])


@transaction.atomic
def decide(*, sanction_id: int, by: Visitor, at: datetime) -> None:
    """Revoke: the second person agrees, the account closes on the next request, the offices end.

    One of the two is the administrator (Pasal 6). The holder is told the reason and until when he
    may object.

    Raises:
        CannotSanction: the same person prepared it, none of the two is the administrator, it
            concerns oneself, or it has been decided already.
    """
    case = get_locked(sanction_id)
    step(case, to=SanctionState.IN_FORCE, by=by)
    if by.account_id in (case.prepared_by_id, case.account_id):
        raise CannotSanction(
            "Pencabutan diputus oleh orang lain daripada yang menyiapkannya. Minta rekan Anda."
        )
    if "ADMINISTRATOR" not in (by.role, case.prepared_office):
        raise CannotSanction("Pencabutan memerlukan keputusan administrator.")
    account = lock_account(case.account_id)
    move(
        account, to=AccountState.REVOKED, role="SYSTEM", by=by.account_id, at=at,
        reason=Breach(case.reason).label,
    )  # fmt: skip
    stopped = _take_offices(account, by=by.account_id, at=at)
    Sanction.objects.filter(pk=case.pk).update(
        state=SanctionState.IN_FORCE,
        decided_by_id=by.account_id,
        decided_office=by.role,
        decided_at=at,
        stopped=stopped,
        token_hash=links.hashed(links.token_of(case.pk)),
        objection_until=objection_end(at),
    )
    note(act="account.revoked", of="account", ids=[account.pk], sanction=case.pk)
    defer("notify.tell", topic="REVOKED", account_id=account.pk, sanction_id=case.pk)


def get_locked(sanction_id: int) -> Sanction:
    """The case, locked for the length of the transaction.

    Raises:
        Sanction.DoesNotExist: not within reach, or there is none.
    """
    return Sanction.objects.select_for_update(no_key=True).get(pk=sanction_id)


def step(case: Sanction, *, to: SanctionState, by: Visitor | None) -> None:
    """Check a step of SANCTION_TRANSITIONS; without a visitor the holder himself acts.

    Raises:
        CannotSanction: the table does not allow it to this office now.
    """
    now = SanctionState(case.state)
    role = by.role if by is not None else "HOLDER"
    if role not in SANCTION_TRANSITIONS.get((now, to), frozenset()):
        raise CannotSanction(
            f"Perkara ini berstatus “{now.label}”, jadi langkah itu tidak dapat Anda lakukan sekarang."
        )


def add_files(
    case: Sanction, *, files: Sequence[tuple[str, Scan]], by: int | None, at: datetime
) -> None:
    """Keep evidence, or an objection on paper, with the case."""
    SanctionFile.objects.bulk_create(
        SanctionFile(
            sanction=case, account_id=case.account_id, name=name[:120], content=scan.content,
            media_type=scan.media_type, added_by_id=by, added_at=at,
        )
        for name, scan in files
    )  # fmt: skip


def objection_end(decided_at: datetime) -> datetime:
    """Until when the holder may object: the end of the last day (a setting of the office)."""
    days = settings.get(SettingName.OBJECTION_DAYS)
    last = timezone.localtime(decided_at) + timedelta(days=days + 1)
    return last.replace(hour=0, minute=0, second=0, microsecond=0)


def _check_new(
    account: Account, *, reason: str, description: str, files: Sequence[tuple[str, Scan]], by: Visitor
) -> None:  # fmt: skip
    if account.pk == by.account_id:
        raise CannotSanction("Perkara tentang akun Anda sendiri disiapkan oleh petugas lain.")
    if account.state in (AccountState.REVOKED, AccountState.ENDED):
        label = AccountState(account.state).label.lower()
        raise CannotSanction(f"Akun ini sudah {label}, jadi tidak ada akses yang dapat dicabut.")
    if reason not in Breach.values:
        raise CannotSanction("Pilih pelanggaran dari daftar.")
    if len(description.strip()) < 20:
        raise CannotSanction("Uraikan apa yang terjadi, paling sedikit satu kalimat.")
    if not files:
        raise CannotSanction("Lampirkan paling sedikit satu bukti, misalnya foto layar atau surat.")


def _take_offices(account: Account, *, by: int, at: datetime) -> dict[str, str | None]:
    """End every office that runs or is promised; remember until when each had been given."""
    held = Appointment.objects.filter(
        person_id=account.person_id, end_reason="", valid__overlap=DateTimeTZRange(at, None)
    )
    taken: dict[str, str | None] = {}
    for pk in held.order_by("pk").values_list("pk", flat=True):
        term = lock(pk)
        until = term.valid.upper
        if term.end_reason or term.valid.isempty:
            continue
        taken[str(pk)] = until.isoformat() if until else None
        end(appointment_id=pk, reason=EndReason.REVOKED, note="", by=by, at=at)
    return taken
