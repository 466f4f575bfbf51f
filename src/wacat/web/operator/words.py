"""What the operator's templates call things: states, claims, values and addresses of the queue."""

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from wacat.intake.layouts.fields import FIELDS, label
from wacat.records.models import AnswerKind, Notice, NoticeState, ServiceRecord
from wacat.values import situations
from wacat.values.elements import Element
from wacat.values.tanggal import tanggal, tanggal_angka
from wacat.verification.answering import NOT_MINE_REASONS
from wacat.verification.desk import Filters
from wacat.verification.models import Correction
from wacat.verification.states import CorrectionState

SHELF_LABELS = {
    "terbuka": "Semua terbuka",
    "bebas": "Belum diambil",
    "saya": "Milik saya",
    "mendesak": "Hampir lewat atau lewat",
    "keterangan": "Menunggu keterangan",
    "siak": "Menunggu SIAK",
    "selesai": "Selesai",
    "semua": "Semua koreksi",
}
# The fields that a column of an unknown file may feed, as a choice.
FIELD_CHOICES = [("", "Tidak dipakai"), *((name, label(name)) for name in FIELDS)]
SEX = {"L": "Laki-laki", "P": "Perempuan"}
DIRECTIONS = {
    "RESIDENCE": "RT tempat tinggal",
    "ORIGIN": "RT asal",
    "DESTINATION": "RT tujuan",
}

_LOOKS = {
    CorrectionState.SUBMITTED: ("kabar", "inbox"),
    CorrectionState.RECEIVED: ("kabar", "inbox"),
    CorrectionState.IN_REVIEW: ("kabar", "search"),
    CorrectionState.NEEDS_INFO: ("hati-hati", "message-square-text"),
    CorrectionState.ACCEPTED: ("baik", "check"),
    CorrectionState.PARTLY_ACCEPTED: ("baik", "check"),
    CorrectionState.REJECTED: ("gawat", "circle-x"),
    CorrectionState.DUPLICATE: ("netral", "link"),
    CorrectionState.FORWARDED: ("hati-hati", "send"),
    CorrectionState.DONE_IN_SIAK: ("baik", "circle-check"),
    CorrectionState.CLOSED: ("netral", "circle-check"),
    CorrectionState.CANCELLED: ("netral", "undo-2"),
}


def look(state: str) -> tuple[str, str, str]:
    """Label, colour and icon of a correction's state."""
    named = CorrectionState(state)
    return (str(named.label), *_LOOKS[named])


def step_words(from_state: str, to_state: str) -> str:
    """What somebody did when a correction moved between two states."""
    if to_state == CorrectionState.RECEIVED:
        if from_state == CorrectionState.SUBMITTED:
            return "Membuka koreksi"
        back = from_state == CorrectionState.IN_REVIEW
        return "Mengembalikan ke antrean" if back else "Mengajukan keberatan"
    if to_state == CorrectionState.IN_REVIEW:
        given = from_state == CorrectionState.NEEDS_INFO
        return "Memberi keterangan" if given else "Mengambil koreksi"
    return {
        CorrectionState.SUBMITTED: "Mengirim koreksi",
        CorrectionState.NEEDS_INFO: "Meminta keterangan",
        CorrectionState.ACCEPTED: "Menerima koreksi",
        CorrectionState.PARTLY_ACCEPTED: "Menerima sebagian",
        CorrectionState.REJECTED: "Menolak koreksi",
        CorrectionState.DUPLICATE: "Mengaitkan dengan koreksi yang sama",
        CorrectionState.FORWARDED: "Bertanya kepada RT lain",
        CorrectionState.DONE_IN_SIAK: "Menyelesaikan di SIAK",
        CorrectionState.CLOSED: "Hasil disampaikan, koreksi ditutup",
        CorrectionState.CANCELLED: "Mengurungkan jawaban",
    }[CorrectionState(to_state)]


def element_label(element: str) -> str:
    """The name on screen of an element."""
    return situations.element_label(element)


def element_value(element: str, value: str) -> str:
    """A value of an element as people read it; what is no code or date stays as it was written."""
    if element == Element.SEX:
        return SEX.get(value, value)
    if element == Element.BIRTH:
        try:
            return tanggal(date.fromisoformat(value))
        except ValueError:
            return value
    return value


def for_siak(element: str, value: str) -> str:
    """A value of an element as a field of SIAK takes it: dates as 24-11-2026."""
    if element == Element.BIRTH:
        try:
            return tanggal_angka(date.fromisoformat(value))
        except ValueError:
            return value
    return element_value(element, value)


def claim(case: Correction) -> str:
    """What is claimed, in one line: each element from what to what, or why it is no resident."""
    if case.kind == AnswerKind.NOT_MINE:
        reason = NOT_MINE_REASONS.get(case.answer.reason, "")
        return f"Bukan warga saya: {reason}" if reason else "Bukan warga saya"
    changes = [
        f"{element_label(item.element)}: {element_value(item.element, item.old_value) or 'kosong'}"
        f" → {element_value(item.element, item.claimed_value) or 'kosong'}"
        for item in case.items.all()
    ]
    return "; ".join(changes) or f"Keterangan: {case.remark}"


def copyable(case: Correction) -> str:
    """The difference as plain lines for the clipboard, to be pasted beside SIAK."""
    return "\n".join([case.number, *claim(case).split("; ")])


def masked(number: str) -> str:
    """A NIK or KK as notices show it: the issuing city and the serial (6471********0003)."""
    return f"{number[:4]}********{number[-4:]}" if number else ""


def record_value(record: ServiceRecord, name: str) -> str:
    """A fact of a record (`records.replacing.LABELS`) as people read it; NIK and KK masked."""
    if name in ("rt", "origin_rt"):
        area = record.rt if name == "rt" else record.origin_rt
        return f"{area.name} {area.kelurahan.name if area.kelurahan else ''}" if area else ""
    value = getattr(record, name)
    if isinstance(value, date):
        return tanggal(value)
    if name in ("nik", "kk"):
        return masked(value)
    return SEX.get(value, value) if name == "sex" else value or ""


def notice_outcome(notice: Notice) -> str:
    """How a notice ended so far: withdrawn, the state of its correction, its answer, or its own state."""
    if notice.state == NoticeState.WITHDRAWN:
        return str(NoticeState.WITHDRAWN.label)
    if notice.result:
        return f"{AnswerKind(notice.answer).label}: {CorrectionState(notice.result).label}"
    if notice.answer:
        return str(AnswerKind(notice.answer).label)
    return str(NoticeState(notice.state).label)


def queue_query(filters: Filters, **extra: str) -> str:
    """The filters as they stand in an address."""
    values = {
        "rak": filters.shelf if filters.shelf != "terbuka" else "",
        "kelurahan": str(filters.kelurahan_id or ""),
        "jenis": filters.kind,
        "cari": filters.text,
        **extra,
    }
    return "?" + urlencode({name: value for name, value in values.items() if value})


def on_shelf(filters: Filters, name: str) -> Filters:
    """The same filters on another shelf."""
    return replace(filters, shelf=name)


def place_of(case: Correction) -> str:
    """The place of a row in the queue as an address carries it."""
    return f"{case.due_at.isoformat()}_{case.pk}"
