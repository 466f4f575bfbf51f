"""States of a message, the channels, and why one was not delivered."""

from django.db import models


class MessageState(models.TextChoices):
    """Where a message stands."""

    QUEUED = "QUEUED", "Menunggu"
    SENT = "SENT", "Terkirim"
    DELIVERED = "DELIVERED", "Sampai"
    READ = "READ", "Dibuka"
    FAILED = "FAILED", "Diulang"
    DEAD = "DEAD", "Gagal"
    CANCELLED = "CANCELLED", "Dibatalkan"


S = MessageState
WAITING = (S.QUEUED, S.FAILED)

TRANSITIONS: frozenset[tuple[MessageState, MessageState]] = frozenset(
    {
        (S.QUEUED, S.SENT),
        (S.QUEUED, S.FAILED),
        (S.QUEUED, S.DEAD),
        (S.QUEUED, S.CANCELLED),
        (S.FAILED, S.SENT),
        (S.FAILED, S.FAILED),
        (S.FAILED, S.DEAD),
        (S.FAILED, S.CANCELLED),
        # what a provider tells later
        (S.SENT, S.DELIVERED),
        (S.SENT, S.READ),
        (S.SENT, S.DEAD),
        (S.DELIVERED, S.READ),
        # somebody sends it once more
        (S.DEAD, S.QUEUED),
        # another file came for the same digest
        (S.CANCELLED, S.QUEUED),
    }
)


class Channel(models.TextChoices):
    """A way to a person. LINK is WhatsApp in the hands of an officer: nothing leaves by itself."""

    EMAIL = "EMAIL", "Surel"
    PUSH = "PUSH", "Pemberitahuan di HP"
    WHATSAPP = "WHATSAPP", "WhatsApp"
    SMS = "SMS", "SMS"
    LINK = "LINK", "WhatsApp lewat petugas"


class Trouble(models.TextChoices):
    """Why a message did not leave: a class without any content."""

    NO_ADDRESS = "NO_ADDRESS", "Alamat surel dan nomor telepon belum tercatat"
    NO_HOLDER = "NO_HOLDER", "Jabatan sedang kosong"
    ENDED = "ENDED", "Akun tidak lagi aktif"
    REFUSED = "REFUSED", "Alamat ditolak penyedia"
    GONE = "GONE", "Perangkat tidak lagi terdaftar"
    CREDENTIALS = "CREDENTIALS", "Penyedia menolak pengaturan kami"
    LIMITED = "LIMITED", "Dibatasi penyedia"
    UNREACHABLE = "UNREACHABLE", "Penyedia tidak terjangkau"
    FAULT = "FAULT", "Gangguan pada kami"


# the channel is at fault, not the person's address: such failures pause the channel
OF_THE_CHANNEL = frozenset({Trouble.CREDENTIALS, Trouble.LIMITED, Trouble.UNREACHABLE})
