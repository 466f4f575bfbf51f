"""What the phone calls things: questions, reasons, outcomes and the steps of a correction."""

from datetime import date

from wacat.records.models import AnswerKind, Notice, NoticeState
from wacat.records.queries import Card
from wacat.values.elements import Element
from wacat.values.kinds import NEUTRAL, Kind
from wacat.values.kinds import kind_label as kind_label
from wacat.values.tanggal import tanggal
from wacat.verification.models import Correction
from wacat.verification.states import CorrectionState

MOVED_AWAY = "Apakah warga ini benar sudah pindah dari {rt}?"
MOVED_IN = "Apakah warga ini benar datang dan tinggal di {rt}?"
LIVES_HERE = "Apakah warga ini benar tinggal di {rt} dan datanya benar?"
QUESTIONS: dict[str, str] = {
    Kind.AKTA_KELAHIRAN: "Apakah anak ini benar lahir di keluarga warga {rt}?",
    Kind.AKTA_KEMATIAN: "Apakah benar warga ini meninggal dunia?",
    Kind.KK_BARU: "Apakah keluarga ini benar tinggal di {rt}?",
    Kind.KK_PISAH: "Apakah keluarga ini benar tinggal di {rt} dengan KK sendiri?",
    Kind.KK_TAMBAH: "Apakah warga ini benar anggota keluarga di {rt}?",
    NEUTRAL: "Apakah keluarga ini benar tinggal di {rt}?",
}
REASONS = {
    "RESIDENCE": "Anda menerima ini karena alamat warga ini tercatat di {rt}.",
    "ORIGIN": "Anda menerima ini karena warga ini tercatat pindah dari {rt}.",
    "DESTINATION": "Anda menerima ini karena warga ini tercatat pindah ke {rt}.",
}
SEX = {"L": "Laki-laki", "P": "Perempuan"}
OUTCOME_LABELS = {
    "": "Semua",
    "benar": "Benar",
    "diperiksa": "Koreksi diperiksa",
    "diterima": "Koreksi diterima",
    "ditolak": "Koreksi ditolak",
    "selesai": "Selesai di SIAK",
    "ditarik": "Ditarik",
    "lewat": "Tidak dijawab",
}
_RESULTS = {
    CorrectionState.SUBMITTED: ("Koreksi terkirim, menunggu diperiksa Disdukcapil.", "kabar"),
    CorrectionState.RECEIVED: ("Koreksi sudah sampai di Disdukcapil.", "kabar"),
    CorrectionState.IN_REVIEW: ("Koreksi sedang diperiksa Disdukcapil.", "kabar"),
    CorrectionState.NEEDS_INFO: ("Disdukcapil menunggu keterangan Anda.", "hati-hati"),
    CorrectionState.ACCEPTED: ("Koreksi diterima, akan diperbaiki di SIAK.", "baik"),
    CorrectionState.PARTLY_ACCEPTED: ("Koreksi diterima sebagian.", "baik"),
    CorrectionState.REJECTED: ("Koreksi ditolak.", "gawat"),
    CorrectionState.DUPLICATE: ("Sama dengan koreksi yang lebih dahulu.", "netral"),
    CorrectionState.FORWARDED: ("Disdukcapil bertanya kepada RT lain.", "kabar"),
    CorrectionState.DONE_IN_SIAK: ("Selesai: sudah diperbaiki di SIAK.", "baik"),
    CorrectionState.CLOSED: ("Selesai. Baca penjelasan Disdukcapil.", "netral"),
    CorrectionState.CANCELLED: ("Jawaban diurungkan.", "netral"),
}
_STEPS = {
    CorrectionState.RECEIVED: "Sudah sampai di Disdukcapil",
    CorrectionState.IN_REVIEW: "Mulai diperiksa",
    CorrectionState.NEEDS_INFO: "Meminta keterangan",
    CorrectionState.ACCEPTED: "Koreksi diterima",
    CorrectionState.PARTLY_ACCEPTED: "Koreksi diterima sebagian",
    CorrectionState.REJECTED: "Koreksi ditolak",
    CorrectionState.DUPLICATE: "Sama dengan koreksi yang lebih dahulu",
    CorrectionState.FORWARDED: "Bertanya kepada RT lain",
    CorrectionState.DONE_IN_SIAK: "Sudah diperbaiki di SIAK",
    CorrectionState.CLOSED: "Hasilnya dibaca",
    CorrectionState.CANCELLED: "Jawaban diurungkan",
}
OFFICES = {"KETUA_RT": "Ketua RT", "LURAH": "Lurah"}


def question(notice: Notice | Card, *, rt: str) -> str:
    """What is asked of the reader, in one sentence; `rt` is "RT Anda" or the RT's name."""
    words = QUESTIONS.get(notice.kind)
    if words is None:
        words = {"ORIGIN": MOVED_AWAY, "DESTINATION": MOVED_IN}.get(notice.direction, LIVES_HERE)
    return words.format(rt=rt)


def reason(notice: Notice, *, rt: str) -> str:
    """Why the reader was told."""
    return REASONS[notice.direction].format(rt=rt)


def shown(element: Element, value: object) -> str:
    """A value of a notice as people read it."""
    if isinstance(value, date):
        return tanggal(value)
    text = "" if value is None else str(value)
    return SEX.get(text, text) if element == Element.SEX else text


def claimed(code: str, value: str) -> str:
    """A claimed value as people read it: a date in words, a sex by its name."""
    if code == Element.BIRTH:
        try:
            return tanggal(date.fromisoformat(value))
        except ValueError:
            return value
    return SEX.get(value, value) if code == Element.SEX else value


def disclosed(notice: Notice) -> list[tuple[Element, str]]:
    """The elements of a notice that the matrix discloses and that have a value."""
    values = ((element, shown(element, getattr(notice, element.value))) for element in Element)
    return [(element, value) for element, value in values if value]


def outcome(*, state: str, answer: str, result: str) -> tuple[str, str]:
    """What became of a notice so far, in one sentence, and its colour."""
    if state == NoticeState.WITHDRAWN:
        return "Ditarik kembali oleh Disdukcapil.", "netral"
    if state == NoticeState.CLOSED_UNANSWERED:
        return "Tidak dijawab sampai waktunya habis.", "netral"
    if state == NoticeState.ESCALATED:
        return "Diteruskan ke Lurah, masih menunggu jawaban.", "hati-hati"
    if state != NoticeState.ANSWERED:
        return "Menunggu jawaban.", "kabar"
    if answer == AnswerKind.CONFIRMED:
        return "Tercatat benar.", "baik"
    return _RESULTS[CorrectionState(result or CorrectionState.SUBMITTED)]


def linked(correction: Correction) -> str:
    """How the correction it is the same as stands, or what the other RT said; empty for all others."""
    if correction.duplicate_of_id is not None:
        now = CorrectionState(correction.linked_state or CorrectionState.SUBMITTED)
        told = _RESULTS[now][0]
        return f"Ini sama dengan koreksi lain tentang warga ini. Keadaan koreksi itu: {told}"
    return {
        "YES": "RT yang ditanya menjawab: ya, warganya.",
        "NO": "RT yang ditanya menjawab: bukan warganya.",
    }.get(correction.linked_state, "")


def step_words(*, from_state: str, to_state: str) -> str:
    """One step of a correction for the one who answered."""
    if to_state == CorrectionState.SUBMITTED and not from_state:
        return "Koreksi dikirim"
    if from_state == CorrectionState.NEEDS_INFO and to_state == CorrectionState.IN_REVIEW:
        return "Keterangan dikirim"
    if to_state == CorrectionState.RECEIVED and from_state != CorrectionState.SUBMITTED:
        back = from_state == CorrectionState.IN_REVIEW
        return "Menunggu petugas lain" if back else "Keberatan dikirim"
    if to_state == CorrectionState.CLOSED and from_state == CorrectionState.FORWARDED:
        return "Selesai"
    return _STEPS[CorrectionState(to_state)]
