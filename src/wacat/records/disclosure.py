"""The first disclosure matrix: who is told what, as the regulation and the law on privacy suggest.

The administrator makes newer versions; each is kept.
"""

from wacat.values.elements import Element
from wacat.values.kinds import Kind

BASIC = [
    Element.NAME,
    Element.NIK,
    Element.KK,
    Element.SEX,
    Element.BIRTH,
    Element.ADDRESS,
    Element.NUMBER,
]
MOVED = [*BASIC, Element.PLACE_FROM, Element.PLACE_TO]
BORN = [Element.NAME, Element.NIK, Element.KK, Element.SEX, Element.BIRTH, Element.ADDRESS]
DIED = [Element.NAME, Element.NIK, Element.KK, Element.SEX, Element.ADDRESS]
NEUTRAL_SHOWN = [Element.NAME, Element.KK, Element.ADDRESS]

ELEMENTS: dict[Kind, list[Element]] = {
    Kind.PINDAH_KELUAR: MOVED,
    Kind.DATANG: MOVED,
    Kind.PINDAH_DALAM_KOTA: MOVED,
    Kind.AKTA_KELAHIRAN: BORN,
    Kind.AKTA_KEMATIAN: DIED,
}


def elements_for(kind: Kind) -> list[Element]:
    """What both offices are shown of a kind at first."""
    if kind.urgency == "C":
        return NEUTRAL_SHOWN
    return ELEMENTS.get(kind, BASIC)
