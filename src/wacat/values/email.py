"""E-mail addresses as people write them in lists."""

import re
import unicodedata

from wacat.values.refusal import Refusal

LONGEST = 254
_SHAPE = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@"
                    r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")  # fmt: skip
# what thumbs make of the two providers that nearly everybody uses
_SLIPS = {
    "gmail.con": "gmail.com", "gmail.co": "gmail.com", "gmail.cm": "gmail.com", "gmail.om": "gmail.com",
    "gmial.com": "gmail.com", "gmai.com": "gmail.com", "gamil.com": "gmail.com", "gmail.comm": "gmail.com",
    "gmaill.com": "gmail.com", "gmail.id": "gmail.com", "yaho.com": "yahoo.com", "yahoo.con": "yahoo.com",
    "yahooo.com": "yahoo.com", "yaho.co.id": "yahoo.co.id",
}  # fmt: skip
_EXAMPLE = "misalnya sari@contoh.id"


class CannotReadEmail(Refusal):
    """The text is no e-mail address; the message says what to write."""


def address(text: str) -> str:
    """The one spelling that is kept of an e-mail address: small letters, nothing around it.

    Raises:
        CannotReadEmail: empty, several addresses, no address, or a slip of the thumb.
    """
    written = "".join(
        letter for letter in unicodedata.normalize("NFKC", text)
        if unicodedata.category(letter) != "Cf"
    )  # fmt: skip
    found = written.strip().casefold().removeprefix("mailto:").strip(" <>,;.")
    if not found:
        raise CannotReadEmail(f"Isi alamat e-mail, {_EXAMPLE}.")
    if found.count("@") > 1:
        raise CannotReadEmail("Tulis satu alamat e-mail saja.")
    if len(found) > LONGEST or not found.isascii() or not _SHAPE.fullmatch(found):
        raise CannotReadEmail(f"Alamat e-mail ini tidak lengkap atau salah tulis, {_EXAMPLE}.")
    name, _, place = found.partition("@")
    if place in _SLIPS:
        raise CannotReadEmail(f"Periksa alamat e-mail ini. Mungkin {name}@{_SLIPS[place]}.")
    return found
