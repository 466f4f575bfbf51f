"""Moving notices to another RT or kelurahan when the territory changes; the closed ones are not asked."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from wacat.areas.models import Area
from wacat.records.models import LurahExtra, Notice

OPEN = ("PREPARED", "SENT", "READ", "ESCALATED")

# Rows of a checked file that lie in an RT which meanwhile went elsewhere.
FOLLOW = """
UPDATE {rows} s
SET {side}rt_id = t.id, {side}kelurahan_id = t.kelurahan_id, {side}kecamatan_id = t.kecamatan_id
FROM areas_area a JOIN areas_area t ON t.id = coalesce(a.successor_id, a.id)
WHERE {condition} AND a.id = s.{side}rt_id
  AND (a.successor_id IS NOT NULL OR a.kelurahan_id <> s.{side}kelurahan_id)
"""


def move(*, notice_ids: Sequence[int], to: Area, at: datetime) -> int:
    """Give notices to the RT `to`, with its kelurahan; returns how many.

    What was told stays as it was told, the code of that time included.
    """
    if to.kelurahan_id is None or to.kecamatan_id is None:
        raise ValueError("notices live in an RT")
    LurahExtra.objects.filter(notice_id__in=notice_ids).update(kelurahan_id=to.kelurahan_id)
    return Notice.objects.filter(pk__in=notice_ids).update(
        rt_id=to.pk, kelurahan_id=to.kelurahan_id, kecamatan_id=to.kecamatan_id, changed_at=at
    )


def follow(*, rows: str, condition: str) -> int:
    """Let staged rows follow their RTs to where these went; `rows` is a table, `condition` is ours."""
    moved = 0
    with connection.cursor() as cursor:
        for side in ("", "origin_"):
            cursor.execute(FOLLOW.format(rows=rows, side=side, condition=condition))
            moved += cursor.rowcount
    return moved
