"""Who lived in each RT before the first of the synthetic months, by sex."""

from datetime import date, datetime

import polars as pl

from wacat.areas.queries import get_city
from wacat.ops.synthetic.chance import Chance
from wacat.reports.actions import load_stock


def load(places: pl.DataFrame, *, on: date, at: datetime) -> None:
    """Enter the residents of each RT on that day, in this transaction and under its context."""
    share = 0.49 + 0.045 * Chance(seed=36, key="rt_id").uniform("men")
    men = (pl.col("residents") * share).round().cast(pl.Int64)
    split = pl.concat(
        [
            places.select("rt_id", pl.lit(sex).alias("sex"), count.alias("count"))
            for sex, count in (("L", men), ("P", pl.col("residents") - men))
        ]
    )
    rows = split.select("rt_id", "sex", "count").iter_rows()
    load_stock(
        city=get_city(), on=on, name=f"DKB {on:%Y-%m-%d}.xlsx", by=None, at=at,
        counts={(rt_id, sex): count for rt_id, sex, count in rows},
    )  # fmt: skip
