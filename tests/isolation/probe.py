"""What a visitor could read or write beyond the running appointment; empty when nothing."""

from django.db import DatabaseError, connection, transaction

from tests.door import standing_as
from wacat.accounts.access import leave

# Closed tables and the columns that say where a row belongs.
CLOSED = {
    "records_servicerecord": ("city_id",),
    "records_notice": ("rt_id", "kelurahan_id", "city_id"),
    "records_lurahextra": ("kelurahan_id", "city_id"),
    "verification_answer": ("rt_id", "kelurahan_id", "city_id"),
    "verification_correction": ("rt_id", "kelurahan_id", "city_id"),
    "verification_correctionitem": ("rt_id", "kelurahan_id", "city_id"),
    "verification_evidence": ("rt_id", "kelurahan_id", "city_id"),
    "verification_step": ("rt_id", "kelurahan_id", "city_id"),
    "nonpermanent_stay": ("rt_id", "kelurahan_id", "city_id"),
    "nonpermanent_staystep": ("rt_id", "kelurahan_id", "city_id"),
    "verification_cosign": ("rt_id", "kelurahan_id", "city_id"),
    "verification_objection": ("rt_id", "kelurahan_id", "city_id"),
    "verification_inquiry": ("rt_id", "kelurahan_id", "city_id"),
    "verification_clockround": ("rt_id", "kelurahan_id", "city_id"),
}
# these hold no resident; the heads of the office count them
COUNTED = {"verification_clockround"}
REACH = {"KETUA_RT": "rt_id", "LURAH": "kelurahan_id"}


def leaks(username: str) -> list[str]:
    """Every table in which this visitor sees a row outside his area, or sees rows with no context."""
    found = []
    with standing_as(username) as visitor:
        own = REACH.get(visitor.role)
        for table, columns in CLOSED.items():
            if visitor.role in ("OPERATOR", "ADMINISTRATOR", "KASI"):
                continue
            if visitor.role in ("KEPALA", "SEKRETARIS") and table in COUNTED:
                continue
            foreign = f"{own} IS DISTINCT FROM {visitor.area_id}" if own in columns else "true"
            if _count(f"SELECT count(*) FROM {table} WHERE {foreign}"):
                found.append(f"{table}: {visitor.role} sees foreign rows")
        leave()
        for table in CLOSED:
            if _count(f"SELECT count(*) FROM {table}") is not None:
                found.append(f"{table}: readable without a context")
    return found


def _count(query: str) -> int | None:
    """How many rows; None when the database refuses."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(query)
            return int(cursor.fetchone()[0])
    except DatabaseError:
        return None
