"""Areas with stable ids; codes and spellings are dated attributes, never keys."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models


class Level(models.TextChoices):
    """The four levels of territory that the regulation knows."""

    CITY = "CITY", "Kota"
    KECAMATAN = "KECAMATAN", "Kecamatan"
    KELURAHAN = "KELURAHAN", "Kelurahan"
    RT = "RT", "RT"


class CodeSystem(models.TextChoices):
    """Who hands out a code."""

    KEMENDAGRI = "KEMENDAGRI", "Kemendagri"
    SIAK = "SIAK", "SIAK"
    WACAT = "WACAT", "WaCAT"


class Area(models.Model):
    """A piece of territory. Its id never changes and is the key of row-level security.

    The ancestors are kept beside the parent (an area is its own ancestor on its own level),
    so that one comparison tells whether a row lies inside a scope.
    """

    id = models.AutoField(primary_key=True)
    level = models.CharField(max_length=9, choices=Level.choices)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    name = models.CharField(max_length=100)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    city = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    kecamatan = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    kelurahan = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    opened_on = models.DateField()
    frozen_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["parent", "number"])]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "number"],
                condition=models.Q(level="RT", closed_on__isnull=True),
                name="areas_one_open_rt_per_number",
            ),
            models.CheckConstraint(
                condition=models.Q(level="RT", number__isnull=False, kelurahan__isnull=False)
                | ~models.Q(level="RT"),
                name="areas_rt_has_number_and_kelurahan",
            ),
            models.CheckConstraint(
                condition=models.Q(level="CITY", parent__isnull=True)
                | models.Q(parent__isnull=False),
                name="areas_only_a_city_has_no_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AreaCode(models.Model):
    """The code that a system gave an area, and when it was valid."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="codes")
    system = models.CharField(max_length=10, choices=CodeSystem.choices)
    code = models.CharField(max_length=24)
    valid = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="areas_one_area_per_code_and_time",
                expressions=[
                    ("system", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
        ]


class AreaAlias(models.Model):
    """Another spelling of a kelurahan or kecamatan met in the field, normalised (see `values.text.key`)."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="aliases")
    spelling = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["spelling", "area"], name="areas_alias_once")
        ]
