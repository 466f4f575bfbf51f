"""The kinds of service that people receive, and how urgently each is told (Pasal 3a)."""

from enum import StrEnum

NEUTRAL = "PERUBAHAN_DATA_KK"
NEUTRAL_LABEL = "Perubahan data KK"


class Kind(StrEnum):
    """One kind of service; the names are those of the office's documents."""

    PINDAH_KELUAR = "PINDAH_KELUAR"
    DATANG = "DATANG"
    PINDAH_DALAM_KOTA = "PINDAH_DALAM_KOTA"
    AKTA_KELAHIRAN = "AKTA_KELAHIRAN"
    AKTA_KEMATIAN = "AKTA_KEMATIAN"
    KK_BARU = "KK_BARU"
    KK_PISAH = "KK_PISAH"
    KK_TAMBAH = "KK_TAMBAH"
    KK_UBAH = "KK_UBAH"
    KTP_EL = "KTP_EL"
    KIA = "KIA"
    AKTA_PERKAWINAN = "AKTA_PERKAWINAN"
    AKTA_PERCERAIAN = "AKTA_PERCERAIAN"
    PENGANGKATAN_ANAK = "PENGANGKATAN_ANAK"
    PENGAKUAN_ANAK = "PENGAKUAN_ANAK"
    PERUBAHAN_NAMA = "PERUBAHAN_NAMA"
    PERUBAHAN_KEWARGANEGARAAN = "PERUBAHAN_KEWARGANEGARAAN"
    KTP_EL_HILANG = "KTP_EL_HILANG"
    CETAK_ULANG = "CETAK_ULANG"

    @property
    def label(self) -> str:
        """The kind's name on screen."""
        return _TABLE[self][0]

    @property
    def urgency(self) -> str:
        """A at once, B in the daily digest, C restricted (told neutrally), D told to nobody."""
        return _TABLE[self][1]


_TABLE: dict[Kind, tuple[str, str]] = {
    Kind.PINDAH_KELUAR: ("Pindah keluar kota", "A"),
    Kind.DATANG: ("Pindah datang", "A"),
    Kind.PINDAH_DALAM_KOTA: ("Pindah dalam kota", "A"),
    Kind.AKTA_KELAHIRAN: ("Akta kelahiran", "A"),
    Kind.AKTA_KEMATIAN: ("Akta kematian", "A"),
    Kind.KK_BARU: ("KK baru", "A"),
    Kind.KK_PISAH: ("Pisah KK", "A"),
    Kind.KK_TAMBAH: ("Tambah anggota KK", "A"),
    Kind.KK_UBAH: ("Perubahan KK", "B"),
    Kind.KTP_EL: ("KTP-el", "B"),
    Kind.KIA: ("Kartu Identitas Anak", "B"),
    Kind.AKTA_PERKAWINAN: ("Akta perkawinan", "C"),
    Kind.AKTA_PERCERAIAN: ("Akta perceraian", "C"),
    Kind.PENGANGKATAN_ANAK: ("Pengangkatan anak", "C"),
    Kind.PENGAKUAN_ANAK: ("Pengakuan anak", "C"),
    Kind.PERUBAHAN_NAMA: ("Perubahan nama", "C"),
    Kind.PERUBAHAN_KEWARGANEGARAAN: ("Perubahan kewarganegaraan", "C"),
    Kind.KTP_EL_HILANG: ("KTP-el hilang", "D"),
    Kind.CETAK_ULANG: ("Cetak ulang dokumen", "D"),
}

MOVES = frozenset({Kind.PINDAH_KELUAR, Kind.DATANG, Kind.PINDAH_DALAM_KOTA})


def kind_label(code: str) -> str:
    """The name on screen of a kind code, the neutral one included."""
    return NEUTRAL_LABEL if code == NEUTRAL else Kind(code).label
