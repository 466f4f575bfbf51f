"""Whoever signs a paper, and where on it; light enough for everybody to name."""

from dataclasses import dataclass
from typing import Protocol

from wacat.values.refusal import Refusal


class CannotSign(Refusal):
    """There is no certificate with which this can be signed; the message says what is wrong."""


@dataclass(frozen=True, kw_only=True)
class Spot:
    """The upper left corner of the box, in points from the upper left of the page; pages count from 1."""

    page: int
    x: float
    y: float


class Signer(Protocol):
    """A certificate on this machine, or a service that keeps it (docs/keputusan/tanda-tangan.md)."""

    @property
    def name(self) -> str:
        """Whom the certificate names, as it stands in the box."""

    def sign(self, pdf: bytes, *, spot: Spot, reason: str, location: str) -> bytes:
        """The same file with a signature after it."""
