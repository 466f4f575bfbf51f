"""Lists of RTs as they were uploaded, to be looked at before they are applied."""

from django.db import models

from wacat.accounts.models import Account
from wacat.areas.models import TerritoryAct


class RtList(models.Model):
    """A list of RTs. `lines` are row number and text of the known columns; no names of people.

    What is new, present or at fault is found anew each time it is shown, against the territory of
    that moment; `act` is the line of the ledger once it was applied.
    """

    name = models.CharField(max_length=200)
    lines = models.JSONField()
    uploaded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    uploaded_at = models.DateTimeField()
    applied_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    applied_at = models.DateTimeField(null=True)
    act = models.OneToOneField(TerritoryAct, on_delete=models.PROTECT, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(applied_at=None, applied_by=None, act=None)
                | models.Q(applied_at__isnull=False, applied_by__isnull=False),
                name="territory_an_applied_list_tells_by_whom",
            ),
        ]
