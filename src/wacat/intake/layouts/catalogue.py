"""The layouts that are known. A new layout is a new entry here, not new code."""

from dataclasses import dataclass, field

from wacat.intake.layouts.fields import (
    PERSON_HEADINGS,
    SERVICE_HEADINGS,
    Words,
    place_headings,
    ranked,
)


@dataclass(frozen=True)
class Layout:
    """A known arrangement of columns.

    `needs` lists what must be there; each entry names alternatives of which one suffices.
    `moves` is empty for a list with one service a row, else the side of a move that the file tells.
    """

    code: str
    label: str
    needs: tuple[tuple[str, ...], ...]
    headings: dict[Words, tuple[str, int]] = field(repr=False)
    moves: str = ""


_RT = ("rt", "from_rt", "to_rt")
_KELURAHAN = (
    "kelurahan", "kelurahan_code", "from_kelurahan", "from_kelurahan_code", "to_kelurahan",
    "to_kelurahan_code",
)  # fmt: skip

SERVICE_LIST = Layout(
    code="layanan",
    label="Daftar layanan",
    needs=(("served_on",), ("kind",), ("nik",), ("name",), _RT, _KELURAHAN),
    headings=ranked(
        [*PERSON_HEADINGS.items(), *SERVICE_HEADINGS.items(), *place_headings().items()]
    ),
)
ARRIVALS = Layout(
    code="datang_29",
    label="Pindah datang (29 kolom)",
    needs=(
        ("served_on",), ("nik",), ("name",), ("to_rt",), ("to_kelurahan", "to_kelurahan_code"),
    ),
    headings=ranked(
        [
            *PERSON_HEADINGS.items(),
            ("served_on", ("tanggal datang", "tgl kedatangan")),
            ("number", ("no datang", "no skdwni")),
            ("reach", SERVICE_HEADINGS["reach"]),
            *place_headings().items(),
        ]
    ),
    moves="to_",
)  # fmt: skip
DEPARTURES = Layout(
    code="pindah_32",
    label="Pindah keluar (32 kolom)",
    needs=(
        ("served_on",), ("nik",), ("name",), ("from_rt",),
        ("from_kelurahan", "from_kelurahan_code"),
    ),
    headings=ranked(
        [
            *PERSON_HEADINGS.items(),
            ("served_on", ("tanggal pindah", "tgl kepindahan")),
            ("number", ("no pindah", "no skpwni")),
            ("reach", SERVICE_HEADINGS["reach"]),
            *place_headings().items(),
        ]
    ),
    moves="from_",
)  # fmt: skip

LAYOUTS: tuple[Layout, ...] = (ARRIVALS, DEPARTURES, SERVICE_LIST)
