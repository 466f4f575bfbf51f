"""Names, sex and citizenship as written, cleaned of what cannot be seen."""

import re
import unicodedata

from wacat.intake.parsing.parsed import Parsed
from wacat.sheets.cells import Cell, as_text
from wacat.values.citizenship import WNA, WNI
from wacat.values.text import key

NAME_LENGTH = 160
TEXT_LENGTH = 250
INVISIBLE = frozenset({"Cf", "Cc", "Co", "Cs", "Cn"})
LINE_SPACE = re.compile(r"\s+")
_SEXES = {
    "L": ("l", "lk", "laki", "lakilaki", "pria", "m", "male", "1"),
    "P": ("p", "pr", "perempuan", "wanita", "w", "f", "female", "2"),
}
SEX_WORDS = {word: sex for sex, words in _SEXES.items() for word in words}
# 1 and 2 are the codes of SIAK and OpenSID; whoever has two citizenships (3) is left to be asked about
_CITIZENS = {
    WNI: ("wni", "indonesia", "warganegaraindonesia", "warganegaraindonesiawni", "idn", "1"),
    WNA: ("wna", "asing", "warganegaraasing", "warganegaraasingwna", "orangasing", "2"),
    "": ("3", "duakewarganegaraan", "gandaterbatas"),
}
CITIZENSHIP_WORDS = {word: one for one, words in _CITIZENS.items() for word in words}


def clean(cell: Cell, *, limit: int = TEXT_LENGTH) -> Parsed:
    """A text in one line without control, bidirectional and zero-width characters.

    Issues: `TEXT_CLEANED` when something invisible was taken out, `TEXT_LONG` beyond the limit.
    """
    text = as_text(cell)
    if text.isascii() and text.isprintable() and "  " not in text and len(text) <= limit:
        return Parsed(text.strip())
    flat = LINE_SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()
    kept = "".join(mark for mark in flat if unicodedata.category(mark) not in INVISIBLE).strip()
    if len(kept) > limit:
        return Parsed(kept[:limit], "TEXT_LONG")
    return Parsed(kept, "TEXT_CLEANED" if kept != flat else "")


def parse_name(cell: Cell) -> Parsed:
    """A person's name; one without any letter is none. A number or a date is no name."""
    if not isinstance(cell, str):
        return Parsed("", "NAME_EMPTY")
    found = clean(cell, limit=NAME_LENGTH)
    if not any(map(str.isalpha, found.value)):
        return Parsed("", "NAME_EMPTY")
    issue = {"TEXT_CLEANED": "NAME_CLEANED", "TEXT_LONG": "NAME_LONG"}.get(found.issue, "")
    return Parsed(found.value, issue)


def parse_sex(cell: Cell) -> Parsed:
    """L or P from L/P, LK/PR, 1/2 or words."""
    text = key(as_text(cell))
    if not text:
        return Parsed("")
    sex = SEX_WORDS.get(text, "")
    return Parsed(sex, "" if sex else "SEX_UNREADABLE")


def parse_citizenship(cell: Cell) -> Parsed:
    """WNI or WNA from those letters, from 1/2 or from words."""
    text = key(as_text(cell))
    if not text:
        return Parsed("")
    known = text in CITIZENSHIP_WORDS
    return Parsed(CITIZENSHIP_WORDS.get(text, ""), "" if known else "CITIZENSHIP_UNREADABLE")
