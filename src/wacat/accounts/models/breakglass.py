"""Break-glass: a technician opens resident data for a while, with a reason and an alarm (Pasal 9)."""

from datetime import timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from wacat.accounts.models.offices import Account
from wacat.areas.models import Area

LONGEST = timedelta(hours=2)
SHORTEST_REASON = 20


class BreakGlassVerdict(models.TextChoices):
    """What the administrator thinks of it afterwards."""

    JUSTIFIED = "JUSTIFIED", "Wajar"
    UNJUSTIFIED = "UNJUSTIFIED", "Tidak wajar"


def _bound(side: str) -> Func:
    return Func(F("granted"), function=side, output_field=models.DateTimeField())


class BreakGlass(models.Model):
    """One opening: who, why, which area, from when to when. What was written is never changed.

    It runs while `granted` contains this moment and nobody ended it earlier.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    granted = DateTimeRangeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    verdict = models.CharField(max_length=11, choices=BreakGlassVerdict.choices, blank=True)
    verdict_note = models.CharField(max_length=500, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="accounts_one_break_glass_at_a_time",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("granted", RangeOperators.OVERLAPS),
                ],
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(
                condition=Q(granted__startswith__isnull=False, granted__endswith__isnull=False)
                & Q(granted__isempty=False)
                & Q(granted__endswith__lte=_bound("lower") + Value(LONGEST)),
                name="accounts_break_glass_is_short",
            ),
            models.CheckConstraint(
                condition=Q(reason__regex=rf"\S.{{{SHORTEST_REASON - 2},}}\S"),
                name="accounts_break_glass_says_why",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__gte=_bound("lower"), ended_by__isnull=False),
                name="accounts_break_glass_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(seen_at=None, seen_by=None)
                | (Q(seen_at__isnull=False, seen_by__isnull=False) & ~Q(seen_by=F("account"))),
                name="accounts_break_glass_seen_by_another",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None, verdict="", verdict_note="")
                | (
                    Q(reviewed_at__isnull=False, reviewed_by__isnull=False)
                    & Q(verdict__in=BreakGlassVerdict.values, verdict_note__regex=r"\S")
                    & ~Q(reviewed_by=F("account"))
                ),
                name="accounts_break_glass_reviewed_by_another",
            ),
        ]
