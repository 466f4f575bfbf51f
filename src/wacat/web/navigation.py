"""The places of each office, and what every page is told about its visitor."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest

from wacat.accounts.access import Visitor
from wacat.accounts.models import Office
from wacat.helpdesk.context import stripped
from wacat.nonpermanent.queries import is_on
from wacat.web.help.offices import ASKING


@dataclass(frozen=True)
class Place:
    """One entry of the navigation."""

    label: str
    url: str
    icon: str


PLACES: dict[str, tuple[Place, ...]] = {
    "KETUA_RT": (
        Place("Warga", "/rt/", "users"),
        Place("Riwayat", "/rt/riwayat/", "history"),
        Place("Laporan", "/lep/", "file-text"),
        Place("Bantuan", "/bantuan/", "circle-question-mark"),
    ),
    "LURAH": (
        Place("RT", "/lurah/", "users"),
        Place("Usulan", "/lurah/usulan/", "user-check"),
        Place("Riwayat", "/lurah/riwayat/", "history"),
        Place("Laporan", "/lep/", "file-text"),
        Place("Bantuan", "/bantuan/", "circle-question-mark"),
    ),
    "OPERATOR": (
        Place("Koreksi", "/operator/", "inbox"),
        Place("Masukan", "/operator/masukan/", "message-square-text"),
        Place("Pola jawaban", "/pola/", "triangle-alert"),
        Place("Berkas SIAK", "/operator/berkas/", "upload"),
        Place("Keluhan", "/keluhan/", "life-buoy"),
        Place("Pengumuman", "/pengumuman/kelola/", "megaphone"),
        Place("Pengiriman", "/administrator/pengiriman/", "send"),
        Place("LEP", "/lep/", "file-text"),
    ),
    "ADMINISTRATOR": (
        Place("Jabatan", "/administrator/", "users"),
        Place("Usulan akun", "/administrator/usulan/", "user-check"),
        Place("Petugas", "/administrator/petugas/", "id-card"),
        Place("Sanksi", "/sanksi/", "shield-check"),
        Place("Wilayah", "/administrator/wilayah/", "map-pin"),
        Place("Pengungkapan", "/administrator/pengungkapan/", "eye"),
        Place("Pengiriman", "/administrator/pengiriman/", "send"),
        Place("Sumber berkas", "/administrator/sumber/", "upload"),
        Place("Akses", "/administrator/akses/", "shield-check"),
        Place("Keluhan", "/keluhan/", "life-buoy"),
        Place("Pengumuman", "/pengumuman/kelola/", "megaphone"),
        Place("Jejak", "/administrator/jejak/", "history"),
        Place("LEP", "/lep/", "file-text"),
        Place("Konsistensi", "/konsistensi/", "chart-column"),
        Place("Evaluasi", "/evaluasi/", "scroll-text"),
    ),
    "KASI": (
        Place("Jabatan", "/administrator/", "users"),
        Place("Usulan akun", "/administrator/usulan/", "user-check"),
        Place("Petugas", "/administrator/petugas/", "id-card"),
        Place("Sanksi", "/sanksi/", "shield-check"),
        Place("Pengiriman", "/administrator/pengiriman/", "send"),
        Place("Wilayah", "/administrator/wilayah/", "map-pin"),
        Place("Akses", "/administrator/akses/", "shield-check"),
        Place("Keluhan", "/keluhan/", "life-buoy"),
        Place("Pengumuman", "/pengumuman/kelola/", "megaphone"),
        Place("Jejak", "/administrator/jejak/", "history"),
        Place("LEP", "/lep/", "file-text"),
        Place("Konsistensi", "/konsistensi/", "chart-column"),
        Place("Evaluasi", "/evaluasi/", "scroll-text"),
    ),
    "KEPALA": (
        Place("Ringkasan", "/kepala/", "chart-column"),
        Place("Konsistensi", "/konsistensi/", "list"),
        Place("Evaluasi", "/evaluasi/", "scroll-text"),
        Place("Tenggat", "/kepala/tenggat/", "clock-alert"),
        Place("Pola jawaban", "/pola/", "triangle-alert"),
        Place("Keluhan", "/kepala/keluhan/", "life-buoy"),
        Place("Sanksi", "/sanksi/", "shield-check"),
        Place("LEP", "/lep/", "file-text"),
    ),
    "SEKRETARIS": (
        Place("Ringkasan", "/kepala/", "chart-column"),
        Place("Konsistensi", "/konsistensi/", "list"),
        Place("Evaluasi", "/evaluasi/", "scroll-text"),
        Place("Tenggat", "/kepala/tenggat/", "clock-alert"),
        Place("Pola jawaban", "/pola/", "triangle-alert"),
        Place("Keluhan", "/kepala/keluhan/", "life-buoy"),
        Place("Sanksi", "/sanksi/", "shield-check"),
        Place("LEP", "/lep/", "file-text"),
    ),
    "TEKNIS": (
        Place("Keadaan sistem", "/teknis/", "settings"),
        Place("Akses darurat", "/teknis/darurat/", "triangle-alert"),
        Place("Keluhan teknis", "/teknis/keluhan/", "life-buoy"),
        Place("Matriks akses", "/administrator/akses/", "shield-check"),
        Place("Komponen", "/teknis/komponen/", "chart-column"),
    ),
}


# Pages that lie beside the place from which one comes to them.
BELONGS = dict.fromkeys(
    ("/operator/mutu/", "/operator/pemetaan/", "/operator/alias/"), "/operator/berkas/"
)
# shown only while the office uses the module
STAYS = {"OPERATOR": Place("Nonpermanen", "/operator/nonpermanen/", "users")}


@dataclass(frozen=True)
class Greeting:
    """The visitor as the shells show him."""

    name: str
    office_label: str
    role: str
    # how many offices are in this hand; with two there is a way to change
    offices: int


def home_of(visitor: Visitor | None) -> str:
    """The front page of the visitor's office."""
    if visitor is None:
        return "/masuk/"
    places = PLACES.get(visitor.role)
    return places[0].url if places else "/awal/"


def office_label(visitor: Visitor) -> str:
    """The office as people say it, such as "Ketua RT 023 Manggar"."""
    if visitor.role == "KETUA_RT":
        return f"Ketua {visitor.area_name} {visitor.kelurahan_name}"
    if visitor.role == "LURAH":
        return f"Lurah {visitor.area_name}"
    return str(Office(visitor.office).label) if visitor.office else "Tanpa jabatan"


def context(request: HttpRequest) -> dict[str, Any]:
    """What every template is given: visitor and nav."""
    visitor: Visitor | None = getattr(request, "visitor", None)
    demo = {"tanpa_faktor_kedua": not settings.WACAT_SECOND_FACTOR}
    if visitor is None:
        return {"visitor": None, "nav": [], **demo}
    places = PLACES.get(visitor.role, ())
    if visitor.role in STAYS and is_on():
        places = (*places, STAYS[visitor.role])
    path = next(
        (home for page, home in BELONGS.items() if request.path.startswith(page)), request.path
    )
    here = max((p.url for p in places if path.startswith(p.url)), key=len, default="")
    return {
        "visitor": Greeting(
            visitor.name, office_label(visitor), visitor.role, visitor.appointments or 0
        ),
        "nav": [(p.label, p.url, p.icon, p.url == here) for p in places],
        # asked by the front pages that have a link to it
        "nonpermanen": is_on,
        **_asking_from(visitor, request.path),
        **demo,
    }


def _asking_from(visitor: Visitor, path: str) -> dict[str, str | None]:
    """Where somebody in trouble on this page sends his question from.

    A page that is not found tells no number: "not yours" must read like "does not exist".
    """
    if visitor.role not in ASKING:
        return {"kendala_url": None, "kendala_tanpa_nomor": None}
    return {
        "kendala_url": f"/bantuan/kirim/?dari={quote(stripped(path))}",
        "kendala_tanpa_nomor": f"/bantuan/kirim/?dari={quote(stripped(path, items=False))}",
    }
