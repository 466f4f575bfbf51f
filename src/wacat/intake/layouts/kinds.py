"""How files name the kinds of service."""

import re

from wacat.sheets.cells import Cell, as_text
from wacat.values.kinds import Kind

# Words that say nothing about which service it is.
IDLE = {
    "penerbitan", "pembuatan", "pencatatan", "kutipan", "pengurusan", "layanan", "pelayanan",
    "permohonan", "pengajuan", "cetak", "pencetakan", "dokumen", "wni", "umum", "terlambat",
    "penduduk", "orang", "jiwa", "data", "skp", "skpwni", "skdwni", "surat", "keterangan",
}  # fmt: skip
WORDS = {
    "akte": "akta", "ektp": "ktp", "elektronik": "el", "kartukeluarga": "kk", "kawin": "perkawinan",
    "nikah": "perkawinan", "pernikahan": "perkawinan", "cerai": "perceraian", "lahir": "kelahiran",
    "mati": "kematian", "meninggal": "kematian", "adopsi": "pengangkatan anak", "ubah": "perubahan",
    "update": "perubahan", "pemutakhiran": "perubahan", "ganti": "perubahan", "desa": "kelurahan",
    "tambah": "penambahan", "pecah": "pisah", "pemisahan": "pisah", "perpindahan": "pindah",
    "kedatangan": "datang", "pendatang": "datang", "masuk": "datang", "anggota": "anggota",
    "duplikat": "ulang", "kab": "kota", "kabupaten": "kota", "kel": "kelurahan", "kec": "kecamatan",
}  # fmt: skip
SPLIT = re.compile(r"[^a-z0-9]+")

NAMES: dict[Kind, tuple[str, ...]] = {
    Kind.PINDAH_KELUAR: (
        "pindah", "pindah keluar", "pindah keluar kota", "pindah antar kota", "keluar", "skpwni",
        "pindah antar provinsi", "mutasi keluar", "pindah keluar daerah", "surat keterangan pindah",
        "pindah antar kota dalam satu provinsi", "pindah luar kota", "pindah ke luar kota",
        "surat pindah", "pindah pergi", "skpwni pindah",
    ),
    Kind.DATANG: (
        "datang", "pindah datang", "pindah masuk", "mutasi masuk", "skdwni",
        "surat keterangan datang", "surat keterangan pindah datang", "pindah datang dari luar kota",
        "datang dari luar kota", "datang luar kota",
    ),
    Kind.PINDAH_DALAM_KOTA: (
        "pindah dalam kota", "pindah antar kelurahan", "pindah antar kecamatan", "pindah alamat",
        "pindah antar rt", "pindah rt", "mutasi dalam kota", "pindah dalam satu kelurahan",
        "pindah antar kelurahan dalam satu kecamatan", "pindah antar kecamatan dalam satu kota",
        "pindah dalam satu kota", "pindah dalam satu kecamatan", "pindah lokal", "pindah datang dalam kota",
        "pindah antar kelurahan dalam kota", "pindah antar kecamatan dalam kota",
    ),
    Kind.AKTA_KELAHIRAN: ("akta kelahiran", "kelahiran", "kutipan akta kelahiran"),
    Kind.AKTA_KEMATIAN: ("akta kematian", "kematian", "kutipan akta kematian"),
    Kind.KK_BARU: ("kk baru", "kartu keluarga baru", "pembuatan kk baru", "penerbitan kk baru"),
    Kind.KK_PISAH: ("kk pisah", "pisah kk", "pecah kk", "kartu keluarga pisah", "pisah kartu keluarga"),
    Kind.KK_TAMBAH: (
        "kk tambah", "tambah anggota kk", "tambah anggota keluarga", "tambah kk", "kk tambah anggota",
        "penambahan anggota kk", "tambah jiwa", "tambah anggota", "kk tambah jiwa",
        "kk penambahan anggota keluarga", "penambahan anggota keluarga",
    ),
    Kind.KK_UBAH: (
        "kk ubah", "ubah kk", "perubahan kk", "perubahan data kk", "kk perubahan", "perubahan biodata",
        "perubahan data", "perubahan elemen data", "kk perubahan data", "ubah data", "ubah biodata",
        "perubahan kartu keluarga", "perubahan elemen data kk", "kk perubahan elemen data",
        "kk perubahan biodata", "perubahan data penduduk", "pemutakhiran data",
    ),
    Kind.KTP_EL: (
        "ktp", "ktp el", "e ktp", "ektp", "ktp elektronik", "perekaman ktp", "perekaman ktp el",
        "rekam ktp el", "rekam ktp", "cetak ktp el", "ktp el baru", "ktp baru", "perekaman",
        "ktp el pemula", "ktp pemula", "ktp el perubahan", "perubahan ktp", "perekaman e ktp",
        "kartu tanda penduduk", "kartu tanda penduduk elektronik", "ktp el pindah datang",
    ),
    Kind.KIA: ("kia", "kartu identitas anak", "kia baru", "kartu identitas anak kia"),
    Kind.AKTA_PERKAWINAN: ("akta perkawinan", "perkawinan", "akta nikah", "nikah"),
    Kind.AKTA_PERCERAIAN: ("akta perceraian", "perceraian", "akta cerai", "cerai"),
    Kind.PENGANGKATAN_ANAK: ("pengangkatan anak", "adopsi", "akta pengangkatan anak"),
    Kind.PENGAKUAN_ANAK: (
        "pengakuan anak", "akta pengakuan anak", "pengesahan anak", "akta pengesahan anak",
    ),
    Kind.PERUBAHAN_NAMA: ("perubahan nama", "ganti nama", "ubah nama"),
    Kind.PERUBAHAN_KEWARGANEGARAAN: (
        "perubahan kewarganegaraan", "kewarganegaraan", "perubahan status kewarganegaraan",
        "pewarganegaraan", "ganti kewarganegaraan",
    ),
    Kind.KTP_EL_HILANG: (
        "ktp el hilang", "ktp hilang", "e ktp hilang", "penggantian ktp hilang", "ktp el hilang rusak",
        "penggantian ktp el hilang", "kehilangan ktp", "kehilangan ktp el",
    ),
    Kind.CETAK_ULANG: (
        "cetak ulang", "cetak ulang kk", "cetak ulang ktp", "cetak ulang ktp el", "cetak ulang akta",
        "cetak ulang kia", "kk hilang", "kk rusak", "ktp rusak", "ktp el rusak", "kia hilang",
        "akta hilang", "akta rusak", "kutipan kedua", "duplikat akta", "kk hilang rusak", "legalisir",
        "cetak ulang dokumen", "cetak ulang kartu keluarga", "kia rusak", "kutipan kedua akta kelahiran",
        "kutipan ii akta kelahiran", "legalisasi",
    ),
}  # fmt: skip


def _exact(text: str) -> str:
    return " ".join(part for part in SPLIT.split(text.casefold()) if part)


def _essence(text: str) -> str:
    """What is left of a name when spellings are one and idle words are gone."""
    flat = _exact(text).replace("e ktp", "ktp el").replace("kartu keluarga", "kk")
    flat = flat.replace("kartu tanda penduduk", "ktp").replace("kartu identitas anak", "kia")
    parts = [WORDS.get(part, part) for part in flat.split() if part not in IDLE]
    return " ".join(parts)


def _tables() -> tuple[dict[str, Kind], dict[str, Kind]]:
    exact: dict[str, Kind] = {}
    loose: dict[str, Kind] = {}
    for kind, names in NAMES.items():
        for name in (*names, kind.value, kind.label):
            exact.setdefault(_exact(name).replace(" ", ""), kind)
    for kind, names in NAMES.items():
        for name in (*names, kind.value, kind.label):
            essence = _essence(name)
            if essence:
                loose.setdefault(essence, kind)
    return exact, loose


EXACT, LOOSE = _tables()


def parse_kind(cell: Cell) -> Kind | None:
    """The kind of service that a cell names, or None. `KK` alone is none: it could be four kinds."""
    text = as_text(cell)
    if len(text) > 120:
        return None
    return EXACT.get(_exact(text).replace(" ", "")) or LOOSE.get(_essence(text))
