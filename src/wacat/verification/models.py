"""Answers, corrections per element, their evidence and every step of their settlement."""

from django.db import models

from wacat.accounts.models import Account
from wacat.areas.models import Area
from wacat.records.models import AnswerKind, Notice
from wacat.verification.states import CorrectionState


class Scoped(models.Model):
    """The area ids that row-level security reads; they repeat the notice's (composite key in SQL)."""

    rt = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    kelurahan = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Answer(Scoped):
    """What was said about a notice. One stands at a time; a taken-back one is kept."""

    PERSONAL = "remark"
    PLAIN = "id notice rt kelurahan city kind reason by office key answered_at device_at undone_at"

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=9, choices=AnswerKind.choices)
    reason = models.CharField(max_length=20, blank=True)
    remark = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=13)
    key = models.UUIDField()
    answered_at = models.DateTimeField()
    device_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice"],
                condition=models.Q(undone_at__isnull=True),
                name="verification_one_standing_answer",
            ),
            models.UniqueConstraint(fields=["key"], name="verification_answer_key_once"),
        ]


class Correction(Scoped):
    """A claim that the register is wrong, worked by an operator. Never changes a fact by itself (I9).

    `due_at` is submitted + 72 hours + the pauses recorded in the steps; it is set by the same
    act that records the step, and `rules.due_at` computes it again from the steps.
    """

    PERSONAL = "remark decision_reason"
    PLAIN = (
        "id notice answer rt kelurahan city kind state submitted_at due_at decided_at closed_at "
        "taken_by taken_at"
    )

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="corrections")
    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="correction")
    kind = models.CharField(max_length=9, choices=AnswerKind.choices)
    state = models.CharField(max_length=15, choices=CorrectionState.choices)
    remark = models.CharField(max_length=500, blank=True)
    submitted_at = models.DateTimeField()
    due_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    decision_reason = models.CharField(max_length=500, blank=True)
    taken_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=models.Q(closed_at__isnull=True),
                name="correction_queue",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["id", "rt", "kelurahan", "city"], name="verification_correction_and_scope"
            ),
        ]

    @property
    def number(self) -> str:
        """The number that people quote, such as K-000123."""
        return f"K-{self.pk:06d}"


class CorrectionItem(Scoped):
    """One element that is claimed to be wrong: what stands, what should stand, and the outcome."""

    PERSONAL = "old_value claimed_value"
    PLAIN = "id correction rt kelurahan city element outcome"

    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="items")
    element = models.CharField(max_length=20)
    old_value = models.CharField(max_length=250, blank=True)
    claimed_value = models.CharField(max_length=250, blank=True)
    outcome = models.CharField(
        max_length=8, blank=True, choices=[("ACCEPTED", "Diterima"), ("REJECTED", "Ditolak")]
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["correction", "element"], name="verification_element_once"
            ),
        ]


class Evidence(Scoped):
    """A photo given with a correction, re-encoded so that nothing but the picture remains."""

    PERSONAL = "content"
    PLAIN = "id correction rt kelurahan city media_type added_at"

    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="evidence")
    media_type = models.CharField(max_length=30)
    content = models.BinaryField()
    added_at = models.DateTimeField()


class Step(Scoped):
    """One step of a correction: who moved it from which state to which, when and why."""

    PERSONAL = "note"
    PLAIN = "id correction rt kelurahan city from_state to_state by office at"

    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="steps")
    from_state = models.CharField(max_length=15, blank=True)
    to_state = models.CharField(max_length=15)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=13)
    at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)
