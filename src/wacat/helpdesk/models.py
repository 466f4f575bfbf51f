"""Tickets with what was written on them, and the articles that may spare somebody a ticket.

A ticket holds no free text: that stands in its messages, which fewer may read (the technical team
reads them only where the author allowed it; the heads of the office count tickets and read none).
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from wacat.accounts.models import Account
from wacat.areas.models import Area
from wacat.helpdesk.states import ACTIVE, DONE, TAKEN, ArticleState, Channel, TicketState


class Category(models.Model):
    """What a ticket can be about, and how soon it must be settled; the administrator edits it.

    `hours` are working hours. With `of_office` the ticket belongs to the office and passes to the
    successor; else to the person alone. `technical` ones are shown to the technical team.
    """

    code = models.SlugField(max_length=20, unique=True)
    label = models.CharField(max_length=60)
    hours = models.PositiveSmallIntegerField()
    of_office = models.BooleanField(default=False)
    technical = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__gte=1, hours__lte=240), name="helpdesk_a_deadline_is_kept"
            ),
            models.CheckConstraint(condition=Q(label__regex=r"\S"), name="helpdesk_named"),
        ]


class Ticket(models.Model):
    """One problem or complaint: who has it, how it came, where it stands."""

    PERSONAL = ""
    PLAIN = (
        "id key category state channel author entered_by office area kelurahan city of_office "
        "technical shared context opened_at due_at replied_at solved_at closed_at taken_by taken_at "
        "warned_at late_at face"
    )

    key = models.UUIDField(unique=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=11, choices=TicketState.choices, default=TicketState.OPEN)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.APP)
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=13, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    kelurahan = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    of_office = models.BooleanField(default=False)
    technical = models.BooleanField(default=False)
    # the author allows the technical team to read what he wrote
    shared = models.BooleanField(default=False)
    # what the person saw and left ticked: page, version, browser, screen, network, time
    context = models.JSONField(default=dict)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    replied_at = models.DateTimeField(null=True)
    solved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)
    late_at = models.DateTimeField(null=True)
    # 1 not content, 2 so-so, 3 content
    face = models.PositiveSmallIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at", "id"], condition=Q(state__in=ACTIVE), name="helpdesk_queue"
            ),
            models.Index(fields=["author", "-id"], name="helpdesk_of_author"),
            models.Index(fields=["area", "-id"], name="helpdesk_of_area"),
            models.Index(fields=["opened_at"], name="helpdesk_opened"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(of_office=False) | Q(office__in=["KETUA_RT", "LURAH"]),
                name="helpdesk_only_offices_with_an_area_pass_it_on",
            ),
            models.CheckConstraint(
                condition=Q(channel=Channel.APP, entered_by=F("author"))
                | (~Q(channel=Channel.APP) & ~Q(entered_by=F("author"))),
                name="helpdesk_keyed_in_for_another",
            ),
            models.CheckConstraint(
                condition=Q(taken_by=None, taken_at=None)
                | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="helpdesk_taken_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=TAKEN) | Q(taken_by__isnull=False),
                name="helpdesk_who_works_is_known",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=DONE) & Q(solved_at__isnull=False))
                | (Q(state__in=ACTIVE) & Q(solved_at=None)),
                name="helpdesk_solved_says_when",
            ),
            models.CheckConstraint(
                condition=(Q(state=TicketState.CLOSED) & Q(closed_at__isnull=False))
                | (~Q(state=TicketState.CLOSED) & Q(closed_at=None)),
                name="helpdesk_closed_says_when",
            ),
            models.CheckConstraint(
                condition=Q(face=None) | Q(face__in=[1, 2, 3]), name="helpdesk_three_faces"
            ),
        ]

    @property
    def number(self) -> str:
        """The number that people quote, such as T-000123."""
        return f"T-{self.pk:06d}"


class TicketMessage(models.Model):
    """What was written on a ticket, by whom; an internal one is for the desk alone."""

    PERSONAL = "text"
    PLAIN = "id ticket by office at from_desk internal"

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="messages")
    text = models.TextField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=13)
    at = models.DateTimeField()
    from_desk = models.BooleanField()
    internal = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(internal=False) | Q(from_desk=True), name="helpdesk_notes_are_the_desks"
            ),
            models.CheckConstraint(condition=Q(text__regex=r"\S"), name="helpdesk_says_something"),
        ]


class TicketFile(models.Model):
    """A picture or PDF given with a message; pictures are written anew."""

    PERSONAL = "content"
    PLAIN = "id ticket message media_type added_at"

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="files")
    message = models.ForeignKey(TicketMessage, on_delete=models.PROTECT, related_name="files")
    media_type = models.CharField(max_length=40)
    content = models.BinaryField()
    added_at = models.DateTimeField()


class TicketStep(models.Model):
    """One step of a ticket; the deadline is computed from these."""

    PERSONAL = ""
    PLAIN = "id ticket from_state to_state by office at"

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="steps")
    from_state = models.CharField(max_length=11, blank=True)
    to_state = models.CharField(max_length=11)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=13)
    at = models.DateTimeField()


class Article(models.Model):
    """A question that is often asked, and for whom its answer is meant."""

    state = models.CharField(max_length=9, choices=ArticleState.choices, default=ArticleState.DRAFT)
    audience = ArrayField(models.CharField(max_length=13))
    # the version that is shown; a newer one may be in the making
    shown = models.ForeignKey(
        "ArticleVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ArticleState.PUBLISHED) | Q(shown__isnull=False),
                name="helpdesk_what_is_published_has_a_text",
            ),
            models.CheckConstraint(
                condition=~Q(audience=[]), name="helpdesk_an_article_is_for_somebody"
            ),
        ]


class ArticleVersion(models.Model):
    """One wording of an article; never changed."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    # other words that people use for it
    keywords = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="helpdesk_version_once"),
        ]
