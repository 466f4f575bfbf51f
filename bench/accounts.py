"""1,700 RT heads from the lists of 34 Lurah to printed slips, as the desk and its jobs do it."""

from bench.harness import Bench
from bench.jobs import measure, prepared
from wacat.ops import testdb

SECONDS = 60
MEGABYTES = 400


def run(bench: Bench) -> None:
    """Upload, approve, issue, print; one figure for each and the whole against the target."""
    database = testdb.open_database(name="wacat_bench_akun")
    try:
        prepared("bench.accounts_fill", database=database)
        result, others = measure("bench.accounts_job", database=database)
    finally:
        database.close(drop=True)
    names = {"upload": "unggah", "approve": "setujui", "issue": "terbitkan", "slips": "cetak slip"}
    for step, name in names.items():
        bench.add(f"accounts/{name}", result[step], "dtk", others=others)
    bench.add(
        "accounts/usulan sampai slip", sum(result[step] for step in names), "dtk", at_most=SECONDS,
        others=others, note=f"{result['slip_count']} slip, {result['bytes'] / 1e6:.1f} MB",
    )  # fmt: skip
    bench.add("accounts/memori pekerja", result["megabytes"], "MB", at_most=MEGABYTES)
    bench.add("accounts/memori anak", result["child_megabytes"], "MB", at_most=MEGABYTES)
