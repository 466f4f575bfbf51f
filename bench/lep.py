"""The report of a city's month, beside the bare queries on the counts."""

from bench.city import open_city
from bench.harness import Bench, median
from bench.jobs import measure


def run(bench: Bench) -> None:
    """City, kelurahan and RT; the limit is the same statements through psycopg without policies."""
    database = open_city()
    try:
        result, others = measure("bench.lep_job", database=database)
    finally:
        database.close()
    for level in ("city", "kelurahan", "rt"):
        bench.add(
            f"lep/{level}", median(result[level]) * 1000, "ms", limit=median(result[f"{level}/bare"]) * 1000,
            at_most=2.0 if level == "city" else None, others=others,
        )  # fmt: skip
    bench.add("lep/satu kueri", median(result["rollup"]) * 1000, "ms", others=others,
              note="kota menurut kelurahan dan jenis, tanpa kebijakan")  # fmt: skip
