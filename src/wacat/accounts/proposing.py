"""Proposing persons for accounts: the Lurah his RT heads, the Camat his Lurah (Pasal 5(1))."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from wacat.accounts.models import CamatLink, Proposal, ProposalKind, ProposalLine, Via
from wacat.accounts.proposal_checks import check_together, territory_of
from wacat.accounts.proposal_rows import FIELDS, Row, Territory, read
from wacat.accounts.proposal_states import EDITABLE, LineState, ProposalState
from wacat.areas.models import Area
from wacat.audit.actions import note
from wacat.values.refusal import Refusal

MOST_LINES = 300
STORED = ["area", "name", "email", "phone", "kind", "decree_number", "decree_on", "until_on", "written",
          "faults", "state", "reason", "advice"]  # fmt: skip


class CannotPropose(Refusal):
    """The proposal cannot be changed or sent like this; the message says why and what to do."""


@dataclass(frozen=True)
class Letter:
    """The letter by which a Camat (or a Lurah without an account) proposes; `scan` as kept."""

    number: str
    on: date
    scan: str = ""


@transaction.atomic
def begin(
    *,
    kind: str,
    area: Area,
    by: int | None,
    at: datetime,
    letter: Letter | None = None,
    link: CamatLink | None = None,
) -> Proposal:
    """Begin a proposal for the RTs of a kelurahan or the kelurahan of a kecamatan."""
    via = Via.LINK if link else Via.LETTER if letter else Via.ACCOUNT
    made = Proposal.objects.create(
        kind=kind,
        via=via,
        kecamatan_id=area.kecamatan_id or area.pk,
        kelurahan=area if kind == ProposalKind.KETUA_RT else None,
        letter_number=letter.number if letter else "",
        letter_on=letter.on if letter else None,
        letter_scan=letter.scan if letter else "",
        link=link,
        began_by_id=by,
        began_at=at,
    )
    note(act="proposal.begun", of="proposal", ids=[made.pk], via=via)
    return made


def territory(proposal: Proposal) -> Territory:
    """The areas that this proposal may name."""
    return territory_of(
        kind=proposal.kind, kelurahan=proposal.kelurahan, kecamatan=proposal.kecamatan
    )


@transaction.atomic
def add_lines(
    *, proposal_id: int, written: Sequence[Mapping[str, str]], at: datetime
) -> list[ProposalLine]:
    """Add lines as they were written; the faulty ones stay with their faults, nothing is lost.

    Raises:
        CannotPropose: the proposal was sent meanwhile, or has too many lines.
    """
    proposal = _lock(proposal_id)
    others = list(proposal.lines.exclude(state=LineState.REMOVED))
    if len(others) + len(written) > MOST_LINES:
        raise CannotPropose(
            f"Satu usulan paling banyak {MOST_LINES} baris. Bagi menjadi beberapa usulan."
        )
    rows = read_rows(proposal, written, others=others, at=at)
    last = proposal.lines.order_by("-number").values_list("number", flat=True).first() or 0
    lines = [
        _store(ProposalLine(proposal=proposal, number=number), row)
        for number, row in enumerate(rows, last + 1)
    ]
    ProposalLine.objects.bulk_create(lines)
    return lines


def read_rows(
    proposal: Proposal,
    written: Iterable[Mapping[str, str]],
    *,
    others: Iterable[ProposalLine] = (),
    at: datetime,
) -> list[Row]:
    """Understand lines and check them among themselves, against other proposals and accounts."""
    within = territory(proposal)
    today = timezone.localdate(at)
    rows = [read(line, within=within, today=today) for line in written]
    check_together(
        rows,
        kind=proposal.kind,
        kelurahan_id=proposal.kelurahan_id,
        proposal_id=proposal.pk,
        others=list(others),
        discreet=proposal.via == Via.LINK,
    )
    return rows


@transaction.atomic
def change_line(*, line_id: int, written: Mapping[str, str], at: datetime) -> ProposalLine:
    """Write a line anew; what the office returned becomes a draft again.

    Raises:
        CannotPropose: the line is with the office, or decided.
    """
    line = ProposalLine.objects.get(pk=line_id)
    proposal = _lock(line.proposal_id)
    line = _editable(line_id)
    others = proposal.lines.exclude(state__in=[LineState.REMOVED]).exclude(pk=line.pk)
    (row,) = read_rows(proposal, [written], others=others, at=at)
    _store(line, row)
    line.save(update_fields=STORED)
    return line


@transaction.atomic
def remove_line(*, line_id: int, at: datetime) -> ProposalLine:
    """Take a line out of a proposal that is not with the office; it stays readable in the trail.

    Raises:
        CannotPropose: the line is with the office, or decided.
    """
    _lock(ProposalLine.objects.get(pk=line_id).proposal_id)
    line = _editable(line_id)
    ProposalLine.objects.filter(pk=line.pk).update(state=LineState.REMOVED, faults=[])
    note(act="proposal.line_removed", of="proposal_line", ids=[line.pk])
    return line


@transaction.atomic
def restore_line(*, line_id: int, at: datetime) -> ProposalLine:
    """Put a removed line back, checked anew.

    Raises:
        CannotPropose: the proposal is with the office, or decided.
    """
    line = ProposalLine.objects.get(pk=line_id)
    proposal = _lock(line.proposal_id)
    if line.state == LineState.REMOVED:
        others = proposal.lines.exclude(state=LineState.REMOVED)
        (row,) = read_rows(proposal, [written_of(line)], others=others, at=at)
        _store(line, row)
        line.save(update_fields=STORED)
    return line


@transaction.atomic
def submit(*, proposal_id: int, by: int | None, at: datetime) -> Proposal:
    """Send the faultless lines to the office; the faulty ones move to a draft of their own.

    Raises:
        CannotPropose: nothing to send, or an RT has come into another proposal meanwhile.
    """
    proposal = _lock(proposal_id)
    drafts = list(proposal.lines.filter(state=LineState.DRAFT).order_by("number"))
    _check_again(proposal, drafts, at=at)
    good = [line for line in drafts if not line.faults]
    if not good:
        raise CannotPropose(
            "Belum ada baris yang dapat dikirim. Perbaiki dahulu baris yang bertanda."
            if drafts
            else "Belum ada baris baru atau baris yang diperbaiki, jadi tidak ada yang dikirim."
        )
    _split(proposal, [line for line in drafts if line.faults], at=at)
    try:
        with transaction.atomic():
            ProposalLine.objects.filter(pk__in=[line.pk for line in good]).update(
                state=LineState.SENT, reason="", advice=""
            )
    except IntegrityError as error:
        raise CannotPropose(
            "Salah satu wilayah baru saja masuk usulan lain. Buka lagi usulan ini untuk melihatnya."
        ) from error
    Proposal.objects.filter(pk=proposal.pk).update(
        state=ProposalState.SUBMITTED, submitted_at=at, prepared_by=None
    )
    note(act="proposal.submitted", of="proposal", ids=[proposal.pk], lines=len(good))
    proposal.refresh_from_db()
    return proposal


@transaction.atomic
def withdraw(*, proposal_id: int, at: datetime) -> Proposal:
    """Take a proposal back as long as the office has not begun with it.

    Raises:
        CannotPropose: the office has begun, or decided.
    """
    proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal_id)
    if proposal.state == ProposalState.DRAFT:
        return proposal
    if proposal.state != ProposalState.SUBMITTED:
        word = "sedang diperiksa" if proposal.state == ProposalState.IN_REVIEW else "sudah diputus"
        raise CannotPropose(f"Usulan ini {word} Disdukcapil, jadi tidak dapat ditarik lagi.")
    proposal.lines.filter(state=LineState.SENT).update(state=LineState.DRAFT)
    state = ProposalState.DRAFT
    if proposal.decided_at is not None:  # it had been returned before
        partly = proposal.lines.filter(state=LineState.APPROVED).exists()
        state = ProposalState.PARTLY_APPROVED if partly else ProposalState.RETURNED
    Proposal.objects.filter(pk=proposal.pk).update(state=state)
    note(act="proposal.withdrawn", of="proposal", ids=[proposal.pk])
    proposal.refresh_from_db()
    return proposal


def written_of(line: ProposalLine) -> dict[str, str]:
    """What stands in the fields of a line, as it was typed."""
    return {name: str(line.written.get(name, "")) for name in FIELDS}


def _lock(proposal_id: int) -> Proposal:
    proposal = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("kelurahan", "kecamatan")
        .get(pk=proposal_id)
    )
    if proposal.state not in EDITABLE:
        raise CannotPropose(
            "Usulan ini sudah dikirim. Tarik dahulu bila ingin mengubahnya."
            if proposal.state == ProposalState.SUBMITTED
            else "Usulan ini sedang atau sudah diperiksa Disdukcapil, jadi tidak dapat diubah."
        )
    return proposal


def _editable(line_id: int) -> ProposalLine:
    line = ProposalLine.objects.get(pk=line_id)
    if line.state not in (LineState.DRAFT, LineState.RETURNED):
        raise CannotPropose(
            f"Baris ini {line.get_state_display().lower()}, jadi tidak dapat diubah."
        )
    return line


def _store(line: ProposalLine, row: Row) -> ProposalLine:
    values = row.values
    line.area = values.get("place")
    line.name, line.email = values.get("name", ""), values.get("email", "")
    line.phone = values.get("phone", "")
    line.kind = values.get("kind", line.kind)
    line.decree_number = values.get("decree_number", "")
    line.decree_on, line.until_on = values.get("decree_on"), values.get("until_on")
    line.written = row.written
    line.faults = [fault.as_list() for fault in row.faults]
    line.state, line.reason, line.advice = LineState.DRAFT, "", ""
    return line


def _check_again(proposal: Proposal, drafts: list[ProposalLine], *, at: datetime) -> None:
    """The world may have moved since the lines were written."""
    others = proposal.lines.exclude(state__in=[LineState.REMOVED, LineState.DRAFT])
    rows = read_rows(proposal, [written_of(line) for line in drafts], others=others, at=at)
    for line, row in zip(drafts, rows, strict=True):
        _store(line, row)
    ProposalLine.objects.bulk_update(drafts, STORED, batch_size=500)


def _split(proposal: Proposal, faulty: list[ProposalLine], *, at: datetime) -> None:
    """Move the faulty lines to a draft of their own, so that the good ones can go ahead."""
    if not faulty or proposal.via == Via.LINK:  # a Camat sends all of his list or nothing
        return
    rest = Proposal.objects.create(
        kind=proposal.kind, via=proposal.via, kecamatan=proposal.kecamatan, kelurahan=proposal.kelurahan,
        letter_number=proposal.letter_number, letter_on=proposal.letter_on,
        letter_scan=proposal.letter_scan, origin=proposal, began_by_id=proposal.began_by_id, began_at=at,
    )  # fmt: skip
    for number, line in enumerate(faulty, 1):
        line.proposal, line.number = rest, number
    ProposalLine.objects.bulk_update(faulty, ["proposal", "number"])
