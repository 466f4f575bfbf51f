"""The kelurahan: its RTs ranked by what waits, and the list of one RT."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wacat.accounts.models import Account
from wacat.accounts.queries import heads_of, last_seen, lurah_answers
from wacat.announcements.reading import unread
from wacat.areas.models import Area, Level
from wacat.areas.queries import neighbourhoods_of
from wacat.audit.actions import reading
from wacat.notify import queries as messages
from wacat.records import queries
from wacat.verification import cosigning, inquiring
from wacat.web.audience import Request, audience
from wacat.web.forms import whole_number
from wacat.web.lurah.attestation import calm_line
from wacat.web.lurah.reminders import head_of
from wacat.web.notices import listing

WINDOW = timedelta(days=90)
NEVER = datetime(1, 1, 2, tzinfo=UTC)
FILTERS = {"": "Semua", "diam": "Diam", "menunggu": "Menunggu", "kosong": "Kosong"}


@dataclass(frozen=True)
class Line:
    """One RT as the Lurah sees it."""

    id: int
    name: str
    number: int
    waiting: int
    overdue: int
    escalated: int
    oldest_at: datetime | None
    answered_at: datetime | None
    opened_at: datetime | None
    head: str
    reminder_url: str


@audience("LURAH")
@require_safe
def index(request: Request) -> HttpResponse:
    """The RTs of the kelurahan, the one with most waiting first."""
    lines = _lines(request)
    reading(of="notice", ids=(), page=request.path)
    kept = {
        "": lines,
        "diam": [line for line in lines if line.overdue],
        "menunggu": [line for line in lines if line.waiting],
        "kosong": [line for line in lines if not line.head],
    }
    chosen = request.GET.get("saring", "")
    chosen = chosen if chosen in FILTERS else ""
    number = whole_number(request.GET.get("rt", "").upper().removeprefix("RT").strip())
    shown = [line for line in kept[chosen] if not number or line.number == number]
    page: dict[str, Any] = {
        "kelurahan": request.visitor.area_name,
        "lines": sorted(shown, key=_silence if chosen == "diam" else _work),
        "waiting": sum(line.waiting for line in lines),
        "overdue": sum(line.overdue for line in lines),
        "waiting_rts": len(kept["menunggu"]),
        "all_rts": len(lines),
        "chips": [
            (
                label,
                f"/lurah/?saring={code}" if code else "/lurah/",
                len(kept[code]),
                code == chosen,
            )
            for code, label in FILTERS.items()
        ],
        "chosen": chosen,
        "number": f"{number:03d}" if number else "",
        "window_days": WINDOW.days,
        "to_sign": cosigning.awaiting(request.visitor).order_by().count(),
        "asked_rts": inquiring.within(request.visitor).filter(answer="").count(),
        "to_carry": messages.to_carry(by=request.visitor).order_by().count(),
        "berita": unread(request.visitor, at=timezone.now()),
        "report": calm_line(request.visitor.kelurahan_id or 0),
    }
    return render(request, "lurah/daftar.html", page)


@audience("LURAH")
@require_safe
def neighbourhood(request: Request, area_id: int) -> HttpResponse:
    """The list of one RT; the Lurah answers only where nobody heads it."""
    kelurahan_id = request.visitor.kelurahan_id
    area = Area.objects.get(pk=area_id, level=Level.RT, kelurahan_id=kelurahan_id)
    appointment = heads_of(area.kelurahan_id or 0).filter(area=area).first()
    head, state = None, None
    if appointment is not None:
        waiting = queries.neighbourhoods(rt_ids=[area.pk], since=timezone.now() - WINDOW)
        count = waiting[area.pk].waiting if area.pk in waiting else 0
        head = head_of(request, appointment, rt_name=area.name, waiting=count)
        state = (
            Account.objects.filter(person_id=appointment.person_id)
            .values_list("state", flat=True)
            .first()
        )
    return listing.respond(
        request,
        rt_id=area.pk,
        rt_name=area.name,
        template="lurah/rt.html",
        may_answer=lurah_answers(area.pk),
        vacant=appointment is None,
        head=head,
        code_url=f"/lurah/kode/{area.pk}/",
        head_state=state,
        lock_url=reverse("lurah-lock", args=[area.pk]),
    )


def _work(line: Line) -> tuple[int, int]:
    return -line.waiting, line.number


def _silence(line: Line) -> tuple[int, datetime, datetime, int]:
    """Who has most overdue comes first, then the oldest, then who stayed away longest."""
    return -line.overdue, line.oldest_at or NEVER, line.opened_at or NEVER, line.number


def _lines(request: Request) -> list[Line]:
    kelurahan_id = request.visitor.kelurahan_id
    if kelurahan_id is None:
        raise LookupError("a Lurah has a kelurahan")
    areas = neighbourhoods_of(kelurahan_id).values_list("id", "name", "number")
    heads = {each.area_id: each for each in heads_of(kelurahan_id)}
    states = queries.neighbourhoods(rt_ids=[row[0] for row in areas], since=timezone.now() - WINDOW)
    opened = last_seen(kelurahan_id)
    return [
        _line(
            request,
            row,
            head=heads.get(row[0]),
            state=states.get(row[0]),
            opened_at=opened.get(row[0]),
        )
        for row in areas
    ]


def _line(
    request: HttpRequest,
    row: Any,
    *,
    head: Any,
    state: queries.Neighbourhood | None,
    opened_at: datetime | None,
) -> Line:
    area_id, name, number = row
    waiting = state.waiting if state else 0
    known = head_of(request, head, rt_name=name, waiting=waiting) if head else None
    return Line(
        id=area_id,
        name=name,
        number=number or 0,
        waiting=waiting,
        overdue=state.overdue if state else 0,
        escalated=state.escalated if state else 0,
        oldest_at=state.oldest_at if state else None,
        answered_at=state.answered_at if state else None,
        opened_at=opened_at,
        head=known.name if known else "",
        reminder_url=known.reminder_url if known else "",
    )
