"""Break-glass: the only way for a technician to resident data, short, told to all and reviewed (Pasal 9)."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q, QuerySet

from wacat.accounts import settings
from wacat.accounts.access import Visitor
from wacat.accounts.models import Account, BreakGlass, BreakGlassVerdict, Office, SettingName
from wacat.accounts.models.breakglass import SHORTEST_REASON
from wacat.accounts.queries import running
from wacat.areas.models import Area, Level
from wacat.audit.actions import note
from wacat.queue.actions import defer
from wacat.values.refusal import Refusal

LEVELS = (Level.CITY, Level.KELURAHAN, Level.RT)
TOLD = (Office.ADMINISTRATOR, Office.KASI, Office.KEPALA)
SHORTEST_MINUTES = 15


class CannotBreakGlass(Refusal):
    """Resident data is not opened."""


class CannotReview(Refusal):
    """The review is not accepted."""


@transaction.atomic
def open_glass(*, area_id: int, reason: str, minutes: int, by: Visitor, at: datetime) -> BreakGlass:
    """Let a technician read what lies in an area for some minutes; administrator, Kasi and Kepala are told.

    Source: Pasal 9. Raises: CannotBreakGlass
    """
    if by.role != Office.TEKNIS:
        raise CannotBreakGlass("Akses darurat hanya untuk tim teknis.")
    reason = " ".join(reason.split())
    if len(reason) < SHORTEST_REASON:
        raise CannotBreakGlass(
            f"Tulis alasan paling sedikit {SHORTEST_REASON} huruf: gangguan apa yang ditangani."
        )
    most = settings.get(SettingName.BREAK_GLASS_MINUTES)
    if not SHORTEST_MINUTES <= minutes <= most:
        raise CannotBreakGlass(f"Pilih lama antara {SHORTEST_MINUTES} dan {most} menit.")
    area = Area.objects.filter(
        pk=area_id, level__in=LEVELS, city_id=by.city_id, closed_on=None
    ).first()
    if area is None:
        raise CannotBreakGlass("Pilih wilayah dari daftar: seluruh kota, kelurahan atau RT.")
    glass = _store(
        BreakGlass(
            account_id=by.account_id,
            area=area,
            reason=reason[:500],
            granted=DateTimeTZRange(at, at + timedelta(minutes=minutes)),
        )
    )
    note(act="breakglass.open", of="breakglass", ids=[glass.pk], area=area.pk, minutes=minutes)
    for office in TOLD:
        for account_id in _accounts_of(office):
            defer("notify.tell", topic="BREAK_GLASS", account_id=account_id, breakglass_id=glass.pk)
    return glass


def _store(glass: BreakGlass) -> BreakGlass:
    try:
        with transaction.atomic():
            glass.save(force_insert=True)
    except IntegrityError as error:
        raise CannotBreakGlass(
            "Masih ada akses darurat Anda yang berjalan. Akhiri dahulu yang itu."
        ) from error
    return glass


def _accounts_of(office: Office) -> list[int]:
    holders = running(office).values_list("person_id", flat=True)
    return list(
        Account.objects.filter(person_id__in=holders).order_by("pk").values_list("pk", flat=True)
    )


def end_glass(*, glass_id: int, by: Visitor, at: datetime) -> None:
    """End it before its time: the technician himself, or the administrator.

    Raises:
        BreakGlass.DoesNotExist: there is none, or it is somebody else's.
        CannotBreakGlass: it does not run any more.
    """
    mine = Q() if by.role == Office.ADMINISTRATOR else Q(account_id=by.account_id)
    glass = BreakGlass.objects.get(mine, pk=glass_id)
    ended = live(at=at).filter(pk=glass.pk).update(ended_at=at, ended_by_id=by.account_id)
    if not ended:
        raise CannotBreakGlass("Akses darurat ini sudah berakhir.")
    note(act="breakglass.end", of="breakglass", ids=[glass.pk])


def acknowledge(*, glass_id: int, by: Visitor, at: datetime) -> None:
    """Keep that the administrator has seen the alarm."""
    BreakGlass.objects.filter(pk=glass_id, seen_at=None).exclude(account_id=by.account_id).update(
        seen_at=at, seen_by_id=by.account_id
    )


@transaction.atomic
def review(*, glass_id: int, verdict: str, remark: str, by: Visitor, at: datetime) -> None:
    """Say afterwards whether it was justified; once, and not by the one who opened it.

    Raises:
        BreakGlass.DoesNotExist: there is none.
        CannotReview: still running, already reviewed, one's own, or without verdict and reason.
    """
    glass = BreakGlass.objects.select_for_update(of=("self",)).get(pk=glass_id)
    if is_live(glass, at=at):
        raise CannotReview("Akses darurat ini masih berjalan. Tinjau setelah berakhir.")
    if glass.account_id == by.account_id:
        raise CannotReview("Akses darurat sendiri harus ditinjau orang lain.")
    if glass.reviewed_at is not None:
        raise CannotReview("Akses darurat ini sudah ditinjau; hasilnya tidak dapat diubah.")
    if verdict not in BreakGlassVerdict.values or not remark.strip():
        raise CannotReview("Pilih wajar atau tidak wajar, dan tulis dasarnya.")
    BreakGlass.objects.filter(pk=glass.pk).update(
        verdict=verdict,
        verdict_note=remark.strip()[:500],
        reviewed_at=at,
        reviewed_by_id=by.account_id,
        **({} if glass.seen_at else {"seen_at": at, "seen_by_id": by.account_id}),
    )
    note(act="breakglass.review", of="breakglass", ids=[glass.pk], verdict=verdict)


def openings() -> QuerySet[BreakGlass]:
    """Every opening within reach, the newest first, with people and area."""
    people = ("account", "ended_by", "seen_by", "reviewed_by")
    return (
        BreakGlass.objects.select_related(
            *(f"{who}__person" for who in people), "area", "area__kelurahan"
        )
        .defer(*(f"{who}__password" for who in people))
        .order_by("-id")
    )


def live(*, at: datetime) -> QuerySet[BreakGlass]:
    """Those that run at this moment."""
    return BreakGlass.objects.filter(granted__contains=at, ended_at=None)


def is_live(glass: BreakGlass, *, at: datetime) -> bool:
    """Whether it runs at this moment."""
    return glass.ended_at is None and glass.granted.lower <= at < glass.granted.upper


def alarms(*, at: datetime) -> QuerySet[BreakGlass]:
    """What the administrator must know now: those that run, and those nobody acknowledged."""
    return openings().filter(Q(granted__contains=at, ended_at=None) | Q(seen_at=None))
