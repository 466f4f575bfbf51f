"""What is to be done after an evaluation: by whom, until when, and how it goes."""

from django.db import models
from django.db.models import Q

from wacat.accounts.models import Account
from wacat.areas.models import Area
from wacat.evaluation.states import RUNNING, FollowUpState


class FollowUp(models.Model):
    """One thing to be done. It stays on the list of every semester until it is done or dropped."""

    PERSONAL = "what"
    PLAIN = "id city key owner until_on state made_by made_at closed_at"

    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    # the semester whose evaluation it came out of
    key = models.CharField(max_length=7)
    what = models.CharField(max_length=300)
    owner = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    until_on = models.DateField()
    state = models.CharField(
        max_length=11, choices=FollowUpState.choices, default=FollowUpState.OPEN
    )
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(what__regex=r"\S"), name="evaluation_follow_up_says_what"
            ),
            models.CheckConstraint(
                condition=Q(state__in=RUNNING, closed_at=None)
                | (~Q(state__in=RUNNING) & Q(closed_at__isnull=False)),
                name="evaluation_follow_up_ends_once",
            ),
        ]


class FollowUpStep(models.Model):
    """One change of a follow-up: its state, or its wording, owner or day; with a word why."""

    PERSONAL = "note"
    PLAIN = "id follow_up city from_state to_state by office at"

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="steps")
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    from_state = models.CharField(max_length=11, blank=True)
    to_state = models.CharField(max_length=11)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=13)
    at = models.DateTimeField()
