"""Reads of people and offices."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from wacat.accounts.access import Visitor
from wacat.accounts.models import AccountState, Appointment, Office, Pledge
from wacat.areas.models import Area

# who holds an office and yet cannot come in
KEPT_OUT = (
    AccountState.LOCKED,
    AccountState.SUSPENDED,
    AccountState.REVOKED,
    AccountState.ENDED,
)


LAST_SEEN = """
SELECT ap.area_id, greatest(ac.last_login, max(se.seen_at)) AS at
FROM accounts_appointment ap
JOIN areas_area ar ON ar.id = ap.area_id AND ar.parent_id = %(kelurahan)s
JOIN accounts_account ac ON ac.person_id = ap.person_id
LEFT JOIN accounts_session se ON se.account_id = ac.id
WHERE ap.office = 'KETUA_RT' AND ap.valid @> now()
GROUP BY ap.area_id, ac.last_login
HAVING greatest(ac.last_login, max(se.seen_at)) IS NOT NULL
"""


def running(office: str) -> QuerySet[Appointment]:
    """The appointments to an office that run at this moment."""
    return Appointment.objects.filter(office=office, valid__contains=timezone.now())


def is_vacant(rt_id: int) -> bool:
    """Whether nobody heads this RT now, so that the Lurah answers for it."""
    return not running(Office.KETUA_RT).filter(area_id=rt_id).exists()


def lurah_answers(rt_id: int) -> bool:
    """Whether the Lurah answers for this RT now: nobody heads it, or its head is kept out."""
    return not reachable_heads().filter(area_id=rt_id).exists()


def reachable_heads() -> QuerySet[Appointment]:
    """Who heads an RT now and can, or could with his invitation, come in and answer."""
    return running(Office.KETUA_RT).exclude(person__account__state__in=KEPT_OUT)


def with_head(neighbourhoods: QuerySet[Area]) -> QuerySet[Area]:
    """RTs with `has_head`: whether somebody heads them now."""
    return neighbourhoods.annotate(
        has_head=Exists(running(Office.KETUA_RT).filter(area_id=OuterRef("pk")))
    )


def heads_of(kelurahan_id: int) -> QuerySet[Appointment]:
    """Who heads the RTs of a kelurahan now, with their names and telephone numbers."""
    return running(Office.KETUA_RT).filter(area__parent_id=kelurahan_id).select_related("person")


def last_seen(kelurahan_id: int) -> dict[int, datetime]:
    """For each RT of a kelurahan when its head was last in WaCAT; those who never were are missing."""
    with connection.cursor() as cursor:
        cursor.execute(LAST_SEEN, {"kelurahan": kelurahan_id})
        return dict(cursor.fetchall())


def find_lurah(kelurahan_id: int) -> Appointment | None:
    """The Lurah of a kelurahan now, or None when the office is vacant."""
    return running(Office.LURAH).filter(area_id=kelurahan_id).select_related("person").first()


def holders_of(area_ids: Sequence[int], *, at: datetime) -> list[int]:
    """The appointments to offices in these areas that run or are promised, in the order of their ids."""
    ahead = DateTimeTZRange(at, None)
    found = Appointment.objects.filter(area_id__in=area_ids, valid__overlap=ahead, end_reason="")
    return list(found.order_by("pk").values_list("pk", flat=True))


def offices_of(person_id: int) -> set[str]:
    """The offices a person holds now."""
    now = timezone.now()
    held = Appointment.objects.filter(person_id=person_id, valid__contains=now)
    return set(held.values_list("office", flat=True))


def find_running(person_id: int, *, at: datetime, first: int | None = None) -> Appointment | None:
    """An office the person holds now, the one named by `first` before others."""
    held = Appointment.objects.filter(person_id=person_id, valid__contains=at)
    rows = held.select_related("area__kelurahan").order_by("pk")
    return min(rows, key=lambda row: (row.pk != first, row.pk), default=None)


def title_of(held: Appointment) -> str:
    """The office of a term as people say it, such as "Ketua RT 023 Manggar"."""
    return office_title(held.office, held.area)


def office_title(office: str, area: Area) -> str:
    """An office in an area as people say it: "Ketua RT 023 Manggar", "Lurah Manggar", "Operator"."""
    if office == Office.KETUA_RT:
        kelurahan = area.kelurahan.name if area.kelurahan else ""
        return f"Ketua {area.name} {kelurahan}".strip()
    if office == Office.LURAH:
        return f"Lurah {area.name}"
    return str(Office(office).label)


def has_pledged(account_id: int) -> bool:
    """Whether the account ever accepted the pledge, in whatever wording and year."""
    return Pledge.objects.filter(account_id=account_id).exists()


STILL_HOLDS = """
SELECT 1 FROM accounts_appointment ap
JOIN accounts_account a ON a.person_id = ap.person_id AND a.state = 'ACTIVE'
WHERE ap.id = %s AND a.id = %s AND ap.valid @> clock_timestamp()
FOR SHARE OF ap, a
"""


def still_holds(visitor: Visitor) -> bool:
    """Whether the visitor's office is his at this very moment, and stays so until the act commits.

    An act waits for an end or a hand-over that is being made, and an end for an act: so an answer
    belongs to who held the office at that moment, or is not given at all.
    """
    with connection.cursor() as cursor:
        cursor.execute(STILL_HOLDS, [visitor.appointment_id, visitor.account_id])
        return cursor.fetchone() is not None
