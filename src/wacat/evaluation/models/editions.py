"""The evaluation of a semester, its editions with their figures, and the files made of them (Pasal 11)."""

from django.db import models
from django.db.models import F, Q

from wacat.accounts.models import Account
from wacat.areas.models import Area
from wacat.evaluation.states import EvaluationState


class Evaluation(models.Model):
    """The evaluation of one semester of a city and where it stands; no figures.

    `key` is 2026-S1. `revision` counts the editions that were signed and taken up again.
    """

    PERSONAL = ""
    PLAIN = "id city key first state revision moved_at"

    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=7)
    first = models.DateField()
    state = models.CharField(
        max_length=6, choices=EvaluationState.choices, default=EvaluationState.OPEN
    )
    revision = models.PositiveSmallIntegerField(default=1)
    moved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "key"], name="evaluation_one_a_semester"),
            models.CheckConstraint(
                condition=Q(first__day=1, first__month__in=[1, 7]),
                name="evaluation_begins_a_semester",
            ),
        ]


class EvaluationStep(models.Model):
    """One step of an evaluation: who moved it from which state to which, when and why."""

    PERSONAL = ""
    PLAIN = "id evaluation city revision from_state to_state by office at reason sha256"

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="steps")
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    revision = models.PositiveSmallIntegerField()
    from_state = models.CharField(max_length=6, choices=EvaluationState.choices)
    to_state = models.CharField(max_length=6, choices=EvaluationState.choices)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=13)
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_state=EvaluationState.OPEN) | Q(reason__regex=r"\S"),
                name="evaluation_going_back_says_why",
            ),
        ]


class Edition(models.Model):
    """The figures of one revision as the canonical JSON that the hash is of.

    They are counted anew while the evaluation is open; once it is locked the database lets nobody
    change them (`sql/editions.sql`). `remark` is what the sekretaris writes to the figures.
    """

    PERSONAL = ""
    PLAIN = (
        "id evaluation city revision code reason remark figures sha256 counted_at locked_at locked_by "
        "signed_at signed_by"
    )

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="editions")
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    revision = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=12, unique=True)
    reason = models.CharField(max_length=300, blank=True)
    remark = models.TextField(blank=True)
    figures = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    counted_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)
    locked_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "revision"], name="evaluation_one_edition_a_revision"
            ),
            models.CheckConstraint(
                condition=Q(revision=1) | Q(reason__regex=r"\S"),
                name="evaluation_revision_says_why",
            ),
            models.CheckConstraint(
                condition=Q(locked_at=None, locked_by=None)
                | (Q(locked_at__isnull=False, locked_by__isnull=False) & ~Q(sha256="")),
                name="evaluation_locked_has_a_hash",
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None)
                | (
                    Q(signed_at__isnull=False, signed_by__isnull=False, locked_at__isnull=False)
                    & ~Q(signed_by=F("locked_by"))
                ),
                name="evaluation_signed_by_another",
            ),
        ]


class Paper(models.Model):
    """What the QR code of a signed edition leads to: whose it is and its hash; no figures."""

    PERSONAL = ""
    PLAIN = "id code evaluation revision sha256 signed_at"

    code = models.CharField(max_length=12, unique=True)
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="papers")
    revision = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField()


class EditionFile(models.Model):
    """The very bytes of a signed edition in one format: fetched again, they are the same."""

    PERSONAL = ""
    PLAIN = "id edition city suffix content sha256 made_at"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    suffix = models.CharField(max_length=4)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "suffix"], name="evaluation_one_file_per_format"
            ),
        ]
