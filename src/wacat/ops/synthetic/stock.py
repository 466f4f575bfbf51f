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
    # in one RT of twelve lives somebody from abroad
    abroad = pl.when(pl.col("rt_id") % 12 == 5).then(pl.min_horizontal(pl.col("count") // 60, 4))
    rows = list(
        split.select("rt_id", "sex", "count", abroad.otherwise(0).alias("foreign")).iter_rows()
    )
    load_stock(
        city=get_city(), on=on, name=f"DKB {on:%Y-%m-%d}.xlsx", by=None, at=at,
        counts={(rt_id, sex): count for rt_id, sex, count, _ in rows},
        foreign={(rt_id, sex): foreign for rt_id, sex, _, foreign in rows},
    )  # fmt: skip
