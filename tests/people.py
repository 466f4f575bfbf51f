"""The named people of every test: who they are, which office they hold, and where."""

from dataclasses import dataclass

PASSWORD = "rahasia-uji-2026"


@dataclass(frozen=True)
class Someone:
    """A person of the tests. `place` is a kelurahan code, an RT code or the city's."""

    username: str
    name: str
    office: str
    place: str


SARI = Someone("rt", "Sari Wulandari", "KETUA_RT", "64.71.01.1001.023")
BUDI = Someone("rt2", "Budi Santoso", "KETUA_RT", "64.71.01.1001.024")
BARU = Someone("rtbaru", "Joko Susilo", "KETUA_RT", "64.71.01.1001.025")
ASING = Someone("rtlain", "Maria Lestari", "KETUA_RT", "64.71.01.1004.001")
LURAH = Someone("lurah", "Hartono", "LURAH", "64.71.01.1001")
LURAH_LAIN = Someone("lurah2", "Ratna Dewi", "LURAH", "64.71.01.1004")
OPERATOR = Someone("operator", "Dewi Anggraini", "OPERATOR", "64.71")
OPERATOR_2 = Someone("operator2", "Rahmat Hidayat", "OPERATOR", "64.71")
ADMINISTRATOR = Someone("administrator", "Sulistyowati", "ADMINISTRATOR", "64.71")
KASI = Someone("kasi", "Agus Salim", "KASI", "64.71")
KEPALA = Someone("kepala", "Tirta Kusuma", "KEPALA", "64.71")
SEKRETARIS = Someone("sekretaris", "Nurul Hidayah", "SEKRETARIS", "64.71")
TEKNIS = Someone("teknis", "Yusuf Maulana", "TEKNIS", "64.71")
# Holds two offices: in his own RT, and acting in the next one.
DUA = Someone("rtdua", "Abdul Rahman", "KETUA_RT", "64.71.01.1004.002")
DUA_JUGA = "64.71.01.1004.003"

EVERYBODY = [
    SARI, BUDI, BARU, ASING, LURAH, LURAH_LAIN, OPERATOR, OPERATOR_2, ADMINISTRATOR, KASI, KEPALA, TEKNIS,
    DUA, SEKRETARIS,
]  # fmt: skip


def phone_of(someone: Someone) -> str:
    """The mobile number of one of the named people, each another."""
    return f"62811540{EVERYBODY.index(someone):04d}"
