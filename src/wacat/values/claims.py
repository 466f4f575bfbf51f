"""What may be claimed of a person beside the elements of a notice, and among which answers one chooses."""

from enum import StrEnum

from wacat.values.elements import Element


class Claim(StrEnum):
    """A fact that a notice does not show but a head of an RT may know to be wrong."""

    RT = "rt"
    RELATION = "hubungan"
    MARITAL = "status"

    @property
    def label(self) -> str:
        """Its name on screen."""
        return _LABELS[self]


# one correction disputes so many elements; what counts them shares an answer among them in equal parts
MOST_CLAIMS = 10
_LABELS = {
    Claim.RT: "RT",
    Claim.RELATION: "Hubungan dalam keluarga",
    Claim.MARITAL: "Status perkawinan",
}
# Permendagri 109/2019, the code tables of the family card
RELATIONS = (
    "Kepala keluarga", "Suami", "Istri", "Anak", "Menantu", "Cucu", "Orang tua", "Mertua", "Famili lain",
    "Pembantu", "Lainnya",
)  # fmt: skip
MARITALS = ("Belum kawin", "Kawin tercatat", "Kawin belum tercatat", "Cerai hidup", "Cerai mati")
SEXES = (("L", "Laki-laki"), ("P", "Perempuan"))
CHOICES: dict[str, tuple[tuple[str, str], ...]] = {
    Element.SEX: SEXES,
    Claim.RELATION: tuple((word, word) for word in RELATIONS),
    Claim.MARITAL: tuple((word, word) for word in MARITALS),
}
