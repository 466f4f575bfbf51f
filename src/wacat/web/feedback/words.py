"""Words of Masukan on screen."""

from wacat.feedback.states import FeedbackKind, FeedbackState

# What each kind is called when one tells it, and what is asked about it.
ASKED: dict[str, tuple[str, str, str]] = {
    FeedbackKind.DEATH: (
        "Warga meninggal, belum dilaporkan",
        "Siapa yang meninggal?",
        "Kapan meninggalnya?",
    ),
    FeedbackKind.MOVED_AWAY: (
        "Warga pindah tanpa melapor",
        "Siapa yang pindah?",
        "Sejak kapan pindah?",
    ),
    FeedbackKind.NEWCOMER: (
        "Pendatang yang belum melapor",
        "Siapa pendatangnya?",
        "Sejak kapan tinggal di sini?",
    ),
    FeedbackKind.BIRTH: (
        "Bayi lahir, belum dilaporkan",
        "Siapa nama bayinya?",
        "Kapan lahirnya?",
    ),
}
LOOKS: dict[str, tuple[str, str]] = {
    FeedbackState.SUBMITTED: ("Terkirim", "kabar"),
    FeedbackState.FOLLOWED: ("Sedang diikuti Disdukcapil", "kabar"),
    FeedbackState.JEMPUT_BOLA: ("Akan didatangi petugas", "hati-hati"),
    FeedbackState.MATCHED: ("Sudah dilayani", "baik"),
    FeedbackState.DONE: ("Selesai", "baik"),
    FeedbackState.DISMISSED: ("Tidak diteruskan", "netral"),
    FeedbackState.CANCELLED: ("Dibatalkan", "netral"),
}
EXPLAINED: dict[str, str] = {
    FeedbackState.SUBMITTED: "Disdukcapil akan memeriksa masukan ini.",
    FeedbackState.FOLLOWED: "Disdukcapil menunggu warga ini datang mengurus surat-suratnya.",
    FeedbackState.JEMPUT_BOLA: "Petugas akan mendatangi warga ini untuk melayaninya di tempat.",
    FeedbackState.MATCHED: "Warga ini sudah mengurusnya di Disdukcapil.",
    FeedbackState.DONE: "Masukan ini sudah ditindaklanjuti.",
    FeedbackState.DISMISSED: "Disdukcapil tidak meneruskan masukan ini.",
    FeedbackState.CANCELLED: "Masukan ini dibatalkan oleh yang menyampaikannya.",
}
OFFICES = {"KETUA_RT": "Ketua RT", "LURAH": "Lurah", "OPERATOR": "Disdukcapil", "SYSTEM": "WaCAT"}
