"""The help page: articles and guides for the visitor's office, own questions, whom to call."""

from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wacat.accounts.queries import find_lurah
from wacat.helpdesk import articles, queries
from wacat.helpdesk.models import Article
from wacat.helpdesk.states import DONE
from wacat.values.phone import telepon
from wacat.web import markdown
from wacat.web.audience import Request, audience
from wacat.web.help import basics
from wacat.web.help.guides import guides_of
from wacat.web.help.offices import ASKING, EVERYBODY, shell_of

LONGEST_SEARCH = 100
MOST_FOUND = 20


class Contact(NamedTuple):
    """Somebody to call."""

    office: str
    name: str
    phone: str
    shown: str


@audience(*EVERYBODY)
@require_safe
def index(request: Request) -> HttpResponse:
    """What is often asked, how it is done, and whom to ask (Pasal 8c)."""
    visitor = request.visitor
    words = request.GET.get("cari", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    if words:
        shown = articles.find(words, office=visitor.role, most=MOST_FOUND)
    else:
        shown = list(articles.for_office(visitor.role).values_list("pk", "shown__title"))
    guides = guides_of(visitor.role)
    page = {
        "kerangka": shell_of(visitor.role),
        "artikel": shown,
        "panduan": [
            g
            for g in guides
            if (words.casefold() in g.title.casefold() if words else not g.is_detail)
        ],
        "dasar": basics.ALL.get(visitor.role, ()),
        "cari": words,
        "boleh_kirim": visitor.role in ASKING,
        "terbuka": queries.mine(visitor).exclude(state__in=DONE).order_by().count(),
        "lurah": _lurah_of(visitor.kelurahan_id) if visitor.role == "KETUA_RT" else None,
        "kantor": office_phone(),
    }
    return render(request, "help/bantuan.html", page)


@audience(*EVERYBODY)
@require_safe
def article(request: Request, article_id: int) -> HttpResponse:
    """One article."""
    try:
        found = articles.get_for(article_id, office=request.visitor.role)
    except Article.DoesNotExist as error:
        raise Http404 from error
    shown = found.shown
    if shown is None:
        raise Http404
    page = {
        "kerangka": shell_of(request.visitor.role),
        "judul_artikel": shown.title,
        "isi_artikel": markdown.text(shown.body),
        "diubah": shown.made_at,
        "boleh_kirim": request.visitor.role in ASKING,
    }
    return render(request, "help/artikel.html", page)


def office_phone() -> tuple[str, str] | None:
    """The office's number to dial and to read, when one is set (WACAT_OFFICE_PHONE)."""
    number = settings.WACAT_OFFICE_PHONE
    return (number, telepon(number)) if number else None


def _lurah_of(kelurahan_id: int | None) -> Contact | None:
    held = find_lurah(kelurahan_id) if kelurahan_id is not None else None
    if held is None:
        return None
    number = held.person.phone
    return Contact("Lurah", held.person.name, number, telepon(number))
