"""Counts kept beside the records, the population they start from, and the reports handed out."""

from django.db import models

from wacat.accounts.models import Account
from wacat.areas.models import Area
from wacat.reports.states import PeriodState, Span


class Side(models.TextChoices):
    """Which side of a service a count belongs to."""

    PRIMARY = "P", "Utama"
    ORIGIN = "O", "Asal"


class Monthly(models.Model):
    """How many services of a kind touched an RT in a month; kept by triggers (`sql/rollup.sql`).

    `reach` says how far the other side is: 0 none, or the same RT; 1 the same kelurahan, 2 the same
    kecamatan, 3 the same city. A restricted kind (class C) is counted twice: under its neutral name
    for everybody, and under its own with `detail`, which Ketua RT and Lurah cannot read.
    `month` is the month whose report counts it. Where `served_month` lies before it, that month was
    locked when the service became known: it is "susulan". A count taken back from a locked month
    stands as a negative one in the month that was open then (docs/keputusan/periode.md).
    `wni` and `wna` are those of `count` whose citizenship is known (docs/keputusan/kewarganegaraan.md).
    No foreign keys: a million rows would be checked one by one.
    """

    PERSONAL = ""
    PLAIN = (
        "pk kelurahan_id month served_month rt_id kind sex side reach detail kecamatan_id city_id count "
        "wni wna"
    )

    pk = models.CompositePrimaryKey(
        "kelurahan_id", "month", "kind", "rt_id", "sex", "side", "reach", "detail", "served_month"
    )
    kelurahan_id = models.IntegerField()
    month = models.DateField()
    served_month = models.DateField()
    rt_id = models.IntegerField()
    kind = models.CharField(max_length=30)
    sex = models.CharField(max_length=1)
    side = models.CharField(max_length=1, choices=Side.choices)
    reach = models.SmallIntegerField()
    detail = models.BooleanField()
    kecamatan_id = models.IntegerField()
    city_id = models.IntegerField()
    count = models.IntegerField()
    wni = models.IntegerField(default=0, db_default=0)
    wna = models.IntegerField(default=0, db_default=0)


class Outcome(models.TextChoices):
    """What a count of responses counts."""

    TOLD = "TOLD", "Diberitahukan"
    CONFIRMED = "CONFIRMED", "Benar"
    CORRECTED = "CORRECTED", "Ada yang salah"
    NOT_MINE = "NOT_MINE", "Bukan warga saya"
    CLOSED = "CLOSED", "Ditutup tanpa tanggapan"
    CLAIMED = "CLAIMED", "Koreksi diajukan"
    SETTLED = "SETTLED", "Koreksi diputuskan"
    ACCEPTED = "ACCEPTED", "Koreksi diterima"
    PARTLY = "PARTLY", "Koreksi diterima sebagian"
    REJECTED = "REJECTED", "Koreksi ditolak"
    OTHER = "OTHER", "Putusan lain"


class Response(models.Model):
    """How the notices of an RT about a month were answered; kept by triggers.

    One row an outcome: a publication adds to TOLD only, an answer to its own outcome only, so that
    an answer never waits for a running publication. `seconds` and `prompt` (within 3 x 24 hours)
    count for the three answers, from the notice on, and for SETTLED, from the correction on. What is
    SETTLED counts once more by how it was decided, but not before the month of `OutcomeStart`.
    Corrections belong to the month they were handed in, all else to the month of the service: that
    is `served_month`, and `month` the one whose report counts it, as in `Monthly`.
    """

    PERSONAL = ""
    PLAIN = (
        "pk kelurahan_id month served_month rt_id outcome kecamatan_id city_id count seconds prompt"
    )

    pk = models.CompositePrimaryKey("kelurahan_id", "month", "rt_id", "outcome", "served_month")
    kelurahan_id = models.IntegerField()
    month = models.DateField()
    served_month = models.DateField()
    rt_id = models.IntegerField()
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    kecamatan_id = models.IntegerField()
    city_id = models.IntegerField()
    count = models.IntegerField()
    seconds = models.BigIntegerField()
    prompt = models.IntegerField()


class OutcomeStart(models.Model):
    """From which month on a city counts how corrections were decided: the months before were locked.

    Written by the migration that brought these counts; a city without one counts them everywhere.
    """

    city = models.OneToOneField(Area, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()


class MonthlyTotal(models.Model):
    """The counts of a locked month by kelurahan: what reports of kecamatan and city add up.

    Written once, when the month is locked, and taken back by a revision (`sql/totals.sql`).
    """

    PERSONAL = ""
    PLAIN = "pk kelurahan_id month kind sex side reach detail served_month kecamatan_id city_id count wni wna"

    pk = models.CompositePrimaryKey(
        "kelurahan_id", "month", "kind", "sex", "side", "reach", "detail", "served_month"
    )
    kelurahan_id = models.IntegerField()
    month = models.DateField()
    kind = models.CharField(max_length=30)
    sex = models.CharField(max_length=1)
    side = models.CharField(max_length=1, choices=Side.choices)
    reach = models.SmallIntegerField()
    detail = models.BooleanField()
    served_month = models.DateField()
    kecamatan_id = models.IntegerField()
    city_id = models.IntegerField()
    count = models.IntegerField()
    wni = models.IntegerField(default=0, db_default=0)
    wna = models.IntegerField(default=0, db_default=0)


class ResponseTotal(models.Model):
    """The responses of a locked month by kelurahan, as `MonthlyTotal`."""

    PERSONAL = ""
    PLAIN = "pk kelurahan_id month outcome served_month kecamatan_id city_id count seconds prompt"

    pk = models.CompositePrimaryKey("kelurahan_id", "month", "outcome", "served_month")
    kelurahan_id = models.IntegerField()
    month = models.DateField()
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    served_month = models.DateField()
    kecamatan_id = models.IntegerField()
    city_id = models.IntegerField()
    count = models.IntegerField()
    seconds = models.BigIntegerField()
    prompt = models.IntegerField()


class StockList(models.Model):
    """A count of the population from the DKB of a semester, as it was loaded; never changed.

    The day is the first or the last of a month. A later list of the same day takes its place in
    reports that are not locked yet.
    """

    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()
    name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    people = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["city", "-on", "-id"], name="reports_newest_stock")]


class Stock(models.Model):
    """How many people lived in an RT on the day of a list, by sex; the report calls it an estimate.

    A list that tells citizenship has `wni + wna = count`; of another both are 0.
    """

    PERSONAL = ""
    PLAIN = "id list rt kelurahan kecamatan city sex count wni wna"

    list = models.ForeignKey(StockList, on_delete=models.PROTECT, related_name="+", db_index=False)
    rt = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    kelurahan = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    kecamatan = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    sex = models.CharField(max_length=1)
    count = models.PositiveIntegerField()
    wni = models.PositiveIntegerField(default=0, db_default=0)
    wna = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kelurahan", "list", "rt", "sex"], name="reports_one_stock_per_rt"
            ),
        ]


class ReportPeriod(models.Model):
    """A month, quarter, semester or year of a city and where its reports stand.

    A period without a row is open. Locking a month is what freezes its counts: the database lets
    nothing be counted in a month before the first open one, and the hash is that of the counts.
    """

    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=7)
    span = models.CharField(max_length=8, choices=Span.choices)
    first = models.DateField()
    state = models.CharField(max_length=6, choices=PeriodState.choices, default=PeriodState.OPEN)
    revision = models.PositiveSmallIntegerField(default=1)
    stock = models.ForeignKey(StockList, on_delete=models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    moved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "key"], name="reports_one_period"),
            models.CheckConstraint(
                condition=models.Q(state=PeriodState.OPEN, sha256="", stock=None)
                | (~models.Q(state=PeriodState.OPEN) & models.Q(sha256__regex="^[0-9a-f]{64}$")),
                name="reports_what_is_locked_has_a_hash",
            ),
        ]
        indexes = [models.Index(fields=["city", "span", "-first"], name="reports_frontier")]


class PeriodStep(models.Model):
    """One step of a period: who moved it from which state to which, when and why."""

    period = models.ForeignKey(ReportPeriod, on_delete=models.PROTECT, related_name="steps")
    revision = models.PositiveSmallIntegerField()
    from_state = models.CharField(max_length=6, choices=PeriodState.choices)
    to_state = models.CharField(max_length=6, choices=PeriodState.choices)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=13)
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)


class Issue(models.Model):
    """A report that was handed out: its QR code leads to a page that says whether it still holds.

    Of an open period the same figures of an area are one issue, so that printing again gives the
    same sheet. Of a locked one (`closing`) there is one sheet a revision, and it carries its figures.
    """

    PERSONAL = ""
    PLAIN = "id code area kelurahan city period closing revision neutral sha256 figures issued_at issued_by"

    code = models.CharField(max_length=12, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    kelurahan = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    period = models.CharField(max_length=7)
    closing = models.ForeignKey(
        ReportPeriod, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    revision = models.PositiveSmallIntegerField(null=True)
    neutral = models.BooleanField()
    sha256 = models.CharField(max_length=64)
    figures = models.TextField(blank=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "period", "neutral", "sha256"],
                condition=models.Q(closing=None),
                name="reports_one_issue_per_figures",
            ),
            models.UniqueConstraint(
                fields=["closing", "revision", "area", "neutral"],
                condition=models.Q(closing__isnull=False),
                name="reports_one_sheet_per_revision",
            ),
            models.CheckConstraint(
                condition=models.Q(closing=None, revision=None, figures="")
                | models.Q(closing__isnull=False, revision__isnull=False) & ~models.Q(figures=""),
                name="reports_a_locked_sheet_carries_its_figures",
            ),
        ]


class IssueFile(models.Model):
    """The very bytes of a sheet of a locked period in one format: printed again, they are the same.

    `signed` tells the file with the electronic signature from the one before it.
    """

    PERSONAL = ""
    PLAIN = "id issue area kelurahan city suffix signed content sha256 made_at"

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="files", db_index=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    kelurahan = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    suffix = models.CharField(max_length=4)
    signed = models.BooleanField(default=False)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "suffix", "signed"], name="reports_one_file_per_format"
            ),
        ]


class PublicMonth(models.Model):
    """The counts of a month as everybody may read them, made once and never changed.

    `table` holds `places` and `kinds`, totals first, and the rows of `cells`; null is a number left out.
    """

    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    table = models.JSONField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["city", "month"], name="reports_a_month_is_let_out_once"
            )
        ]
