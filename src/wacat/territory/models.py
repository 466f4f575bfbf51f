"""Lists of RTs and outlines of kelurahan as they were uploaded, to be looked at before they are used."""

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


class OutlineSet(models.Model):
    """The outlines of kelurahan out of one file of an office, simplified; never changed.

    `features` are those of `outlines.child.read` with the `kelurahan` they were found to be (0: none)
    and what the file `said`. Borders are public; there are no people in them.
    """

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    features = models.JSONField()
    mended = models.PositiveIntegerField()
    uploaded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    uploaded_at = models.DateTimeField()


class OutlineChoice(models.Model):
    """Which outlines the maps show from a moment on; none means the map of tiles. The newest holds."""

    outlines = models.ForeignKey(
        OutlineSet, on_delete=models.PROTECT, null=True, related_name="choices"
    )
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outlines__isnull=False) | ~models.Q(reason=""),
                name="territory_going_back_to_tiles_has_a_reason",
            ),
        ]
