"""Why the territory cannot be changed."""

from wacat.values.refusal import Refusal


class CannotChangeTerritory(Refusal):
    """An act on the territory is not possible; the message says why and what to do."""
