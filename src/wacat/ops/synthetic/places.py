"""The RTs of the city as a frame, in the order of kecamatan, kelurahan and number."""

import polars as pl
from django.db import connection

from wacat.ops.synthetic.chance import Chance
from wacat.ops.synthetic.words import CROWDED

RESIDENTS = 757_418
QUERY = """
SELECT rt.id AS rt_id, rt.kelurahan_id, rt.kecamatan_id, rt.city_id, rt.number,
       rt.frozen_on IS NOT NULL AS frozen, kel.name AS kelurahan, kec.name AS kecamatan,
       replace(c.code, '.', '') AS code
FROM areas_area rt
JOIN areas_area kel ON kel.id = rt.kelurahan_id
JOIN areas_area kec ON kec.id = rt.kecamatan_id
JOIN areas_areacode c ON c.area_id = rt.id AND c.system = 'WACAT'
WHERE rt.level = 'RT' AND rt.closed_on IS NULL
ORDER BY c.code
"""


def read() -> pl.DataFrame:
    """All open RTs: ids, names, `code` (digits), `issue` (head of a NIK), `residents`, and blocks.

    `kel_first`, `kel_size`, `kec_first`, `kec_size` say which rows lie in the same kelurahan or
    kecamatan, so that a neighbour is drawn by arithmetic.
    """
    with connection.cursor() as cursor:
        cursor.execute(QUERY)
        names = [column.name for column in cursor.description]
        frame = pl.DataFrame(cursor.fetchall(), schema=names, orient="row").with_row_index("place")
    chance = Chance(seed=34, key="rt_id")
    frame = frame.with_columns(
        pl.col("code").str.slice(0, 6).alias("issue"),
        pl.col("kelurahan").replace_strict(CROWDED, default=1.0).alias("crowd"),
        *(_block(area, pl.col(f"{area}_id")) for area in ("kelurahan", "kecamatan")),
    )
    size = (
        pl.col("crowd") * (0.5 + chance.uniform("size")) * pl.when("frozen").then(0.2).otherwise(1)
    )
    return _share_out(frame.with_columns(size.alias("weight"))).unnest(
        "kelurahan_block", "kecamatan_block"
    )


def _block(area: str, key: pl.Expr) -> pl.Expr:
    short = area[:3]
    return pl.struct(
        pl.col("place").cast(pl.Int64).min().over(key).alias(f"{short}_first"),
        pl.len().cast(pl.Int64).over(key).alias(f"{short}_size"),
    ).alias(f"{area}_block")


def _share_out(frame: pl.DataFrame) -> pl.DataFrame:
    """Whole residents that sum to the city's: by largest remainder."""
    exact = pl.col("weight") / pl.col("weight").sum() * RESIDENTS
    frame = frame.with_columns(
        exact.floor().cast(pl.Int64).alias("residents"), (exact % 1).alias("rest")
    )
    missing = RESIDENTS - int(frame["residents"].sum())
    rank = pl.col("rest").rank("ordinal", descending=True)
    return frame.with_columns(pl.col("residents") + (rank <= missing).cast(pl.Int64)).drop("rest")
