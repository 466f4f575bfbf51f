"""Areas alone: what an import needs before it."""

from django.utils import timezone

from wacat.ops.synthetic import territory


def main(_arguments: list[str]) -> None:
    """Load the city with its RTs."""
    territory.load(at=timezone.now())
