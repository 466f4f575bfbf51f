"""Reviewing proposals: the Kasi prepares, the administrator decides, line by line (Pasal 5(1), 10a)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from wacat.accounts.access import Visitor
from wacat.accounts.models import Account, Proposal, ProposalLine
from wacat.accounts.proposal_states import (
    DECIDED,
    TRANSITIONS,
    LineState,
    ProposalState,
    outcome,
)
from wacat.audit.actions import note
from wacat.queue.actions import defer
from wacat.values.refusal import Refusal
from wacat.values.tanggal import tanggal

VERDICTS = (LineState.APPROVED, LineState.RETURNED, LineState.REJECTED)
LONGEST_REASON = 300


class CannotReview(Refusal):
    """The proposal cannot be reviewed like this; the message says why and what to do."""


@dataclass(frozen=True)
class Verdict:
    """What becomes of a line, and why where it is not approved."""

    state: str
    reason: str = ""


@transaction.atomic
def take(*, proposal_id: int, by: Visitor, at: datetime) -> Proposal:
    """Begin with a proposal, so that its author does not change it meanwhile.

    Raises:
        CannotReview: it was withdrawn or decided.
    """
    proposal = _lock(proposal_id)
    if proposal.state == ProposalState.SUBMITTED:
        _allow(ProposalState.SUBMITTED, ProposalState.IN_REVIEW, role=by.role)
        Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.IN_REVIEW)
        note(act="proposal.taken", of="proposal", ids=[proposal.pk])
        proposal.state = ProposalState.IN_REVIEW
    return proposal


@transaction.atomic
def advise(
    *, proposal_id: int, verdicts: Mapping[int, Verdict], by: Visitor, at: datetime
) -> Proposal:
    """Prepare the decision: the administrator finds these verdicts filled in.

    Raises:
        CannotReview: withdrawn or decided meanwhile, or a reason is missing.
    """
    proposal = take(proposal_id=proposal_id, by=by, at=at)
    lines = _waiting(proposal, verdicts, complete=False)
    for line in lines:
        line.advice = verdicts[line.pk].state
        line.reason = verdicts[line.pk].reason.strip()[:LONGEST_REASON]
    ProposalLine.objects.bulk_update(lines, ["advice", "reason"], batch_size=500)
    Proposal.objects.filter(pk=proposal.pk).update(prepared_by=by.account_id)
    note(act="proposal.prepared", of="proposal", ids=[proposal.pk], lines=len(lines))
    return proposal


@transaction.atomic
def decide(
    *,
    proposal_id: int,
    verdicts: Mapping[int, Verdict],
    by: Visitor,
    at: datetime,
    tell: bool = True,
) -> Proposal:
    """Approve, return or reject each waiting line; the author is told.

    Raises:
        CannotReview: withdrawn or decided meanwhile, a line left out, a reason missing, or the one
            who prepared would decide.
    """
    proposal = take(proposal_id=proposal_id, by=by, at=at)
    if proposal.prepared_by_id == by.account_id:
        raise CannotReview("Anda yang menyiapkan usulan ini, jadi orang lain yang memutus.")
    lines = _waiting(proposal, verdicts, complete=True)
    for line in lines:
        line.state = LineState(verdicts[line.pk].state)
        approved = line.state == LineState.APPROVED
        line.reason = "" if approved else verdicts[line.pk].reason.strip()[:LONGEST_REASON]
        line.decided_at, line.advice = at, ""
    ProposalLine.objects.bulk_update(
        lines, ["state", "reason", "decided_at", "advice"], batch_size=500
    )
    state = outcome(set(proposal.lines.values_list("state", flat=True)))
    _allow(ProposalState.IN_REVIEW, state, role=by.role)
    Proposal.objects.filter(pk=proposal.pk).update(
        state=state, decided_by=by.account_id, decided_at=at
    )
    note(act=f"proposal.{state.lower()}", of="proposal", ids=[proposal.pk], lines=len(lines))
    proposal.refresh_from_db()
    if tell:
        _tell(proposal)
    return proposal


@transaction.atomic
def take_back_approval(*, line_id: int, reason: str, by: Visitor, at: datetime) -> ProposalLine:
    """Return an approved line for which no account has been issued.

    Raises:
        CannotReview: an account stands on it, it is not approved, or the reason is missing.
    """
    line = ProposalLine.objects.select_for_update(of=("self",)).get(pk=line_id)
    if line.state != LineState.APPROVED or line.account_id is not None:
        raise CannotReview("Baris ini sudah menjadi akun, atau tidak sedang disetujui.")
    if not reason.strip():
        raise CannotReview("Tulis alasannya; pengusul membacanya.")
    proposal = _lock(line.proposal_id, any_state=True)
    _allow(ProposalState.IN_REVIEW, ProposalState.RETURNED, role=by.role)
    ProposalLine.objects.filter(pk=line.pk).update(
        state=LineState.RETURNED, reason=reason.strip()[:LONGEST_REASON], decided_at=at
    )
    if proposal.state in DECIDED:
        state = outcome(set(proposal.lines.values_list("state", flat=True)))
        Proposal.objects.filter(pk=proposal.pk).update(state=state)
    note(act="proposal.line_returned", of="proposal_line", ids=[line.pk])
    proposal.refresh_from_db()
    _tell(proposal)
    line.refresh_from_db()
    return line


def _lock(proposal_id: int, *, any_state: bool = False) -> Proposal:
    proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal_id)
    if any_state or proposal.state in (ProposalState.SUBMITTED, ProposalState.IN_REVIEW):
        return proposal
    if proposal.state == ProposalState.DRAFT or proposal.decided_at is None:
        raise CannotReview("Pengusul baru saja menarik usulan ini. Tidak ada yang perlu diputus.")
    who = Account.objects.select_related("person").get(pk=proposal.decided_by_id or 0)
    when = timezone.localtime(proposal.decided_at)
    raise CannotReview(
        f"Usulan ini sudah diputus oleh {who.person.name}, {tanggal(when)} pukul {when:%H.%M}. "
        "Putusan Anda tidak disimpan."
    )


def _allow(now: ProposalState, to: ProposalState, *, role: str) -> None:
    if role not in TRANSITIONS.get((now, to), frozenset()):
        raise CannotReview("Hanya administrator yang memutus usulan akun (Pasal 10 huruf a).")


def _waiting(
    proposal: Proposal, verdicts: Mapping[int, Verdict], *, complete: bool
) -> list[ProposalLine]:
    """The waiting lines with a verdict.

    Raises:
        CannotReview: none, one left out though all are asked for, or a reason is missing.
    """
    waiting = list(
        proposal.lines.select_for_update(of=("self",))
        .filter(state=LineState.SENT)
        .order_by("number")
    )
    known = [line for line in waiting if line.pk in verdicts]
    if not known or (complete and len(known) < len(waiting)):
        raise CannotReview("Pilih putusan untuk setiap baris, lalu simpan lagi.")
    for line in known:
        verdict = verdicts[line.pk]
        if verdict.state not in VERDICTS:
            raise CannotReview("Pilih setujui, kembalikan atau tolak.")
        if verdict.state != LineState.APPROVED and not verdict.reason.strip():
            raise CannotReview(f"Tulis alasan untuk baris {line.number}; pengusul membacanya.")
    return known


def _tell(proposal: Proposal) -> None:
    """The Lurah who proposed is told; a Camat has no account and is answered by letter."""
    if proposal.via != "ACCOUNT" or proposal.began_by_id is None:
        return
    back = proposal.lines.filter(state=LineState.RETURNED).exists()
    topic = "PROPOSAL_RETURNED" if back else "PROPOSAL_DECIDED"
    defer("notify.tell", topic=topic, account_id=proposal.began_by_id, proposal_id=proposal.pk)
