"""The people whom a visitor of the demo can be: user name, name, office, code of the area."""

from dataclasses import dataclass

from wacat.accounts.models import Office

CITY = "64.71"
MANGGAR = "64.71.01.1001"
LAMARU = "64.71.01.1002"
TERITIP = "64.71.01.1003"
VACANT = "64.71.01.1001.041"


@dataclass(frozen=True)
class Somebody:
    """A person of the demo; `new` has everything of the very first login before him."""

    username: str
    name: str
    office: Office
    place: str
    new: bool = False
    # areas in which the same office is held besides, as acting
    also: tuple[str, ...] = ()


DEMO = (
    Somebody("rt", "Sari Wulandari", Office.KETUA_RT, f"{MANGGAR}.023"),
    Somebody("rt2", "Budi Santoso", Office.KETUA_RT, f"{MANGGAR}.024"),
    Somebody("rtbaru", "Joko Susilo", Office.KETUA_RT, f"{MANGGAR}.025", new=True),
    Somebody("lurah", "Hartono", Office.LURAH, MANGGAR),
    Somebody("operator", "Dewi Anggraini", Office.OPERATOR, CITY),
    Somebody("operator2", "Rahmat Hidayat", Office.OPERATOR, CITY),
    Somebody("administrator", "Sulistyowati", Office.ADMINISTRATOR, CITY),
    Somebody("kasi", "Agus Salim", Office.KASI, CITY),
    Somebody("kepala", "Tirta Kusuma", Office.KEPALA, CITY),
    Somebody("sekretaris", "Endang Lestari", Office.SEKRETARIS, CITY),
    Somebody("lurah-teritip", "Ratna Dewi", Office.LURAH, TERITIP, also=(LAMARU,)),
    Somebody("teknis", "Yusuf Maulana", Office.TEKNIS, CITY),
)
