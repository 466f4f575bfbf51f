"""What stands beside a correction: its rounds of the clock, the objection, the Lurah's word, other RTs."""

from django.db import models
from django.db.models import Q

from wacat.accounts.models import Account
from wacat.verification.models.claims import Correction
from wacat.verification.models.scoped import Scoped
from wacat.verification.states import CorrectionState


class ClockRound(Scoped):
    """One run of the legal clock: from the submission, or from the objection, to the decision.

    It holds no resident, so that the heads of the office may read it; the evaluation counts breaches
    here, also those of a first round after an objection. `due_at` repeats the correction's.
    """

    PERSONAL = ""
    PLAIN = (
        "id correction rt kelurahan city number started_at due_at paused_at ended_at outcome "
        "warned_at late_at"
    )

    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=15, blank=True)
    # when the sekretaris was told that it is near, and that it is late
    warned_at = models.DateTimeField(null=True)
    late_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(ended_at=None, paused_at=None), name="clock_running"
            ),
            models.Index(
                fields=["city", "-due_at"],
                condition=Q(late_at__isnull=False),
                name="clock_late",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["correction", "number"], name="clock_round_once"),
            # one round, and one more after the objection
            models.CheckConstraint(condition=Q(number__in=[1, 2]), name="clock_two_rounds_at_most"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(paused_at=None), name="clock_ended_stands_no_more"
            ),
        ]


class Objection(Scoped):
    """The one objection that a decision may meet; the first decision is frozen in it."""

    PERSONAL = "reason first_reason"
    PLAIN = (
        "id correction rt kelurahan city by office at first_state first_outcome first_decided_at "
        "first_by"
    )

    correction = models.OneToOneField(
        Correction, on_delete=models.PROTECT, related_name="objection"
    )
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=13)
    at = models.DateTimeField()
    first_state = models.CharField(max_length=15, choices=CorrectionState.choices)
    first_outcome = models.CharField(max_length=15, choices=CorrectionState.choices)
    first_reason = models.CharField(max_length=500, blank=True)
    first_decided_at = models.DateTimeField()
    first_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__regex=r"\S"), name="verification_objection_says_why"
            ),
        ]


class CoSign(Scoped):
    """What the Lurah says to "bukan warga saya" of one of his RTs; said once."""

    PERSONAL = "remark"
    PLAIN = "id correction rt kelurahan city agrees by office at"

    correction = models.OneToOneField(Correction, on_delete=models.PROTECT, related_name="cosign")
    agrees = models.BooleanField()
    remark = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=13)
    at = models.DateTimeField()


class Inquiry(Scoped):
    """A question to another RT: does this person live with you? Its areas are those of the RT asked.

    The RT asked sees this and nothing of the correction; the name and what else is needed to answer
    are frozen here. The correction's author reads the answer in `Correction.linked_state`.
    """

    PERSONAL = "name nik_masked address question remark"
    PLAIN = "id correction rt kelurahan city asked_by asked_at answer by office answered_at"

    YES, NO = "YES", "NO"

    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="inquiries")
    name = models.CharField(max_length=160)
    nik_masked = models.CharField(max_length=16, blank=True)
    address = models.CharField(max_length=250, blank=True)
    question = models.CharField(max_length=500, blank=True)
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=3, blank=True, choices=[(YES, "Ya"), (NO, "Bukan")])
    remark = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    office = models.CharField(max_length=13, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["rt"], condition=Q(answer=""), name="verification_inquiry_open"),
            models.Index(fields=["kelurahan"], name="verification_inquiry_kelurahan"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["correction", "rt"], name="verification_each_rt_asked_once"
            ),
            models.UniqueConstraint(
                fields=["correction"], condition=Q(answer=""), name="verification_one_open_inquiry"
            ),
            models.CheckConstraint(
                condition=Q(answer="", by=None, answered_at=None)
                | (~Q(answer="") & Q(by__isnull=False, answered_at__isnull=False)),
                name="verification_an_inquiry_is_answered_by_somebody",
            ),
        ]
