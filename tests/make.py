"""Smallest true objects; keywords override. Rows are made as the job that would make them."""

import uuid
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.db import connection

from tests.conftest import acting_as
from wacat.accounts.access import enter_system, leave
from wacat.accounts.models import Account
from wacat.areas.models import Area, AreaCode
from wacat.records import actions, publishing
from wacat.records.models import DisclosureMatrix, DisclosureRule, Notice

_numbers = count(1)
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

STAGE = """
CREATE TEMPORARY TABLE stage (
  row_number int, source text, kind text, number text, nik text, kk text, name text, sex text,
  citizenship text, birth_on date, served_on date, address text, place_from text, place_to text, rt_id int,
  kelurahan_id int, kecamatan_id int, city_id int, origin_rt_id int, origin_kelurahan_id int,
  origin_kecamatan_id int, reach smallint, fact_key uuid) ON COMMIT DROP
"""


def area(code: str) -> Area:
    """The area of a code such as 64.71.01.1001.023."""
    return AreaCode.objects.get(code=code).area


def account(username: str) -> Account:
    """The account of one of the named people."""
    return Account.objects.get(username=username)


def row(*, rt: str, origin: str | None = None, **values: Any) -> dict[str, Any]:
    """One staged row of the RT with that code."""
    number = next(_numbers)
    place = area(rt)
    other = area(origin) if origin else None
    return {
        "row_number": number,
        "source": "SIAK",
        "kind": "KTP_EL",
        "number": f"UJI/{number:06d}",
        "nik": f"647101010190{number:04d}",
        "kk": f"647101010120{number:04d}",
        "name": f"Warga Uji {number}",
        "sex": "L",
        "citizenship": "",
        "birth_on": date(1990, 1, 1),
        "served_on": date(2026, 11, 20),
        "address": f"Jl. Uji No. {number}",
        "place_from": "",
        "place_to": "",
        "rt_id": place.pk,
        "kelurahan_id": place.kelurahan_id,
        "kecamatan_id": place.kecamatan_id,
        "city_id": place.city_id,
        "origin_rt_id": other.pk if other else None,
        "origin_kelurahan_id": other.kelurahan_id if other else None,
        "origin_kecamatan_id": other.kecamatan_id if other else None,
        "reach": 0,
        "fact_key": uuid.uuid4(),
    } | values


def publish(*rows: dict[str, Any], batch_id: int | None = None, at: datetime = NOW) -> list[Notice]:
    """Publish staged rows as the worker does; the notices that came of it, in order.

    The rows that come back were read in the worker's context, which is closed again.
    """
    columns = [name.strip() for name in publishing.RECORD_COLUMNS.split(",")]
    batch = batch_id if batch_id is not None else 1_000_000 + next(_numbers)
    with acting_as("wacat_job"), connection.cursor() as cursor:
        enter_system(account("sistem").pk)
        cursor.execute("DROP TABLE IF EXISTS pg_temp.stage")
        cursor.execute(STAGE)
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(
            f"INSERT INTO stage ({', '.join(columns)}) VALUES ({marks})",
            [[line[name] for name in columns] for line in rows],
        )
        actions.publish(stage="stage", batch_id=batch, at=at)
        made = list(Notice.objects.filter(batch_id=batch).order_by("id"))
        cursor.execute("DROP TABLE stage")
        leave()
    return made


def notice(*, rt: str = "64.71.01.1001.023", **values: Any) -> Notice:
    """One published notice for the RT with that code."""
    return publish(row(rt=rt, **values))[0]


def matrix(*, lurah_also: list[str]) -> DisclosureMatrix:
    """A newer disclosure matrix in which the Lurah is shown these elements as well."""
    with acting_as("wacat_owner"):
        rules = list(DisclosureRule.objects.filter(matrix__reason="Matriks awal"))
        newer = DisclosureMatrix.objects.create(made_at=NOW, reason="Uji")
        for rule in rules:
            rule.pk, rule.matrix = None, newer
            if rule.office == "LURAH":
                rule.elements = [*rule.elements, *lurah_also]
        DisclosureRule.objects.bulk_create(rules)
    return newer


def later() -> datetime:
    """A moment after everything that has been made so far."""
    return datetime.now(UTC)
