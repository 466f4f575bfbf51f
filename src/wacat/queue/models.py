"""How far a long job has come; the jobs themselves live in Procrastinate's tables."""

from django.db import models


class Progress(models.Model):
    """The state of one long job, written by the worker through a connection of its own.

    Its key names the thing worked on, such as `batch:12`. No resident data may stand here.
    """

    key = models.CharField(max_length=60, primary_key=True)
    phase = models.CharField(max_length=60)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    failure = models.TextField(blank=True)
