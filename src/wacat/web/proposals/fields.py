"""The fields of a proposed person as a form shows them: what was typed, what is wrong, what is known."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest

from wacat.accounts.proposal_rows import FIELDS, Row, Territory
from wacat.areas.models import Area

LONGEST = 300
KINDS = (
    ("", "Definitif"),
    ("Plt", "Pelaksana tugas (Plt)"),
    ("Pjs", "Penjabat sementara (Pjs), paling lama 6 bulan"),
)


def written_in(request: HttpRequest) -> dict[str, str]:
    """What stands in the fields of a posted form."""
    return {name: request.POST.get(name, "").strip()[:LONGEST] for name in FIELDS}


def empty() -> dict[str, str]:
    """Fields before anything is typed."""
    return dict.fromkeys(FIELDS, "")


def faults_of(faults: Sequence[Sequence[str]]) -> dict[str, str]:
    """One sentence for each faulty field."""
    told: dict[str, str] = {}
    for name, message, remedy in faults:
        told.setdefault(name, f"{message}. {remedy}")
    return told


def summary(faults: Mapping[str, str]) -> list[tuple[str, str]]:
    """The faults above a form, each a link to its field."""
    return [(f"medan-{name}", sentence) for name, sentence in faults.items()]


def choices(within: Territory, *, holders: Mapping[int, Any]) -> list[tuple[str, str]]:
    """The areas to choose from, each with who holds it now."""
    areas = sorted(set(within.places.values()), key=lambda area: (area.number or 0, area.name))
    return [("", "Pilih")] + [
        (_value(area), f"{area.name}: {_holder(area, holders)}") for area in areas
    ]


def place_text(area: Area | None) -> str:
    """How an area is written in its field."""
    return _value(area) if area is not None else ""


def row_faults(row: Row) -> dict[str, str]:
    """The faults of a row that has not been stored."""
    return faults_of([fault.as_list() for fault in row.faults])


def _value(area: Area) -> str:
    return f"{area.number:03d}" if area.number is not None else area.name


def _holder(area: Area, holders: Mapping[int, Any]) -> str:
    if area.frozen_on is not None:
        return "dibekukan"
    held = holders.get(area.pk)
    return f"dijabat {held.person.name}" if held is not None else "kosong"
