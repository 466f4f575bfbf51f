"""Words of temporary stays on screen."""

from wacat.nonpermanent.states import StayState

LOOKS: dict[str, tuple[str, str]] = {
    StayState.ACTIVE: ("Tinggal sementara", "kabar"),
    StayState.EXPIRED: ("Masa tinggal lewat", "hati-hati"),
    StayState.LEFT: ("Sudah pergi", "netral"),
    StayState.VOID: ("Dibatalkan", "netral"),
}
SHELVES = {"tinggal": "Sedang tinggal", "lewat": "Masa lewat", "selesai": "Selesai"}
FIELDS = {
    "name": "Nama",
    "origin": "Asal",
    "since_on": "Mulai tinggal",
    "until_on": "Perkiraan pergi",
    "host": "Di rumah siapa",
    "address": "Alamat",
    "purpose": "Keperluan",
    "nik": "NIK",
}


def masked(nik: str) -> str:
    """A NIK as it is shown: the issuing city and the serial (6471********0003)."""
    return f"{nik[:4]}********{nik[-4:]}" if nik else ""
