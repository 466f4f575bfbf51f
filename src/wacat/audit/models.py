"""The audit trail as Django reads it; its table is made in SQL and never written through the ORM."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Event(models.Model):
    """One line: who did or read what, when, holding which office."""

    PERSONAL = "detail"
    PLAIN = "id at account_id appointment_id office act object object_ids"

    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    appointment_id = models.BigIntegerField(null=True)
    office = models.TextField()
    act = models.TextField()
    object = models.TextField()
    object_ids = ArrayField(models.BigIntegerField())
    detail = models.JSONField()

    class Meta:
        managed = False
        db_table = 'audit"."event'
