"""Rounds of the periodic report for tests, begun as the daily job begins them."""

from datetime import UTC, datetime

from tests import make
from tests.conftest import acting_as
from wacat.accounts import attesting
from wacat.accounts.access import enter_system, leave
from wacat.accounts.models import Attestation


def begin(*, at: datetime | None = None) -> int:
    """Begin this period's rounds in the worker's context; how many began."""
    with acting_as("wacat_job"):
        enter_system(make.account("sistem").pk)
        begun = attesting.open_rounds(at=at or datetime.now(UTC))
        leave()
    return begun


def reminded(*, at: datetime | None = None) -> int:
    """Remind as the daily job does; how many were told."""
    with acting_as("wacat_job"):
        enter_system(make.account("sistem").pk)
        told = attesting.remind(at=at or datetime.now(UTC))
        leave()
    return told


def state_of(kelurahan: str) -> Attestation:
    """The newest round of the kelurahan with that code."""
    with acting_as("wacat_job"):
        enter_system(make.account("sistem").pk)
        found = Attestation.objects.filter(kelurahan=make.area(kelurahan)).latest("period_on")
        leave()
    return found
