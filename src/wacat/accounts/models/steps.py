"""What became of an account: each move from state to state."""

from django.db import models

from wacat.accounts.models.offices import Account
from wacat.accounts.states import AccountState


class AccountStep(models.Model):
    """One move of an account, never changed afterwards."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="steps")
    from_state = models.CharField(max_length=9, choices=AccountState.choices)
    to_state = models.CharField(max_length=9, choices=AccountState.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    office = models.CharField(max_length=13, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["account"]), models.Index(fields=["to_state", "at"])]
