"""Who works on items and who changes the territory do not cross: one lock, shared or alone.

An answer, a decision or a publication needs the territory as it is until it commits; an act on the
territory waits for them and lets new ones wait. The lock is the first one each of them takes, so
that nobody waits in a ring.
"""

from django.db import connection

NAME = "wacat.territory"


def stay() -> None:
    """Keep the territory as it is until this transaction ends; many may at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(hashtext(%s))", [NAME])


def change() -> None:
    """Be the only one who works with the territory until this transaction ends.

    Raises:
        django.db.OperationalError: others did not finish within the role's `lock_timeout`.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [NAME])
