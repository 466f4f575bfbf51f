"""Closing a period: lock, sign, issue, and revise; the only writer of periods and their steps."""

import hashlib
from datetime import date, datetime
from typing import Protocol

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from wacat.areas.models import Area, Level
from wacat.reports import queries
from wacat.reports.models import PeriodStep, ReportPeriod, StockList
from wacat.reports.period import FIRST, Period, around, month_of, months_back, read_period
from wacat.reports.rollup import LOCK
from wacat.reports.states import TRANSITIONS, PeriodState, Span
from wacat.values.refusal import Refusal
from wacat.values.tanggal import tanggal

LONGEST_REASON = 300
LOOK_BACK = 36

# Sorted by the key, so that the same counts always give the same text; a line a count. Where no
# citizenship is known the text is that of the time before it was counted.
COUNTS_TEXT = """
SELECT coalesce(string_agg(line, E'\\n' ORDER BY line COLLATE "C"), '') FROM (
  SELECT concat_ws(' ', 'services', kelurahan_id, rt_id, served_month, kind, sex, side, reach, detail, count,
                   CASE WHEN (wni, wna) <> (0, 0) THEN concat_ws('/', wni, wna) END) AS line
  FROM wacat.monthly WHERE kelurahan_id = ANY (%(kelurahan)s) AND month = %(month)s
    AND (count, wni, wna) <> (0, 0, 0)
  UNION ALL
  SELECT concat_ws(' ', 'responses', kelurahan_id, rt_id, served_month, outcome, count, seconds, prompt)
  FROM reports_response WHERE kelurahan_id = ANY (%(kelurahan)s) AND month = %(month)s
    AND (count, seconds, prompt) <> (0, 0, 0)
) lines
"""


class Keeper(Protocol):
    """Who moves a period: an account in an office; a visitor is one."""

    @property
    def account_id(self) -> int:
        """The account."""

    @property
    def role(self) -> str:
        """The office, SYSTEM for the worker."""


class CannotMovePeriod(Refusal):
    """The step cannot be taken; the message says why and what to do."""


def lock(*, city: Area, period: Period, by: Keeper, at: datetime) -> ReportPeriod:
    """Freeze the counts of a period; what becomes known later belongs to the next one.

    Raises:
        CannotMovePeriod: it still runs, an earlier month is open, it is locked already, or
            somebody publishes right now.
    """
    if period.last >= timezone.localdate(at):
        raise CannotMovePeriod(
            f"Periode {period.words} masih berjalan sampai {tanggal(period.last)}. "
            "Kunci sesudah hari itu."
        )
    _alone()
    _check_order(city, period)
    found = _get_or_open(city, period, at=at)
    stock = queries.find_stock(city_id=city.pk, first=period.first)
    fingerprint = counts_hash(city, period, stock=stock)
    if period.span == Span.MONTH:
        with connection.cursor() as cursor:
            cursor.execute("SELECT wacat.rollup_close(%s, %s)", [city.pk, period.first])
    _move(found, to=PeriodState.LOCKED, by=by, at=at, sha256=fingerprint, stock=stock)
    return found


def sign(*, period_id: int, by: Keeper, at: datetime) -> ReportPeriod:
    """Take the step that says the head of the office signed the sheets of a locked period.

    Raises:
        CannotMovePeriod: not locked, or this office may not.
    """
    found = get_held(period_id)
    _move(found, to=PeriodState.SIGNED, by=by, at=at)
    return found


def publish(*, period_id: int, by: Keeper, at: datetime) -> ReportPeriod:
    """Issue a signed period.

    Raises:
        CannotMovePeriod: not signed, or this office may not.
    """
    found = get_held(period_id)
    _move(found, to=PeriodState.ISSUED, by=by, at=at)
    return found


def revise(*, period_id: int, reason: str, by: Keeper, at: datetime) -> ReportPeriod:
    """Open a period again under the next revision; its earlier sheets stay as they were.

    What came late for it returns to it. Longer periods around it that are locked are revised too.

    Raises:
        CannotMovePeriod: no reason, a later month is locked, or this office may not.
    """
    if not reason.strip():
        raise CannotMovePeriod("Tulis alasan revisi, agar riwayatnya dapat dipahami.")
    _alone()
    found = get_held(period_id)
    if found.span == Span.MONTH:
        _check_newest(found)
        for longer in _locked_around(found):
            _move(longer, to=PeriodState.OPEN, by=by, at=at, reason=reason)
    _move(found, to=PeriodState.OPEN, by=by, at=at, reason=reason)
    if found.span == Span.MONTH:
        with connection.cursor() as cursor:
            cursor.execute("SELECT wacat.rollup_reopen(%s, %s)", [found.city_id, found.first])
    return found


def get_held(period_id: int) -> ReportPeriod:
    """The period, locked for the length of the transaction.

    Raises:
        ReportPeriod.DoesNotExist: there is none.
    """
    return ReportPeriod.objects.select_for_update(of=("self",)).get(pk=period_id)


def first_open(city: Area) -> date | None:
    """The first month in which something may still be counted; None while nothing is locked."""
    locked = ReportPeriod.objects.filter(city=city, span=Span.MONTH).exclude(state=PeriodState.OPEN)
    newest = locked.order_by("-first").values_list("first", flat=True).first()
    return month_of(newest).following if newest else None


def next_month(city: Area) -> date | None:
    """The month that is to be locked next: after the newest locked one, or the first with counts."""
    return first_open(city) or queries.first_counted(city)


def lockable(city: Area, *, at: datetime) -> list[Period]:
    """The periods that can be locked now: the next month if it is over, and longer ones under it."""
    today = timezone.localdate(at)
    month = next_month(city)
    found = [month_of(month)] if month and month_of(month).last < today else []
    frontier = first_open(city)
    oldest = queries.first_counted(city)
    if frontier is None or oldest is None:
        return found
    done = ReportPeriod.objects.filter(city=city).exclude(state=PeriodState.OPEN)
    locked = set(done.values_list("key", flat=True))
    longer = {
        around(day, span=span)
        for day in months_back(month_of(frontier).first, count=LOOK_BACK)
        for span in (Span.QUARTER, Span.SEMESTER, Span.YEAR)
        if day >= oldest
    }
    ready = (p for p in longer if p.following <= frontier and p.key not in locked)
    return found + sorted(ready, reverse=True)


def counts_hash(city: Area, period: Period, *, stock: StockList | None) -> str:
    """The fingerprint of every count of a period and of the population count it starts from."""
    found = hashlib.sha256(f"{period.key} {stock.sha256 if stock else '-'}".encode())
    inside = queries.kelurahan_of(city)
    with connection.cursor() as cursor:
        for month in period.months:
            cursor.execute(COUNTS_TEXT, {"kelurahan": inside, "month": month})
            found.update(f"\n{month}\n{cursor.fetchone()[0]}".encode())
    return found.hexdigest()


def _alone() -> None:
    """Wait until nobody counts, and let nobody count until this transaction ends."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '5s'")
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [LOCK])
    except OperationalError as error:
        raise CannotMovePeriod(
            "Saat ini ada berkas yang sedang diterbitkan. Coba lagi beberapa menit lagi."
        ) from error


def _check_order(city: Area, period: Period) -> None:
    """Months are locked one after the other, longer periods when their months are."""
    if period.span != Span.MONTH:
        frontier = first_open(city)
        if frontier is None or period.following > frontier:
            missing = max(frontier or period.first, period.first)
            raise CannotMovePeriod(
                f"Kunci dahulu semua bulan di dalamnya; {month_of(missing).words} masih terbuka."
            )
        return
    expected = next_month(city)
    if expected and period.first > expected:
        raise CannotMovePeriod(f"Bulan dikunci berurutan. Kunci dahulu {month_of(expected).words}.")
    if period.first < (first_open(city) or FIRST):
        raise CannotMovePeriod(f"Periode {period.words} sudah dikunci.")


def _check_newest(found: ReportPeriod) -> None:
    later = ReportPeriod.objects.filter(
        city_id=found.city_id, span=Span.MONTH, first__gt=found.first
    ).exclude(state=PeriodState.OPEN)
    if newest := later.order_by("first").first():
        raise CannotMovePeriod(
            f"LEP {read_period(newest.key).words} sudah dikunci dan dimulai dari akhir bulan ini. "
            "Perubahan masuk ke bulan yang masih terbuka sebagai susulan."
        )


def _locked_around(found: ReportPeriod) -> list[ReportPeriod]:
    """The locked quarter, semester and year that a month lies in."""
    others = ReportPeriod.objects.select_for_update(of=("self",)).filter(
        city_id=found.city_id, first__lte=found.first
    )
    locked = others.exclude(state=PeriodState.OPEN).exclude(span=Span.MONTH).order_by("id")
    return [p for p in locked if read_period(p.key).following > found.first]


def _get_or_open(city: Area, period: Period, *, at: datetime) -> ReportPeriod:
    made, _ = ReportPeriod.objects.get_or_create(
        city=city, key=period.key,
        defaults={"span": period.span, "first": period.first, "moved_at": at},
    )  # fmt: skip
    return get_held(made.pk)


def _move(
    found: ReportPeriod,
    *,
    to: PeriodState,
    by: Keeper,
    at: datetime,
    reason: str = "",
    sha256: str = "",
    stock: StockList | None = None,
) -> None:
    """Take one step of TRANSITIONS and record it.

    Raises:
        CannotMovePeriod: the table does not allow it to this office.
    """
    now = PeriodState(found.state)
    offices = TRANSITIONS.get((now, to))
    if offices is None:
        words = read_period(found.key).words
        raise CannotMovePeriod(
            f"Periode {words} berstatus “{now.label}”, jadi langkah itu tidak dapat dilakukan."
        )
    if by.role not in offices:
        raise CannotMovePeriod("Langkah ini dilakukan oleh jabatan lain.")
    changes: dict[str, object] = {"state": to, "moved_at": at}
    if to == PeriodState.LOCKED:
        changes |= {"sha256": sha256, "stock": stock}
    if to == PeriodState.OPEN:
        changes |= {"sha256": "", "stock": None, "revision": found.revision + 1}
    PeriodStep.objects.create(
        period=found, revision=found.revision, from_state=now, to_state=to, by_id=by.account_id,
        office=by.role, at=at, reason=reason.strip()[:LONGEST_REASON],
        sha256=sha256 or found.sha256,
    )  # fmt: skip
    ReportPeriod.objects.filter(pk=found.pk).update(**changes)
    for name, value in changes.items():
        setattr(found, name, value)


def city_of(area: Area) -> Area:
    """The city that an area lies in; the city itself for the city."""
    return area if area.level == Level.CITY else area.city or area
