"""Areas, Lurah and staff, and no RT head yet: what `accounts_job` begins with."""

from django.db import transaction
from django.utils import timezone

from wacat.ops.synthetic import holders, territory


def main(_arguments: list[str]) -> None:
    """Load the city without its RT heads."""
    now = timezone.now()
    with transaction.atomic():
        territory.load(at=now)
        holders.load(password="bench-2026", at=now, heads=False)
