"""States of proposals and of their lines as they look."""

from collections.abc import Mapping
from typing import Any

from wacat.accounts.models import Account, AccountState, Proposal, ProposalLine
from wacat.accounts.proposal_checks import known_person, look_around
from wacat.accounts.proposal_queries import lines_of
from wacat.accounts.proposal_rows import Row
from wacat.accounts.proposal_states import LineState, ProposalState

LOOKS: Mapping[str, tuple[str, str]] = {
    ProposalState.DRAFT: ("netral", "pencil"),
    ProposalState.SUBMITTED: ("kabar", "send"),
    ProposalState.IN_REVIEW: ("kabar", "hourglass"),
    ProposalState.APPROVED: ("baik", "circle-check"),
    ProposalState.PARTLY_APPROVED: ("hati-hati", "circle-check"),
    ProposalState.RETURNED: ("hati-hati", "undo-2"),
    ProposalState.REJECTED: ("gawat", "circle-x"),
}
LINE_LOOKS: Mapping[str, tuple[str, str]] = {
    LineState.DRAFT: ("netral", "pencil"),
    LineState.SENT: ("kabar", "hourglass"),
    LineState.APPROVED: ("baik", "circle-check"),
    LineState.RETURNED: ("hati-hati", "undo-2"),
    LineState.REJECTED: ("gawat", "circle-x"),
}


def number_of(proposal: Proposal) -> str:
    """The number people quote: U-000123."""
    return f"U-{proposal.pk:06d}"


def shown_lines(proposal: Proposal, *, kelurahan_id: int | None = None) -> list[dict[str, Any]]:
    """The standing lines with their remarks, and how far the account of each is."""
    lines = list(lines_of(proposal))
    rows = [_as_row(line) for line in lines]
    around = look_around(rows, kind=proposal.kind, proposal_id=proposal.pk)
    return [
        {
            "line": line,
            "look": LINE_LOOKS[line.state],
            "said": account_words(line.account) if line.account else line.get_state_display(),
            "remarks": [] if line.account_id else _remarks(line, around=around),
            "faults": [{"field": f, "message": m, "remedy": r} for f, m, r in line.faults],
        }
        for line in lines
    ]


def account_words(account: Account) -> str:
    """How far the holder of an issued account is."""
    if account.state == AccountState.INVITED:
        return "Akun terbit, belum masuk"
    return "Sudah masuk" if account.state == AccountState.ACTIVE else account.get_state_display()


def _as_row(line: ProposalLine) -> Row:
    return Row({}, {"place": line.area, "phone": line.phone, "name": line.name})


def _remarks(line: ProposalLine, *, around: Any) -> list[str]:
    told = []
    holder = around.holders.get(line.area_id) if line.area_id else None
    if holder is not None:
        told.append(
            f"Serah terima: menggantikan {holder.person.name}, yang berakhir saat akun diterbitkan."
        )
    elif line.area_id:
        told.append("Sekarang kosong.")
    known = known_person(line.phone, line.name, users=around.users)
    if known is not None:
        told.append(f"Sudah punya akun {known.username}; jabatan ini ditambahkan pada akunnya.")
    return told
