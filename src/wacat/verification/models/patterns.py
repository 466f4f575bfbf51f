"""Denials that stand together: an RT that denies many, a street that is denied at once."""

from django.db import models
from django.db.models import Q

from wacat.accounts.models import Account
from wacat.areas.models import Area
from wacat.verification.states import PatternState


class PatternKind(models.TextChoices):
    """What the denials have in common."""

    RT = "RT", "Satu RT menyangkal banyak warga"
    STREET = "STREET", "Satu jalan disangkal sekaligus"


class DenialPattern(models.Model):
    """An alarm, and nothing more: no fact, answer or correction changes because of it (I9)."""

    PERSONAL = ""
    PLAIN = (
        "id kind rt kelurahan city street count since raised_at last_at state seen_by seen_at remark "
        "closed_by closed_at"
    )

    kind = models.CharField(max_length=6, choices=PatternKind.choices)
    rt = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    kelurahan = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    street = models.CharField(max_length=250, blank=True)
    count = models.PositiveIntegerField()
    since = models.DateTimeField()
    raised_at = models.DateTimeField()
    last_at = models.DateTimeField()
    state = models.CharField(
        max_length=6, choices=PatternState.choices, default=PatternState.RAISED
    )
    seen_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)
    # nobody is named in it: what was found out is written about the answers, not about people
    remark = models.CharField(max_length=500, blank=True)
    closed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "kelurahan", "rt", "street"],
                condition=~Q(state=PatternState.CLOSED),
                nulls_distinct=False,
                name="verification_one_open_pattern",
            ),
            models.CheckConstraint(
                condition=Q(kind="RT", rt__isnull=False, street="")
                | Q(kind="STREET", rt=None) & ~Q(street=""),
                name="verification_a_pattern_is_of_an_rt_or_a_street",
            ),
            models.CheckConstraint(
                condition=~Q(state=PatternState.CLOSED)
                | Q(closed_by__isnull=False, closed_at__isnull=False, remark__regex=r"\S"),
                name="verification_a_closed_pattern_says_why",
            ),
        ]
