"""Reads of the Lurah's periodic report: the list of one round, and how all rounds stand."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from wacat.accounts.models import Attestation

LINES = """
SELECT ar.id, ar.name, ar.number, ap.id, p.name, p.phone, lower(ap.valid), a.state,
       greatest(a.last_login, (SELECT max(s.seen_at) FROM accounts_session s WHERE s.account_id = a.id)),
       coalesce(li.verdict, ''), coalesce(li.note, ''), li.at, li.appointment_id
FROM areas_area ar
LEFT JOIN accounts_appointment ap ON ap.area_id = ar.id AND ap.office = 'KETUA_RT'
  AND ap.valid @> statement_timestamp()
LEFT JOIN accounts_person p ON p.id = ap.person_id
LEFT JOIN accounts_account a ON a.person_id = p.id
LEFT JOIN accounts_attestationline li ON li.area_id = ar.id AND li.attestation_id = %(attestation)s
WHERE ar.parent_id = %(kelurahan)s AND ar.level = 'RT' AND ar.closed_on IS NULL AND ar.frozen_on IS NULL
  AND (%(area)s = 0 OR ar.id = %(area)s)
ORDER BY ar.number, ar.id
"""
ROUNDS = """
SELECT at.id, at.kelurahan_id, kel.name, kec.name, at.period_on, at.opened_at, at.due_on, at.finished_at,
       at.lapsed_at, p.name, count(ar.id), count(ar.id) FILTER (WHERE li.verdict <> ''),
       count(ar.id) FILTER (WHERE li.verdict = 'CHANGED' OR li.verdict = 'NUMBER'
                            OR li.verdict = 'VACANT' AND li.appointment_id IS NOT NULL)
FROM accounts_attestation at
JOIN areas_area kel ON kel.id = at.kelurahan_id
JOIN areas_area kec ON kec.id = kel.kecamatan_id
LEFT JOIN areas_area ar ON ar.parent_id = kel.id AND ar.level = 'RT' AND ar.closed_on IS NULL
  AND ar.frozen_on IS NULL
LEFT JOIN accounts_attestationline li ON li.attestation_id = at.id AND li.area_id = ar.id
LEFT JOIN accounts_appointment ap ON ap.area_id = kel.id AND ap.office = 'LURAH'
  AND ap.valid @> statement_timestamp()
LEFT JOIN accounts_person p ON p.id = ap.person_id
WHERE at.id = ANY (%(ids)s)
GROUP BY at.id, kel.name, kec.name, p.name
ORDER BY at.finished_at IS NOT NULL, at.due_on, kec.name, kel.name
"""
NEWEST = """
SELECT DISTINCT ON (kelurahan_id) id FROM accounts_attestation ORDER BY kelurahan_id, period_on DESC
"""
FINDINGS = """
SELECT li.id, ar.id, ar.name, kel.name, p.name, li.verdict, li.note, li.at
FROM accounts_attestationline li
JOIN areas_area ar ON ar.id = li.area_id
JOIN areas_area kel ON kel.id = li.kelurahan_id
JOIN accounts_appointment ap ON ap.id = li.appointment_id AND ap.valid @> statement_timestamp()
JOIN accounts_person p ON p.id = ap.person_id
WHERE li.attestation_id = ANY (%(ids)s) AND li.verdict IN ('CHANGED', 'VACANT', 'NUMBER')
ORDER BY kel.name, ar.number, ar.id LIMIT %(limit)s
"""


@dataclass(frozen=True)
class Line:
    """One RT in the list of a round, with its head now and the answer, if there is one."""

    area_id: int
    name: str
    number: int
    appointment_id: int | None
    holder: str | None
    phone: str | None
    since: datetime | None
    account_state: str | None
    seen_at: datetime | None
    verdict: str
    note: str
    answered_at: datetime | None
    answered_for: int | None

    @property
    def succeeded(self) -> bool:
        """Whether another head took office after the answer."""
        return bool(self.verdict) and self.answered_for != self.appointment_id

    @property
    def needs_act(self) -> bool:
        """Whether the answer says that something in the register is not right any more."""
        vacated = self.verdict == "VACANT" and self.answered_for is not None
        return self.verdict in ("CHANGED", "NUMBER") or vacated


@dataclass(frozen=True)
class Round:
    """How the round of one kelurahan stands."""

    id: int
    kelurahan_id: int
    kelurahan: str
    kecamatan: str
    period_on: date
    opened_at: datetime
    due_on: date
    finished_at: datetime | None
    lapsed_at: datetime | None
    lurah: str | None
    total: int
    done: int
    findings: int

    def days_late(self, *, today: date) -> int:
        """How many days past its due day an unfinished round is; 0 when it is not late."""
        return 0 if self.finished_at else max(0, (today - self.due_on).days)


@dataclass(frozen=True)
class Finding:
    """What a Lurah says is not right any more while the register still says so."""

    id: int
    area_id: int
    area: str
    kelurahan: str
    holder: str
    verdict: str
    note: str
    at: datetime


def lines(*, attestation_id: int, kelurahan_id: int, area_id: int = 0) -> list[Line]:
    """The RTs of a kelurahan in the order of their numbers, or one of them."""
    values = {"attestation": attestation_id, "kelurahan": kelurahan_id, "area": area_id}
    with connection.cursor() as cursor:
        cursor.execute(LINES, values)
        return [Line(*row) for row in cursor.fetchall()]


def newest_rounds() -> list[Round]:
    """The newest round of each kelurahan: the unfinished first, the longest overdue on top."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
        cursor.execute(ROUNDS, {"ids": [row[0] for row in cursor.fetchall()]})
        return [Round(*row) for row in cursor.fetchall()]


def get_round(attestation: Attestation) -> Round:
    """How one round stands."""
    with connection.cursor() as cursor:
        cursor.execute(ROUNDS, {"ids": [attestation.pk]})
        return Round(*cursor.fetchone())


def findings(*, round_ids: list[int], limit: int) -> list[Finding]:
    """What these rounds found that nobody has acted on: the head named is still in office."""
    with connection.cursor() as cursor:
        cursor.execute(FINDINGS, {"ids": round_ids, "limit": limit})
        return [Finding(*row) for row in cursor.fetchall()]
