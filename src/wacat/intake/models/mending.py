"""What people did about rows that could not be taken, and about facts that are told otherwise now."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from wacat.accounts.models import Account
from wacat.areas.models import Area
from wacat.intake.models.files import Batch
from wacat.intake.states import RowState


class MendingAct(models.TextChoices):
    """What a person did about rows in quarantine."""

    EDIT = "EDIT", "Memperbaiki baris"
    BULK = "BULK", "Mengisi banyak baris"
    UPLOAD = "UPLOAD", "Mengunggah perbaikan"
    RECHECK = "RECHECK", "Memeriksa ulang"
    RELEASE = "RELEASE", "Menerima dengan alasan"
    ASIDE = "ASIDE", "Menyisihkan"
    BACK = "BACK", "Mengambil kembali"
    SUBMIT = "SUBMIT", "Melepas untuk diterbitkan"


class Mending(models.Model):
    """One act of a person on rows in quarantine of a file; it can be undone as a whole."""

    PERSONAL = ""
    PLAIN = "id batch city act reason by at row_count well_count undone_by undone_at"

    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, related_name="mendings", db_index=False
    )
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    act = models.CharField(max_length=8, choices=MendingAct.choices)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    row_count = models.IntegerField(default=0)
    well_count = models.IntegerField(default=0)
    undone_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["batch", "-id"], name="intake_mendings")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(act__in=["RELEASE", "ASIDE"]) | ~models.Q(reason=""),
                name="intake_overruled_with_a_reason",
            ),
            # Its rows carry (mending, batch, city): one key for the three, looked at row by row.
            models.UniqueConstraint(fields=["id", "batch", "city"], name="intake_mending_and_file"),
        ]


class MendedRow(models.Model):
    """What one act did to one row: cells from what to what, and how the row stood before and after.

    `touched` is the row's count after this act: a row with a higher count was touched again since.
    """

    PERSONAL = "before after"
    PLAIN = (
        "id mending batch row_number city places issues_before issues_after state_before state_after "
        "released_before released touched"
    )

    mending = models.ForeignKey(
        Mending, on_delete=models.PROTECT, related_name="rows", db_constraint=False
    )
    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    row_number = models.IntegerField()
    city = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    places = ArrayField(models.IntegerField(), default=list)
    before = ArrayField(models.TextField(), default=list)
    after = ArrayField(models.TextField(), default=list)
    issues_before = ArrayField(models.CharField(max_length=60), default=list)
    issues_after = ArrayField(models.CharField(max_length=60), default=list)
    state_before = models.CharField(max_length=11, choices=RowState.choices)
    state_after = models.CharField(max_length=11, choices=RowState.choices)
    released_before = ArrayField(models.CharField(max_length=30), null=True)
    released = ArrayField(models.CharField(max_length=30), null=True)
    touched = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["batch", "row_number"], name="intake_mended_row")]


class PlaceAlias(models.Model):
    """How a kelurahan is written in files, as an operator said once and for all; ended, never erased.

    `spelling` is `written` as `values.text.key` compares it.
    """

    PERSONAL = ""
    PLAIN = "id city written spelling kelurahan batch reason made_by made_at ended_by ended_at end_reason"

    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    written = models.CharField(max_length=100)
    spelling = models.CharField(max_length=100)
    kelurahan = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
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
            models.UniqueConstraint(
                fields=["city", "spelling"],
                condition=models.Q(ended_at=None),
                name="intake_one_place_for_a_spelling",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_by=None, end_reason="")
                | (
                    models.Q(ended_at__isnull=False, ended_by__isnull=False)
                    & ~models.Q(end_reason="")
                ),
                name="intake_alias_ends_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="intake_alias_has_a_reason"
            ),
        ]


class Vanished(models.Model):
    """A published fact of an earlier edition that this file no longer has; only a person acts on it."""

    PERSONAL = ""
    PLAIN = "id batch city record_id settled settled_by settled_at reason"

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+", db_index=False)
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    record_id = models.BigIntegerField()
    settled = models.CharField(
        max_length=9, blank=True, choices=[("WITHDRAWN", "Ditarik"), ("KEPT", "Tetap berlaku")]
    )
    settled_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    settled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "record_id"], name="intake_vanished_once"),
            models.CheckConstraint(
                condition=models.Q(settled="", settled_by=None, settled_at=None)
                | (
                    ~models.Q(settled="")
                    & models.Q(settled_by__isnull=False, settled_at__isnull=False)
                    & ~models.Q(reason="")
                ),
                name="intake_vanished_settled_with_a_reason",
            ),
        ]
