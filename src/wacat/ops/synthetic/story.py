"""RT 023 Manggar tells the whole story: what waits, what was answered, and what came of it."""

from datetime import date, datetime, timedelta
from typing import Any

import polars as pl
from django.db import connection

from wacat.areas.models import AreaCode
from wacat.ops.synthetic import staff
from wacat.values.citizenship import WNI
from wacat.values.kinds import Kind

HOME, NEXT = f"{staff.MANGGAR}.023", f"{staff.MANGGAR}.024"
KK = "6471010405199{:03d}"
MAKASSAR = "Kota Makassar, Sulawesi Selatan"
SURABAYA = "Kota Surabaya, Jawa Timur"
LEFT = "Jl. Mufakat No. 5, RT 023 Manggar"
OURS = "Jl. Mulawarman No. 47, RT 023 Manggar"
THEIRS = "Jl. Mulawarman No. 63, RT 024 Manggar"

# kind, name, sex, born so many days before, address, from, to, family
WAITING: tuple[tuple[Kind, str, str, int, str, str, str, int], ...] = (
    (Kind.AKTA_KELAHIRAN, "Aisyah Putri Ramadhan", "P", 16, "Jl. Persatuan No. 12", "", "", 1),
    (Kind.AKTA_KEMATIAN, "Sumarno Hadi", "L", 28_050, "Jl. Mulawarman No. 8", "", "", 2),
    (Kind.DATANG, "Rahmat Basri", "L", 13_900, "Jl. Persatuan No. 31", MAKASSAR, "", 3),
    (Kind.DATANG, "Nurhayati Anwar", "P", 13_100, "Jl. Persatuan No. 31", MAKASSAR, "", 3),
    (Kind.DATANG, "Ilham Basri", "L", 3_300, "Jl. Persatuan No. 31", MAKASSAR, "", 3),
    (Kind.PINDAH_DALAM_KOTA, "Yohanes Tandi", "L", 12_400, "Jl. Mulawarman No. 63", OURS, THEIRS, 4),
    (Kind.PINDAH_KELUAR, "Dimas Prasetyo", "L", 9_800, "Jl. Mufakat No. 5", LEFT, SURABAYA, 5),
    (Kind.AKTA_PERKAWINAN, "Maya Safitri", "P", 9_200, "Jl. Mufakat No. 19", "", "", 6),
)  # fmt: skip

# what became of the newest answered notices of RT 023: state of the correction, hours ago
OUTCOMES: tuple[tuple[str, str, int], ...] = (
    ("CORRECTED", "SUBMITTED", 67),
    ("CORRECTED", "RECEIVED", 44),
    ("CORRECTED", "IN_REVIEW", 50),
    ("CORRECTED", "NEEDS_INFO", 55),
    ("CORRECTED", "ACCEPTED", 73),
    ("NOT_MINE", "FORWARDED", 60),
    ("CORRECTED", "DUPLICATE", 85),
    ("NOT_MINE", "SUBMITTED", 80),
    ("CORRECTED", "PARTLY_ACCEPTED", 96),
    ("CORRECTED", "REJECTED", 120),
    ("CORRECTED", "DONE_IN_SIAK", 150),
    ("CORRECTED", "CLOSED", 175),
    ("NOT_MINE", "DONE_IN_SIAK", 200),
    ("CORRECTED", "CANCELLED", 240),
)


def tell(rows: pl.DataFrame, *, day: date) -> pl.DataFrame:
    """The served rows with those of the story on `day`; nothing else waits in RT 023."""
    ids = dict(AreaCode.objects.filter(code__in=[HOME, NEXT]).values_list("code", "area_id"))
    recent = pl.col("served_on") > day - timedelta(days=12)
    about = (pl.col("rt_id") == ids[HOME]) | (pl.col("origin_rt_id") == ids[HOME]).fill_null(False)
    areas = {
        area.pk: area
        for area in (
            code.area for code in AreaCode.objects.filter(code__in=ids).select_related("area")
        )
    }
    home, neighbour = areas[ids[HOME]], areas[ids[NEXT]]
    told = [row_of(line, home=home, neighbour=neighbour, day=day) for line in WAITING]
    types = {name: rows.schema[name] for name in told[0]}
    return pl.concat(
        [rows.filter(~(recent & about)), pl.DataFrame(told, schema=types)], how="diagonal"
    )


def row_of(line: tuple[Any, ...], *, home: Any, neighbour: Any, day: date) -> dict[str, object]:
    """One served row of a line such as those of WAITING; a move inside goes from `home` to `neighbour`."""
    kind, name, sex, days, address, place_from, place_to, family = line
    born = day - timedelta(days=days)
    inside = kind == Kind.PINDAH_DALAM_KOTA
    place = neighbour if inside else home
    arrived = kind == Kind.DATANG
    head = "737109" if arrived else "647101"
    return {
        "source": "SIAK",
        "kind": kind.value,
        "number": f"6471/{day:%d%m%Y}/9{family:03d}",
        "nik": f"{head}{born.day + 40 * (sex == 'P'):02d}{born:%m%y}9{family:03d}",
        "kk": KK.format(family),
        "name": name,
        "sex": sex,
        "citizenship": WNI,
        "birth_on": born,
        "served_on": day,
        "address": address,
        "place_from": place_from,
        "place_to": f"{address}, RT 023 Manggar" if arrived else place_to,
        "rt_id": place.pk,
        "kelurahan_id": place.kelurahan_id,
        "kecamatan_id": place.kecamatan_id,
        "city_id": place.city_id,
        "origin_rt_id": home.pk if inside else None,
        "origin_kelurahan_id": home.kelurahan_id if inside else None,
        "origin_kecamatan_id": home.kecamatan_id if inside else None,
        "reach": 1 if inside else 0,
    }


def plan(*, at: datetime) -> None:
    """Overrule the plan of answers for RT 023: the newest wait, each next one shows another state."""
    with connection.cursor() as cursor:
        cursor.execute(NOTHING_NEW, {"code": HOME, "now": at})
        cursor.execute(SOME_WAIT, {"code": NEXT, "now": at})
        cursor.execute(
            EACH_STATE,
            {
                "code": HOME,
                "now": at,
                "kinds": [kind for kind, _, _ in OUTCOMES],
                "states": [state for _, state, _ in OUTCOMES],
                "hours": [hours for _, _, hours in OUTCOMES],
            },
        )


RT = "(SELECT area_id FROM areas_areacode WHERE code = %(code)s)"
# the newest batch waits; all before it is answered, but for one that was left to lie
NOTHING_NEW = f"""
UPDATE plan p SET
  at = CASE WHEN p.published_at < newest.published_at
            THEN least(coalesce(p.at, p.published_at + interval '30 hours'),
                       %(now)s - interval '3 hours') END,
  account_id = holder.id, office = 'KETUA_RT', kind = 'CONFIRMED', wanted = NULL
FROM (SELECT max(published_at) AS published_at FROM plan) newest,
     (SELECT id FROM accounts_account WHERE username = 'rt') holder
WHERE p.rt_id = {RT}
"""
SOME_WAIT = f"""
UPDATE plan SET at = NULL, wanted = NULL
WHERE rt_id = {RT} AND published_at > %(now)s - interval '9 days'
"""
EACH_STATE = f"""
WITH mine AS (
  SELECT notice_id, row_number() OVER (ORDER BY notice_id DESC) AS place
  FROM plan WHERE rt_id = {RT} AND at IS NOT NULL
), wanted AS (
  SELECT * FROM unnest(%(kinds)s::text[], %(states)s::text[], %(hours)s::int[])
    WITH ORDINALITY AS w (kind, state, hours, place)
)
UPDATE plan p SET kind = w.kind, wanted = w.state, at = %(now)s - w.hours * interval '1 hour'
FROM mine m JOIN wanted w ON w.place = m.place - 1
WHERE p.notice_id = m.notice_id
"""
