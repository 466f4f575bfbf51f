"""The commands behind ./wacat."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from wacat.ops.environment import say


@dataclass(frozen=True, kw_only=True)
class Command:
    """A command: its module is loaded only when it is called, so that the list comes at once."""

    module: str
    help: str

    def run(self, arguments: list[str]) -> int:
        """Exit code of the command."""
        main: Callable[[list[str]], int | None] = import_module(self.module).main
        return main(arguments) or 0


COMMANDS = {
    "demo": Command(
        module="wacat.ops.demo",
        help="menjalankan WaCAT dengan data Balikpapan tiruan; --baru memulai dari awal",
    ),
    "impor": Command(
        module="wacat.ops.impor", help="memasukkan berkas SIAK: impor BERKAS [--terbitkan] [--json]"
    ),
    "folder": Command(
        module="wacat.ops.folder",
        help="menerima berkas dari folder sumber (WACAT_FOLDER): folder [--sekali]",
    ),
    "contoh": Command(
        module="wacat.ops.contoh",
        help="menulis berkas SIAK tiruan: contoh BERKAS [--baris N] [--cacat PERSEN]",
    ),
    "wilayah": Command(
        module="wacat.ops.wilayah",
        help="memuat daftar RT: wilayah BERKAS [--periksa] [--terapkan] [--json]",
    ),
    "penduduk": Command(
        module="wacat.ops.penduduk",
        help="memuat jumlah penduduk dari DKB: penduduk BERKAS --tanggal HARI [--periksa]",
    ),
    "lep": Command(
        module="wacat.ops.lep",
        help="laporan LEP: lep KODE_WILAYAH PERIODE [--format pdf|xlsx|csv|json]",
    ),
    "evaluasi": Command(
        module="wacat.ops.evaluasi",
        help="evaluasi semester: evaluasi 2026-S1 [--format pdf|xlsx|json]",
    ),
    "layani": Command(module="wacat.ops.layani", help="menjalankan server web (produksi)"),
    "pekerja": Command(module="wacat.ops.pekerja", help="menjalankan pekerja antrean (produksi)"),
    "basisdata": Command(
        module="wacat.ops.basisdata", help="menyiapkan peran dan basis data di server PostgreSQL"
    ),
    "petugas": Command(
        module="wacat.ops.petugas",
        help="mengangkat administrator pertama dan tim teknis (produksi)",
    ),
    "periksa": Command(
        module="wacat.ops.periksa",
        help="memeriksa pemasangan ini dan menyebut yang perlu diperbaiki",
    ),
    "manage": Command(
        module="wacat.ops.manage", help="perintah Django: manage migrate, manage shell"
    ),
    "test": Command(module="wacat.ops.check", help="memeriksa kode dan menjalankan semua tes"),
    "bench": Command(
        module="wacat.ops.bench", help="mengukur kecepatan: bench [NAMA ...] [--json]"
    ),
}


def main(arguments: list[str]) -> int:
    """Run the command named first, or list them all."""
    if not arguments or arguments[0] in ("-h", "--help", "bantuan"):
        say(overview())
        return 0
    command = COMMANDS.get(arguments[0])
    if command is None:
        say(f"Perintah {arguments[0]} tidak dikenal.\n\n{overview()}")
        return 2
    return command.run(arguments[1:])


def overview() -> str:
    """The list of commands."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {command.help}" for name, command in COMMANDS.items()]
    return "\n".join(["Pemakaian: ./wacat PERINTAH", "", *lines])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
