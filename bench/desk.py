"""The operator's queue at five years of corrections and at ten times that, beside the bare query."""

from bench.city import open_city, scales
from bench.harness import Bench, median
from bench.jobs import measure

PAGES = ("antrean", "saring")


def run(bench: Bench) -> None:
    """Database time of the first page with counts, and of a filter."""
    compare(bench, module="bench.desk_job", name="queue", pages=PAGES)


def compare(bench: Bench, *, module: str, name: str, pages: tuple[str, ...]) -> None:
    """Each page beside its bare query at every scale, and the growth from one scale to the next."""
    before: dict[str, float] = {}
    for scale in scales():
        database = open_city(scale=scale)
        try:
            result, others = measure(module, database=database)
        finally:
            database.close()
        size = f"{result['cases']} koreksi dari {result['notices']} pemberitahuan"
        for page in pages:
            value = median(result[page]) * 1000
            bench.add(
                f"{name}/{page}/{scale}x", value, "ms", limit=median(result[f"bare/{page}"]) * 1000,
                at_most=2.0, others=others, note=f"{size}; {result['statements'][page]} kueri",
            )  # fmt: skip
            if page in before:
                bench.add(
                    f"{name}/{page}/tumbuh", value, "ms", limit=before[page], at_most=1.5, others=others,
                    note=f"{scale} kali data",
                )  # fmt: skip
            before[page] = value
