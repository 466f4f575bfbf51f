"""A source with its token, as the administrator makes them."""

from datetime import UTC, datetime, timedelta

from tests import make
from tests.door import standing_as
from wacat.intake import sources
from wacat.intake.models import Source


def source(*, code: str = "siak-harian", owner: str = "operator") -> Source:
    """A source for which the named operator answers."""
    with standing_as("administrator") as visitor:
        return sources.open_source(
            code=code, name=f"Sumber {code}", owner_id=make.account(owner).pk,
            reason="Ekspor tiap malam", by=visitor.account_id, at=datetime.now(UTC),
        )  # fmt: skip


def token(of: Source, *, made_at: datetime | None = None) -> str:
    """The secret of a new token of a source, good for 90 days."""
    with standing_as("administrator") as visitor:
        return sources.issue_token(
            source_id=of.pk, reason="Peladen ekspor", lasts=timedelta(days=90),
            by=visitor.account_id, at=made_at or datetime.now(UTC),
        )  # fmt: skip
