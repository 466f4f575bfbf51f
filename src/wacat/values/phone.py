"""Telephone numbers as people write and dial them."""

import re
import unicodedata

from wacat.values.refusal import Refusal

_NOT_A_DIGIT = re.compile(r"\D+")
_SEVERAL = re.compile(r"[/;,|]|\b(?:atau|dan)\b", re.IGNORECASE)
_NOT_A_NUMBER = re.compile(r"[^\d\s+().'\-]")
# without the leading 0: 811-xxx-xxx up to 8xx-xxxx-xxxxx
_MOBILE = re.compile(r"8[1-9]\d{7,10}")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_EXAMPLE = "misalnya 0812-3456-7890"


class CannotReadPhone(Refusal):
    """The text is no mobile number of Indonesia; the message says what to write."""


def mobile(text: str) -> str:
    """The one spelling that is kept of a mobile number, in any way people write it: 6281234567890.

    Raises:
        CannotReadPhone: empty, several numbers, letters, a fixed line, too short or too long.
    """
    written = "".join(
        letter for letter in unicodedata.normalize("NFKC", text).strip()
        if unicodedata.category(letter) != "Cf"
    ).translate(_DASHES)  # fmt: skip
    if not written:
        raise CannotReadPhone(f"Isi nomor HP, {_EXAMPLE}.")
    if _SEVERAL.search(written.strip(" ,;")):
        raise CannotReadPhone("Tulis satu nomor HP saja, yang dipakai untuk WhatsApp.")
    written = written.strip(" ,;")
    if _NOT_A_NUMBER.search(written):
        raise CannotReadPhone(f"Nomor HP hanya berisi angka, {_EXAMPLE}.")
    digits = "".join(str(unicodedata.digit(d)) for d in _NOT_A_DIGIT.sub("", written))
    own = digits.removeprefix("00") if digits.startswith("0062") else digits
    own = own.removeprefix("62").removeprefix("0")
    if _MOBILE.fullmatch(own):
        return f"62{own}"
    if not own.startswith("8"):
        raise CannotReadPhone(f"Ini bukan nomor HP Indonesia. Tulis yang berawalan 08, {_EXAMPLE}.")
    length = "kurang" if len(own) < 9 else "terlalu banyak"
    raise CannotReadPhone(f"Angka pada nomor HP ini {length}. Periksa lagi, {_EXAMPLE}.")


def international(number: str) -> str:
    """The digits with the country's own in front, as WhatsApp wants them; empty for no number."""
    digits = _NOT_A_DIGIT.sub("", number)
    return f"62{digits[1:]}" if digits.startswith("0") else digits


def telepon(number: str) -> str:
    """A number for reading: 0812-3456-7890."""
    digits = international(number)
    local = f"0{digits[2:]}" if digits.startswith("62") else digits
    return "-".join(filter(None, (local[:4], local[4:8], local[8:])))


SHOWN = 4  # digits at either end


def masked(number: str) -> str:
    """A number that its owner's neighbours recognise and nobody else can dial: 0812-****-7890."""
    whole = telepon(number)
    count = sum(sign.isdigit() for sign in whole)
    if count < 9:
        return whole
    shown, place = "", 0
    for sign in whole:
        place += sign.isdigit()
        shown += "*" if sign.isdigit() and 4 < place <= count - 4 else sign
    return shown
