"""On which proposal each account of the synthetic city stands (Pasal 5(1))."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from wacat.accounts.access import get_account
from wacat.accounts.models import Account, Office, Proposal, ProposalKind, ProposalLine, Via
from wacat.accounts.proposal_states import LineState, ProposalState
from wacat.areas.models import Area
from wacat.ops.synthetic.holder import Holder

OFFICES = (Office.KETUA_RT, Office.LURAH)
APPROVE = """
UPDATE accounts_proposalline l SET state = %(state)s, account_id = a.account_id
FROM unnest(%(lines)s::bigint[], %(accounts)s::bigint[]) AS a(line_id, account_id) WHERE l.id = a.line_id
"""


def store(holders: Sequence[Holder], *, at: datetime) -> list[ProposalLine | None]:
    """The line of each holder, None for staff; one letter for each kelurahan and kecamatan.

    The lines are still drafts: an office has one open line at a time (see `approve`).
    """
    areas = Area.objects.in_bulk({h.areas[0] for h in holders if h.office in OFFICES})
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, holder in enumerate(holders):
        if holder.office in OFFICES:
            groups[_group(holder, areas[holder.areas[0]])].append(number)
    proposals = _letters(groups, areas=areas, holders=holders, at=at)
    found: list[ProposalLine | None] = [None] * len(holders)
    for proposal, members in zip(proposals, groups.values(), strict=True):
        for place, number in enumerate(members, 1):
            found[number] = _line(proposal, holders[number], place=place)
    ProposalLine.objects.bulk_create(line for line in found if line is not None)
    return found


def approve(lines: Sequence[ProposalLine | None], *, accounts: Sequence[Account]) -> None:
    """Approve each line together with the account that stands on it; kept as one statement."""
    ids, standing = [], []
    for line, account in zip(lines, accounts, strict=True):
        if line is not None:
            line.state, line.account = LineState.APPROVED, account
            ids.append(line.pk)
            standing.append(account.pk)
    with connection.cursor() as cursor:
        cursor.execute(APPROVE, {"state": LineState.APPROVED, "lines": ids, "accounts": standing})


def _group(holder: Holder, area: Area) -> tuple[str, int]:
    if holder.office == Office.LURAH:
        return "LURAH", area.kecamatan_id or 0
    return "KETUA_RT", area.kelurahan_id or 0


def _letters(
    groups: dict[tuple[str, int], list[int]],
    *,
    areas: dict[int, Area],
    holders: Sequence[Holder],
    at: datetime,
) -> list[Proposal]:
    clerk, head = get_account("sistem"), get_account("terbit")
    made = []
    for number, ((office, _), members) in enumerate(groups.items(), 1):
        area = areas[holders[members[0]].areas[0]]
        began = min(at, *(holders[member].start for member in members))
        made.append(
            Proposal(
                kind=ProposalKind(office), via=Via.LETTER, state=ProposalState.APPROVED,
                kecamatan_id=area.kecamatan_id or 0,
                kelurahan_id=area.kelurahan_id if office == "KETUA_RT" else None,
                letter_number=f"141/{number:03d}/{began.year}", letter_on=began.date(),
                began_by=clerk, began_at=began, submitted_at=began, decided_by=head, decided_at=began,
            )
        )  # fmt: skip
    return Proposal.objects.bulk_create(made)


def _line(proposal: Proposal, holder: Holder, *, place: int) -> ProposalLine:
    return ProposalLine(
        proposal=proposal, number=place, area_id=holder.areas[0], name=holder.name, email=holder.email,
        phone=holder.phone, decree_number=f"141/{place:03d}/{holder.start.year}",
        decree_on=holder.start.date(), decided_at=proposal.decided_at,
    )  # fmt: skip
