"""What a command made goes to a file, or to the standard output."""

import sys
from pathlib import Path

from wacat.ops.environment import say


def deliver(made: bytes, *, target: Path | None) -> int:
    """Write the bytes and say how many, to standard output without a target; 1 where that fails."""
    if target is None:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
        return 0
    try:
        target.write_bytes(made)
    except OSError as error:
        sys.stderr.write(f"Berkas {target} tidak dapat ditulis: {error.strerror}.\n")
        return 1
    say(f"{target} ({len(made) // 1024 + 1} kB)")
    return 0
