"""Which kelurahan a feature of a file is: by its code, by its name, by an earlier spelling."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wacat.intake.territory import SideCells, Territory
from wacat.territory.listing import nearest
from wacat.values.text import key

# Headings that offices and mapping agencies use, as `values.text.key` writes them.
CODES = (
    "kode", "kodekel", "kodekelurahan", "kodedesa", "kodewilayah", "kodekemendagri", "kdkelurahan", "kddesa",
    "kdepum", "kdkel", "idkel", "iddesa", "kodebps", "code",
)  # fmt: skip
NAMES = (
    "nama", "namakel", "namakelurahan", "namadesa", "nmkelurahan", "nmdesa", "kelurahan", "desa", "wadmkd",
    "namobj", "desakelurahan", "kelurahandesa", "name",
)  # fmt: skip
DISTRICTS = ("kecamatan", "namakecamatan", "namakec", "nmkecamatan", "wadmkc")


@dataclass(frozen=True, kw_only=True)
class Match:
    """A feature and the kelurahan it is; `kelurahan_id` 0 where it is none, `near` what was perhaps meant."""

    number: int
    said: str
    kelurahan_id: int
    near: str = ""


def match(features: Iterable[dict[str, Any]], *, territory: Territory) -> list[Match]:
    """One match a feature, in their order; two features may be parts of one kelurahan."""
    return [
        _match(number, feature["properties"], territory=territory)
        for number, feature in enumerate(features, 1)
    ]


def _match(number: int, properties: dict[str, str], *, territory: Territory) -> Match:
    cells = {key(name): text for name, text in properties.items()}
    code, name, district = _first(cells, CODES), _first(cells, NAMES), _first(cells, DISTRICTS)
    said = " ".join(part for part in (code, name) if part) or "tanpa kode dan nama"
    # an office that wrote only a wrong code may still have written the right name
    for tried in (
        SideCells(kelurahan=name, kelurahan_code=code, kecamatan=district),
        SideCells(kelurahan=name, kecamatan=district),
    ):
        place = territory.locate(tried)
        if place.kelurahan_id:
            return Match(number=number, said=said, kelurahan_id=place.kelurahan_id)
        if place.issue == "KELURAHAN_CONFLICT":
            break
    return Match(number=number, said=said, kelurahan_id=0, near=nearest(name, territory))


def _first(cells: dict[str, str], headings: tuple[str, ...]) -> str:
    return next((cells[heading] for heading in headings if heading in cells), "")
