"""The help page of RT and Lurah: short answers to what people ask, and whom to call."""

from typing import NamedTuple

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wacat.accounts.queries import find_lurah
from wacat.values.phone import telepon
from wacat.web.audience import Request, audience

COMMON = (
    (
        "Apa itu WaCAT?",
        (
            "WaCAT memberi tahu Ketua RT dan Lurah tentang warganya yang baru dilayani "
            "Disdukcapil: pindah, datang, lahir, meninggal, KK dan KTP.",
            f"Jawaban Anda membantu data kependudukan menjadi benar ({settings.WACAT_REGULATION}).",
        ),
    ),
    (
        "Apa yang harus dijawab?",
        (
            "Tekan Benar bila keadaan di lapangan sesuai dengan pemberitahuan.",
            "Tekan Salah bila ada yang keliru: bukan warga RT Anda, sudah pindah, sudah "
            "meninggal, atau nama dan alamatnya salah. Keterangan dan foto boleh kosong.",
        ),
    ),
    (
        "Bagaimana bila salah tekan?",
        ("Tekan Urungkan. Ini dapat dilakukan sampai petugas mulai memeriksa jawaban Anda.",),
    ),
    (
        "Apa yang terjadi setelah koreksi dikirim?",
        (
            "Disdukcapil memeriksa koreksi Anda paling lama 3 x 24 jam. Hasil dan alasannya "
            "terlihat di Riwayat.",
            "Data warga tidak berubah hanya karena jawaban Anda.",
        ),
    ),
    (
        "Bagaimana menjaga kerahasiaan?",
        (
            "Data ini rahasia. Jangan membagikan foto layar, dan jangan meminjamkan kata sandi.",
            "Setiap pembukaan data tercatat.",
        ),
    ),
)
LURAH_ONLY = (
    (
        "Kapan Lurah yang menjawab?",
        (
            "Bila suatu RT tidak punya Ketua RT. Untuk RT lain Anda dapat melihat dan "
            "mengingatkan ketuanya lewat WhatsApp.",
        ),
    ),
)


class Contact(NamedTuple):
    """Somebody to call."""

    office: str
    name: str
    phone: str
    shown: str


@audience("KETUA_RT", "LURAH")
@require_safe
def index(request: Request) -> HttpResponse:
    """What WaCAT is, what to answer, whom to call."""
    visitor = request.visitor
    page = {
        "lines": COMMON + (LURAH_ONLY if visitor.role == "LURAH" else ()),
        "contact": _lurah_of(visitor.kelurahan_id) if visitor.role == "KETUA_RT" else None,
    }
    return render(request, "notices/bantuan.html", page)


def _lurah_of(kelurahan_id: int | None) -> Contact | None:
    held = find_lurah(kelurahan_id) if kelurahan_id is not None else None
    if held is None:
        return None
    number = held.person.phone
    return Contact("Lurah", held.person.name, number, telepon(number))
