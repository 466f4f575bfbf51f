"""The operator's queue at five years of corrections, beside the bare query."""

from bench.city import open_city
from bench.harness import Bench, median
from bench.jobs import measure


def run(bench: Bench) -> None:
    """Database time of the first page with counts, of a filter and of a search."""
    database = open_city()
    try:
        result, others = measure("bench.desk_job", database=database)
    finally:
        database.close()
    for name in ("antrean", "saring", "cari"):
        bench.add(
            f"queue/{name}", median(result[name]) * 1000, "ms", limit=median(result["bare"]) * 1000,
            at_most=2.0, others=others, note=f"{result['cases']} koreksi; {result['statements'][name]} kueri",
        )  # fmt: skip
