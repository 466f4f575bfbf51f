"""The fields that a column can feed, and the headings by which people name them."""

import re
from collections.abc import Iterable

_SPLIT = re.compile(r"[^a-z0-9]+")
# One word for each of its spellings, so that one list of headings serves all of them.
_WORDS = {
    "nomor": "no", "nmr": "no", "num": "no", "number": "no",
    "tanggal": "tgl", "tg": "tgl", "tngl": "tgl",
    "nm": "nama", "name": "nama", "lgkp": "lengkap", "lkp": "lengkap",
    "kelurahan": "kel", "desa": "kel", "ds": "kel", "kecamatan": "kec",
    "kabupaten": "kab", "kota": "kab", "propinsi": "prop", "provinsi": "prop", "prov": "prop",
    "kd": "kode", "jns": "jenis", "klmin": "kelamin", "klm": "kelamin", "lhr": "lahir",
    "pelayanan": "layanan", "dok": "dokumen", "akte": "akta", "entry": "entri",
    "registrasi": "register", "registarsi": "register", "reg": "register", "regis": "register",
    "alm": "alamat", "almt": "alamat",
}  # fmt: skip

PLACE_HEADINGS: dict[str, tuple[str, ...]] = {
    "address": ("alamat", "alamat lengkap", "alamat rumah", "alamat kk", "jalan", "nama jalan"),
    "rt": ("rt", "no rt", "rt/rw", "no rt/rw", "nama rt"),
    "rw": ("rw", "no rw", "nama rw"),
    "kelurahan": ("kelurahan", "nama kelurahan", "desa/kelurahan", "nama desa/kelurahan"),
    "kelurahan_code": ("kode kelurahan", "no kelurahan", "kode wilayah", "kode desa/kelurahan"),
    "kecamatan": ("kecamatan", "nama kecamatan"),
    "kecamatan_code": ("kode kecamatan", "no kecamatan"),
    "city": ("kota", "nama kabupaten", "kabupaten/kota", "nama kabupaten/kota"),
    "city_code": ("kode kabupaten", "no kabupaten", "kode kabupaten/kota"),
    "province": ("provinsi", "nama provinsi"),
    "province_code": ("kode provinsi", "no provinsi"),
}
# The words by which a heading says which side of a move it means.
SIDES: dict[str, tuple[str, ...]] = {
    "": ("", "domisili", "tinggal", "pemohon", "sekarang"),
    "from_": ("asal", "lama", "sebelumnya", "semula"),
    "to_": ("tujuan", "baru"),
}
# Where a file has several of them the earlier heading wins.
PERSON_HEADINGS: dict[str, tuple[str, ...]] = {
    "nik": (
        "nik", "no nik", "nomor induk kependudukan", "no induk kependudukan", "nik penduduk",
        "nik pemohon", "nik subjek", "nik ybs", "nik warga", "no ktp",
    ),
    "kk": ("no kk", "kk", "nomor kartu keluarga", "kartu keluarga", "no kartu keluarga (kk)"),
    "name": (
        "nama", "nama lengkap", "nama penduduk", "nama subjek", "nama ybs", "nama warga",
        "nama pemohon",
    ),
    "sex": ("jk", "jenis kelamin", "kelamin", "sex", "l/p", "gender", "lp"),
    "birth": ("tanggal lahir", "tgl/bln/th lahir", "tgl bln thn lahir", "lahir"),
}  # fmt: skip
SERVICE_HEADINGS: dict[str, tuple[str, ...]] = {
    "served_on": (
        "tanggal layanan", "tgl pelayanan", "tanggal terbit", "tanggal penerbitan",
        "tanggal dokumen", "tanggal selesai", "tanggal", "hari/tanggal", "tanggal proses",
        "tanggal cetak", "tanggal register", "tanggal pencatatan", "tanggal entri", "waktu layanan",
        "tanggal permohonan", "tanggal pengajuan", "tanggal surat", "tanggal akta", "waktu",
    ),
    "kind": (
        "jenis layanan", "layanan", "nama layanan", "jenis pelayanan", "kategori layanan",
        "produk layanan", "jenis dokumen", "dokumen", "jenis produk", "jenis permohonan",
        "permohonan", "jenis pengajuan", "jenis peristiwa", "peristiwa", "keperluan", "jenis",
    ),
    "number": (
        "nomor dokumen", "no surat", "no akta", "no register", "no permohonan", "no layanan",
        "no pengajuan", "no skpwni", "no skdwni", "no pindah", "no datang", "no berkas", "no resi",
        "kode permohonan", "no dokumen/surat", "no surat/akta",
    ),
    "reach": ("klasifikasi pindah", "klasifikasi"),
}  # fmt: skip

LABELS = {
    "served_on": "Tanggal layanan", "kind": "Jenis layanan", "number": "Nomor dokumen",
    "reach": "Klasifikasi pindah", "nik": "NIK", "kk": "Nomor KK", "name": "Nama",
    "sex": "Jenis kelamin", "birth": "Tanggal lahir", "address": "Alamat", "rt": "RT", "rw": "RW",
    "kelurahan": "Kelurahan", "kelurahan_code": "Kode kelurahan", "kecamatan": "Kecamatan",
    "kecamatan_code": "Kode kecamatan", "city": "Kota", "city_code": "Kode kota",
    "province": "Provinsi", "province_code": "Kode provinsi",
}  # fmt: skip
_SIDE_LABELS = {"from_": " asal", "to_": " tujuan"}

Words = tuple[str, ...]


def label(field: str) -> str:
    """A field's name on screen, such as `RT asal`."""
    for prefix, behind in _SIDE_LABELS.items():
        if field.startswith(prefix):
            return LABELS[field.removeprefix(prefix)] + behind
    return LABELS[field]


def words(heading: str) -> Words:
    """The distinct words of a heading in one spelling and order: `No. R T` gives `('no', 'r', 't')`."""
    parts = _SPLIT.split(heading.casefold())
    return tuple(sorted({_WORDS.get(part, part) for part in parts if part}))


def place_headings() -> dict[str, tuple[str, ...]]:
    """The headings of all place fields on all sides: `rt`, `from_rt`, `to_kelurahan_code`..."""
    return {
        side + field: tuple(f"{heading} {word}" for word in side_words for heading in headings)
        for side, side_words in SIDES.items()
        for field, headings in PLACE_HEADINGS.items()
    }


def ranked(headings: Iterable[tuple[str, tuple[str, ...]]]) -> dict[Words, tuple[str, int]]:
    """From the words of a heading to its field and its rank among that field's headings."""
    table: dict[Words, tuple[str, int]] = {}
    for field, names in headings:
        for rank, name in enumerate(names):
            found = words(name)
            table.setdefault(found, (field, rank))
            # Headings without spaces (`NoKK`, `TGLLAHIR`) read as one word.
            glued = words("".join(name.split()))
            table.setdefault(glued, (field, rank))
            table.setdefault(words("".join(_WORDS.get(w, w) for w in name.split())), (field, rank))
    return table
