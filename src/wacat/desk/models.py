"""Canned replies with their versions, and saved views of lists. No resident stands in any of them."""

from django.db import models
from django.db.models import Q

from wacat.accounts.models import Account


class Use(models.TextChoices):
    """Where a canned reply is offered."""

    ASK = "ASK", "Minta keterangan"
    DECIDE = "DECIDE", "Putusan"
    DONE = "DONE", "Catatan selesai di SIAK"


class Reply(models.Model):
    """A text that the desk writes often; its newest version is offered until it is ended."""

    use = models.CharField(max_length=6, choices=Use.choices)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    end_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, end_reason="")
                | Q(ended_at__isnull=False, ended_by__isnull=False, end_reason__regex=r"\S"),
                name="desk_a_reply_ends_with_a_reason",
            ),
        ]


class ReplyVersion(models.Model):
    """One wording of a canned reply; the highest number stands, earlier ones stay readable."""

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    text = models.CharField(max_length=500)
    reason = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reply", "number"], name="desk_one_version_a_number"),
            models.CheckConstraint(
                condition=Q(title__regex=r"\S", text__regex=r"\S"),
                name="desk_a_version_says_something",
            ),
            # a NIK or KK has no place in a text for everybody
            models.CheckConstraint(
                condition=~Q(text__regex=r"[0-9]{16}") & ~Q(title__regex=r"[0-9]{16}"),
                name="desk_no_long_number_in_a_reply",
            ),
        ]


class SavedView(models.Model):
    """Filters of a list that somebody uses again, under a name of his own; without what was searched for."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=300)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "name"], name="desk_one_view_a_name"),
        ]
