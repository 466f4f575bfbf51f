"""Services that may be what a Masukan waited for: found by kind, RT and name in one statement.

Only a suggestion. Names are compared by their trigrams, as people write them; the operator says
whether it is the same person.
"""

from datetime import datetime

from django.db import connection

# From this likeness on, of 100, a name is worth an operator's look.
NEAR = 45

# A service belongs to the Masukan's RT by its notice, so that a move out counts where it began.
SUGGEST = """
WITH fitting (kind, service, direction) AS (VALUES
  ('DEATH', 'AKTA_KEMATIAN', 'RESIDENCE'),
  ('MOVED_AWAY', 'PINDAH_KELUAR', 'ORIGIN'),
  ('MOVED_AWAY', 'PINDAH_DALAM_KOTA', 'ORIGIN'),
  ('NEWCOMER', 'DATANG', 'DESTINATION'),
  ('NEWCOMER', 'PINDAH_DALAM_KOTA', 'DESTINATION'),
  ('BIRTH', 'AKTA_KELAHIRAN', 'RESIDENCE'),
  ('BIRTH', 'KK_TAMBAH', 'RESIDENCE'))
INSERT INTO feedback_match
  (feedback_id, record_id, rt_id, kelurahan_id, city_id, likeness, suggested_at, verdict)
SELECT f.id, r.id, f.rt_id, f.kelurahan_id, f.city_id, round(100 * n.likeness), %(at)s, ''
FROM feedback_feedback f
JOIN fitting ON fitting.kind = f.kind
JOIN records_notice t ON t.rt_id = f.rt_id AND t.kind = fitting.service
  AND t.direction = fitting.direction AND t.state <> 'WITHDRAWN'
JOIN records_servicerecord r ON r.id = t.record_id AND r.withdrawn_at IS NULL
  AND r.served_on >= f.happened_on - 31
CROSS JOIN LATERAL (SELECT greatest(similarity(f.name, r.name), word_similarity(f.name, r.name))
                    AS likeness) n
WHERE f.state IN ('SUBMITTED', 'FOLLOWED', 'JEMPUT_BOLA') AND {which} AND 100 * n.likeness >= %(near)s
ON CONFLICT (feedback_id, record_id) DO NOTHING
"""


def suggest_from(batch_id: int, *, at: datetime) -> int:
    """Suggest what a publication brought to everything that waits; returns how many were found."""
    return _suggest("t.batch_id = %(id)s", number=batch_id, at=at)


def suggest_for(feedback_id: int, *, at: datetime) -> int:
    """Suggest what has been published already to a new Masukan; returns how many were found."""
    return _suggest("f.id = %(id)s", number=feedback_id, at=at)


def _suggest(which: str, *, number: int, at: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(SUGGEST.format(which=which), {"id": number, "at": at, "near": NEAR})
        return int(cursor.rowcount)
