"""Printed sheets of RTs, beside typst alone on the same data."""

from bench.city import open_city
from bench.harness import Bench, median
from bench.jobs import measure

SHEETS_A_MONTH = 1_740  # one for each RT and kelurahan


def run(bench: Bench) -> None:
    """One sheet from counts to bytes, and the memory of the child that sets type."""
    database = open_city()
    try:
        result, others = measure("bench.pdf_job", database=database)
    finally:
        database.close()
    ours, alone = median(result["ours"]), median(result["typst"])
    each = result["sheets"]
    bench.add(
        "pdf/lembar RT", ours / each * 1000, "ms", limit=alone / each * 1000, at_most=1.3, others=others,
        note=f"{each / ours:.0f} lembar/dtk; sebulan {ours / each * SHEETS_A_MONTH:.0f} dtk; "
        f"{result['bytes'] / 1000:.0f} kB",
    )  # fmt: skip
    bench.add("pdf/hanya hitung", median(result["count"]) / each * 1000, "ms", others=others)
    bench.add("pdf/memori anak", result["megabytes"], "MB", at_most=400)
