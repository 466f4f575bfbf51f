"""States of a ticket and who may move it (domain.md); the diagram in the docs is made from this."""

from django.db import models


class TicketState(models.TextChoices):
    """Where a ticket stands."""

    OPEN = "OPEN", "Belum diambil"
    IN_PROGRESS = "IN_PROGRESS", "Sedang ditangani"
    WAITING = "WAITING", "Menunggu jawaban Anda"
    SOLVED = "SOLVED", "Selesai"
    CLOSED = "CLOSED", "Ditutup"


S = TicketState
# Not an office but a relation: who wrote it, or holds the office it is about.
AUTHOR = frozenset({"AUTHOR"})
DESK = frozenset({"OPERATOR", "ADMINISTRATOR", "KASI"})

TRANSITIONS: dict[tuple[TicketState, TicketState], frozenset[str]] = {
    (S.OPEN, S.IN_PROGRESS): DESK,
    (S.OPEN, S.SOLVED): AUTHOR,
    (S.IN_PROGRESS, S.OPEN): DESK,
    (S.IN_PROGRESS, S.WAITING): DESK,
    (S.IN_PROGRESS, S.SOLVED): DESK | AUTHOR,
    (S.WAITING, S.IN_PROGRESS): DESK | AUTHOR,
    (S.WAITING, S.SOLVED): DESK | AUTHOR,
    (S.SOLVED, S.OPEN): AUTHOR,
    (S.SOLVED, S.CLOSED): frozenset({"SYSTEM"}),
}

ACTIVE = (S.OPEN, S.IN_PROGRESS, S.WAITING)
TAKEN = (S.IN_PROGRESS, S.WAITING)
DONE = (S.SOLVED, S.CLOSED)


class Channel(models.TextChoices):
    """How a ticket came in; all but the first are keyed in by the desk."""

    APP = "APP", "WaCAT"
    WHATSAPP = "WHATSAPP", "WhatsApp"
    PHONE = "PHONE", "Telepon"
    COUNTER = "COUNTER", "Datang ke kantor"


class ArticleState(models.TextChoices):
    """Whether an article is shown."""

    DRAFT = "DRAFT", "Konsep"
    PUBLISHED = "PUBLISHED", "Diterbitkan"
    WITHDRAWN = "WITHDRAWN", "Ditarik"
