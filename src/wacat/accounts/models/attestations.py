"""The Lurah's periodic report: is each Ketua RT still right? (Pasal 5(3)b)"""

from django.db import models
from django.db.models import Q

from wacat.accounts.models.offices import Account, Appointment
from wacat.areas.models import Area


class Verdict(models.TextChoices):
    """What the Lurah says about the head of one RT; empty after an answer was taken back."""

    RIGHT = "RIGHT", "Masih benar"
    CHANGED = "CHANGED", "Berganti"
    VACANT = "VACANT", "Kosong"
    NUMBER = "NUMBER", "Nomor berubah"


class Attestation(models.Model):
    """One round of one kelurahan. It is running until it is finished, or lapses when the next begins."""

    PERSONAL = ""
    PLAIN = "id kelurahan city period_on opened_at due_on finished_at finished_by lapsed_at told_on"

    kelurahan = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    period_on = models.DateField()
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    finished_at = models.DateTimeField(null=True)
    finished_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    lapsed_at = models.DateTimeField(null=True)
    told_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kelurahan", "period_on"], name="accounts_one_attestation_per_period"
            ),
            models.UniqueConstraint(
                fields=["kelurahan"],
                condition=Q(finished_at=None, lapsed_at=None),
                name="accounts_one_running_attestation",
            ),
            # Lines carry (attestation, kelurahan, city): foreign-key checks bypass policies.
            models.UniqueConstraint(
                fields=["id", "kelurahan", "city"], name="accounts_attestation_and_scope"
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, finished_by=None)
                | Q(finished_at__isnull=False, finished_by__isnull=False, lapsed_at=None),
                name="accounts_attestation_finished_by_somebody",
            ),
        ]


class AttestationLine(models.Model):
    """The answer about one RT and whoever headed it at that moment; a trigger checks that he did."""

    PERSONAL = "note"
    PLAIN = "id attestation kelurahan city area appointment verdict at by"

    attestation = models.ForeignKey(
        Attestation, on_delete=models.PROTECT, related_name="lines", db_index=False
    )
    kelurahan = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    appointment = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, null=True, related_name="attestations"
    )
    verdict = models.CharField(max_length=7, choices=Verdict.choices, blank=True)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attestation", "area"], name="accounts_one_line_per_rt_and_period"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["", *Verdict.values]), name="accounts_verdict_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(verdict="NUMBER") | Q(note__regex=r"\S"),
                name="accounts_changed_number_says_more",
            ),
            # Somebody must head the RT to be still right or to have another number.
            models.CheckConstraint(
                condition=~Q(verdict__in=["RIGHT", "NUMBER"]) | Q(appointment__isnull=False),
                name="accounts_a_vacant_rt_is_not_right",
            ),
        ]
