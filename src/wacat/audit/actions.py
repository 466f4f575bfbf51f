"""Write a line of the audit trail, in the transaction of what it tells."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import connection


def note(*, act: str, of: str, ids: Iterable[int] = (), **detail: Any) -> None:
    """Tell that the visitor of this transaction did `act` to the things `ids` of kind `of`.

    Who acts is read from the signed context by the database. `detail` must be fit for the
    administrator's eyes and holds no resident data beyond what the ids point to.
    """
    told = json.dumps(detail, default=str)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit.write(%s, %s, %s::bigint[], %s::jsonb)", [act, of, list(ids), told]
        )


def reading(*, of: str, ids: Iterable[int], **detail: Any) -> None:
    """Tell that the visitor was shown resident data (UU 27/2022 Pasal 31-32)."""
    note(act="read", of=of, ids=ids, **detail)
