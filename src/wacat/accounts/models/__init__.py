"""The tables of people, offices and accounts, a file for each room."""

from wacat.accounts.models.keys import DoorKey, KeyPurpose
from wacat.accounts.models.offices import (
    EXCLUSIVE_OFFICES,
    Account,
    AccountState,
    Appointment,
    AppointmentKind,
    Office,
    Person,
    Pledge,
)
from wacat.accounts.models.sessions import Session

__all__ = [
    "EXCLUSIVE_OFFICES",
    "Account",
    "AccountState",
    "Appointment",
    "AppointmentKind",
    "DoorKey",
    "KeyPurpose",
    "Office",
    "Person",
    "Pledge",
    "Session",
]
