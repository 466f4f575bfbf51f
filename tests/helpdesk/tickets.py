"""Tickets and articles for tests, made by the people who would make them."""

import uuid
from datetime import UTC, datetime

from tests import make, people
from tests.door import standing_as
from wacat.helpdesk import articles, opening, working
from wacat.helpdesk.models import Article, Category, Ticket


def category(code: str) -> Category:
    """One of the categories that an installation begins with."""
    return Category.objects.get(code=code)


def ticket(
    *,
    by: people.Someone = people.SARI,
    text: str = "Kode masuk saya tidak diterima",
    about: str = "",
    of_office: bool = False,
    shared: bool = False,
    at: datetime | None = None,
) -> Ticket:
    """A ticket of a person's own, or with `of_office` one about his office."""
    with standing_as(by.username) as visitor:
        return opening.open_ticket(
            category_id=category(about or ("warga" if of_office else "masuk")).pk,
            text=text,
            context={"halaman": "/rt/", "peramban": "Chrome di Android"},
            shared=shared,
            key=uuid.uuid4(),
            by=visitor,
            at=at or datetime.now(UTC),
        )


def answered(
    made: Ticket, *, then: working.Then = "", by: people.Someone = people.OPERATOR
) -> Ticket:
    """The same ticket after an answer of the desk."""
    with standing_as(by.username) as visitor:
        working.answer(
            ticket_id=made.pk, text="Silakan coba lagi", then=then, by=visitor, at=datetime.now(UTC)
        )
        return Ticket.objects.get(pk=made.pk)


def article(
    title: str = "Lupa kata sandi, apa yang dilakukan?",
    *,
    body: str = "Minta **kode** baru.",
    keywords: str = "password sandi",
    audience: tuple[str, ...] = ("KETUA_RT", "LURAH"),
) -> Article:
    """A published article."""
    with standing_as("operator"):
        kept = articles.write(
            articles.Wording(title=title, keywords=keywords, body=body, audience=audience),
            by=make.account("operator").pk,
            at=make.NOW,
        )
        articles.publish(article_id=kept.pk, at=make.NOW)
    return kept
