"""One ticket on the desk: its thread, its circumstances, and what can be done with it."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wacat.accounts.queries import office_title
from wacat.audit.actions import reading
from wacat.helpdesk import articles, categories, queries, working
from wacat.helpdesk.states import ACTIVE, TAKEN, TicketState
from wacat.values.refusal import Refusal
from wacat.web.audience import STAFF, Request, audience
from wacat.web.forms import whole_number
from wacat.web.help import words
from wacat.web.help.tickets import file_response
from wacat.web.help.uploading import ACCEPT, HINT, scans_in

LONGEST_TYPED = 4_500


@audience(*STAFF)
@require_safe
def show(request: Request, ticket_id: int) -> HttpResponse:
    """The ticket with everything that was written."""
    return _page(request, ticket_id)


@audience(*STAFF)
@require_safe
def file(request: Request, ticket_id: int, file_id: int) -> HttpResponse:
    """A file given with it."""
    ticket = queries.get_ticket(ticket_id, by=request.visitor)
    found = queries.get_file(ticket_id=ticket.pk, file_id=file_id)
    reading(of="ticket", ids=[ticket.pk], file=found.pk)
    return file_response(found)


@audience(*STAFF)
@require_POST
def take(request: Request, ticket_id: int) -> HttpResponse:
    """Take it: others see who has it."""

    def act() -> None:
        working.take(ticket_id=ticket_id, by=request.visitor, at=timezone.now())

    return _act(request, ticket_id, act, done="Tiket ini sekarang Anda tangani.")


@audience(*STAFF)
@require_POST
def release(request: Request, ticket_id: int) -> HttpResponse:
    """Give it back."""

    def act() -> None:
        working.release(ticket_id=ticket_id, by=request.visitor, at=timezone.now())

    return _act(request, ticket_id, act, done="Tiket dikembalikan ke antrean.")


@audience(*STAFF)
@require_POST
def assign(request: Request, ticket_id: int) -> HttpResponse:
    """Hand it to a colleague, or take it over."""

    def act() -> None:
        working.assign(
            ticket_id=ticket_id, account_id=whole_number(request.POST.get("petugas")),
            by=request.visitor, at=timezone.now(),
        )  # fmt: skip

    return _act(request, ticket_id, act, done="Tiket diserahkan.")


@audience(*STAFF)
@require_POST
def answer(request: Request, ticket_id: int) -> HttpResponse:
    """Answer its author; wait for him, or call it settled."""
    then = request.POST.get("lalu", "")

    def act() -> None:
        working.answer(
            ticket_id=ticket_id, text=_text(request), files=scans_in(request),
            then=cast(working.Then, then if then in working.AFTER else ""),
            by=request.visitor, at=timezone.now(),
        )  # fmt: skip

    return _act(request, ticket_id, act, done="Jawaban terkirim; penulisnya diberi tahu.")


@audience(*STAFF)
@require_POST
def note(request: Request, ticket_id: int) -> HttpResponse:
    """Write down something for the desk alone."""

    def act() -> None:
        working.note(
            ticket_id=ticket_id, text=_text(request), by=request.visitor, at=timezone.now()
        )

    return _act(request, ticket_id, act, done="Catatan tersimpan; hanya petugas yang membacanya.")


@audience(*STAFF)
@require_POST
def category(request: Request, ticket_id: int) -> HttpResponse:
    """Give it another category."""

    def act() -> None:
        working.change_category(
            ticket_id=ticket_id, category_id=whole_number(request.POST.get("kategori")),
            by=request.visitor, at=timezone.now(),
        )  # fmt: skip

    return _act(request, ticket_id, act, done="Kategori diganti, tenggatnya dihitung ulang.")


def _text(request: Request) -> str:
    return request.POST.get("isi", "")[:LONGEST_TYPED]


def _act(request: Request, ticket_id: int, act: Callable[[], None], *, done: str) -> HttpResponse:
    queries.get_ticket(ticket_id, by=request.visitor)
    try:
        act()
    except Refusal as refusal:
        return _page(request, ticket_id, error=str(refusal), typed=_text(request), status=409)
    messages.success(request, done)
    return HttpResponseRedirect(reverse("complaint", args=[ticket_id]))


def _page(
    request: Request, ticket_id: int, *, error: str = "", typed: str = "", status: int = 200
) -> HttpResponse:
    by = request.visitor
    ticket = queries.get_ticket(ticket_id, by=by)
    reading(of="ticket", ids=[ticket.pk])
    thread = queries.thread(ticket, internal=True)
    staff = [(h.person.account.pk, h.person.name) for h in working.colleagues()]
    page: dict[str, Any] = {
        "tiket": ticket,
        "rupa": words.TO_DESK[ticket.state],
        "jabatan": office_title(ticket.office, ticket.area),
        "percakapan": words.said(thread, ticket=ticket, for_desk=True),
        "langkah": queries.steps(ticket),
        "nama_keadaan": dict(TicketState.choices),
        "terbuka": ticket.state in ACTIVE,
        "milik_saya": ticket.taken_by_id == by.account_id and ticket.state in TAKEN,
        "milik_lain": ticket.state in TAKEN and ticket.taken_by_id != by.account_id,
        "petugas": [("", "Pilih petugas"), *staff],
        "kategori": categories.choices(),
        "saran": articles.find(thread[0].text, office=ticket.office) if thread else [],
        "kini": timezone.now(),
        "galat": error,
        "isian": typed,
        "petunjuk_berkas": HINT,
        "terima": ACCEPT,
    }
    return render(request, "complaints/satu.html", page, status=status)
