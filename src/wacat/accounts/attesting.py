"""The Lurah's periodic report: rounds begin by themselves, each answer is kept at once (Pasal 5(3)b)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from wacat.accounts import settings
from wacat.accounts.access import Visitor
from wacat.accounts.models import (
    Account,
    Attestation,
    AttestationLine,
    Office,
    SettingName,
    Verdict,
)
from wacat.accounts.queries import running
from wacat.areas.models import Area, Level
from wacat.audit.actions import note
from wacat.queue.actions import defer
from wacat.values.refusal import Refusal

REMIND_EVERY = timedelta(days=7)
LONGEST_NOTE = 300

REST = """
INSERT INTO accounts_attestationline
  (attestation_id, kelurahan_id, city_id, area_id, appointment_id, verdict, note, at, by_id)
SELECT %(attestation)s, %(kelurahan)s, ar.city_id, ar.id, seen.appointment,
       CASE WHEN seen.appointment IS NULL THEN 'VACANT' ELSE 'RIGHT' END, '', %(at)s, %(by)s
FROM unnest(%(areas)s::int[], %(appointments)s::bigint[]) AS seen (area, appointment)
JOIN areas_area ar ON ar.id = seen.area AND ar.parent_id = %(kelurahan)s
  AND ar.closed_on IS NULL AND ar.frozen_on IS NULL
LEFT JOIN accounts_appointment ap ON ap.area_id = ar.id AND ap.office = 'KETUA_RT' AND ap.valid @> %(at)s
WHERE ap.id IS NOT DISTINCT FROM seen.appointment
ON CONFLICT (attestation_id, area_id) DO UPDATE
  SET appointment_id = excluded.appointment_id, verdict = excluded.verdict, note = '',
      at = excluded.at, by_id = excluded.by_id
  WHERE accounts_attestationline.verdict = ''
"""
LEFT = """
SELECT count(*) FROM areas_area ar
LEFT JOIN accounts_attestationline li ON li.attestation_id = %(attestation)s AND li.area_id = ar.id
WHERE ar.parent_id = %(kelurahan)s AND ar.level = 'RT' AND ar.closed_on IS NULL AND ar.frozen_on IS NULL
  AND coalesce(li.verdict, '') = ''
"""


class CannotAttest(Refusal):
    """The answer is not taken, and why."""


def period_of(day: date, *, months: int) -> date:
    """The first day of the period in which a day lies; periods divide the year."""
    return day.replace(month=(day.month - 1) // months * months + 1, day=1)


@transaction.atomic
def open_rounds(*, at: datetime) -> int:
    """Begin this period's round in every kelurahan that has none; the last one lapses if unfinished.

    Source: Pasal 5(3)b. Returns how many began.
    """
    today = timezone.localtime(at).date()
    in_force = settings.in_force()
    period = period_of(today, months=in_force[SettingName.ATTESTATION_MONTHS])
    due = today + timedelta(days=in_force[SettingName.ATTESTATION_DAYS])
    places = Area.objects.filter(
        level=Level.KELURAHAN, closed_on=None, children__level=Level.RT, children__closed_on=None
    ).distinct()
    known = Attestation.objects.filter(period_on__gte=period).values("kelurahan_id")
    begun = list(places.exclude(pk__in=known).order_by("pk"))
    Attestation.objects.filter(
        kelurahan__in=begun, finished_at=None, lapsed_at=None
    ).update(lapsed_at=at)  # fmt: skip
    Attestation.objects.bulk_create(
        Attestation(
            kelurahan=place,
            city_id=place.city_id or place.pk,
            period_on=period,
            opened_at=at,
            due_on=due,
        )
        for place in begun
    )
    return len(begun)


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Tell each Lurah whose report is open, at its beginning and then weekly; returns how many were told."""
    today = timezone.localtime(at).date()
    told = 0
    for each in Attestation.objects.filter(finished_at=None, lapsed_at=None).order_by("pk"):
        if each.told_on is not None and today < each.told_on + REMIND_EVERY:
            continue
        account = Account.objects.filter(
            person__appointments__in=running(Office.LURAH).filter(area_id=each.kelurahan_id)
        ).first()
        if account is None:
            continue
        topic = "ATTESTATION_OVERDUE" if today > each.due_on else "ATTESTATION_DUE"
        defer("notify.tell", topic=topic, account_id=account.pk, attestation_id=each.pk)
        Attestation.objects.filter(pk=each.pk).update(told_on=today)
        told += 1
    return told


def find_running(kelurahan_id: int | None) -> Attestation | None:
    """The kelurahan's newest round unless it lapsed; it may be finished already."""
    newest = Attestation.objects.filter(kelurahan_id=kelurahan_id, lapsed_at=None)
    return newest.order_by("-period_on").first()


def get_running(by: Visitor) -> Attestation:
    """The round of the visitor's kelurahan, locked until the end of the transaction.

    Raises:
        CannotAttest: there is none now.
    """
    found = find_running(by.kelurahan_id)
    if found is None:
        raise CannotAttest("Saat ini tidak ada laporan berkala yang harus diisi.")
    return Attestation.objects.select_for_update(of=("self",)).get(pk=found.pk)


@transaction.atomic
def answer(
    *,
    area_id: int,
    appointment_id: int | None,
    verdict: str,
    note: str = "",
    by: Visitor,
    at: datetime,
) -> AttestationLine:
    """Keep the answer about one RT; with an empty verdict an earlier answer is taken back.

    `appointment_id` is the head whom the Lurah saw; if another one holds the office
    by now, he must look again.

    Raises:
        Area.DoesNotExist: no such RT in the visitor's kelurahan.
        CannotAttest: no round, the head is another one, or the answer does not fit.
    """
    attestation = get_running(by)
    area = Area.objects.get(
        pk=area_id, level=Level.RT, parent_id=by.kelurahan_id, closed_on=None, frozen_on=None
    )
    _check(verdict, appointment_id=appointment_id, note=note)
    values = {
        "appointment_id": appointment_id,
        "verdict": verdict,
        "note": note.strip()[:LONGEST_NOTE],
        "at": at,
        "by_id": by.account_id,
    }
    try:
        with transaction.atomic():
            line, _ = AttestationLine.objects.update_or_create(
                attestation=attestation,
                area=area,
                defaults=values,
                create_defaults=values
                | {"kelurahan_id": attestation.kelurahan_id, "city_id": attestation.city_id},
            )
    except IntegrityError as error:
        raise CannotAttest(
            f"Ketua {area.name} baru saja berganti. Muat ulang halaman, lalu jawab lagi."
        ) from error
    settle(attestation, by=by, at=at)
    return line


def _check(verdict: str, *, appointment_id: int | None, note: str) -> None:
    if verdict not in ("", *Verdict.values):
        raise CannotAttest("Jawaban ini tidak dikenal. Pilih salah satu tombol.")
    if verdict in (Verdict.RIGHT, Verdict.NUMBER) and appointment_id is None:
        raise CannotAttest("RT ini tercatat kosong. Pilih masih kosong, atau usulkan ketua baru.")
    if verdict == Verdict.NUMBER and not note.strip():
        raise CannotAttest("Tulis nomor telepon yang baru, agar petugas dapat memperbaikinya.")


@transaction.atomic
def answer_rest(*, seen: Sequence[tuple[int, int | None]], by: Visitor, at: datetime) -> int:
    """Say of the RTs that were listed, with the heads that were listed, that all of it is still right.

    Whoever was answered meanwhile keeps that answer; an RT whose head changed meanwhile stays open.
    Returns how many were answered.
    """
    attestation = get_running(by)
    values = {
        "attestation": attestation.pk,
        "kelurahan": by.kelurahan_id,
        "areas": [area for area, _ in seen],
        "appointments": [appointment for _, appointment in seen],
        "at": at,
        "by": by.account_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(REST, values)
        written: int = cursor.rowcount
    note(act="attest.rest", of="attestation", ids=[attestation.pk], count=written)
    settle(attestation, by=by, at=at)
    return written


def settle(attestation: Attestation, *, by: Visitor, at: datetime) -> None:
    """The round is finished when no RT is left without an answer, and open again when one is."""
    with connection.cursor() as cursor:
        cursor.execute(LEFT, {"attestation": attestation.pk, "kelurahan": attestation.kelurahan_id})
        done = cursor.fetchone()[0] == 0
    if done == (attestation.finished_at is not None):
        return
    attestation.finished_at = at if done else None
    attestation.finished_by_id = by.account_id if done else None
    attestation.save(update_fields=["finished_at", "finished_by"])
    note(act="attest.finish" if done else "attest.reopen", of="attestation", ids=[attestation.pk])
