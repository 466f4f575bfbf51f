"""Writing articles: a new wording is a new version; publishing shows the newest, withdrawing none."""

from typing import Any

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wacat.accounts.models import Office
from wacat.helpdesk import articles
from wacat.helpdesk.models import Article, ArticleVersion
from wacat.helpdesk.states import ArticleState
from wacat.values.refusal import Refusal
from wacat.web import markdown
from wacat.web.audience import STAFF, Request, audience

LOOKS = {"DRAFT": "netral", "PUBLISHED": "baik", "WITHDRAWN": "hati-hati"}
READERS = [(office.value, office.label) for office in articles.READERS]
LONGEST_TYPED = articles.LONGEST_BODY + 500


@audience(*STAFF)
@require_safe
def index(request: Request) -> HttpResponse:
    """Every article with its state, by title of the newest wording."""
    newest = ArticleVersion.objects.filter(article=OuterRef("pk")).order_by("-number")
    every = Article.objects.annotate(title=Subquery(newest.values("title")[:1]))
    words = request.GET.get("cari", "").replace("\x00", "").strip()[:100]
    if words:
        every = every.filter(title__icontains=words)
    chosen = request.GET.get("keadaan", "")
    chosen = chosen if chosen in ArticleState.values else ""
    shown = every.filter(state=chosen) if chosen else every
    counts = {state: every.filter(state=state).count() for state in ArticleState.values}
    page = {
        "artikel": shown.order_by("title", "pk"),
        "rupa": LOOKS,
        "pembaca": dict(READERS),
        "cari": words,
        "keping": [
            ("Semua", "?", sum(counts.values()), not chosen),
            *(
                (label, f"?keadaan={state}", counts[state], state == chosen)
                for state, label in ArticleState.choices
            ),
        ],
    }
    return render(request, "complaints/artikel.html", page)


@audience(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Write a new article."""
    return _written(request, None) if request.method == "POST" else _page(request, None)


@audience(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, article_id: int) -> HttpResponse:
    """Read an article and its versions; a new wording becomes the next version."""
    article = Article.objects.get(pk=article_id)
    return _written(request, article) if request.method == "POST" else _page(request, article)


@audience(*STAFF)
@require_POST
def publish(request: Request, article_id: int) -> HttpResponse:
    """Show the newest wording."""
    articles.publish(article_id=article_id, at=timezone.now())
    messages.success(request, "Artikel diterbitkan.")
    return HttpResponseRedirect(reverse("article", args=[article_id]))


@audience(*STAFF)
@require_POST
def withdraw(request: Request, article_id: int) -> HttpResponse:
    """Show it no more; it can be published again."""
    articles.withdraw(article_id=article_id, at=timezone.now())
    messages.success(request, "Artikel ditarik. Anda dapat menerbitkannya lagi.")
    return HttpResponseRedirect(reverse("article", args=[article_id]))


def _written(request: Request, article: Article | None) -> HttpResponse:
    typed = _typed(request)
    try:
        kept = articles.write(
            articles.Wording(**typed),
            article_id=article.pk if article else None,
            by=request.visitor.account_id,
            at=timezone.now(),
        )
    except Refusal as refusal:
        return _page(request, article, typed=typed, error=str(refusal), status=422)
    messages.success(request, "Tersimpan sebagai versi baru. Tekan Terbitkan agar dapat dibaca.")
    return HttpResponseRedirect(reverse("article", args=[kept.pk]))


def _typed(request: HttpRequest) -> dict[str, Any]:
    return {
        "title": request.POST.get("judul", "")[:200],
        "keywords": request.POST.get("kata", "")[:200],
        "body": request.POST.get("isi", "")[:LONGEST_TYPED],
        "audience": tuple(request.POST.getlist("pembaca")),
    }


def _page(
    request: Request,
    article: Article | None,
    *,
    typed: dict[str, Any] | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    newest = articles.newest_of(article) if article else None
    standing = {
        "title": newest.title if newest else "",
        "keywords": newest.keywords if newest else "",
        "body": newest.body if newest else "",
        "audience": article.audience if article else [Office.KETUA_RT, Office.LURAH],
    }
    page = {
        "artikel": article,
        "terbaru": newest,
        "tampak": article is not None and article.state == ArticleState.PUBLISHED,
        "lebih_baru": article is not None and newest is not None and article.shown_id != newest.pk,
        "versi": article.versions.select_related("made_by__person").order_by("-number")
        if article
        else [],
        "pratinjau": markdown.text(newest.body) if newest else "",
        "rupa": LOOKS,
        "pembaca": READERS,
        "isi": typed or standing,
        "galat": error,
    }
    return render(request, "complaints/satu_artikel.html", page, status=status)
