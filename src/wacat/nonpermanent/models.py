"""Temporary stays and every step of them."""

from django.db import models
from django.db.models import F, Q

from wacat.accounts.models import Account
from wacat.areas.models import Area
from wacat.nonpermanent.states import CLOSED, OPEN, Purpose, StayState


class Scoped(models.Model):
    """The area ids that row-level security reads; those of a step repeat its stay's (key in SQL)."""

    rt = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    kelurahan = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    city = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Stay(Scoped):
    """Somebody who lives in an RT for a while and keeps his registered address elsewhere.

    Told by the Ketua RT, never a fact of the register (I9). `until_on` is the last day, as far as
    anybody knows; `reminded_for` is the last day of which the RT was reminded.
    """

    PERSONAL = "name nik origin host address end_reason"
    PLAIN = "id key state purpose since_on until_on reminded_for rt kelurahan city by registered_at ended_at"

    key = models.UUIDField(unique=True)
    state = models.CharField(max_length=7, choices=StayState.choices, default=StayState.ACTIVE)
    name = models.CharField(max_length=160)
    nik = models.CharField(max_length=16, blank=True)
    origin = models.CharField(max_length=160)
    host = models.CharField(max_length=160, blank=True)
    address = models.CharField(max_length=250)
    purpose = models.CharField(max_length=6, choices=Purpose.choices)
    since_on = models.DateField()
    until_on = models.DateField()
    reminded_for = models.DateField(null=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["rt", "-id"], name="stay_rt"),
            models.Index(fields=["kelurahan", "-id"], name="stay_kelurahan"),
            models.Index(fields=["city", "-id"], name="stay_city"),
            # what falls due is found without reading what has ended
            models.Index(
                fields=["until_on"], condition=Q(state=StayState.ACTIVE), name="stay_running"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["id", "rt", "kelurahan", "city"], name="stay_and_scope"
            ),
            models.CheckConstraint(
                condition=Q(name__regex=r"\S", origin__regex=r"\S", address__regex=r"\S"),
                name="stay_says_who_whence_and_where",
            ),
            models.CheckConstraint(
                condition=Q(nik="") | Q(nik__regex=r"^[0-9]{16}$"),
                name="stay_nik_is_16_digits_or_empty",
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("since_on")), name="stay_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, ended_at=None)
                | Q(state__in=CLOSED, ended_at__isnull=False),
                name="stay_ended_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=StayState.VOID) | Q(end_reason__regex=r"\S"),
                name="stay_a_void_one_says_why",
            ),
        ]

    @property
    def number(self) -> str:
        """The number that people quote, such as N-000123."""
        return f"N-{self.pk:06d}"


class StayStep(Scoped):
    """One step of a stay: registered, corrected, extended, expired, ended. Without `by` the system took it.

    `before` keeps what stood in the fields that this step changed.
    """

    PERSONAL = "note before"
    PLAIN = "id stay act rt kelurahan city by office at"

    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(
        max_length=10,
        choices=[
            ("REGISTERED", "Didaftarkan"),
            ("CORRECTED", "Diperbaiki"),
            ("EXTENDED", "Diperpanjang"),
            ("EXPIRED", "Masa tinggal lewat"),
            ("LEFT", "Sudah pergi"),
            ("VOID", "Dibatalkan"),
        ],
    )
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    office = models.CharField(max_length=13)
    at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)
    before = models.JSONField(default=dict)
