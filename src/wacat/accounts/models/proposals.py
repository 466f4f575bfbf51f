"""Who is proposed for an account (Pasal 5(1)): by the Lurah, or by the Camat without an account."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import ExpressionWrapper, F, Q

from wacat.accounts.models.offices import AppointmentKind
from wacat.accounts.proposal_states import LineState, ProposalState
from wacat.areas.models import Area

ACCOUNT = settings.AUTH_USER_MODEL


class ProposalKind(models.TextChoices):
    """For which office accounts are proposed."""

    LURAH = "LURAH", "Lurah"
    KETUA_RT = "KETUA_RT", "Ketua RT"


class Via(models.TextChoices):
    """How a proposal reached the office."""

    ACCOUNT = "ACCOUNT", "Akun Lurah"
    LETTER = "LETTER", "Surat"
    LINK = "LINK", "Tautan sekali pakai"


class CamatLink(models.Model):
    """A one-time address for a Camat, who is not a user; only the hash of its secret is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    kecamatan = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(cancelled_at__isnull=True),
                name="accounts_link_used_or_cancelled",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="accounts_link_ends_later"
            ),
        ]


class Proposal(models.Model):
    """A list of persons for the RTs of a kelurahan, or for the kelurahan of a kecamatan."""

    kind = models.CharField(max_length=8, choices=ProposalKind.choices)
    via = models.CharField(max_length=7, choices=Via.choices)
    state = models.CharField(
        max_length=15, choices=ProposalState.choices, default=ProposalState.DRAFT
    )
    kecamatan = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    kelurahan = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    letter_number = models.CharField(max_length=60, blank=True)
    letter_on = models.DateField(null=True)
    letter_scan = models.CharField(max_length=70, blank=True)
    link = models.OneToOneField(CamatLink, on_delete=models.PROTECT, null=True)
    origin = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="rests")
    began_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, null=True, related_name="+")
    began_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    prepared_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["kelurahan", "-id"], name="accounts_proposal_kelurahan"),
            models.Index(fields=["state", "-id"], name="accounts_proposal_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="LURAH", kelurahan__isnull=True)
                | Q(kind="KETUA_RT", kelurahan__isnull=False),
                name="accounts_proposal_has_its_area",
            ),
            models.CheckConstraint(
                condition=Q(via="ACCOUNT", kind="KETUA_RT", began_by__isnull=False)
                | Q(via="LETTER", began_by__isnull=False, letter_on__isnull=False)
                & ~Q(letter_number="")
                | Q(via="LINK", kind="LURAH", link__isnull=False),
                name="accounts_proposal_has_its_author",
            ),
            models.CheckConstraint(
                condition=Q(state="DRAFT") | Q(submitted_at__isnull=False),
                name="accounts_proposal_was_submitted",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["APPROVED", "PARTLY_APPROVED", "RETURNED", "REJECTED"])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="accounts_proposal_was_decided",
            ),
            # who prepares for another does not decide himself
            models.CheckConstraint(
                condition=Q(prepared_by__isnull=True)
                | Q(decided_by__isnull=True)
                | ~Q(decided_by=F("prepared_by")),
                name="accounts_proposal_two_persons",
            ),
        ]


class ProposalLine(models.Model):
    """One person for one office. An account can exist only on an approved line (5(1))."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveSmallIntegerField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    kind = models.CharField(
        max_length=10, choices=AppointmentKind.choices, default=AppointmentKind.DEFINITIVE
    )
    decree_number = models.CharField(max_length=60, blank=True)
    decree_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    written: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    faults: "models.JSONField[list[list[str]], list[list[str]]]" = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=LineState.choices, default=LineState.DRAFT)
    advice = models.CharField(max_length=8, choices=LineState.choices, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True)
    issuable = models.GeneratedField(
        expression=ExpressionWrapper(
            Q(state="APPROVED") & ~Q(email="") & ~Q(phone=""), output_field=models.BooleanField()
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    account = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["phone"], name="accounts_line_phone", condition=~Q(phone="")),
            models.Index(fields=["state", "id"], name="accounts_line_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="accounts_line_number"),
            models.UniqueConstraint(
                fields=["area"],
                condition=Q(state="SENT") | Q(state="APPROVED", account__isnull=True),
                name="accounts_one_open_line_per_office",
            ),
            # what Pasal 5(1) asks for stands on every line that has left its author
            models.CheckConstraint(
                condition=Q(state__in=["DRAFT", "REMOVED", "RETURNED"])
                | Q(area__isnull=False) & ~Q(name="") & ~Q(email="") & ~Q(phone=""),
                name="accounts_line_has_email_and_phone",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["DRAFT", "REMOVED", "RETURNED"]) | Q(faults=[]),
                name="accounts_line_sent_is_faultless",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["RETURNED", "REJECTED"]) | ~Q(reason=""),
                name="accounts_line_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(account__isnull=True) | Q(state="APPROVED"),
                name="accounts_line_issued_is_approved",
            ),
        ]
