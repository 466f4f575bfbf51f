"""Areas with stable ids; codes and spellings are dated attributes, never keys."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
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
    so that one comparison tells whether a row lies inside a scope. `name` and `parent` are those of
    today; `AreaVersion` keeps the earlier ones. `successor` is the RT into which a closed one went.
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
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

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
            models.CheckConstraint(
                condition=models.Q(successor__isnull=True) | models.Q(closed_on__isnull=False),
                name="areas_only_a_closed_area_has_a_successor",
            ),
            models.CheckConstraint(
                condition=models.Q(frozen_on__isnull=True) | models.Q(level="RT"),
                name="areas_only_an_rt_is_frozen",
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


class AreaVersion(models.Model):
    """What an area was called and what it was part of, from when to when.

    The row without an end repeats name and parent of the area itself.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(max_length=100)
    parent = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, related_name="former_children"
    )
    valid = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="areas_one_version_per_area_and_time",
                expressions=[("area", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
        ]


class ActKind(models.TextChoices):
    """What an act does to the territory."""

    OPEN = "OPEN", "Pembukaan RT"
    FREEZE = "FREEZE", "Pembekuan RT"
    UNFREEZE = "UNFREEZE", "Pengaktifan kembali RT"
    MERGE = "MERGE", "Penggabungan RT"
    SPLIT_RT = "SPLIT_RT", "Pemecahan RT"
    RENAME = "RENAME", "Perubahan nama kelurahan"
    SPLIT_KELURAHAN = "SPLIT_KELURAHAN", "Pemecahan kelurahan"
    MOVE_RT = "MOVE_RT", "Pemindahan RT ke kelurahan lain"
    CODE = "CODE", "Perubahan kode"
    IMPORT = "IMPORT", "Pemuatan daftar RT"


class TerritoryAct(models.Model):
    """One line of the ledger of territory: what was done, by which decree, from which day.

    Never changed or removed; a mistake is mended by the opposite act. `area_ids` are all areas it
    concerns, `by_id` the account of who recorded it, `detail` what moved, in figures and ids.
    """

    kind = models.CharField(max_length=15, choices=ActKind.choices)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="acts")
    area_ids = ArrayField(models.IntegerField())
    decree_number = models.CharField(max_length=60, blank=True)
    decree_on = models.DateField(null=True)
    effective_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["area", "-id"], name="areas_act_of_area")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="IMPORT")
                | ~models.Q(decree_number="") & models.Q(decree_on__isnull=False),
                name="areas_an_act_names_its_decree",
            ),
        ]
