"""What was served, and what each RT and its Lurah is told about it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from wacat.accounts.models import Account, Office
from wacat.areas.models import Area
from wacat.values.citizenship import WNA, WNI
from wacat.values.elements import Element


def place(*, null: bool = False) -> "models.ForeignKey[Area, Area]":
    """An RT, or an area above it, copied from it in the statement that writes the row.

    A trigger looks once a statement whether they all belong together (`sql/places.sql`): a foreign key is
    checked row by row at the end of a publication and costs as much as writing the row.
    """
    return models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        null=null,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )


class ServiceRecord(models.Model):
    """One service that one person received; immutable once published, seen by staff only.

    `rt` is where the notice belongs first: the residence, the destination of an arrival or the
    origin of a departure. A move inside the city also has `origin_rt`. `reach` says how far a
    move went: 0 outside the city or no move, 1 inside one kelurahan, 2 inside one kecamatan,
    3 inside the city. A later `version` says which record it `replaces`; that one is withdrawn.
    `citizenship` is WNI, WNA, or empty where no file says it; no notice tells it.
    """

    PERSONAL = "nik kk name sex citizenship birth_on address place_from place_to number fact_key"
    PLAIN = (
        "id batch_id row_number source kind served_on rt kelurahan kecamatan city origin_rt "
        "origin_kelurahan origin_kecamatan reach version replaces published_at "
        "withdrawn_at"
    )

    batch_id = models.BigIntegerField()
    row_number = models.IntegerField()
    source = models.CharField(max_length=20, default="SIAK")
    kind = models.CharField(max_length=30)
    number = models.CharField(max_length=60, blank=True)
    nik = models.CharField(max_length=16, blank=True)
    kk = models.CharField(max_length=16, blank=True)
    name = models.CharField(max_length=160)
    sex = models.CharField(max_length=1, blank=True)
    citizenship = models.CharField(max_length=3, blank=True, default="", db_default="")
    birth_on = models.DateField(null=True)
    served_on = models.DateField()
    address = models.CharField(max_length=250, blank=True)
    place_from = models.CharField(max_length=250, blank=True)
    place_to = models.CharField(max_length=250, blank=True)
    rt = place()
    kelurahan = place()
    kecamatan = place()
    city = place()
    origin_rt = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, related_name="+", db_index=False,
        db_constraint=False,
    )  # fmt: skip
    origin_kelurahan = place(null=True)
    origin_kecamatan = place(null=True)
    reach = models.SmallIntegerField(default=0)
    fact_key = models.UUIDField()
    version = models.SmallIntegerField(default=1)
    # written by the statement that withdraws the other; a check row by row would cost a publication dear
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False,
        db_constraint=False,
    )  # fmt: skip
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["batch_id"]),
            models.Index(
                fields=["replaces"],
                condition=models.Q(replaces__isnull=False),
                name="records_newer_version",
            ),
            # the operator's desk shows what else was told about a person
            models.Index(fields=["nik"], condition=~models.Q(nik=""), name="records_person"),
            # whom a file may no longer serve
            models.Index(
                fields=["nik", "served_on"],
                condition=models.Q(kind="AKTA_KEMATIAN", withdrawn_at=None) & ~models.Q(nik=""),
                name="records_deaths",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["fact_key"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="records_one_standing_record_per_fact",
            ),
            models.CheckConstraint(
                condition=models.Q(nik="") | models.Q(nik__regex=r"^[0-9]{16}$"),
                name="records_nik_is_16_digits_or_empty",
            ),
            models.CheckConstraint(
                condition=models.Q(citizenship__in=["", WNI, WNA]),
                name="records_citizenship_is_wni_wna_or_empty",
            ),
            models.CheckConstraint(
                condition=models.Q(served_on__gte="2020-10-21"),
                name="records_not_before_pasal_14",
            ),
        ]


class NoticeState(models.TextChoices):
    """The life of a notice (domain.md)."""

    PREPARED = "PREPARED", "Disiapkan"
    SENT = "SENT", "Terkirim"
    READ = "READ", "Dibaca"
    ANSWERED = "ANSWERED", "Dijawab"
    ESCALATED = "ESCALATED", "Diteruskan ke Lurah"
    CLOSED_UNANSWERED = "CLOSED_UNANSWERED", "Tanpa tanggapan"
    WITHDRAWN = "WITHDRAWN", "Ditarik"


WAITING_STATES = ["SENT", "READ", "ESCALATED"]


class Direction(models.TextChoices):
    """Which side of the service an RT is on."""

    RESIDENCE = "RESIDENCE", "Tempat tinggal"
    ORIGIN = "ORIGIN", "Asal"
    DESTINATION = "DESTINATION", "Tujuan"


class AnswerKind(models.TextChoices):
    """What RT or Lurah says about a notice (Pasal 3b)."""

    CONFIRMED = "CONFIRMED", "Benar"
    CORRECTED = "CORRECTED", "Ada yang salah"
    NOT_MINE = "NOT_MINE", "Bukan warga saya"


class Notice(models.Model):
    """What one RT, and its Lurah, is told about one record: a snapshot after the disclosure matrix.

    `answer` and `result` repeat what verification decided, so that a list needs one table only.
    `changed_at` moves with every change that a reader could see (conditional requests). A notice that
    was recalled because its fact changed names the one that took its place in the same RT.
    """

    PERSONAL = "name nik_masked kk_masked sex birth_on address place_from place_to number"
    PLAIN = (
        "id record batch_id rt kelurahan kecamatan city direction kind urgency served_on state "
        "area_code published_at read_at answer answered_at result changed_at withdraw_reason "
        "replaced_by reminded_at escalated_at"
    )

    record = models.ForeignKey(
        ServiceRecord, on_delete=models.PROTECT, related_name="notices", db_index=False
    )
    batch_id = models.BigIntegerField()
    rt = place()
    kelurahan = place()
    kecamatan = place()
    city = place()
    direction = models.CharField(max_length=11, choices=Direction.choices)
    kind = models.CharField(max_length=30)
    urgency = models.CharField(max_length=1)
    name = models.CharField(max_length=160, blank=True)
    nik_masked = models.CharField(max_length=16, blank=True)
    kk_masked = models.CharField(max_length=16, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    birth_on = models.DateField(null=True)
    address = models.CharField(max_length=250, blank=True)
    place_from = models.CharField(max_length=250, blank=True)
    place_to = models.CharField(max_length=250, blank=True)
    number = models.CharField(max_length=60, blank=True)
    served_on = models.DateField()
    area_code = models.CharField(max_length=24, blank=True)
    state = models.CharField(
        max_length=17, choices=NoticeState.choices, default=NoticeState.PREPARED
    )
    published_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=9, blank=True, choices=AnswerKind.choices)
    answered_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=15, blank=True)
    changed_at = models.DateTimeField()
    withdraw_reason = models.CharField(max_length=300, blank=True)
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False,
        db_constraint=False,
    )  # fmt: skip

    class Meta:
        indexes = [
            # what falls due is found without reading what is answered (records.overdue)
            models.Index(
                fields=["published_at"],
                condition=models.Q(state__in=["SENT", "READ"]),
                name="notice_unanswered",
            ),
            models.Index(
                fields=["escalated_at"],
                condition=models.Q(state="ESCALATED"),
                name="notice_escalated",
            ),
            models.Index(fields=["rt", "-id"], name="notice_rt"),
            models.Index(
                fields=["rt", "-id"],
                condition=models.Q(state__in=WAITING_STATES),
                name="notice_rt_waiting",
            ),
            models.Index(
                fields=["rt"], condition=models.Q(result="NEEDS_INFO"), name="notice_rt_asked"
            ),
            models.Index(fields=["rt", "changed_at"], name="notice_rt_changed"),
            models.Index(fields=["kelurahan", "-id"], name="notice_kelurahan"),
            models.Index(fields=["batch_id"], name="notice_batch"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "direction"], name="records_one_notice_per_side"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="ESCALATED") | models.Q(escalated_at__isnull=False),
                name="records_an_escalation_says_when",
            ),
            # Children carry (notice, rt, kelurahan, city): foreign-key checks bypass policies.
            models.UniqueConstraint(
                fields=["id", "rt", "kelurahan", "city"], name="records_notice_and_scope"
            ),
        ]


class LurahExtra(models.Model):
    """Elements that the matrix shows to the Lurah but not to the RT; absent when there are none."""

    PERSONAL = "elements"
    PLAIN = "id notice kelurahan city"

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="lurah_extra")
    kelurahan = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    city = place()
    elements = models.JSONField()


class DisclosureMatrix(models.Model):
    """A version of "who is told what"; the newest applies when a notice is created."""

    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True)
    made_at = models.DateTimeField()
    reason = models.CharField(max_length=300)


class DisclosureRule(models.Model):
    """What one office is shown of one kind of service."""

    matrix = models.ForeignKey(DisclosureMatrix, on_delete=models.PROTECT, related_name="rules")
    kind = models.CharField(max_length=30)
    office = models.CharField(max_length=8, choices=[(o.value, o.label) for o in list(Office)[:2]])
    told = models.BooleanField()
    neutral = models.BooleanField()
    urgency = models.CharField(max_length=1)
    elements = ArrayField(
        models.CharField(max_length=20, choices=[(e.value, e.label) for e in Element])
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matrix", "kind", "office"], name="records_one_rule_per_kind_and_office"
            ),
        ]
