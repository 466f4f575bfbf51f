"""Telephone numbers as people write and dial them."""

import re

_NOT_A_DIGIT = re.compile(r"\D+")


def international(number: str) -> str:
    """The digits with the country's own in front, as WhatsApp wants them; empty for no number."""
    digits = _NOT_A_DIGIT.sub("", number)
    return f"62{digits[1:]}" if digits.startswith("0") else digits


def telepon(number: str) -> str:
    """A number for reading: 0812-3456-7890."""
    digits = international(number)
    local = f"0{digits[2:]}" if digits.startswith("62") else digits
    return "-".join(filter(None, (local[:4], local[4:8], local[8:])))
