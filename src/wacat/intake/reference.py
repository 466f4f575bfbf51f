"""The reference of checks, refusals and layouts for the documentation, made from the data themselves."""

from collections.abc import Iterator

from wacat.intake.checks import CHECKS, OVERRULABLE, Severity
from wacat.intake.layouts.catalogue import LAYOUTS
from wacat.intake.layouts.fields import label
from wacat.intake.layouts.layout import Layout, Yields
from wacat.sheets.refusals import REFUSALS
from wacat.values.kinds import kind_label

TITLES = {
    Severity.ERROR: "Baris masuk karantina",
    Severity.WARNING: "Baris diterima dengan catatan",
    Severity.NOTE: "Baris kembar",
}


OVERRULED = (
    "Baris karantina yang hanya tertahan oleh hal berikut boleh diterima petugas dengan alasan tertulis. "
    "Yang lain harus diperbaiki."
)


def page() -> str:
    """The page `docs/rujukan/pemeriksaan.md`."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Pemeriksaan berkas SIAK"
    yield ""
    yield "Dibuat dari `wacat.intake.checks` dan `wacat.sheets.refusals`; jangan disunting di sini."
    for severity, title in TITLES.items():
        yield from ("", f"## {title}", "", "| kode | kolom | keterangan | yang perlu dilakukan |")
        yield "|---|---|---|---|"
        for code, check in CHECKS.items():
            if check.severity is severity:
                field = label(check.field) if check.field else "seluruh baris"
                yield f"| `{code}` | {field} | {check.message} | {check.remedy} |"
    yield from ("", "## Boleh diterima dengan alasan", "", OVERRULED, "")
    yield from (f"- `{code}`: {CHECKS[code].message}" for code in CHECKS if code in OVERRULABLE)
    yield from ("", "## Berkas ditolak seluruhnya", "", "| kode | kalimat |", "|---|---|")
    for code, sentence in REFUSALS.items():
        yield f"| `{code}` | {sentence} |"


INTRO = """\
Berkas dikenali dari judul kolomnya, bukan dari nama berkas atau letaknya: baris kosong dan judul
laporan di atasnya, sel gabungan, urutan kolom, huruf besar-kecil, dan ejaan lain tidak menjadi soal.
Halaman berkas menyebut susunan yang dikenali dan seberapa yakin.

- **yakin** (90% ke atas) atau **cukup yakin** (70% ke atas): berkas langsung diperiksa.
- **ragu** atau tidak dikenal: berkas menunggu di *Perlu dipetakan*. Buka berkasnya, tekan
  *Petakan kolom*, periksa usul tiap kolom, tekan *Lihat hasilnya*, lalu *Simpan dan periksa berkas*.
  Berkas berikutnya dengan judul yang sama langsung dibaca dengan pemetaan itu.

Yang diterima: `.xlsx`, `.xls`, `.csv` (koma, titik koma, tab, atau garis tegak), `.json`, `.ndjson`.
Beberapa lembar dalam satu berkas Excel (misalnya satu lembar satu RT) dibaca semua bila judul kolomnya
sama; nomor barisnya disebut bersama nama lembarnya. Lembar dengan judul lain: simpan sebagai berkas sendiri.
NIK dan nomor KK harus bertipe teks: Excel hanya menyimpan 15 angka dan mengganti angka terakhir
dengan 0."""
GENERATED = "Halaman ini dibuat dari berkas susunan di `wacat/intake/layouts/data`; jangan disunting di sini."
YIELDS = {
    Yields.SERVICES: "Setiap baris satu layanan.",
    Yields.COMPANION: "Bukan layanan. Tidak ada yang disimpan dari isinya.",
}


def layouts_page() -> str:
    """The page `docs/panduan/operator/susunan-berkas.md`."""
    return "\n".join(_layout_lines()) + "\n"


def layout_pages() -> dict[str, str]:
    """A page for every layout, by the name of its file in `docs/panduan/operator`."""
    return {f"{guide_of(layout.code)}.md": "\n".join(_page(layout)) + "\n" for layout in LAYOUTS}


def guide_of(layout: str) -> str:
    """The name of the guide to a layout."""
    return f"susunan-{layout.replace('_', '-')}"


def _layout_lines() -> Iterator[str]:
    yield "# Susunan berkas yang dikenali"
    yield ""
    yield INTRO
    yield from ("", "| susunan | isinya |", "|---|---|")
    for layout in LAYOUTS:
        yield f"| [{layout.label}]({guide_of(layout.code)}.md) | {layout.about} |"
    yield from ("", GENERATED)


def _page(layout: Layout) -> Iterator[str]:
    yield from (f"# Susunan: {layout.label}", "", layout.about, "")
    yield f"Kode susunan: `{layout.code}`. Semua susunan: [Susunan berkas yang dikenali](susunan-berkas.md)."
    yield ""
    yield f"**Yang dibaca.** {_yields(layout)}"
    if layout.kind:
        yield f"Jenis layanan semua baris: {kind_label(layout.kind)}."
    yield ""
    needed = [" atau ".join(dict.fromkeys(map(label, need))) for need in layout.needs]
    yield f"**Wajib ada:** {'; '.join(needed)}."
    if layout.told:
        told = dict.fromkeys(label(one.field) for one in layout.told)
        yield f"Dibaca dari baris di atas anggota: {', '.join(told)}."
    used = [(heading, name) for heading, name in layout.columns if name]
    if used:
        yield from ("", "| judul kolom | dibaca sebagai |", "|---|---|")
        yield from (f"| {heading} | {label(name)} |" for heading, name in used)
    unused = [heading for heading, name in layout.columns if not name]
    if unused:
        yield from ("", f"Dikenal, tidak dipakai: {', '.join(unused)}.")
    yield from ("", GENERATED)


def _yields(layout: Layout) -> str:
    if layout.yields is not Yields.REGISTER:
        return YIELDS[layout.yields]
    if not layout.events:
        return (
            "Berkas ini daftar penduduk, bukan layanan. Bila semua orang di dalamnya menerima satu layanan "
            "pada satu hari, tetapkan jenis dan tanggalnya di halaman berkas (paling banyak 5.000 orang); "
            "bila tidak, tolak berkasnya."
        )
    days = ", ".join(
        dict.fromkeys(f"{kind_label(one.kind)} menurut {label(one.day)}" for one in layout.events)
    )
    return (
        f"Hanya layanan yang tanggalnya paling lama {layout.within_days} hari sebelum diperiksa: {days}. "
        "Orang lain di dalam berkas dihitung sebagai *bukan layanan baru* dan tidak disimpan."
    )
