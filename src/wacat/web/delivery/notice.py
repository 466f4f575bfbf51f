"""One line on the page of a notice: by what, when and to whom it was told, and whether it was opened."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from wacat.accounts.models import Office
from wacat.notify.models import Message
from wacat.notify.queries import about_notice, waits_for_setup
from wacat.notify.states import Channel, MessageState
from wacat.records.models import Notice
from wacat.values.tanggal import jam, tanggal

WAITING_WORDS: dict[MessageState, str] = {
    MessageState.QUEUED: "menunggu dikirim",
    MessageState.FAILED: "belum terkirim, dicoba lagi",
    MessageState.DEAD: "gagal dikirim",
    MessageState.CANCELLED: "dibatalkan",
}


def told_line(notice: Notice) -> str:
    """How the office was told of a notice, in one sentence; empty where the ledger knows nothing."""
    found = about_notice(
        rt_id=notice.rt_id,
        kelurahan_id=notice.kelurahan_id,
        batch_id=notice.batch_id,
        urgency=notice.urgency,
    )
    if not found:
        return ""
    message = next((each for each in found if each.sent_at), found[0])
    opened = f", dibuka {_moment(notice.read_at)}" if notice.read_at else ", belum dibuka"
    return f"{_sent(message)}{opened}."


def _sent(message: Message) -> str:
    whom = "Lurah" if message.office == Office.LURAH else "Ketua RT"
    way = str(Channel(message.channel).label)
    way = way if way in ("SMS", "WhatsApp", "WhatsApp lewat petugas") else way[0].lower() + way[1:]
    if message.sent_at is not None:
        return f"Dikirim ke {whom} lewat {way} {_moment(message.sent_at)}"
    words = (
        "belum diatur" if waits_for_setup(message) else WAITING_WORDS[MessageState(message.state)]
    )
    return f"Kepada {whom} lewat {way}: {words}"


def _moment(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{tanggal(local)} pukul {jam(local, zone=ZoneInfo(settings.TIME_ZONE))}"
