"""Counts of consistency kept beside the answers by triggers (`consistency/rollup.py`)."""

from django.db import models

from wacat.evaluation.consistency.elements import ELEMENTS, EVERY


class Consistency(models.Model):
    """How many answers of an RT about a month and a source disputed an element.

    The line without an element counts every answer; `share` is there what all elements have
    together. An answer that disputes k elements gives each of them 2520/k of `share`, so that shares
    add up. `judged` disputes were decided, `proven` of them accepted. No foreign keys: counts.
    """

    PERSONAL = ""
    PLAIN = (
        "pk kelurahan_id month rt_id source element kecamatan_id city_id count share judged proven"
    )

    pk = models.CompositePrimaryKey("rt_id", "month", "source", "element", "kelurahan_id")
    kelurahan_id = models.IntegerField()
    month = models.DateField()
    rt_id = models.IntegerField()
    source = models.CharField(max_length=60)
    element = models.CharField(max_length=20, choices=[(EVERY, "Semua jawaban"), *ELEMENTS.items()])
    kecamatan_id = models.IntegerField()
    city_id = models.IntegerField()
    count = models.IntegerField()
    share = models.BigIntegerField()
    judged = models.IntegerField()
    proven = models.IntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["kelurahan_id", "month"], name="consistency_kelurahan"),
        ]


class Source(models.Model):
    """Whose file a batch is, copied from it; read by the counting alone."""

    PERSONAL = ""
    PLAIN = "batch_id name"

    batch_id = models.BigIntegerField(primary_key=True)
    name = models.CharField(max_length=60)
