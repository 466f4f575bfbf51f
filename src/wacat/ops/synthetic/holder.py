"""Somebody of the synthetic city who holds or held an office."""

from dataclasses import dataclass
from datetime import datetime

from wacat.accounts.models import AccountState, Office


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Somebody in office, now or formerly, and the account that goes with it."""

    name: str
    username: str
    office: Office
    areas: tuple[int, ...]
    start: datetime
    end: datetime | None = None
    state: AccountState = AccountState.ACTIVE
    password: str = ""
    must_change: bool = False
    phone: str = ""

    @property
    def email(self) -> str:
        """`contoh.id` reaches nobody."""
        return f"{self.username}@contoh.id"

    @property
    def pledged(self) -> bool:
        """Whether the confidentiality pledge was given."""
        return self.state != AccountState.INVITED and not self.must_change
