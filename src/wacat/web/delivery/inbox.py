"""Everything that was written to the person himself, each with the way to what it speaks of."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wacat.notify import composing, queries
from wacat.notify.topics import LABELS, TOPICS
from wacat.web.audience import SIGNED_IN, Request, audience
from wacat.web.delivery.words import line_of
from wacat.web.forms import whole_number

LONGEST_SEARCH = 60


@audience(SIGNED_IN)
@require_safe
def index(request: Request) -> HttpResponse:
    """The newest first, by kind; what a message says stands in no ledger and is made here."""
    me = request.visitor.account_id
    topic = request.GET.get("jenis", "")
    topic = topic if topic in LABELS else ""
    words = request.GET.get("cari", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    fitting = queries.written_to(me, words=words)
    kinds = dict(fitting.order_by().values_list("topic").annotate(Count("pk")))
    chosen = queries.written_to(me, topic=topic, words=words)
    found = queries.page_of_mine(chosen, before=whole_number(request.GET.get("sebelum")))
    shown = found[: queries.PAGE_SIZE]
    more = len(found) > len(shown)
    page: dict[str, Any] = {
        "kabar": [
            (line_of(message), composing.subject_of(message), _way_to(message.topic, message.path))
            for message in shown
        ],
        "jumlah": kinds.get(topic, 0) if topic else sum(kinds.values()),
        "jenis": [
            ("Semua", _address(cari=words), sum(kinds.values()), not topic),
            *(
                (LABELS[code], _address(jenis=code, cari=words), count, code == topic)
                for code, count in sorted(kinds.items(), key=lambda kind: LABELS.get(kind[0], ""))
                if code in LABELS
            ),
        ],
        "cari": words,
        "tersembunyi": {"jenis": topic} if topic else {},
        "lanjut": _address(jenis=topic, cari=words, sebelum=shown[-1].pk) if more else None,
        "terbaru": _address(jenis=topic, cari=words) if request.GET.get("sebelum") else None,
        "kerangka": "phone.html" if request.visitor.role in ("KETUA_RT", "LURAH") else "desk.html",
    }
    return render(request, "delivery/kabar.html", page)


def _way_to(topic: str, path: str) -> str:
    """The page of the item; nothing where the message itself was the way in."""
    about = TOPICS.get(topic)
    return "" if about is None or about.purpose or path in ("", "/") else path


def _address(**values: object) -> str:
    return "?" + urlencode({name: value for name, value in values.items() if value})
