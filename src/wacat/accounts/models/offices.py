"""People, the offices they hold, and the account that opens them."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models

from wacat.accounts.states import AccountState
from wacat.areas.models import Area


class Office(models.TextChoices):
    """The offices of Pasal 4, 7, 9 and 10; nobody else may enter."""

    KETUA_RT = "KETUA_RT", "Ketua RT"
    LURAH = "LURAH", "Lurah"
    OPERATOR = "OPERATOR", "Operator"
    ADMINISTRATOR = "ADMINISTRATOR", "Administrator"
    KASI = "KASI", "Kepala Seksi SIAK"
    KEPALA = "KEPALA", "Kepala Disdukcapil"
    SEKRETARIS = "SEKRETARIS", "Sekretaris Disdukcapil"
    TEKNIS = "TEKNIS", "Tim teknis"
    SYSTEM = "SYSTEM", "Sistem"


EXCLUSIVE_OFFICES = ["KETUA_RT", "LURAH", "ADMINISTRATOR", "KASI", "KEPALA", "SEKRETARIS"]


class Person(models.Model):
    """Someone who holds or held an office. Not a resident record."""

    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=16, blank=True)
    email = models.EmailField(blank=True)

    def __str__(self) -> str:
        return self.name


class Basis(models.TextChoices):
    """Why an account exists."""

    PROPOSAL = "PROPOSAL", "Usulan yang disetujui"
    STAFF = "STAFF", "Petugas Disdukcapil"
    SYSTEM = "SYSTEM", "Sistem"


class Account(AbstractBaseUser):
    """The key of an office: what a person may see follows from the running appointment."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    username = models.CharField(max_length=60, unique=True)
    # the holder's mobile number, 628...: works as a user name too (5(2)); null where there is none
    login_phone = models.CharField(max_length=16, null=True)  # noqa: DJ001 - unique where known
    state = models.CharField(
        max_length=9, choices=AccountState.choices, default=AccountState.ACTIVE
    )
    must_change_password = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    basis = models.CharField(max_length=8, choices=Basis.choices, default=Basis.STAFF)
    line = models.ForeignKey(
        "accounts.ProposalLine", on_delete=models.PROTECT, null=True, related_name="+"
    )
    # half of a key that only an approved line with e-mail and phone can match (5(1))
    line_issuable = models.GeneratedField(
        expression=models.Case(models.When(line__isnull=False, then=models.Value(True))),
        output_field=models.BooleanField(null=True),
        db_persist=True,
    )

    objects = BaseUserManager["Account"]()
    USERNAME_FIELD = "username"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="accounts_one_account_a_phone",
                fields=["login_phone"],
                condition=~models.Q(state="ENDED"),
            ),
            models.CheckConstraint(
                name="accounts_login_phone_is_normal",
                condition=models.Q(login_phone__regex=r"^628[0-9]{8,11}$"),
            ),
            models.CheckConstraint(
                name="accounts_basis_is_told",
                condition=models.Q(basis="PROPOSAL", line__isnull=False)
                | ~models.Q(basis="PROPOSAL") & models.Q(line__isnull=True),
            ),
        ]

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether Django may log this account in at all."""
        return self.state == AccountState.ACTIVE


class AppointmentKind(models.TextChoices):
    """How an office is held."""

    DEFINITIVE = "DEFINITIVE", "Definitif"
    ACTING = "ACTING", "Pelaksana tugas"
    INTERIM = "INTERIM", "Penjabat sementara"


class EndReason(models.TextChoices):
    """Why an appointment ended; revocation for breach is never told as an ordinary end."""

    TERM = "TERM", "Masa jabatan selesai"
    HANDED_OVER = "HANDED_OVER", "Serah terima"
    RESIGNED = "RESIGNED", "Mengundurkan diri"
    DIED = "DIED", "Meninggal dunia"
    AREA_CLOSED = "AREA_CLOSED", "Wilayah digabung atau dihapus"
    REVOKED = "REVOKED", "Dicabut karena pelanggaran"


class Appointment(models.Model):
    """Who holds which office, where, from when to when, by which decree."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    office = models.CharField(max_length=13, choices=Office.choices)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="appointments")
    kind = models.CharField(
        max_length=10, choices=AppointmentKind.choices, default=AppointmentKind.DEFINITIVE
    )
    decree_number = models.CharField(max_length=60, blank=True)
    decree_on = models.DateField(null=True, blank=True)
    decree_scan = models.CharField(max_length=70, blank=True, db_default="")
    valid = DateTimeRangeField()
    # Empty while it runs; a term that has run out by its date is marked by the daily job.
    end_reason = models.CharField(
        max_length=11, choices=EndReason.choices, blank=True, db_default=""
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    reminded_at = models.DateTimeField(null=True, blank=True)
    ended_note = models.CharField(max_length=300, blank=True, db_default="")

    class Meta:
        indexes = [models.Index(fields=["area", "office"]), models.Index(fields=["person"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end_reason="") | models.Q(valid__upper_inf=False),
                name="accounts_an_ended_term_has_an_end",
            ),
            ExclusionConstraint(
                name="accounts_one_holder_per_office",
                expressions=[
                    ("office", RangeOperators.EQUAL),
                    ("area", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(office__in=EXCLUSIVE_OFFICES),
            ),
        ]


class Pledge(models.Model):
    """The confidentiality pledge of Pasal 5(3)a as it was accepted."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="pledges")
    text_version = models.CharField(max_length=20)
    text_hash = models.CharField(max_length=64)
    accepted_at = models.DateTimeField()
