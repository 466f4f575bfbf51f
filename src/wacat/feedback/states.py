"""States of what RT and Lurah told without a notice, and who may move it; the diagram is made from this."""

from django.db import models


class FeedbackState(models.TextChoices):
    """Where a Masukan stands."""

    SUBMITTED = "SUBMITTED", "Terkirim"
    FOLLOWED = "FOLLOWED", "Sedang diikuti"
    JEMPUT_BOLA = "JEMPUT_BOLA", "Daftar jemput bola"
    MATCHED = "MATCHED", "Sudah dilayani"
    DONE = "DONE", "Selesai"
    DISMISSED = "DISMISSED", "Tidak diteruskan"
    CANCELLED = "CANCELLED", "Dibatalkan"


class FeedbackKind(models.TextChoices):
    """What was seen in the neighbourhood and is missing in the register."""

    DEATH = "DEATH", "Meninggal, belum dilaporkan"
    MOVED_AWAY = "MOVED_AWAY", "Pindah tanpa melapor"
    NEWCOMER = "NEWCOMER", "Pendatang, belum melapor"
    BIRTH = "BIRTH", "Lahir, belum dilaporkan"


class ToldBy(models.TextChoices):
    """From whom the teller knows it."""

    MYSELF = "MYSELF", "Saya melihat atau mengetahui sendiri"
    FAMILY = "FAMILY", "Keluarganya"
    NEIGHBOUR = "NEIGHBOUR", "Tetangga"
    OTHER = "OTHER", "Orang lain"


class VisitOutcome(models.TextChoices):
    """What the field team found."""

    SERVED = "SERVED", "Dilayani di tempat"
    NOT_HOME = "NOT_HOME", "Tidak bertemu"
    DECLINED = "DECLINED", "Tidak bersedia"
    UNTRUE = "UNTRUE", "Keadaannya lain"


S = FeedbackState
AUTHOR = frozenset({"KETUA_RT", "LURAH"})
DESK = frozenset({"OPERATOR"})
BOTH = DESK | frozenset({"SYSTEM"})

TRANSITIONS: dict[tuple[FeedbackState, FeedbackState], frozenset[str]] = {
    (S.SUBMITTED, S.FOLLOWED): DESK,
    (S.SUBMITTED, S.CANCELLED): AUTHOR,
    (S.SUBMITTED, S.JEMPUT_BOLA): BOTH,
    (S.SUBMITTED, S.MATCHED): DESK,
    (S.SUBMITTED, S.DISMISSED): DESK,
    (S.FOLLOWED, S.JEMPUT_BOLA): BOTH,
    (S.FOLLOWED, S.MATCHED): DESK,
    (S.FOLLOWED, S.DONE): DESK,
    (S.FOLLOWED, S.DISMISSED): DESK,
    (S.JEMPUT_BOLA, S.MATCHED): DESK,
    (S.JEMPUT_BOLA, S.DONE): DESK,
    (S.JEMPUT_BOLA, S.DISMISSED): DESK,
}

OPEN = (S.SUBMITTED, S.FOLLOWED, S.JEMPUT_BOLA)
CLOSED = (S.MATCHED, S.DONE, S.DISMISSED, S.CANCELLED)
# these say why
REASONED = (S.DONE, S.DISMISSED)
