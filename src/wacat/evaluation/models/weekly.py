"""The summary of a week for Kepala and sekretaris: counts, as they stood on Monday morning."""

from django.db import models
from django.db.models import Q

from wacat.areas.models import Area


class WeeklySummary(models.Model):
    """One week of a city from Monday to Sunday; numbers and ids of kelurahan, never a resident."""

    PERSONAL = ""
    PLAIN = "id city week figures made_at"

    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    week = models.DateField()
    figures = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "week"], name="evaluation_one_summary_a_week"),
            models.CheckConstraint(
                condition=Q(week__week_day=2), name="evaluation_a_week_begins_on_monday"
            ),
        ]
