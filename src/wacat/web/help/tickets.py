"""One's own tickets: the list, one with its thread, and what its author does with it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wacat.helpdesk import queries, replying
from wacat.helpdesk.models import Ticket, TicketFile
from wacat.helpdesk.states import ACTIVE, DONE
from wacat.values.refusal import Refusal
from wacat.web.audience import Request, audience
from wacat.web.forms import whole_number
from wacat.web.help import words
from wacat.web.help.offices import ASKING, shell_of
from wacat.web.help.uploading import ACCEPT, HINT, scans_in

PAGE_SIZE = 20
FILTERS = {"": "Semua", "terbuka": "Belum selesai", "selesai": "Selesai"}
LONGEST_TYPED = 4_500
LONGEST_SEARCH = 100


@audience(*ASKING)
@require_safe
def index(request: Request) -> HttpResponse:
    """One's own questions, the newest first."""
    chosen = request.GET.get("saring", "")
    chosen = chosen if chosen in FILTERS else ""
    text = request.GET.get("cari", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    own = queries.mine(request.visitor)
    own = queries.saying(own, text) if text else own
    kept = {"": own, "terbuka": own.filter(state__in=ACTIVE), "selesai": own.filter(state__in=DONE)}
    before = whole_number(request.GET.get("sebelum"))
    rows = kept[chosen].filter(pk__lt=before) if before else kept[chosen]
    found = list(rows[: PAGE_SIZE + 1])
    last = found[PAGE_SIZE - 1].pk if len(found) > PAGE_SIZE else 0
    page = {
        "kerangka": shell_of(request.visitor.role),
        "tiket": found[:PAGE_SIZE],
        "kata": words.TO_AUTHOR,
        "saring": [
            (
                label,
                _address(saring=code, cari=text),
                kept[code].order_by().count(),
                code == chosen,
            )
            for code, label in FILTERS.items()
        ],
        "cari": text,
        "tersembunyi": {"saring": chosen} if chosen else {},
        "lanjut": _address(saring=chosen, cari=text, sebelum=last) if last else None,
        "terbaru": _address(saring=chosen, cari=text) if before else None,
    }
    return render(request, "help/tiket.html", page)


@audience(*ASKING)
@require_safe
def show(request: Request, ticket_id: int) -> HttpResponse:
    """One of one's own questions."""
    return _page(request, queries.get_mine(ticket_id, by=request.visitor))


@audience(*ASKING)
@require_safe
def file(request: Request, ticket_id: int, file_id: int) -> HttpResponse:
    """A file given with one's own question."""
    ticket = queries.get_mine(ticket_id, by=request.visitor)
    return file_response(queries.get_file(ticket_id=ticket.pk, file_id=file_id))


@audience(*ASKING)
@require_POST
def reply(request: Request, ticket_id: int) -> HttpResponse:
    """Write back."""

    def act() -> None:
        replying.reply(
            ticket_id=ticket_id, text=_text(request), files=scans_in(request), by=request.visitor,
            at=timezone.now(),
        )  # fmt: skip

    return _act(request, ticket_id, act, done="Balasan terkirim.")


@audience(*ASKING)
@require_POST
def settle(request: Request, ticket_id: int) -> HttpResponse:
    """Say that it needs no more help."""

    def act() -> None:
        replying.settle(ticket_id=ticket_id, by=request.visitor, at=timezone.now())

    return _act(request, ticket_id, act, done="Terima kasih. Pertanyaan ini sekarang selesai.")


@audience(*ASKING)
@require_POST
def reopen(request: Request, ticket_id: int) -> HttpResponse:
    """Open it again, with what is still wrong."""

    def act() -> None:
        replying.reopen(
            ticket_id=ticket_id, text=_text(request), by=request.visitor, at=timezone.now()
        )

    return _act(request, ticket_id, act, done="Pertanyaan dibuka lagi. Kami periksa kembali.")


@audience(*ASKING)
@require_POST
def rate(request: Request, ticket_id: int) -> HttpResponse:
    """Say how content one is."""

    def act() -> None:
        replying.rate(
            ticket_id=ticket_id, face=whole_number(request.POST.get("wajah")), text=_text(request),
            by=request.visitor, at=timezone.now(),
        )  # fmt: skip

    return _act(request, ticket_id, act, done="Terima kasih atas penilaian Anda.")


def file_response(found: TicketFile) -> HttpResponse:
    """A file in the browser; it stays in no cache and runs nothing."""
    suffix = "pdf" if found.media_type == "application/pdf" else "jpg"
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = f'inline; filename="lampiran-{found.pk}.{suffix}"'
    return response


def _address(**values: object) -> str:
    return "?" + urlencode({name: value for name, value in values.items() if value})


def _text(request: Request) -> str:
    return request.POST.get("isi", "")[:LONGEST_TYPED]


def _act(request: Request, ticket_id: int, act: Callable[[], None], *, done: str) -> HttpResponse:
    ticket = queries.get_mine(ticket_id, by=request.visitor)
    try:
        act()
    except Refusal as refusal:
        ticket = queries.get_mine(ticket_id, by=request.visitor)
        return _page(request, ticket, error=str(refusal), typed=_text(request), status=422)
    messages.success(request, done)
    return HttpResponseRedirect(reverse("help-ticket", args=[ticket.pk]))


def _page(
    request: Request, ticket: Ticket, *, error: str = "", typed: str = "", status: int = 200
) -> HttpResponse:
    thread = queries.thread(ticket, internal=False)
    page: dict[str, Any] = {
        "kerangka": shell_of(request.visitor.role),
        "tiket": ticket,
        "rupa": words.TO_AUTHOR[ticket.state],
        "percakapan": words.said(thread, ticket=ticket, for_desk=False),
        "terbuka": ticket.state in ACTIVE,
        "boleh_buka_lagi": replying.may_reopen(ticket, at=timezone.now()),
        "wajah": list(replying.FACES.items()),
        "galat": error,
        "isian": typed,
        "petunjuk_berkas": HINT,
        "terima": ACCEPT,
    }
    return render(request, "help/satu_tiket.html", page, status=status)
