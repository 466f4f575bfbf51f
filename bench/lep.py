"""The report of a city's month and year at one, five and ten years and at ten cities, beside bare queries."""

from bench.city import open_city
from bench.harness import Bench, median
from bench.jobs import measure
from wacat.ops.testdb import TestDatabase, open_database

YEAR_MS = 200  # what the year of a city at ten years may take


def run(bench: Bench) -> None:
    """City, kelurahan and RT; the limit is the same statements through psycopg without policies."""
    database = open_city()
    try:
        _levels(bench, database)
        deep = open_database(name="wacat_lep_dalam", like=database)
        try:
            _depths(bench, deep)
        finally:
            deep.close(drop=True)
    finally:
        database.close()


def _levels(bench: Bench, database: TestDatabase) -> None:
    result, others = measure("bench.lep_job", database=database)
    for level in ("city", "kelurahan", "rt"):
        bench.add(
            f"lep/{level}", median(result[level]) * 1000, "ms", limit=median(result[f"{level}/bare"]) * 1000,
            at_most=2.0 if level == "city" else None, others=others,
        )  # fmt: skip
    bench.add("lep/satu kueri", median(result["rollup"]) * 1000, "ms", others=others,
              note="kota menurut kelurahan dan jenis, tanpa kebijakan")  # fmt: skip


def _depths(bench: Bench, database: TestDatabase) -> None:
    result, others = measure("bench.lep_depth_job", database=database)
    for stage, found in result.items():
        for span in ("month", "year"):
            bench.add(
                f"lep/{stage}/{span}", median(found[span]) * 1000, "ms",
                limit=median(found[f"{span}/bare"]) * 1000, at_most=2.0, others=others,
            )  # fmt: skip
    bench.add("lep/tahun pada 10 tahun", median(result["10 tahun"]["year"]) * 1000, "ms",
              at_most=YEAR_MS, others=others)  # fmt: skip
