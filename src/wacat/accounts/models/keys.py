"""One-time keys: the first way in, and the way back after a lost password."""

from django.db import models
from django.db.models import F, Q

from wacat.accounts.models.offices import Account


class KeyPurpose(models.TextChoices):
    """What a key opens."""

    ACTIVATE = "ACTIVATE", "Masuk pertama kali"
    RESET = "RESET", "Kata sandi baru"


class DoorKey(models.Model):
    """A key that opens one account once. The secret itself is never stored (see `accounts.keys`)."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="keys")
    purpose = models.CharField(max_length=8, choices=KeyPurpose.choices)
    secret_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="keys_made")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    void_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="accounts_one_living_key",
                fields=["account", "purpose"],
                condition=Q(used_at=None, void_at=None),
            ),
            models.CheckConstraint(
                name="accounts_key_ends_once", condition=Q(used_at=None) | Q(void_at=None)
            ),
            models.CheckConstraint(
                name="accounts_key_lives_after_birth", condition=Q(expires_at__gt=F("made_at"))
            ),
        ]
