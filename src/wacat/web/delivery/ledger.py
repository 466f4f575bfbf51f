"""The ledger of messages for the office: search, chips, one message, sending a dead one again."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wacat.notify import actions, carrying, queries
from wacat.notify.habits import Habits
from wacat.notify.models import Message
from wacat.notify.states import Channel, MessageState
from wacat.notify.topics import LABELS, TOPICS
from wacat.values.refusal import Refusal
from wacat.web.audience import Request, audience
from wacat.web.delivery.words import line_of
from wacat.web.forms import whole_number

OFFICE = ("ADMINISTRATOR", "KASI", "OPERATOR")
DAYS = (1, 7, 30, 365)


@audience(*OFFICE)
@require_safe
def index(request: Request) -> HttpResponse:
    """What left and what waits, the newest first."""
    wanted = _wanted(request)
    at = timezone.now()
    before = whole_number(request.GET.get("sebelum"))
    found = queries.page(wanted, before=before, by=request.visitor, at=at)
    counts = queries.counts(wanted, by=request.visitor, at=at)
    more = len(found) > queries.PAGE_SIZE
    page: dict[str, Any] = {
        "baris": [line_of(message) for message in found[: queries.PAGE_SIZE]],
        "jumlah": sum(
            number for state, number in counts["state"].items() if wanted.state in ("", state)
        ),
        "keadaan": _chips(wanted, "keadaan", "state", dict(MessageState.choices), counts["state"]),
        "saluran": _chips(wanted, "saluran", "channel", dict(Channel.choices), counts["channel"]),
        "jenis": _chips(wanted, "jenis", "topic", LABELS, counts["topic"]),
        "rentang": [(_days(n), _address(wanted, rentang=n), None, n == wanted.days) for n in DAYS],
        "cari": wanted.words,
        "tersembunyi": _parameters(wanted, cari=""),
        "lanjut": _address(wanted, sebelum=found[queries.PAGE_SIZE - 1].pk) if more else None,
    }
    return render(request, "delivery/pengiriman.html", page)


@audience(*OFFICE)
@require_safe
def show(request: Request, message_id: int) -> HttpResponse:
    """One message: its whole life, and what can be done with it."""
    return _page(request, queries.get_message(message_id, by=request.visitor))


@audience(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def resend(request: Request, message_id: int) -> HttpResponse:
    """Ask once more, then put a dead message back in the queue."""
    message = queries.get_message(message_id, by=request.visitor)
    if request.method == "POST":
        try:
            actions.resend(
                message_id=message_id,
                channel=request.POST.get("saluran", "")[:10],
                at=timezone.now(),
            )
        except Refusal as refusal:
            return _page(request, message, ask=True, error=str(refusal), status=409)
        messages.success(request, "Pesan masuk antrean lagi.")
        return HttpResponseRedirect(reverse("delivery-message", args=[message_id]))
    return _page(request, message, ask=True)


@audience(*OFFICE)
@require_POST
def carry(request: Request, message_id: int) -> HttpResponse:
    """Make the text for WhatsApp and note that it was opened; shown once."""
    return carried_page(
        request,
        message_id,
        template="delivery/whatsapp_meja.html",
        back="/administrator/pengiriman/",
    )


def carried_page(request: Request, message_id: int, *, template: str, back: str) -> HttpResponse:
    """The text of a message that somebody carries; it may hold a one-time key, so nothing keeps it."""
    carried = carrying.carry(message_id=message_id, by=request.visitor, at=timezone.now())
    message = queries.get_message(message_id, by=request.visitor)
    page = {"pesan": line_of(message), "isi": carried, "kembali": back}
    response = render(request, template, page)
    response["Cache-Control"] = "private, no-store"
    return response


def _page(
    request: Request, message: Message, *, ask: bool = False, error: str = "", status: int = 200
) -> HttpResponse:
    possible = Habits.of([message.account]).possible(
        message.account, topic=TOPICS.get(message.topic)
    )
    page = {
        "pesan": message,
        "baris": line_of(message),
        "boleh_buka": queries.to_carry(by=request.visitor).filter(pk=message.pk).exists(),
        "tanya": ask and message.state == MessageState.DEAD,
        "galat": error,
        "pilihan": [(channel.value, channel.label) for channel in possible],
        "terpilih": message.channel,
    }
    return render(request, "delivery/pesan.html", page, status=status)


def _wanted(request: Request) -> queries.Filter:
    state, channel = request.GET.get("keadaan", ""), request.GET.get("saluran", "")
    topic, days = request.GET.get("jenis", ""), whole_number(request.GET.get("rentang"))
    return queries.Filter(
        state=state if state in MessageState.values else "",
        channel=channel if channel in Channel.values else "",
        topic=topic if topic in LABELS else "",
        words=request.GET.get("cari", "").replace("\x00", "").strip()[:80],
        days=days if days in DAYS else 30,
        batch_id=min(whole_number(request.GET.get("berkas")), queries.LAST),
    )


def _parameters(wanted: queries.Filter, **other: Any) -> dict[str, Any]:
    values = {
        "keadaan": wanted.state,
        "saluran": wanted.channel,
        "jenis": wanted.topic,
        "cari": wanted.words,
        "rentang": wanted.days if wanted.days != 30 else "",
        "berkas": wanted.batch_id or "",
    } | other
    return {name: value for name, value in values.items() if value not in ("", None)}


def _address(wanted: queries.Filter, **other: Any) -> str:
    return f"?{urlencode(_parameters(wanted, **other))}"


def _chips(
    wanted: queries.Filter, name: str, part: str, labels: dict[str, Any], counts: dict[str, int]
) -> list[tuple[str, str, int, bool]]:
    """Chips with counts; those of nothing are left out unless chosen."""
    chosen = getattr(wanted, part)
    every = ("Semua", _address(wanted, **{name: ""}), sum(counts.values()), not chosen)
    return [every] + [
        (str(label), _address(wanted, **{name: code}), counts.get(code, 0), code == chosen)
        for code, label in labels.items()
        if counts.get(code) or code == chosen
    ]


def _days(number: int) -> str:
    return {1: "24 jam", 365: "1 tahun"}.get(number, f"{number} hari")
