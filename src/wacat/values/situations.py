"""What an RT may claim about a person beyond single elements: moved, died, still here.

Such a claim is kept as a claim about one more element, `SITUATION`, in words that the operator
reads as they stand: what the register says beside what the RT says. It changes nothing by itself.
"""

from enum import StrEnum

from wacat.values.claims import Claim
from wacat.values.elements import Element
from wacat.values.kinds import Kind

SITUATION = "keadaan"
SITUATION_LABEL = "Keadaan warga"


class Situation(StrEnum):
    """A claim about the person as a whole; the value stands in forms."""

    MOVED = "pindah"
    DIED = "meninggal"
    STAYS = "tinggal"
    ALIVE = "hidup"

    @property
    def label(self) -> str:
        """The claim on screen."""
        return _LABELS[self]


_LABELS = {
    Situation.MOVED: "Sudah pindah",
    Situation.DIED: "Sudah meninggal",
    Situation.STAYS: "Masih tinggal di sini",
    Situation.ALIVE: "Masih hidup",
}


def registered(*, kind: str, direction: str) -> str:
    """What the register says about the person, in words."""
    if kind == Kind.AKTA_KEMATIAN:
        return "Sudah meninggal"
    if direction == "ORIGIN":
        return "Pindah dari RT ini"
    return "Pindah ke RT ini" if direction == "DESTINATION" else "Warga RT ini"


def offered(*, kind: str, direction: str) -> tuple[Situation, ...]:
    """The claims that make sense against what the register says."""
    if kind == Kind.AKTA_KEMATIAN:
        return (Situation.ALIVE, Situation.MOVED)
    if direction == "ORIGIN":
        return (Situation.STAYS, Situation.DIED)
    return (Situation.MOVED, Situation.DIED)


def element_label(code: str) -> str:
    """The name on screen of an element of a claim, the situation and what no notice shows included."""
    if code == SITUATION:
        return SITUATION_LABEL
    return Claim(code).label if code in set(Claim) else Element(code).label
