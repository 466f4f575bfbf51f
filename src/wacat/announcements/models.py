"""What is told to whom, in which wording; who has read it; the figures of the monthly bulletin."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from wacat.accounts.models import Account
from wacat.announcements.states import Kind, VersionState
from wacat.areas.models import Area

BY_SOMEBODY_ELSE = Q(decided_by__isnull=False) & ~Q(decided_by=F("made_by"))


class Announcement(models.Model):
    """One thing to be told. What it says stands in its versions."""

    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.NEWS)
    # the month that a bulletin tells of
    month = models.DateField(null=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month"], name="announcements_one_bulletin_a_month"),
            models.CheckConstraint(
                condition=Q(kind=Kind.BULLETIN, month__isnull=False)
                | Q(kind=Kind.NEWS, month=None),
                name="announcements_a_bulletin_has_its_month",
            ),
        ]


class Version(models.Model):
    """One wording of an announcement: text, for whom, from when to when, and who approved it.

    No `area_ids` means the whole city. The holder of an office sees it where his area, or one that
    his area lies in, is named.
    """

    PERSONAL = ""
    PLAIN = (
        "id announcement number state title body urgent must_read offices area_ids from_at until_at "
        "automatic made_by made_at submitted_by submitted_at decided_by decided_at reason "
        "withdrawn_by withdrawn_at told_at"
    )

    announcement = models.ForeignKey(
        Announcement, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=VersionState.choices, default=VersionState.DRAFT)
    title = models.CharField(max_length=120)
    body = models.TextField()
    urgent = models.BooleanField(default=False)
    must_read = models.BooleanField(default=False)
    offices = ArrayField(models.CharField(max_length=13))
    area_ids = ArrayField(models.IntegerField(), default=list)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    # a bulletin that the office lets out without a second look
    automatic = models.BooleanField(default=False)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    submitted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    # why it was returned or withdrawn
    reason = models.CharField(max_length=300, blank=True)
    withdrawn_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["from_at"], condition=Q(state="APPROVED"), name="announcements_shown"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["announcement", "number"], name="announcements_version_once"
            ),
            models.UniqueConstraint(
                fields=["announcement"],
                condition=Q(state=VersionState.APPROVED),
                name="announcements_one_wording_shown",
            ),
            models.UniqueConstraint(
                fields=["announcement"],
                condition=Q(state=VersionState.SUBMITTED),
                name="announcements_one_wording_asked_for",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["APPROVED", "REPLACED", "WITHDRAWN"])
                | (Q(decided_at__isnull=False) & (Q(automatic=True) | BY_SOMEBODY_ELSE)),
                name="announcements_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["RETURNED", "WITHDRAWN"]) | Q(reason__regex=r"\S"),
                name="announcements_says_why",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, state="WITHDRAWN"),
                name="announcements_withdrawn_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gt=F("from_at")),
                name="announcements_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(offices=[]), name="announcements_is_for_somebody"),
            models.CheckConstraint(
                condition=Q(title__regex=r"\S", body__regex=r"\S"),
                name="announcements_says_something",
            ),
        ]


class Receipt(models.Model):
    """Who opened a wording, in which office, and whether he said that he read it."""

    PERSONAL = ""
    PLAIN = "id version account office area seen_at confirmed_at"

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="receipts")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=13)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    seen_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "account", "area"], name="announcements_read_once"
            ),
        ]


class BulletinPage(models.Model):
    """The figures of one area and month; counts only. Those above an RT are fit for every reader."""

    PERSONAL = ""
    PLAIN = "id month level area rt kelurahan city figures made_at"

    month = models.DateField()
    level = models.CharField(max_length=9)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    rt = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    kelurahan = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    figures = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "area"], name="announcements_page_once"),
        ]
