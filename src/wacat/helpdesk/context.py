"""The technical circumstances of a ticket: what the person sees and may leave out. Never resident data."""

import re
from collections.abc import Iterable

LABELS = {
    "halaman": "Halaman",
    "versi": "Versi aplikasi",
    "peramban": "Peramban",
    "layar": "Ukuran layar",
    "jaringan": "Jaringan",
    "waktu": "Waktu",
}
NETWORKS = ("tersambung", "tersambung, lambat", "tidak tersambung")
_WORD = re.compile(r"[a-z][a-z-]{0,30}")
# the number of an item; a NIK has sixteen digits, a telephone number ten or more
_ITEM = re.compile(r"[0-9]{1,9}")
_SCREEN = re.compile(r"[0-9]{2,5} x [0-9]{2,5}")
LONGEST_PATH = 120


def stripped(path: str, *, items: bool = True) -> str:
    """An address fit to be kept: words and item numbers; search words, keys and long numbers are left out.

    Without `items` their numbers are left out too.
    """
    bare = path.split("?", 1)[0].split("#", 1)[0]
    parts = [part for part in bare.split("/") if part]
    kept = [
        part if _WORD.fullmatch(part) or (items and _ITEM.fullmatch(part)) else "…"
        for part in parts
    ]
    return ("/" + "/".join([*kept, ""] if kept else [""]))[:LONGEST_PATH]


def kept(told: dict[str, str], *, ticked: Iterable[str]) -> dict[str, str]:
    """What the person left ticked, as far as it is what it says it is."""
    clean = {
        name: value.strip()[:LONGEST_PATH]
        for name, value in told.items()
        if name in LABELS and name in set(ticked) and value.strip()
    }
    if "halaman" in clean:
        clean["halaman"] = stripped(clean["halaman"])
    if not _SCREEN.fullmatch(clean.get("layar", "")):
        clean.pop("layar", None)
    if clean.get("jaringan") not in NETWORKS:
        clean.pop("jaringan", None)
    return clean
