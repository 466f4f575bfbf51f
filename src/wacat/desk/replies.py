"""Canned replies: make, reword, end; each wording is kept. Their variables are filled in for one case."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from wacat.accounts.access import Visitor
from wacat.audit.actions import note
from wacat.desk.models import Reply, ReplyVersion, Use
from wacat.values.refusal import Refusal

# What each variable stands for; none of them is a fact about a resident.
VARIABLES = {
    "nomor": "nomor koreksi, misalnya K-000123",
    "nama_rt": "RT dan kelurahannya, misalnya RT 023 Manggar",
    "hal": "hal yang dikoreksi, misalnya alamat dan RT (tanpa isinya)",
    "batas": "batas waktu putusan, misalnya 26 November 2026 pukul 10.00",
}
EXAMPLE = {
    "nomor": "K-000123",
    "nama_rt": "RT 023 Manggar",
    "hal": "alamat",
    "batas": "26 November 2026 pukul 10.00",
}
LONGEST = {"title": 80, "text": 500, "reason": 300}
_VARIABLE = re.compile(r"\{([^{}]*)\}")
_LONG_NUMBER = re.compile(r"[0-9]{16}")


class CannotKeepReply(Refusal):
    """The canned reply cannot be kept; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A title and a text with variables."""

    title: str
    text: str

    def checked(self) -> "Wording":
        """The same without outer spaces.

        Raises:
            CannotKeepReply: empty, too long, an unknown variable, or a number as long as a NIK.
        """
        title, text = self.title.strip(), self.text.strip()
        if not title:
            raise CannotKeepReply("Tulis judulnya, agar balasan ini mudah dikenali.")
        if not text:
            raise CannotKeepReply("Tulis isi balasannya.")
        if len(title) > LONGEST["title"] or len(text) > LONGEST["text"]:
            raise CannotKeepReply("Judul paling panjang 80 huruf, isi 500 huruf.")
        unknown = [name for name in _VARIABLE.findall(text) if name not in VARIABLES]
        if unknown:
            known = ", ".join(f"{{{name}}}" for name in VARIABLES)
            raise CannotKeepReply(f"{{{unknown[0]}}} tidak dikenal. Yang dapat dipakai: {known}.")
        if _LONG_NUMBER.search(title + text):
            raise CannotKeepReply("Jangan tulis NIK atau nomor KK dalam balasan.")
        return Wording(title=title, text=text)


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A canned reply as it reads for one case."""

    id: int
    use: str
    title: str
    text: str


def standing() -> QuerySet[Reply]:
    """The replies that are offered, with `title` and `text` of their newest version, by use and title."""
    return _with_wording(Reply.objects.filter(ended_at=None)).order_by("use", "title", "id")


def ended() -> QuerySet[Reply]:
    """The replies that were ended, the last ended first."""
    return _with_wording(Reply.objects.exclude(ended_at=None)).order_by("-ended_at")


def filled(values: Mapping[str, str]) -> list[Filled]:
    """Every standing reply with its variables filled in."""
    return [
        Filled(id=row.pk, use=row.use, title=row.title, text=fill(row.text, values))  # type: ignore[attr-defined]
        for row in standing()
    ]


def fill(text: str, values: Mapping[str, str]) -> str:
    """A text with its variables replaced; what is unknown stays as it was written."""
    return _VARIABLE.sub(lambda found: values.get(found[1], found[0]), text)


@transaction.atomic
def make(*, use: str, wording: Wording, by: Visitor, at: datetime) -> Reply:
    """Offer a new reply.

    Raises:
        CannotKeepReply: the wording cannot be, or the use is unknown.
    """
    wording = wording.checked()
    if use not in Use.values:
        raise CannotKeepReply("Pilih untuk apa balasan ini dipakai.")
    reply = Reply.objects.create(use=use, made_at=at)
    _version(reply, wording, number=1, reason="", by=by, at=at)
    note(act="reply.made", of="reply", ids=[reply.pk])
    return reply


@transaction.atomic
def reword(*, reply_id: int, wording: Wording, reason: str, by: Visitor, at: datetime) -> None:
    """Give a reply another wording from now on.

    Raises:
        Reply.DoesNotExist: there is none, or it was ended.
        CannotKeepReply: the wording cannot be, the reason is missing, or nothing changes.
    """
    wording = wording.checked()
    reply = Reply.objects.select_for_update().get(pk=reply_id, ended_at=None)
    last = reply.versions.latest("number")
    if (last.title, last.text) == (wording.title, wording.text):
        raise CannotKeepReply("Tidak ada yang berubah.")
    if not reason.strip():
        raise CannotKeepReply("Tulis alasan perubahan, agar riwayatnya dapat dipahami.")
    _version(reply, wording, number=last.number + 1, reason=reason, by=by, at=at)
    note(act="reply.reworded", of="reply", ids=[reply.pk])


@transaction.atomic
def end(*, reply_id: int, reason: str, by: Visitor, at: datetime) -> None:
    """Offer a reply no longer; it stays readable.

    Raises:
        Reply.DoesNotExist: there is none, or it was ended.
        CannotKeepReply: the reason is missing.
    """
    if not reason.strip():
        raise CannotKeepReply("Tulis alasan mengakhiri balasan ini.")
    reply = Reply.objects.select_for_update().get(pk=reply_id, ended_at=None)
    reply.ended_at, reply.ended_by_id = at, by.account_id
    reply.end_reason = reason.strip()[: LONGEST["reason"]]
    reply.save(update_fields=["ended_at", "ended_by", "end_reason"])
    note(act="reply.ended", of="reply", ids=[reply.pk])


def _version(
    reply: Reply, wording: Wording, *, number: int, reason: str, by: Visitor, at: datetime
) -> None:
    ReplyVersion.objects.create(
        reply=reply, number=number, title=wording.title, text=wording.text,
        reason=reason.strip()[: LONGEST["reason"]], made_by_id=by.account_id, made_at=at,
    )  # fmt: skip


def _with_wording(found: QuerySet[Reply]) -> QuerySet[Reply]:
    newest = ReplyVersion.objects.filter(reply=OuterRef("pk")).order_by("-number")
    return found.annotate(
        title=Subquery(newest.values("title")[:1]), text=Subquery(newest.values("text")[:1])
    )
