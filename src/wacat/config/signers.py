"""Who may stand below the signature of an official paper, as the settings write it."""

import re

from django.core.exceptions import ImproperlyConfigured

NIP = re.compile(r"\d{18}", re.ASCII)


def signers(text: str) -> dict[str, tuple[str, str]]:
    """Rank and NIP by name, out of `Nama|Pangkat|NIP;Nama|Pangkat|NIP`; the NIP is set in its four groups.

    Raises:
        ImproperlyConfigured: an entry has not three parts, or its NIP not 18 digits.
    """
    found = {}
    for entry in filter(None, map(str.strip, text.split(";"))):
        parts = [part.strip() for part in entry.split("|")]
        digits = parts[-1].replace(" ", "")
        if len(parts) != 3 or not parts[0] or (digits and not NIP.fullmatch(digits)):
            raise ImproperlyConfigured(
                f"WACAT_SIGNERS: {entry!r} is not Nama|Pangkat|NIP with 18 digits (the NIP may be empty)."
            )
        groups = (digits[:8], digits[8:14], digits[14:15], digits[15:])
        found[parts[0]] = (parts[1], " ".join(groups) if digits else "")
    return found
