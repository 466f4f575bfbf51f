"""The ledger of what left, what each person chose, and how the channels are."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from wacat.accounts.models import Account, Session
from wacat.areas.models import Area
from wacat.notify.states import WAITING, Channel, MessageState, Trouble


class Message(models.Model):
    """One message to one office holder. What it says is made at sending and never kept.

    `key` is given once for each thing to be told, so that telling it again adds nothing. `ids` are
    numbers that the text needs. `batch_ids` are the files whose notices a message speaks of.
    """

    PERSONAL = ""
    PLAIN = (
        "id key account office rt kelurahan city topic urgency channel state attempts next_try_at "
        "provider_id error path ids count batch_ids digest_on made_at sent_at delivered_at read_at "
        "opened_by"
    )

    key = models.CharField(max_length=120, unique=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    office = models.CharField(max_length=13, blank=True)
    rt = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    kelurahan = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    topic = models.CharField(max_length=20)
    urgency = models.CharField(max_length=1)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    state = models.CharField(
        max_length=9, choices=MessageState.choices, default=MessageState.QUEUED
    )
    attempts = models.SmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    provider_id = models.CharField(max_length=200, blank=True)
    error = models.CharField(max_length=11, choices=Trouble.choices, blank=True)
    path = models.CharField(max_length=120, blank=True)
    ids = models.JSONField(default=dict)
    count = models.IntegerField(default=0)
    batch_ids = ArrayField(models.BigIntegerField(), default=list)
    digest_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["urgency", "next_try_at", "id"],
                condition=models.Q(state__in=WAITING),
                name="notify_due",
            ),
            models.Index(fields=["account", "-id"], name="notify_account"),
            models.Index(fields=["rt", "-id"], name="notify_rt"),
            models.Index(fields=["kelurahan", "-id"], name="notify_kelurahan"),
            models.Index(fields=["made_at"], name="notify_made"),
            GinIndex(fields=["batch_ids"], name="notify_batches"),
            models.Index(
                fields=["provider_id"],
                condition=~models.Q(provider_id=""),
                name="notify_provider",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=["FAILED", "DEAD"]) | ~models.Q(error=""),
                name="notify_a_failure_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["SENT", "DELIVERED", "READ"])
                | models.Q(sent_at__isnull=False),
                name="notify_what_was_sent_says_when",
            ),
            models.CheckConstraint(
                condition=models.Q(path="") | models.Q(path__startswith="/"),
                name="notify_a_path_stays_in_the_house",
            ),
        ]


class Choice(models.Model):
    """How a person wants to be told; without a row the usual holds. An empty channel: we choose."""

    account = models.OneToOneField(
        Account, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    channel = models.CharField(max_length=8, blank=True)
    quiet_from = models.TimeField()
    quiet_until = models.TimeField()
    # whether the summary of each week is wanted; only Kepala and sekretaris are asked
    weekly = models.BooleanField(default=True, db_default=True)
    changed_at = models.DateTimeField()


class Device(models.Model):
    """A browser that wants push messages; it ends with the session it was made in (SQL cascade)."""

    session = models.OneToOneField(
        Session, on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    endpoint = models.CharField(max_length=600)
    public_key = models.CharField(max_length=100)
    shared_secret = models.CharField(max_length=40)
    made_at = models.DateTimeField()


class ChannelHealth(models.Model):
    """How a channel is: failures in a row, and until when it rests (circuit breaker)."""

    channel = models.CharField(max_length=8, choices=Channel.choices, primary_key=True)
    failures = models.IntegerField(default=0)
    last_success_at = models.DateTimeField(null=True)
    last_failure_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=11, choices=Trouble.choices, blank=True)
    paused_until = models.DateTimeField(null=True)


class Pulse(models.Model):
    """How many messages a channel sent and failed to send within five minutes."""

    channel = models.CharField(max_length=8, choices=Channel.choices)
    slot_at = models.DateTimeField()
    sent = models.IntegerField(default=0)
    failed = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "slot_at"], name="notify_one_pulse_a_slot")
        ]
