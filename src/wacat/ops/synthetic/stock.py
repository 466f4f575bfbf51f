"""Who lived in each RT before the first of the synthetic months, by sex."""

from datetime import date

import polars as pl
from django.db import connection

from wacat.ops.synthetic.chance import Chance
from wacat.ops.synthetic.publication import copy

STAGE = "CREATE TEMPORARY TABLE stock (rt_id int, sex text, count int) ON COMMIT DROP"
INSERT = """
INSERT INTO reports_stock (rt_id, kelurahan_id, kecamatan_id, city_id, "on", sex, count)
SELECT a.id, a.kelurahan_id, a.kecamatan_id, a.city_id, %s, s.sex, s.count
FROM stock s JOIN areas_area a ON a.id = s.rt_id ORDER BY a.id, s.sex
"""


def load(places: pl.DataFrame, *, on: date) -> None:
    """Enter the residents of each RT on that day, in this transaction and under its context."""
    share = 0.49 + 0.045 * Chance(seed=36, key="rt_id").uniform("men")
    men = (pl.col("residents") * share).round().cast(pl.Int64)
    split = pl.concat(
        [
            places.select("rt_id", pl.lit(sex).alias("sex"), count.alias("count"))
            for sex, count in (("L", men), ("P", pl.col("residents") - men))
        ]
    )
    with connection.cursor() as cursor:
        cursor.execute(STAGE)
        copy(split, table="stock")
        cursor.execute(INSERT, [on])
