"""The first answers for RT and Lurah, which need nobody to write them."""

from django.conf import settings

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
ALL = {"KETUA_RT": COMMON, "LURAH": COMMON + LURAH_ONLY}
