"""Issuing accounts: the Kasi prepares, only the administrator issues, many need two persons (10a)."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from wacat.accounts.access import Visitor
from wacat.accounts.models import (
    ALONE_AT_MOST,
    IssueBatch,
    IssueItem,
    IssueState,
    ItemState,
    ProposalLine,
)
from wacat.accounts.proposal_states import LineState
from wacat.audit.actions import note
from wacat.queue.actions import defer
from wacat.values.refusal import Refusal

PREPARERS = frozenset({"ADMINISTRATOR", "KASI"})


class CannotIssue(Refusal):
    """The accounts cannot be issued like this; the message says why and what to do."""


def alone_at_most() -> int:
    """Up to how many accounts one administrator issues alone (WACAT_TERBIT_SENDIRI)."""
    return min(int(settings.WACAT_ISSUE_ALONE), ALONE_AT_MOST)


def progress_key(batch_id: int) -> str:
    """The name under which a batch tells its progress."""
    return f"issue:{batch_id}"


@transaction.atomic
def prepare(*, line_ids: Iterable[int], by: Visitor, at: datetime) -> IssueBatch:
    """Put approved lines into a batch that waits for the administrator.

    Raises:
        CannotIssue: nothing chosen, or a line is in another batch or no longer approved.
    """
    if by.role not in PREPARERS:
        raise CannotIssue("Hanya Kasi atau administrator yang menyiapkan penerbitan akun.")
    wanted = set(line_ids)
    lines = list(
        ProposalLine.objects.select_for_update(of=("self",))
        .filter(pk__in=wanted, state=LineState.APPROVED, account=None)
        .order_by("id")
    )
    if not lines:
        raise CannotIssue("Pilih paling sedikit satu baris yang sudah disetujui.")
    if len(lines) < len(wanted):
        raise CannotIssue(
            "Sebagian baris baru saja diterbitkan atau dikembalikan. Muat ulang, lalu pilih lagi."
        )
    batch = IssueBatch.objects.create(
        line_count=len(lines), alone_most=alone_at_most(), prepared_by_id=by.account_id,
        prepared_at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            IssueItem.objects.bulk_create(IssueItem(batch=batch, line=line) for line in lines)
    except IntegrityError as error:
        raise CannotIssue(
            "Sebagian baris sudah ada dalam penerbitan lain. Muat ulang, lalu pilih lagi."
        ) from error
    note(act="issue.prepared", of="issue", ids=[batch.pk], lines=len(lines))
    return batch


@transaction.atomic
def decide(*, batch_id: int, by: Visitor, at: datetime, later: bool = True) -> IssueBatch:
    """Issue the accounts of a batch: the work itself is a job (`issuing_run.run`).

    Raises:
        CannotIssue: not the administrator, the second person is missing, or decided already.
    """
    batch = _lock(batch_id)
    if by.role != "ADMINISTRATOR":
        raise CannotIssue("Hanya administrator yang menerbitkan akun (Pasal 10 huruf a).")
    if batch.line_count > batch.alone_most and batch.prepared_by_id == by.account_id:
        raise CannotIssue(
            f"Lebih dari {batch.alone_most} akun diterbitkan oleh dua orang. "
            "Minta Kasi menyiapkan penerbitannya, lalu Anda yang memutus."
        )
    IssueBatch.objects.filter(pk=batch.pk).update(
        state=IssueState.RUNNING, decided_by=by.account_id, decided_at=at
    )
    note(act="issue.decided", of="issue", ids=[batch.pk], lines=batch.line_count)
    if later:
        defer("accounts.issue", lock=progress_key(batch.pk), batch_id=batch.pk, by=by.account_id)
    batch.refresh_from_db()
    return batch


@transaction.atomic
def cancel(*, batch_id: int, reason: str, by: Visitor, at: datetime) -> IssueBatch:
    """Give up a batch that has not been decided; its lines can be chosen again.

    Raises:
        CannotIssue: it is decided already, or the reason is missing.
    """
    batch = _lock(batch_id)
    if not reason.strip():
        raise CannotIssue("Tulis alasan pembatalannya.")
    batch.items.filter(state=ItemState.WAITING).update(state=ItemState.DROPPED)
    IssueBatch.objects.filter(pk=batch.pk).update(
        state=IssueState.CANCELLED, reason=reason.strip()[:300], decided_at=at,
        decided_by=by.account_id, line_count=0,
    )  # fmt: skip
    note(act="issue.cancelled", of="issue", ids=[batch.pk])
    batch.refresh_from_db()
    return batch


def _lock(batch_id: int) -> IssueBatch:
    batch = IssueBatch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    if batch.state != IssueState.PREPARED:
        raise CannotIssue(
            f"Penerbitan ini {batch.get_state_display().lower()}, jadi tidak dapat diputus lagi."
        )
    return batch
