"""The state tables of the code as diagrams for the documents (docs/rujukan/keadaan.md)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices

from wacat.accounts import proposal_states
from wacat.accounts import states as accounts
from wacat.announcements import states as announcements
from wacat.evaluation import states as evaluation
from wacat.feedback import states as feedback
from wacat.helpdesk import states as helpdesk
from wacat.intake import states as intake
from wacat.nonpermanent import states as nonpermanent
from wacat.notify import states as notify
from wacat.records import states as records
from wacat.records.models import NoticeState
from wacat.reports import states as reports
from wacat.verification import states as verification

HEAD = """# Keadaan dan perpindahannya

Dibuat dari tabel dalam kode (`wacat.ops.diagrams`); pengujian membandingkannya.
Di samping panah: siapa yang boleh.
"""
NAMES = {
    "HOLDER": "pemegang", "SYSTEM": "sistem", "ADMINISTRATOR": "administrator", "KASI": "Kasi",
    "LURAH": "Lurah", "KETUA_RT": "Ketua RT", "OPERATOR": "operator", "KEPALA": "Kepala",
    "SEKRETARIS": "Sekretaris", "AUTHOR": "penulis",
}  # fmt: skip


@dataclass(frozen=True)
class Chart:
    """One table of states: its title, the states, and which steps there are, by whom."""

    title: str
    source: str
    states: type[TextChoices]
    steps: Mapping[Any, Iterable[str]]


def charts() -> list[Chart]:
    """Every table of states, in the order of the documents."""
    return [
        Chart("Akun", "wacat.accounts.states", accounts.AccountState, accounts.ACCOUNT_TRANSITIONS),
        Chart(
            "Pencabutan (Pasal 6)", "wacat.accounts.states",
            accounts.SanctionState, accounts.SANCTION_TRANSITIONS,
        ),
        Chart(
            "Usulan (Pasal 5 ayat 1)", "wacat.accounts.proposal_states",
            proposal_states.ProposalState, proposal_states.TRANSITIONS,
        ),
        Chart("Berkas SIAK", "wacat.intake.states", intake.BatchState, intake.TRANSITIONS),
        Chart("Pemberitahuan", "wacat.records.states", NoticeState, records.TRANSITIONS),
        Chart(
            "Koreksi", "wacat.verification.states",
            verification.CorrectionState, verification.TRANSITIONS,
        ),
        Chart(
            "Pola jawaban", "wacat.verification.states",
            verification.PatternState, verification.PATTERN_TRANSITIONS,
        ),
        Chart("Masukan (Pasal 3b)", "wacat.feedback.states", feedback.FeedbackState, feedback.TRANSITIONS),
        Chart(
            "Penduduk nonpermanen (Pasal 13)", "wacat.nonpermanent.states",
            nonpermanent.StayState, nonpermanent.TRANSITIONS,
        ),
        Chart("Tiket (Pasal 8c)", "wacat.helpdesk.states", helpdesk.TicketState, helpdesk.TRANSITIONS),
        Chart(
            "Pengumuman (Pasal 8b)", "wacat.announcements.states",
            announcements.VersionState, announcements.TRANSITIONS,
        ),
        Chart("Periode LEP", "wacat.reports.states", reports.PeriodState, reports.TRANSITIONS),
        Chart(
            "Evaluasi (Pasal 11)", "wacat.evaluation.states",
            evaluation.EvaluationState, evaluation.TRANSITIONS,
        ),
        Chart(
            "Tindak lanjut", "wacat.evaluation.states",
            evaluation.FollowUpState, evaluation.FOLLOW_UP_TRANSITIONS,
        ),
        Chart(
            "Pesan", "wacat.notify.states",
            notify.MessageState, dict.fromkeys(notify.TRANSITIONS, ("SYSTEM",)),
        ),
    ]  # fmt: skip


def text() -> str:
    """The whole document."""
    return "\n".join([HEAD, *map(_section, charts())])


def _section(chart: Chart) -> str:
    order = {state: number for number, state in enumerate(chart.states.values)}
    labels = dict(chart.states.choices)
    lines = [f"## {chart.title}", "", f"`{chart.source}`", "", "```mermaid", "stateDiagram-v2"]
    lines += [f"  {state}: {labels[state]}" for state in order]
    for before, after in sorted(chart.steps, key=lambda pair: (order[pair[0]], order[pair[1]])):
        who = ", ".join(sorted(NAMES.get(role, role) for role in chart.steps[before, after]))
        lines.append(f"  {before} --> {after}: {who}")
    return "\n".join([*lines, "```", ""])
