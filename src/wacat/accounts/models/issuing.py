"""Issuing accounts on approved lines (Pasal 10a): batches, what became of each line, printed slips."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from wacat.accounts.models.proposals import ProposalLine

ACCOUNT = settings.AUTH_USER_MODEL
# more accounts than this at once need a second person; a setting may lower it, never raise it
ALONE_AT_MOST = 5


class IssueState(models.TextChoices):
    """Where a batch of accounts stands."""

    PREPARED = "PREPARED", "Menunggu keputusan"
    RUNNING = "RUNNING", "Sedang diterbitkan"
    DONE = "DONE", "Sudah diterbitkan"
    CANCELLED = "CANCELLED", "Dibatalkan"


class IssueBatch(models.Model):
    """Accounts that are issued together: prepared by one, decided by the administrator."""

    state = models.CharField(max_length=9, choices=IssueState.choices, default=IssueState.PREPARED)
    line_count = models.PositiveIntegerField()
    alone_most = models.PositiveSmallIntegerField()
    prepared_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    decided_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(line_count__lte=F("alone_most"))
                | ~Q(decided_by=F("prepared_by")),
                name="accounts_issue_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(alone_most__lte=ALONE_AT_MOST), name="accounts_issue_alone_is_few"
            ),
            models.CheckConstraint(
                condition=Q(state="PREPARED")
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="accounts_issue_was_decided",
            ),
        ]


class ItemState(models.TextChoices):
    """What became of one line of a batch."""

    WAITING = "WAITING", "Menunggu"
    ISSUED = "ISSUED", "Akun terbit"
    FAILED = "FAILED", "Tidak dapat diterbitkan"
    DROPPED = "DROPPED", "Dikeluarkan"


class Channel(models.TextChoices):
    """How the first key reached its holder."""

    EMAIL = "EMAIL", "E-mail"
    WHATSAPP = "WHATSAPP", "WhatsApp"
    SLIP = "SLIP", "Slip cetak"


class IssueItem(models.Model):
    """One approved line in a batch, and how its key was handed out last. Never the key itself."""

    batch = models.ForeignKey(IssueBatch, on_delete=models.PROTECT, related_name="items")
    line = models.ForeignKey(ProposalLine, on_delete=models.PROTECT, related_name="items")
    state = models.CharField(max_length=7, choices=ItemState.choices, default=ItemState.WAITING)
    trouble = models.CharField(max_length=300, blank=True)
    issued_at = models.DateTimeField(null=True)
    sent_via = models.CharField(max_length=8, choices=Channel.choices, blank=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["batch", "state", "id"], name="accounts_item_of_batch")]
        constraints = [
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(state__in=["WAITING", "ISSUED"]),
                name="accounts_one_issue_per_line",
            ),
            models.CheckConstraint(
                condition=Q(sent_via="") | Q(sent_at__isnull=False),
                name="accounts_item_sent_when",
            ),
        ]


class SlipPrint(models.Model):
    """A sealed file of printed slips: encrypted, fetched once, then destroyed."""

    batch = models.ForeignKey(IssueBatch, on_delete=models.PROTECT, related_name="prints")
    asked_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    slip_count = models.PositiveIntegerField(default=0)
    # half of the key of the file; gone with the file
    seal = models.BinaryField(null=True)
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True)
