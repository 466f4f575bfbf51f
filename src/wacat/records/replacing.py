"""The statements by which a changed fact becomes a new version, and its old notices are recalled."""

from wacat.records.publishing import RECORD_COLUMNS
from wacat.values.elements import Element

REPLACED = "records_replaced"
# What a version can change, in the words of a notice; values never leave with them.
LABELS = {
    "name": Element.NAME.label,
    "nik": Element.NIK.label,
    "kk": Element.KK.label,
    "sex": Element.SEX.label,
    "birth_on": Element.BIRTH.label,
    "served_on": "Tanggal layanan",
    "address": Element.ADDRESS.label,
    "place_from": Element.PLACE_FROM.label,
    "place_to": Element.PLACE_TO.label,
    "number": Element.NUMBER.label,
    "rt": "RT",
    "origin_rt": "RT asal",
}

# A file that says nothing of an element does not take away what is known of it.
_TEXTS = (
    "number", "nik", "kk", "name", "sex", "citizenship", "address", "place_from", "place_to",
)  # fmt: skip
_KEPT = {name: f"coalesce(nullif(s.{name}, ''), r.{name})" for name in _TEXTS}
_KEPT |= {name: f"coalesce(s.{name}, r.{name})" for name in ("birth_on", "served_on")}
_KEPT |= {
    name: f"CASE WHEN s.origin_rt_id IS NULL THEN r.{name} ELSE s.{name} END"
    for name in ("origin_rt_id", "origin_kelurahan_id", "origin_kecamatan_id", "reach")
}
_MERGED = ", ".join(
    _KEPT.get(name, f"s.{name}") for name in (one.strip() for one in RECORD_COLUMNS.split(","))
)

# The record goes first: two of the same fact cannot stand at once.
SUPERSEDE = f"""
DROP TABLE IF EXISTS pg_temp.{REPLACED};
CREATE TEMPORARY TABLE {REPLACED} (row_number int, record_id bigint, changed text[]) ON COMMIT DROP;
WITH gone AS (
  UPDATE records_servicerecord r SET withdrawn_at = %(at)s FROM {{replacing}} x
  WHERE r.id = x.record_id AND r.withdrawn_at IS NULL RETURNING x.row_number, x.record_id, x.changed
)
INSERT INTO {REPLACED} SELECT row_number, record_id, changed FROM gone
"""
VERSIONS = f"""
INSERT INTO records_servicerecord (batch_id, version, replaces_id, published_at, {RECORD_COLUMNS})
SELECT %(batch_id)s, r.version + 1, r.id, %(at)s, {_MERGED}
FROM {{stage}} s JOIN {REPLACED} x ON x.row_number = s.row_number
JOIN records_servicerecord r ON r.id = x.record_id
ON CONFLICT (fact_key) WHERE withdrawn_at IS NULL DO NOTHING
"""
# The RT reads which elements changed, never from what to what: the new notice tells that.
RECALL = f"""
UPDATE records_notice n
SET state = 'WITHDRAWN', changed_at = %(at)s, replaced_by_id = m.id,
    withdraw_reason = left(%(reason)s || (
      SELECT string_agg(%(labels)s::jsonb ->> c.name, ', ' ORDER BY c.place)
      FROM unnest(x.changed) WITH ORDINALITY AS c(name, place)) || '.'
      || CASE WHEN m.id IS NULL THEN %(elsewhere)s ELSE '' END, 300)
FROM {REPLACED} x
JOIN records_notice o ON o.record_id = x.record_id AND o.state <> 'WITHDRAWN'
LEFT JOIN records_servicerecord v ON v.replaces_id = x.record_id AND v.batch_id = %(batch_id)s
LEFT JOIN LATERAL (
  SELECT w.id FROM records_notice w WHERE w.record_id = v.id AND w.rt_id = o.rt_id
  ORDER BY (w.direction = o.direction) DESC, w.id LIMIT 1) m ON true
WHERE n.id = o.id
"""
REASON = "Pemberitahuan ini diganti karena data diperbaiki: "
ELSEWHERE = " Penggantinya tidak ditujukan ke RT ini."
