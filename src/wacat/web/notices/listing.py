"""The list of an RT: what waits, what was right, what is disputed; the same for RT and Lurah."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.db.models import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from wacat.accounts.access import Visitor
from wacat.announcements.reading import unread
from wacat.audit.actions import reading
from wacat.records import queries
from wacat.records.queries import PAGE_SIZE, Card, Chip, Tally
from wacat.verification import inquiring
from wacat.web.audience import Request
from wacat.web.forms import whole_number
from wacat.web.notices import freshness, places, words

CHIP_LABELS = {Chip.WAITING: "Belum", Chip.RIGHT: "Benar", Chip.DISPUTED: "Koreksi"}
LONGEST_NAME = 60


@dataclass(frozen=True)
class Wanted:
    """What the address asks of a list."""

    chip: Chip
    before: int
    name: str
    answered: int


def wanted(request: HttpRequest) -> Wanted:
    """Read the address; whatever makes no sense is left out."""
    chip = request.GET.get("saring", "")
    return Wanted(
        chip=Chip(chip) if chip in list(Chip) else Chip.WAITING,
        before=whole_number(request.GET.get("sebelum")),
        name=name_in(request),
        answered=whole_number(request.GET.get("jawaban")),
    )


def name_in(request: HttpRequest) -> str:
    """The words that somebody searches for."""
    return request.GET.get("cari", "").replace("\0", "").strip()[:LONGEST_NAME]


def month_began() -> datetime:
    """The first moment of this month here."""
    now = timezone.localtime()
    return now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def respond(
    request: Request, *, rt_id: int, rt_name: str, template: str, may_answer: bool, **more: Any
) -> HttpResponse:
    """One page of an RT's list, or 304 when the phone has it; either way the reading is audited."""
    want = wanted(request)
    since = month_began()
    tally = queries.tally(rt_id=rt_id, since=since)
    # on the front page of the Ketua RT; the Lurah's stands elsewhere
    news = unread(request.visitor, at=timezone.now()) if request.visitor.rt_id else []
    told = [version.pk for version in news]
    questions = inquiring.waiting_for(rt_id)
    etag = freshness.etag_of(request, f"{rt_id}/{may_answer}/{tally.stamp}/{told}/{questions}")
    unchanged = freshness.find_unchanged(request, etag)
    if unchanged is not None:
        reading(of="notice", ids=(), page=request.path, same_as=etag)
        return unchanged
    cards = queries.cards(
        rt_id=rt_id, chip=want.chip, since=since, before=want.before, name=want.name
    )
    more_pages = len(cards) > PAGE_SIZE
    del cards[PAGE_SIZE:]
    answered = _find_answered(request.visitor, want)
    ids = [card.id for card in cards] + ([answered.id] if answered else [])
    reading(of="notice", ids=ids, page=request.path, as_page=etag)
    here = places.listing(request.visitor, rt_id=rt_id)
    page = {
        **summary(request.visitor, rt_id=rt_id, tally=tally, chip=want.chip),
        **card_words(request.visitor, rt_name=rt_name),
        "cards": cards,
        "may_answer": may_answer,
        "rt_name": rt_name,
        "berita": news,
        "answered": answered,
        "questions": questions,
        "questions_url": f"{places.home(request.visitor)}pertanyaan/",
        "want": want,
        "older": here + _query(want, before=cards[-1].id) if more_pages else None,
        "newest": here + _query(want, before=0) if want.before else None,
        **more,
    }
    response = render(request, template, page)
    response.headers["ETag"] = etag
    return response


def summary(
    visitor: Visitor, *, rt_id: int, tally: Tally, chip: Chip = Chip.WAITING
) -> dict[str, Any]:
    """What stands above the cards: progress and chips with their counts."""
    here = places.listing(visitor, rt_id=rt_id)
    counts = {
        Chip.WAITING: tally.waiting,
        Chip.RIGHT: tally.right,
        Chip.DISPUTED: tally.disputed,
    }
    return {
        "tally": tally,
        "chips": [
            (CHIP_LABELS[each], f"{here}?saring={each}", counts[each], each == chip)
            for each in Chip
        ],
        "here": here,
        "withdrawn_url": f"{places.home(visitor)}riwayat/?hasil=ditarik",
    }


def card_words(visitor: Visitor, *, rt_name: str) -> dict[str, Any]:
    """What the template of a card needs beside the notice."""
    return {
        "words": words,
        "base": places.notices(visitor),
        "rt": "RT Anda" if visitor.rt_id is not None else rt_name,
        "new_key": uuid4,
    }


def _find_answered(visitor: Visitor, want: Wanted) -> Card | None:
    """The notice just answered without JavaScript, whose answer can be taken back on top of the list."""
    if not want.answered:
        return None
    try:
        card = queries.get_card(want.answered, of=visitor)
    except ObjectDoesNotExist:
        return None
    return card if card.answer else None


def _query(want: Wanted, *, before: int) -> str:
    values = {"saring": want.chip.value, "cari": want.name, "sebelum": before or ""}
    return "?" + urlencode({key: value for key, value in values.items() if value})
