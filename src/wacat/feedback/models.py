"""What RT and Lurah told without a notice: its steps, photos, suggested services and visits."""

from django.db import models
from django.db.models import Q

from wacat.accounts.models import Account
from wacat.areas.models import Area
from wacat.feedback.states import CLOSED, OPEN, FeedbackKind, FeedbackState, ToldBy, VisitOutcome
from wacat.records.models import ServiceRecord


class Scoped(models.Model):
    """The area ids that row-level security reads; those of a part repeat its Masukan's (key in SQL)."""

    rt = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    kelurahan = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Feedback(Scoped):
    """One Masukan: somebody known by name in an RT whose change nobody has reported yet.

    A claim, never a fact (I9): nothing follows from it by itself. `happened_on` is as the teller
    remembers it; `roughly` says that he is not sure of the day.
    """

    PERSONAL = "name address remark reason"
    PLAIN = (
        "id key kind state rt kelurahan city happened_on roughly told_by by office submitted_at "
        "followed_by record closed_at"
    )

    key = models.UUIDField(unique=True)
    kind = models.CharField(max_length=10, choices=FeedbackKind.choices)
    state = models.CharField(
        max_length=11, choices=FeedbackState.choices, default=FeedbackState.SUBMITTED
    )
    name = models.CharField(max_length=160)
    happened_on = models.DateField()
    roughly = models.BooleanField(default=False)
    address = models.CharField(max_length=250, blank=True)
    told_by = models.CharField(max_length=9, choices=ToldBy.choices)
    remark = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=13)
    submitted_at = models.DateTimeField()
    followed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    # the service that the operator recognised in it
    record = models.ForeignKey(
        ServiceRecord, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    reason = models.CharField(max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["rt"], condition=Q(state__in=OPEN), name="feedback_open_rt"),
            models.Index(fields=["rt", "-id"], name="feedback_rt"),
            models.Index(fields=["kelurahan", "-id"], name="feedback_kelurahan"),
            models.Index(fields=["state", "-id"], name="feedback_state"),
            models.Index(
                fields=["submitted_at"],
                condition=Q(state__in=["SUBMITTED", "FOLLOWED"]),
                name="feedback_waiting",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["id", "rt", "kelurahan", "city"], name="feedback_and_scope"
            ),
            models.CheckConstraint(
                condition=Q(name__regex=r"\S"), name="feedback_is_about_somebody"
            ),
            models.CheckConstraint(
                condition=Q(state__in=CLOSED, closed_at__isnull=False)
                | Q(state__in=OPEN, closed_at=None),
                name="feedback_closed_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state=FeedbackState.MATCHED, record__isnull=False)
                | (~Q(state=FeedbackState.MATCHED) & Q(record=None)),
                name="feedback_matched_names_the_service",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["DONE", "DISMISSED"]) | Q(reason__regex=r"\S"),
                name="feedback_an_end_says_why",
            ),
        ]

    @property
    def number(self) -> str:
        """The number that people quote, such as M-000123."""
        return f"M-{self.pk:06d}"


class FeedbackStep(Scoped):
    """One step of a Masukan; without `by` the system took it."""

    PERSONAL = "note"
    PLAIN = "id feedback rt kelurahan city from_state to_state by office at"

    feedback = models.ForeignKey(Feedback, on_delete=models.PROTECT, related_name="steps")
    from_state = models.CharField(max_length=11, blank=True)
    to_state = models.CharField(max_length=11)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    office = models.CharField(max_length=13)
    at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)


class FeedbackPhoto(Scoped):
    """A photo given with a Masukan, written anew so that nothing but the picture remains."""

    PERSONAL = "content"
    PLAIN = "id feedback rt kelurahan city media_type added_at"

    feedback = models.ForeignKey(Feedback, on_delete=models.PROTECT, related_name="photos")
    media_type = models.CharField(max_length=30)
    content = models.BinaryField()
    added_at = models.DateTimeField()


class Match(Scoped):
    """A service that may be the one a Masukan waited for; an operator says whether it is.

    Shown to the office alone: an RT is told of services by notices, after the disclosure matrix.
    """

    PERSONAL = ""
    PLAIN = "id feedback rt kelurahan city record likeness suggested_at verdict by decided_at"

    feedback = models.ForeignKey(Feedback, on_delete=models.PROTECT, related_name="matches")
    record = models.ForeignKey(ServiceRecord, on_delete=models.PROTECT, related_name="+")
    # 0 to 100
    likeness = models.PositiveSmallIntegerField()
    suggested_at = models.DateTimeField()
    verdict = models.CharField(
        max_length=9, blank=True, choices=[("CONFIRMED", "Sama"), ("REFUSED", "Bukan")]
    )
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feedback", "record"], name="feedback_suggested_once"),
            models.UniqueConstraint(
                fields=["feedback"],
                condition=Q(verdict="CONFIRMED"),
                name="feedback_one_service_settles_it",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", by=None, decided_at=None)
                | (~Q(verdict="") & Q(by__isnull=False, decided_at__isnull=False)),
                name="feedback_a_verdict_has_a_judge",
            ),
        ]


class Visit(Scoped):
    """What the field team found when it went there (jemput bola)."""

    PERSONAL = "remark"
    PLAIN = "id feedback rt kelurahan city visited_on outcome by at"

    feedback = models.ForeignKey(Feedback, on_delete=models.PROTECT, related_name="visits")
    visited_on = models.DateField()
    outcome = models.CharField(max_length=8, choices=VisitOutcome.choices)
    remark = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
