"""Counts kept beside the records, the population they start from, and the reports handed out."""

from django.db import models

from wacat.accounts.models import Account
from wacat.areas.models import Area


class Side(models.TextChoices):
    """Which side of a service a count belongs to."""

    PRIMARY = "P", "Utama"
    ORIGIN = "O", "Asal"


class Monthly(models.Model):
    """How many services of a kind touched an RT in a month; kept by triggers (`sql/rollup.sql`).

    `reach` says how far the other side is: 0 none, or the same RT; 1 the same kelurahan, 2 the same
    kecamatan, 3 the same city. A restricted kind (class C) is counted twice: under its neutral name
    for everybody, and under its own with `detail`, which Ketua RT and Lurah cannot read.
    No foreign keys: a million rows would be checked one by one.
    """

    PERSONAL = ""
    PLAIN = "pk kelurahan_id month rt_id kind sex side reach detail kecamatan_id city_id count"

    pk = models.CompositePrimaryKey(
        "kelurahan_id", "month", "kind", "rt_id", "sex", "side", "reach", "detail"
    )
    kelurahan_id = models.IntegerField()
    month = models.DateField()
    rt_id = models.IntegerField()
    kind = models.CharField(max_length=30)
    sex = models.CharField(max_length=1)
    side = models.CharField(max_length=1, choices=Side.choices)
    reach = models.SmallIntegerField()
    detail = models.BooleanField()
    kecamatan_id = models.IntegerField()
    city_id = models.IntegerField()
    count = models.IntegerField()


class Outcome(models.TextChoices):
    """What a count of responses counts."""

    TOLD = "TOLD", "Diberitahukan"
    CONFIRMED = "CONFIRMED", "Benar"
    CORRECTED = "CORRECTED", "Ada yang salah"
    NOT_MINE = "NOT_MINE", "Bukan warga saya"
    CLOSED = "CLOSED", "Ditutup tanpa tanggapan"
    CLAIMED = "CLAIMED", "Koreksi diajukan"
    SETTLED = "SETTLED", "Koreksi diputuskan"


class Response(models.Model):
    """How the notices of an RT about a month were answered; kept by triggers.

    One row an outcome: a publication adds to TOLD only, an answer to its own outcome only, so that
    an answer never waits for a running publication. `seconds` and `prompt` (within 3 x 24 hours)
    count for the three answers, from the notice on, and for SETTLED, from the correction on.
    Corrections count in the month they were handed in, all else in the month of the service.
    """

    PERSONAL = ""
    PLAIN = "pk kelurahan_id month rt_id outcome kecamatan_id city_id count seconds prompt"

    pk = models.CompositePrimaryKey("kelurahan_id", "month", "rt_id", "outcome")
    kelurahan_id = models.IntegerField()
    month = models.DateField()
    rt_id = models.IntegerField()
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    kecamatan_id = models.IntegerField()
    city_id = models.IntegerField()
    count = models.IntegerField()
    seconds = models.BigIntegerField()
    prompt = models.IntegerField()


class Stock(models.Model):
    """How many people lived in an RT on a day, by sex, from the count list of the DKB.

    The day is the first or the last of a month; the report starts from the newest one before its
    month and calls the result an estimate.
    """

    PERSONAL = ""
    PLAIN = "id rt kelurahan kecamatan city on sex count"

    rt = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    kelurahan = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    kecamatan = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()
    sex = models.CharField(max_length=1)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kelurahan", "on", "rt", "sex"], name="reports_one_stock_per_rt_and_day"
            ),
        ]


class Issue(models.Model):
    """A report that was handed out: its QR code leads to a page that says whether it still holds.

    The same figures of the same area and month are one issue, so that printing again gives the
    same sheet.
    """

    PERSONAL = ""
    PLAIN = "id code area kelurahan city month neutral sha256 issued_at issued_by"

    code = models.CharField(max_length=12, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    kelurahan = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    neutral = models.BooleanField()
    sha256 = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "month", "neutral", "sha256"], name="reports_one_issue_per_figures"
            ),
        ]
