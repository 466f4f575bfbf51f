"""The elements of a service that a notice can disclose and a correction can dispute."""

from enum import StrEnum


class Element(StrEnum):
    """One fact about a served resident; the names are the columns of a notice."""

    NAME = "name"
    NIK = "nik_masked"
    KK = "kk_masked"
    SEX = "sex"
    BIRTH = "birth_on"
    ADDRESS = "address"
    PLACE_FROM = "place_from"
    PLACE_TO = "place_to"
    NUMBER = "number"

    @property
    def label(self) -> str:
        """The element's name on screen."""
        return LABELS[self]


LABELS = {
    Element.NAME: "Nama",
    Element.NIK: "NIK",
    Element.KK: "Nomor KK",
    Element.SEX: "Jenis kelamin",
    Element.BIRTH: "Tanggal lahir",
    Element.ADDRESS: "Alamat",
    Element.PLACE_FROM: "Asal",
    Element.PLACE_TO: "Tujuan",
    Element.NUMBER: "Nomor dokumen",
}
