"""What an answer can say is wrong, as the counts of consistency name it."""

from wacat.values.claims import MOST_CLAIMS, Claim
from wacat.values.elements import LABELS
from wacat.values.situations import SITUATION, SITUATION_LABEL

# the row that counts every answer; its parts are the answers that say something is wrong
EVERY = ""
NOT_MINE = "not_mine"
OTHER = "other"

ELEMENTS: dict[str, str] = {
    **{element.value: label for element, label in LABELS.items()},
    **{claim.value: claim.label for claim in Claim},
    SITUATION: SITUATION_LABEL,
    NOT_MINE: "Bukan warga RT itu",
    OTHER: "Hanya keterangan",
}

# An answer that disputes several elements is shared among them in equal parts; every number of
# elements that one answer can dispute divides this (1 to 10), so that nothing is ever rounded.
WHOLE = 2520
MOST = MOST_CLAIMS
