import pytest

from wacat.values.situations import SITUATION, Situation, element_label, offered, registered


@pytest.mark.parametrize(
    ("kind", "direction", "says", "claims"),
    [
        ("KTP_EL", "RESIDENCE", "Warga RT ini", (Situation.MOVED, Situation.DIED)),
        ("AKTA_KEMATIAN", "RESIDENCE", "Sudah meninggal", (Situation.ALIVE, Situation.MOVED)),
        ("PINDAH_KELUAR", "ORIGIN", "Pindah dari RT ini", (Situation.STAYS, Situation.DIED)),
        ("DATANG", "DESTINATION", "Pindah ke RT ini", (Situation.MOVED, Situation.DIED)),
    ],
)
def test_a_claim_stands_against_what_the_register_says(
    kind: str, direction: str, says: str, claims: tuple[Situation, ...]
) -> None:
    assert registered(kind=kind, direction=direction) == says
    assert offered(kind=kind, direction=direction) == claims


def test_the_situation_has_a_name_like_any_element() -> None:
    assert element_label(SITUATION) == "Keadaan warga"
    assert element_label("address") == "Alamat"
