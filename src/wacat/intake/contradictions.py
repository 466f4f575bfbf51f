"""Says where the facts of one row contradict each other: NIK, birth, sex, age, state of the data."""

from typing import Protocol

from wacat.intake.days import ReadDay
from wacat.intake.parsing.numbers import disagreement
from wacat.values.kinds import Kind

# A member of an enumeration takes a third of a microsecond to reach: too much for every row.
KTP, CARD_OF_A_CHILD, DEATH = Kind.KTP_EL, Kind.KIA, Kind.AKTA_KEMATIAN


class Facts(Protocol):
    """The columns that are compared (`columns.Columns`)."""

    kind: list[Kind | None]
    nik: list[str]
    sex: list[str]
    birth: list[ReadDay]
    served: list[ReadDay]
    status: list[str]
    said: dict[int, list[str]]


def contradict(facts: Facts) -> None:
    """Add what is contradictory to `said`, by place."""
    said = facts.said
    compared = zip(facts.kind, facts.nik, facts.birth, facts.sex, facts.served, strict=True)
    for place, (kind, nik, birth, sex, served) in enumerate(compared):
        if nik and nik[6:12] != birth.digits.get(sex):
            clash = disagreement(nik, birth_on=birth.value, sex=sex)
            if clash:
                said.setdefault(place, []).append(clash)
        if birth.earliest > served.latest:
            said.setdefault(place, []).append("BIRTH_AFTER_SERVICE")
        elif kind is KTP and birth.of_age[1] > served.latest:
            young = "KTP_TOO_YOUNG" if birth.of_age[0] > served.latest else "KTP_UNDER_17"
            said.setdefault(place, []).append(young)
        elif kind is CARD_OF_A_CHILD and birth.value and birth.of_age[1] <= served.earliest:
            said.setdefault(place, []).append("KIA_GROWN_UP")
    for place, status in enumerate(facts.status):
        if status and not (status == "STATUS_DEAD" and facts.kind[place] is DEATH):
            said.setdefault(place, []).append(status)
