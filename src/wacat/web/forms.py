"""Reading what an address or a form says, without trusting it."""

LARGEST = 2**63 - 1


def whole_number(text: str | None) -> int:
    """A number between 0 and what the database holds; 0 for anything else."""
    if not text or not text.isascii() or not text.isdigit() or len(text) > 19:
        return 0
    return min(int(text), LARGEST)
