"""The first disclosure matrix: who is told what, as the regulation and the law on privacy suggest.

The administrator makes newer versions; each is kept.
"""

from wacat.values.elements import Element as E
from wacat.values.kinds import Kind

BASIC = [E.NAME, E.NIK, E.KK, E.SEX, E.BIRTH, E.ADDRESS, E.NUMBER]
MOVED = [*BASIC, E.PLACE_FROM, E.PLACE_TO]
BORN = [E.NAME, E.NIK, E.KK, E.SEX, E.BIRTH, E.ADDRESS]
DIED = [E.NAME, E.NIK, E.KK, E.SEX, E.ADDRESS]
NEUTRAL_SHOWN = [E.NAME, E.KK, E.ADDRESS]

ELEMENTS: dict[Kind, list[E]] = {
    Kind.PINDAH_KELUAR: MOVED,
    Kind.DATANG: MOVED,
    Kind.PINDAH_DALAM_KOTA: MOVED,
    Kind.AKTA_KELAHIRAN: BORN,
    Kind.AKTA_KEMATIAN: DIED,
}


def elements_for(kind: Kind) -> list[E]:
    """What both offices are shown of a kind at first."""
    if kind.urgency == "C":
        return NEUTRAL_SHOWN
    return ELEMENTS.get(kind, BASIC)
