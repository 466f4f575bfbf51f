"""Search for a case by name, NIK and number at five years and at ten times that, beside the gated query."""

from bench.city import open_city, scales
from bench.desk import compare
from bench.harness import Bench, median
from bench.jobs import measure

PAGES = ("nama", "nama-jarang", "nik", "nomor")
PAGE_MS = 60


def run(bench: Bench) -> None:
    """Database time of each kind of search, and how long the whole page takes."""
    compare(bench, module="bench.search_job", name="search", pages=PAGES)
    for scale in scales():
        database = open_city(scale=scale)
        try:
            result, others = measure("bench.search_page_job", database=database, role="app")
        finally:
            database.close()
        bench.add(
            f"search/halaman/{scale}x", median(result["page"]) * 1000, "ms", at_most=PAGE_MS, others=others,
            note="masuk, izin, jejak dan templat termasuk",
        )  # fmt: skip
