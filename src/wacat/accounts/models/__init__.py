"""The tables of people, offices and accounts, a file for each room."""

from wacat.accounts.models.attestations import Attestation, AttestationLine, Verdict
from wacat.accounts.models.breakglass import BreakGlass, BreakGlassVerdict
from wacat.accounts.models.issuing import (
    ALONE_AT_MOST,
    Channel,
    IssueBatch,
    IssueItem,
    IssueState,
    ItemState,
    SlipPrint,
)
from wacat.accounts.models.keys import DoorKey, KeyPurpose
from wacat.accounts.models.offices import (
    EXCLUSIVE_OFFICES,
    Account,
    Appointment,
    AppointmentKind,
    Basis,
    EndReason,
    Office,
    Person,
    Pledge,
)
from wacat.accounts.models.proposals import (
    CamatLink,
    Proposal,
    ProposalKind,
    ProposalLine,
    Via,
)
from wacat.accounts.models.sanctions import Breach, Sanction, SanctionFile
from wacat.accounts.models.sessions import Device, Session
from wacat.accounts.models.settings import Setting, SettingName
from wacat.accounts.models.steps import AccountStep
from wacat.accounts.states import AccountState

__all__ = [
    "ALONE_AT_MOST",
    "EXCLUSIVE_OFFICES",
    "Account",
    "AccountState",
    "AccountStep",
    "Appointment",
    "AppointmentKind",
    "Attestation",
    "AttestationLine",
    "Basis",
    "Breach",
    "BreakGlass",
    "BreakGlassVerdict",
    "CamatLink",
    "Channel",
    "Device",
    "DoorKey",
    "EndReason",
    "IssueBatch",
    "IssueItem",
    "IssueState",
    "ItemState",
    "KeyPurpose",
    "Office",
    "Person",
    "Pledge",
    "Proposal",
    "ProposalKind",
    "ProposalLine",
    "Sanction",
    "SanctionFile",
    "Session",
    "Setting",
    "SettingName",
    "SlipPrint",
    "Verdict",
    "Via",
]
