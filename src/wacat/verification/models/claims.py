"""Answers, corrections per element, their evidence and every step of their settlement."""

from django.db import models

from wacat.accounts.models import Account
from wacat.records.models import AnswerKind, Notice
from wacat.verification.models.scoped import Scoped
from wacat.verification.states import CorrectionState


class Basis(models.TextChoices):
    """What the legal clock counts; frozen when a correction is handed in."""

    HOURS = "HOURS", "hari penuh (24 jam)"
    WORKING_DAYS = "WORKING_DAYS", "hari kerja"


class ToldBy(models.TextChoices):
    """Who says so: from whom the one who answers knows it."""

    MYSELF = "MYSELF", "Saya sendiri melihat atau mengetahuinya"
    PERSON = "PERSON", "Orang yang bersangkutan"
    FAMILY = "FAMILY", "Keluarganya"
    NEIGHBOUR = "NEIGHBOUR", "Tetangga"
    DOCUMENT = "DOCUMENT", "Saya melihat dokumennya"


class Purpose(models.TextChoices):
    """Why the clock stands: something is missing, or the author is heard before a refusal."""

    INFO = "INFO", "Keterangan"
    HEARING = "HEARING", "Hak jawab"


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

    `due_at` is what `rules.due_at` makes of the steps and of the terms frozen here (`basis`, `days`);
    it is set by the act that records the step. `closed_at` says when nothing was left for the desk,
    `told_at` when the result had been read or its time had passed. `outcome` keeps the decision when
    the state goes on. After an objection `barred` may not decide again. `linked_state` repeats, for
    the author, how the correction it duplicates ended, or what the other RT said.
    """

    PERSONAL = "remark decision_reason"
    PLAIN = (
        "id notice answer rt kelurahan city kind state told_by submitted_at basis days due_at "
        "paused_at outcome decided_at closed_at told_at taken_by taken_at barred duplicate_of "
        "linked_state"
    )

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="corrections")
    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="correction")
    kind = models.CharField(max_length=9, choices=AnswerKind.choices)
    state = models.CharField(max_length=15, choices=CorrectionState.choices)
    remark = models.CharField(max_length=500, blank=True)
    told_by = models.CharField(max_length=9, blank=True, choices=ToldBy.choices)
    submitted_at = models.DateTimeField()
    basis = models.CharField(max_length=12, choices=Basis.choices, default=Basis.HOURS)
    days = models.PositiveSmallIntegerField(default=3)
    due_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=15, blank=True, choices=CorrectionState.choices)
    decided_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    decision_reason = models.CharField(max_length=500, blank=True)
    taken_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    barred = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    duplicate_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="duplicates"
    )
    linked_state = models.CharField(max_length=15, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=models.Q(closed_at__isnull=True),
                name="correction_queue",
            ),
            models.Index(
                fields=["closed_at"],
                condition=models.Q(closed_at__isnull=False, told_at__isnull=True),
                name="correction_untold",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["id", "rt", "kelurahan", "city"], name="verification_correction_and_scope"
            ),
            models.CheckConstraint(
                condition=models.Q(state=CorrectionState.NEEDS_INFO, paused_at__isnull=False)
                | (~models.Q(state=CorrectionState.NEEDS_INFO) & models.Q(paused_at=None)),
                name="verification_the_clock_stands_in_needs_info_only",
            ),
            models.CheckConstraint(
                condition=models.Q(state=CorrectionState.DUPLICATE, duplicate_of__isnull=False)
                | ~models.Q(state=CorrectionState.DUPLICATE),
                name="verification_a_duplicate_names_the_first",
            ),
            models.CheckConstraint(
                condition=models.Q(duplicate_of=None) | ~models.Q(duplicate_of=models.F("id")),
                name="verification_no_duplicate_of_itself",
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
    PLAIN = "id correction rt kelurahan city from_state to_state purpose by office at"

    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="steps")
    from_state = models.CharField(max_length=15, blank=True)
    to_state = models.CharField(max_length=15)
    purpose = models.CharField(max_length=7, blank=True, choices=Purpose.choices)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=13)
    at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            # the clock stands for a cause that is written down
            models.CheckConstraint(
                condition=~models.Q(to_state=CorrectionState.NEEDS_INFO)
                | (models.Q(note__regex=r"\S") & ~models.Q(purpose="")),
                name="verification_a_pause_has_a_cause",
            ),
        ]
