"""What a register says about a person's data: not valid, double, dead. Other words say nothing."""

from collections.abc import Mapping

from wacat.sheets.cells import Cell, as_text
from wacat.values.text import key

# Whole cells only: `Cerai mati` is no death, `Tidak aktif bekerja` no state of the data.
SAID = {
    **dict.fromkeys(("tidakvalid", "invalid", "nonvalid", "datatidakvalid"), "STATUS_INVALID"),
    **dict.fromkeys(
        ("ganda", "dataganda", "nikganda", "duplikat", "anomali", "tidakaktif", "nonaktif",
         "dinonaktifkan", "dihapus"),
        "STATUS_INVALID",
    ),
    **dict.fromkeys(("mati", "meninggal", "meninggaldunia", "wafat", "almarhum"), "STATUS_DEAD"),
}  # fmt: skip
LONGEST = 40


class StatusReader:
    """Reads the column of a layout, which may write codes (`4` for GANDA)."""

    def __init__(self, cleaning: Mapping[str, str]) -> None:
        self._cleaning = {key(code): said for code, said in cleaning.items()}

    def read(self, cell: Cell) -> str:
        """The code of what is to be said, or ''."""
        text = as_text(cell)
        if len(text) > LONGEST:
            return ""
        mark = key(text)
        return SAID.get(key(self._cleaning.get(mark, mark)), "")
