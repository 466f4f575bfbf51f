"""Revocation for breach (Pasal 6): the case, its evidence, the decision, the objection."""

from django.db import models
from django.db.models import F, Q

from wacat.accounts.models.offices import Account
from wacat.accounts.states import OPEN_SANCTIONS, SanctionState


class Breach(models.TextChoices):
    """The table of reasons: what of Pasal 5(3)a was broken."""

    LENT_ACCESS = "LENT_ACCESS", "Meminjamkan nama pengguna atau kata sandi"
    SPREAD_DATA = "SPREAD_DATA", "Menyebarkan data warga kepada yang tidak berhak"
    OTHER_PURPOSE = "OTHER_PURPOSE", "Memakai data warga di luar tugas jabatan"
    CARELESS = "CARELESS", "Tidak menjaga keamanan data warga"


class Sanction(models.Model):
    """One revocation: prepared by one, decided by another, one of the two the administrator."""

    PERSONAL = "description objection objection_reason closing_note"
    PLAIN = (
        "id account reason state prepared_by prepared_office prepared_at decided_by decided_office "
        "decided_at stopped token_hash objection_until objected_at objection_recorded_by "
        "settled_by settled_at resumed"
    )

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="sanctions")
    reason = models.CharField(max_length=13, choices=Breach.choices)
    description = models.TextField()
    state = models.CharField(
        max_length=10, choices=SanctionState.choices, default=SanctionState.PREPARED
    )
    prepared_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    prepared_office = models.CharField(max_length=13)
    prepared_at = models.DateTimeField()
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decided_office = models.CharField(max_length=13, blank=True)
    decided_at = models.DateTimeField(null=True)
    closing_note = models.CharField(max_length=300, blank=True)
    # The offices that the decision took, and until when they had been given: {appointment id: end or null}.
    stopped = models.JSONField(default=dict)
    token_hash = models.CharField(max_length=64, blank=True)
    objection_until = models.DateTimeField(null=True)
    objection = models.TextField(blank=True)
    objected_at = models.DateTimeField(null=True)
    # Who at the office wrote it down from paper; empty when the holder wrote it himself.
    objection_recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    objection_reason = models.CharField(max_length=500, blank=True)
    resumed = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="accounts_two_people_revoke",
                condition=Q(decided_by=None) | ~Q(decided_by=F("prepared_by")),
            ),
            models.CheckConstraint(
                name="accounts_the_administrator_revokes",
                condition=Q(decided_at=None)
                | Q(state=SanctionState.DROPPED)
                | Q(prepared_office="ADMINISTRATOR")
                | Q(decided_office="ADMINISTRATOR"),
            ),
            models.CheckConstraint(
                name="accounts_a_third_settles_the_objection",
                condition=Q(settled_by=None)
                | (~Q(settled_by=F("prepared_by")) & ~Q(settled_by=F("decided_by"))),
            ),
            models.CheckConstraint(
                name="accounts_an_objection_in_time",
                condition=Q(objected_at=None) | Q(objected_at__lt=F("objection_until")),
            ),
            models.UniqueConstraint(
                name="accounts_one_open_sanction",
                fields=["account"],
                condition=Q(state__in=OPEN_SANCTIONS),
            ),
        ]


class SanctionFile(models.Model):
    """A piece of evidence, or the objection as it came on paper."""

    PERSONAL = "name content"
    PLAIN = "id sanction account media_type added_by added_at"

    sanction = models.ForeignKey(Sanction, on_delete=models.PROTECT, related_name="files")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=40)
    content = models.BinaryField()
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
