"""The tables of people, offices and accounts, a file for each room."""

from wacat.accounts.models.attestations import Attestation, AttestationLine, Verdict
from wacat.accounts.models.breakglass import BreakGlass, BreakGlassVerdict
from wacat.accounts.models.keys import DoorKey, KeyPurpose
from wacat.accounts.models.offices import (
    EXCLUSIVE_OFFICES,
    Account,
    Appointment,
    AppointmentKind,
    EndReason,
    Office,
    Person,
    Pledge,
)
from wacat.accounts.models.sessions import Session
from wacat.accounts.models.settings import Setting, SettingName
from wacat.accounts.models.steps import AccountStep
from wacat.accounts.states import AccountState

__all__ = [
    "EXCLUSIVE_OFFICES",
    "Account",
    "AccountState",
    "AccountStep",
    "Appointment",
    "AppointmentKind",
    "Attestation",
    "AttestationLine",
    "BreakGlass",
    "BreakGlassVerdict",
    "DoorKey",
    "EndReason",
    "KeyPurpose",
    "Office",
    "Person",
    "Pledge",
    "Session",
    "Setting",
    "SettingName",
    "Verdict",
]
