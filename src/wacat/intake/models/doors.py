"""Who hands files in without a person: sources, their tokens, and the folders that are watched."""

from django.db import models
from django.db.models import Q

from wacat.accounts.models import Account
from wacat.areas.models import Area


class Source(models.Model):
    """A machine or office that hands in files, and the operator who answers for them.

    `code` names its folder and stands in file names. The owner counts as the uploader of every file,
    so that another operator approves it; a source whose owner is no operator any more is silent.
    """

    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=60)
    owner = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=300)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[a-z][a-z0-9-]{1,29}$"), name="intake_source_code"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, end_reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
                name="intake_source_ends_with_a_reason",
            ),
        ]


class SourceToken(models.Model):
    """A secret with which a source hands files in over HTTP; only its hash is kept.

    `wacat.enter_source` counts its use.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="tokens")
    token_hash = models.CharField(max_length=64, unique=True)
    tail = models.CharField(max_length=4)
    reason = models.CharField(max_length=300)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=300, blank=True)
    used_count = models.BigIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, end_reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
                name="intake_token_ends_with_a_reason",
            ),
        ]


class Receipt(models.Model):
    """What a source was answered for one handing-in; the same key gets the same answer.

    `content_hash` is the hash of the bytes and of what was said about them, `answer` counts and
    states only.
    """

    PERSONAL = ""
    PLAIN = "id city source_id key content_hash batch answer made_at"

    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    # A plain number, like the area ids beside it: both say in whose scope the row lies.
    source_id = models.IntegerField()
    key = models.CharField(max_length=80)
    content_hash = models.CharField(max_length=64)
    batch = models.ForeignKey(
        "Batch", on_delete=models.PROTECT, related_name="receipts", db_index=False
    )
    answer = models.JSONField(default=dict)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source_id", "key"], name="intake_receipt_once"),
        ]


class WatchedFolder(models.Model):
    """How a watched folder stood when it was last looked at: counts only, no file names."""

    code = models.CharField(max_length=30, primary_key=True)
    waiting_count = models.IntegerField(default=0)
    settling_count = models.IntegerField(default=0)
    done_count = models.IntegerField(default=0)
    failed_count = models.IntegerField(default=0)
    looked_at = models.DateTimeField()
    trouble = models.CharField(max_length=200, blank=True)
