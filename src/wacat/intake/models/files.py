"""A file that came in, what its columns are, and what became of each row. Seen by staff only."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from wacat.accounts.models import Account
from wacat.areas.models import Area
from wacat.intake.states import BatchState, RowState


class Batch(models.Model):
    """One uploaded file. Its bytes lie under the data folder, named by their hash.

    Counts: rows = accepted + quarantined + mended elsewhere + set aside + duplicates + not services
    (people of a register who were served nothing that is news; their rows are not kept). `warnings`
    are accepted rows with a warning.
    `confidence` says how sure the layout is, `saved` whose mapping of columns was used, `given` what
    holds for every row of the file (`kind`, `served_on`) because no column says it.
    `sheets` are the names of the sheets that were read, where there are several.
    `repeats` is the settled file with the same bytes, where nothing was read anew because
    `rules_hash` (areas and rules) had not changed.
    `publish_at` is the moment chosen for an approved file, `hold_reason` why a plan was given up.
    `changed_count` of the accepted rows say otherwise what is published already, and
    `vanished_count` published facts of an earlier edition are missing (`intake.comparing`).
    A supplement has no bytes of its own: it holds the rows of the file it `supplements` that one
    person mended. A file that `corrects` another was its quarantine, mended in Excel; `outcome` says
    what came of it. `via_id` is the source that handed it in where no person uploaded it (`Source`).
    `reasons` counts the codes (`intake.checks`) of quarantined rows, `remarks` those of the others.
    """

    PERSONAL = "name headings sheets"
    PLAIN = (
        "id city source sha256 size layout confidence saved given columns heading_row rules_hash "
        "repeats state failure not_service_count uploaded_by uploaded_at checked_at "
        "row_count accepted_count quarantined_count duplicate_count warning_count changed_count "
        "vanished_count mended_count aside_count supplements corrects outcome reasons remarks "
        "approved_by approved_at publish_at hold_reason published_at record_count notice_count "
        "withdrawn_by withdrawn_at withdraw_reason via_id"
    )

    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=60, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    layout = models.CharField(max_length=20, blank=True)
    confidence = models.FloatField(null=True)
    saved = models.ForeignKey(
        "SavedLayout", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    given = models.JSONField(default=dict)
    headings = ArrayField(models.TextField(), default=list)
    columns = models.JSONField(default=dict)
    heading_row = models.IntegerField(default=0)
    sheets = ArrayField(models.TextField(), default=list, db_default=[])
    rules_hash = models.CharField(max_length=64, blank=True)
    repeats = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    state = models.CharField(max_length=17, choices=BatchState.choices, default=BatchState.RECEIVED)
    failure = models.TextField(blank=True)
    uploaded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    uploaded_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    row_count = models.IntegerField(default=0)
    accepted_count = models.IntegerField(default=0)
    quarantined_count = models.IntegerField(default=0)
    duplicate_count = models.IntegerField(default=0)
    warning_count = models.IntegerField(default=0)
    not_service_count = models.IntegerField(default=0)
    changed_count = models.IntegerField(default=0, db_default=0)
    vanished_count = models.IntegerField(default=0, db_default=0)
    mended_count = models.IntegerField(default=0, db_default=0)
    aside_count = models.IntegerField(default=0, db_default=0)
    supplements = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    outcome = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    reasons = models.JSONField(default=dict)
    remarks = models.JSONField(default=dict)
    approved_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    approved_at = models.DateTimeField(null=True)
    publish_at = models.DateTimeField(null=True)
    hold_reason = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(null=True)
    record_count = models.IntegerField(default=0)
    notice_count = models.IntegerField(default=0)
    withdrawn_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdraw_reason = models.CharField(max_length=300, blank=True)
    # A plain number, like the area ids: it says in whose scope the file lies (`Source`).
    via_id = models.IntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["sha256"]),
            models.Index(fields=["-uploaded_at"]),
            models.Index(
                fields=["publish_at"],
                condition=models.Q(state="AWAITING_APPROVAL", publish_at__isnull=False),
                name="intake_planned",
            ),
            models.Index(
                fields=["supplements"],
                condition=models.Q(supplements__isnull=False),
                name="intake_supplements",
            ),
        ]
        constraints = [
            # Domain: the one who approves is not the one who uploaded.
            models.CheckConstraint(
                condition=models.Q(approved_by=None)
                | ~models.Q(approved_by=models.F("uploaded_by")),
                name="intake_approver_is_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["PUBLISHED", "WITHDRAWN"])
                | models.Q(approved_by__isnull=False),
                name="intake_published_was_approved",
            ),
            models.CheckConstraint(
                condition=models.Q(publish_at=None) | models.Q(approved_by__isnull=False),
                name="intake_planned_was_approved",
            ),
            models.UniqueConstraint(
                fields=["sha256"],
                condition=models.Q(
                    state__in=["RECEIVED", "NEEDS_MAPPING", "RECOGNISED", "AWAITING_APPROVAL"]
                ),
                name="intake_one_unfinished_batch_per_file",
            ),
        ]


class BatchRow(models.Model):
    """One row of a file as it was understood. Only a row in quarantine changes, by `intake.mending`.

    `issues` are codes of `intake.checks`, as `CODE` or `CODE:field`. `raw` keeps the cells as written
    where there is something to say about them; of other rows the file itself is the original.
    `replaces` is the published record that an accepted row changes, and `changed` names what.
    `cells` are the cells as mended (`raw` stays as it came), `released` the codes that a person
    overruled; `touched` counts the mendings, so that two people do not mend over each other.
    """

    PERSONAL = (
        "number nik kk name sex citizenship birth_on address place_from place_to fact_key near_keys raw "
        "cells"
    )
    PLAIN = (
        "pk batch row_number city state source kind served_on rt_id kelurahan_id kecamatan_id "
        "origin_rt_id origin_kelurahan_id origin_kecamatan_id reach issues replaces changed "
        "released settled_in touched"
    )

    pk = models.CompositePrimaryKey("batch_id", "row_number")
    # Both come from the locked batch in the one statement that fills this table; a foreign key would be
    # checked row by row at the end of the transaction and cost as much as the rows themselves.
    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, related_name="lines", db_index=False, db_constraint=False
    )
    row_number = models.IntegerField()
    state = models.CharField(max_length=11, choices=RowState.choices)
    source = models.CharField(max_length=20)
    kind = models.CharField(max_length=30, blank=True)
    number = models.CharField(max_length=60, blank=True)
    nik = models.CharField(max_length=16, blank=True)
    kk = models.CharField(max_length=16, blank=True)
    name = models.CharField(max_length=160, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    citizenship = models.CharField(max_length=3, blank=True, default="", db_default="")
    birth_on = models.DateField(null=True)
    served_on = models.DateField(null=True)
    address = models.CharField(max_length=250, blank=True)
    place_from = models.CharField(max_length=250, blank=True)
    place_to = models.CharField(max_length=250, blank=True)
    rt_id = models.IntegerField(null=True)
    kelurahan_id = models.IntegerField(null=True)
    kecamatan_id = models.IntegerField(null=True)
    city = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    origin_rt_id = models.IntegerField(null=True)
    origin_kelurahan_id = models.IntegerField(null=True)
    origin_kecamatan_id = models.IntegerField(null=True)
    reach = models.SmallIntegerField(default=0)
    fact_key = models.UUIDField(null=True)
    near_keys = ArrayField(models.UUIDField(), null=True)
    issues = ArrayField(models.CharField(max_length=60), default=list)
    raw = ArrayField(models.TextField(), null=True)
    replaces = models.BigIntegerField(null=True)
    changed = ArrayField(models.CharField(max_length=20), null=True)
    cells = ArrayField(models.TextField(), null=True)
    released = ArrayField(models.CharField(max_length=30), null=True)
    settled_in = models.BigIntegerField(null=True)
    touched = models.IntegerField(default=0, db_default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["batch", "row_number"],
                condition=models.Q(state="QUARANTINED"),
                name="intake_row_quarantined",
            ),
            models.Index(
                fields=["batch", "row_number"],
                condition=models.Q(state__in=["MENDED", "ASIDE"]),
                name="intake_row_mended",
            ),
            models.Index(
                fields=["batch", "row_number"],
                condition=models.Q(replaces__isnull=False),
                name="intake_row_changed",
            ),
        ]


class SavedLayout(models.Model):
    """What an operator said about the columns of files with these headings; never changed.

    A new version replaces the old one, which then has ended. `columns` leads from a field to the place
    of its column, `given` holds the kind of service where no column says it.
    """

    PERSONAL = "headings"
    PLAIN = (
        "id city name source fingerprint layout columns given version replaces made_by made_at "
        "ended_by ended_at end_reason"
    )

    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=80)
    source = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=64)
    layout = models.CharField(max_length=20)
    headings = ArrayField(models.TextField())
    columns = models.JSONField()
    given = models.JSONField(default=dict)
    version = models.IntegerField(default=1)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["city", "fingerprint"],
                condition=models.Q(ended_at=None),
                name="intake_one_mapping_for_headings",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_by=None, end_reason="")
                | (
                    models.Q(ended_at__isnull=False, ended_by__isnull=False)
                    & ~models.Q(end_reason="")
                ),
                name="intake_mapping_ends_with_a_reason",
            ),
        ]


class Sample(models.Model):
    """The first rows of a file that waits to be mapped; emptied when it is."""

    PERSONAL = "rows"
    PLAIN = "id batch city sheet"

    batch = models.OneToOneField(Batch, on_delete=models.PROTECT, related_name="sample")
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    sheet = models.CharField(max_length=100, blank=True)
    rows = models.JSONField(default=list)


class Quality(models.Model):
    """How well the rows of one file about one kelurahan could be read; 0 where it is not known."""

    PERSONAL = ""
    PLAIN = "id batch city kelurahan_id accepted_count warning_count quarantined_count"

    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, related_name="quality", db_index=False
    )
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    kelurahan_id = models.IntegerField()
    accepted_count = models.IntegerField()
    warning_count = models.IntegerField()
    quarantined_count = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "kelurahan_id"], name="intake_quality_once"),
        ]
