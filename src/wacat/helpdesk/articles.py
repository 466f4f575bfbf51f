"""Articles ("pertanyaan umum"): written in versions, published, withdrawn, found by word or near-word."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max, QuerySet

from wacat.accounts.models import Office
from wacat.helpdesk.models import Article, ArticleVersion
from wacat.helpdesk.states import ArticleState
from wacat.values.refusal import Refusal

READERS = tuple(office for office in Office if office != Office.SYSTEM)
LONGEST_BODY = 8_000
# words that stand in every question
COMMON = frozenset(
    [
        "ada",
        "agar",
        "akan",
        "anda",
        "apa",
        "apakah",
        "atau",
        "bagaimana",
        "bila",
        "bisa",
        "dan",
        "dapat",
        "dari",
        "dengan",
        "di",
        "dia",
        "ini",
        "itu",
        "jika",
        "juga",
        "kalau",
        "kami",
        "kapan",
        "karena",
        "ke",
        "kenapa",
        "mana",
        "mau",
        "mengapa",
        "mohon",
        "oleh",
        "pada",
        "pak",
        "saat",
        "saja",
        "saya",
        "sudah",
        "untuk",
        "yang",
    ]
)
MOST_WORDS = 12
NEAR_ENOUGH = 0.55

FIND = """
SELECT a.id, v.title
FROM helpdesk_article a JOIN helpdesk_articleversion v ON v.id = a.shown_id
WHERE a.state = 'PUBLISHED' AND %(office)s = ANY (a.audience)
  AND (v.search @@ to_tsquery('simple', %(query)s)
       OR EXISTS (SELECT 1 FROM unnest(%(words)s::text[]) w
                  WHERE word_similarity(w, v.title || ' ' || v.keywords) >= %(near)s))
ORDER BY ts_rank(v.search, to_tsquery('simple', %(query)s)) DESC,
         word_similarity(%(text)s, v.title || ' ' || v.keywords) DESC, v.title
LIMIT %(most)s
"""


class CannotChangeArticle(Refusal):
    """The article cannot be kept or shown like this; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What an article says and to whom."""

    title: str
    keywords: str
    body: str
    audience: tuple[str, ...]


@transaction.atomic
def write(wording: Wording, *, article_id: int | None = None, by: int, at: datetime) -> Article:
    """Keep a new wording, of a new article or as the next version of one; it is not shown by that.

    Raises:
        CannotChangeArticle: title, text or reader is missing, or the text is too long.
        Article.DoesNotExist: there is none of that number.
    """
    wording = _checked(wording)
    if article_id is None:
        article = Article.objects.create(
            audience=list(wording.audience), made_by_id=by, made_at=at, changed_at=at
        )
    else:
        article = Article.objects.select_for_update().get(pk=article_id)
        Article.objects.filter(pk=article_id).update(audience=list(wording.audience), changed_at=at)
    newest = article.versions.aggregate(newest=Max("number"))["newest"] or 0
    ArticleVersion.objects.create(
        article=article, number=newest + 1, title=wording.title, keywords=wording.keywords,
        body=wording.body, made_by_id=by, made_at=at,
    )  # fmt: skip
    return article


@transaction.atomic
def publish(*, article_id: int, at: datetime) -> None:
    """Show the newest wording.

    Raises:
        Article.DoesNotExist: there is none.
        CannotChangeArticle: that wording is shown already.
    """
    article = Article.objects.select_for_update().get(pk=article_id)
    newest = newest_of(article)
    if article.state == ArticleState.PUBLISHED and article.shown_id == newest.pk:
        raise CannotChangeArticle("Versi terbaru artikel ini sudah diterbitkan.")
    Article.objects.filter(pk=article_id).update(
        state=ArticleState.PUBLISHED, shown=newest, changed_at=at
    )


@transaction.atomic
def withdraw(*, article_id: int, at: datetime) -> None:
    """Show an article no more; it is kept and can be published again.

    Raises:
        CannotChangeArticle: it is not published.
    """
    article = Article.objects.select_for_update().get(pk=article_id)
    if article.state != ArticleState.PUBLISHED:
        raise CannotChangeArticle("Artikel ini tidak sedang diterbitkan.")
    Article.objects.filter(pk=article_id).update(state=ArticleState.WITHDRAWN, changed_at=at)


def newest_of(article: Article) -> ArticleVersion:
    """The newest wording of an article."""
    return article.versions.latest("number")


def for_office(office: str) -> QuerySet[Article]:
    """The published articles meant for an office, by title."""
    found = Article.objects.filter(state=ArticleState.PUBLISHED, audience__contains=[office])
    return found.select_related("shown").order_by("shown__title", "pk")


def get_for(article_id: int, *, office: str) -> Article:
    """A published article meant for an office.

    Raises:
        Article.DoesNotExist: there is none, or it is for others.
    """
    return for_office(office).get(pk=article_id)


def find(text: str, *, office: str, most: int = 5) -> list[tuple[int, str]]:
    """The articles that may answer a question, best first: number and title.

    By whole words and beginnings (full text, `simple`), and by nearness for what is misspelt.
    """
    words = [word for word in re.findall(r"[a-z0-9]{3,}", text.casefold()) if word not in COMMON]
    words = list(dict.fromkeys(words))[:MOST_WORDS]
    if not words:
        return []
    values: dict[str, str | float | list[str]] = {
        "office": office,
        "query": " | ".join(f"{word}:*" for word in words),
        "words": [word for word in words if len(word) > 3],
        "text": " ".join(words),
        "near": NEAR_ENOUGH,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(FIND, values)
        return [(row[0], row[1]) for row in cursor.fetchall()]


def _checked(wording: Wording) -> Wording:
    title, body = wording.title.strip(), wording.body.replace("\x00", "").strip()
    audience = tuple(office for office in READERS if office in wording.audience)
    if not title or not body:
        raise CannotChangeArticle("Isi judul dan jawabannya.")
    if len(body) > LONGEST_BODY:
        raise CannotChangeArticle(f"Jawaban paling panjang {LONGEST_BODY} huruf. Singkat dahulu.")
    if not audience:
        raise CannotChangeArticle("Pilih paling sedikit satu pembaca.")
    return Wording(
        title=title[:120], keywords=wording.keywords.strip()[:200], body=body, audience=audience
    )
