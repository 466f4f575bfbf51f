"""Which acts may be done to many cases at once, and what they are called. Nothing that needs reading."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bulk:
    """An act on many cases: its button, what the preview asks, what is said afterwards."""

    code: str
    button: str
    title: str
    done: str
    # why it is done is kept with each case
    reasoned: bool = False


TAKE = Bulk("ambil", "Ambil yang dipilih", "Ambil koreksi ini?", "koreksi sekarang Anda kerjakan")
RELEASE = Bulk(
    "lepas",
    "Lepas yang dipilih",
    "Lepas koreksi ini ke antrean?",
    "koreksi dikembalikan ke antrean",
    True,
)
DONE = Bulk(
    "selesai", "Tandai selesai di SIAK", "Tandai koreksi ini selesai di SIAK?",
    "koreksi ditandai selesai di SIAK", True,
)  # fmt: skip
BY_CODE = {bulk.code: bulk for bulk in (TAKE, RELEASE, DONE)}
# on shelves that mix what can and what cannot, the preview sorts it out
ON_SHELF: dict[str, tuple[Bulk, ...]] = {
    "terbuka": (TAKE, RELEASE),
    "bebas": (TAKE,),
    "saya": (RELEASE, DONE),
    "mendesak": (TAKE, RELEASE),
    "siak": (DONE,),
}


def bulk_of(shelf: str) -> tuple[Bulk, ...]:
    """The acts that are offered on a shelf."""
    return ON_SHELF.get(shelf, ())
