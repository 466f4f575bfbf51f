"""All definitions together, and the page of the documents made from them."""

from wacat.values.indicators.indicator import Indicator
from wacat.values.indicators.office import OFFICE
from wacat.values.indicators.quality import QUALITY
from wacat.values.indicators.reports import REPORTS
from wacat.values.indicators.weekly import WEEKLY

GROUPS: dict[str, tuple[Indicator, ...]] = {
    "Layanan, penduduk dan jawaban": REPORTS,
    "Koreksi, jabatan dan keluhan": OFFICE,
    "Mutu dan konsistensi data": QUALITY,
    "Ringkasan mingguan": WEEKLY,
}
BY_CODE = {one.code: one for group in GROUPS.values() for one in group}

HEAD = """# Arti setiap angka

Dibuat dari kode (`wacat.values.indicators`); pengujian membandingkannya. Setiap angka yang diterbitkan
mempunyai satu arti, yang sama di layar (tombol tanda tanya di samping angka), di kertas dan di berkas.
"""


def indicator(code: str) -> Indicator:
    """The definition of that code.

    Raises:
        KeyError: no figure is called so.
    """
    return BY_CODE[code]


def page() -> str:
    """The whole document (docs/rujukan/indikator.md)."""
    return "\n".join([HEAD, *(_section(title, group) for title, group in GROUPS.items())])


def _section(title: str, group: tuple[Indicator, ...]) -> str:
    lines = [
        f"## {title}",
        "",
        "| kode | angka | rumus | satuan | dasar | arah | dihitung di |",
        "|---|---|---|---|---|---|---|",
    ]
    for one in group:
        places = ", ".join(f"`{place}`" for place in one.counted)
        cells = (f"`{one.code}`", one.name, one.formula, one.unit, one.source, one.better, places)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""])
