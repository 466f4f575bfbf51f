"""Offices, ends and stops in the words of the screen."""

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlencode

from wacat.accounts.histories import STAFF, Term
from wacat.accounts.models import AccountState, EndReason

WORDS = {
    "appoint": (
        "Untuk orang yang sudah mempunyai akun, misalnya Lurah tetangga sebagai pelaksana tugas.",
        "Pemegang yang baru sama sekali diangkat melalui usulan.",
    ),
    "staff": ("Isi nama pengguna bila orangnya sudah mempunyai akun. Selain itu, isi data petugas baru.",),
    "end": (
        "Aksesnya tertutup pada permintaan berikutnya, dan semua perangkatnya dikeluarkan bila ia tidak "
        "memegang jabatan lain.",
        "Pemberitahuan yang terbuka tetap menunggu. Selama jabatan Ketua RT kosong, Lurah yang menjawab.",
    ),
    "hand_over": (
        "Penerus melihat semua yang masih menunggu sejak saat ini. Pemegang lama tidak melihat apa-apa lagi.",
        "Penerus harus sudah mempunyai akun.",
    ),
}  # fmt: skip
# Three ends that must never be taken for one another: by time, by loss, by breach.
END_LOOKS = {
    EndReason.TERM: "netral",
    EndReason.HANDED_OVER: "kabar",
    EndReason.RESIGNED: "netral",
    EndReason.DIED: "netral",
    EndReason.AREA_CLOSED: "netral",
    EndReason.REVOKED: "gawat",
}
STATE_LOOKS = {
    AccountState.INVITED: "kabar",
    AccountState.ACTIVE: "baik",
    AccountState.LOCKED: "hati-hati",
    AccountState.SUSPENDED: "hati-hati",
    AccountState.REVOKED: "gawat",
    AccountState.ENDED: "netral",
}
STATE_WORDS = {
    AccountState.INVITED: "Diundang, belum masuk",
    AccountState.ACTIVE: "Aktif",
    AccountState.LOCKED: "Terkunci karena HP",
    AccountState.SUSPENDED: "Ditangguhkan",
    AccountState.REVOKED: "Dicabut karena pelanggaran",
    AccountState.ENDED: "Berakhir",
}


def end_words(term: Term) -> str:
    """Why a term ended, or nothing while it runs."""
    if term.was_cancelled:
        return "Dibatalkan sebelum mulai"
    return str(EndReason(term.end_reason).label) if term.end_reason else ""


def end_look(term: Term) -> str:
    """The badge of an end."""
    return END_LOOKS[EndReason(term.end_reason)]


def chips_of(
    everybody: Sequence[Term], *, chosen: str, words: str
) -> list[tuple[str, str, int, bool]]:
    """The filter chips of the staff list."""
    counts = Counter(term.office for term in everybody)
    found = [("Semua", "?" + urlencode({"cari": words}), len(everybody), not chosen)]
    for office in STAFF:
        address = "?" + urlencode({"cari": words, "jabatan": office.value})
        found.append((str(office.label), address, counts[office], office == chosen))
    return found
