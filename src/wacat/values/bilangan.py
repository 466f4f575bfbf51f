"""Numbers as Indonesians write them: a point between thousands, a comma before decimals."""

from decimal import Decimal

_SWAP = str.maketrans(",.", ".,")
NBSP = "\u00a0"


def bilangan(number: int | float | Decimal, *, decimals: int = 0) -> str:
    """A number for reading: 3.332, or 3.332,5 with one decimal."""
    return f"{number:,.{decimals}f}".translate(_SWAP)


def persen(ratio: float | Decimal, *, decimals: int = 1) -> str:
    """A ratio (0.805) as percent, with a space that does not break: 80,5 %."""
    return f"{bilangan(ratio * 100, decimals=decimals)}{NBSP}%"
