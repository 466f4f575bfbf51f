"""The confidentiality pledge of Pasal 5(3)a: its text, version and hash."""

from hashlib import sha256

from django.conf import settings

VERSION = "2026-1"
TEXT = (
    "Saya menjaga keamanan dan kerahasiaan data warga yang saya terima melalui WaCAT.",
    "Saya memakai data itu hanya untuk tugas jabatan saya dan tidak menyebarkannya, "
    "termasuk lewat foto layar dan grup percakapan.",
    "Saya menjaga nama pengguna dan kata sandi, dan tidak meminjamkannya.",
    "Saya melapor kepada Lurah atau Disdukcapil bila jabatan saya berakhir atau HP saya hilang.",
    "Saya mengetahui bahwa pelanggaran dapat berakibat akun saya dinonaktifkan "
    f"({settings.WACAT_REGULATION} Pasal 6).",
)


def text_hash() -> str:
    """The hash that is kept with each acceptance."""
    return sha256("\n".join(TEXT).encode()).hexdigest()
