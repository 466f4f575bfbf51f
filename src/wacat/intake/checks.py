"""Everything that can be said about a row: severity, field, sentence and remedy, in one table."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error puts the row in quarantine, a warning goes with the accepted row."""

    ERROR = "ERROR"
    WARNING = "WARNING"
    NOTE = "NOTE"


@dataclass(frozen=True)
class Check:
    """One thing that can be said about a row, fit to show."""

    severity: Severity
    field: str
    message: str
    remedy: str


def _error(field: str, message: str, remedy: str) -> Check:
    return Check(Severity.ERROR, field, message, remedy)


def _warning(field: str, message: str, remedy: str) -> Check:
    return Check(Severity.WARNING, field, message, remedy)


CHECKS: dict[str, Check] = {
    "KELURAHAN_UNKNOWN": _error(
        "kelurahan", "Kelurahan tidak dikenal di kota ini.", "Tulis nama resmi atau kode kelurahan."
    ),
    "KELURAHAN_EMPTY": _error("kelurahan", "Kelurahan kosong.", "Isi nama atau kode kelurahan."),
    "KELURAHAN_CONFLICT": _error(
        "kelurahan",
        "Kode dan nama kelurahan menunjuk dua tempat.",
        "Samakan kode dan nama kelurahan.",
    ),
    "OUTSIDE_CITY": _error(
        "kelurahan",
        "Alamat di luar kota ini.",
        "Periksa kode provinsi dan kota; hapus baris bila memang bukan warga kota ini.",
    ),
    "SIDE_EMPTY": _error(
        "from_rt",
        "Pindah dalam kota memerlukan RT asal dan RT tujuan.",
        "Isi kolom RT dan kelurahan asal serta tujuan.",
    ),
    "RT_UNKNOWN": _error(
        "rt",
        "RT tidak ada dalam daftar RT kelurahan ini.",
        "Periksa nomor RT, atau minta administrator menambah RT itu.",
    ),
    "RT_EMPTY": _error("rt", "RT kosong.", "Isi nomor RT, misalnya 023."),
    "RT_UNREADABLE": _error(
        "rt", "RT tidak terbaca sebagai nomor.", "Tulis nomor RT saja, misalnya 023."
    ),
    "NIK_LENGTH": _error(
        "nik",
        "NIK bukan 16 angka.",
        "Tulis NIK lengkap 16 angka, atau kosongkan bila belum ber-NIK.",
    ),
    "NIK_NUMERIC": _error(
        "nik",
        "NIK bertipe angka sehingga angka terakhirnya mungkin hilang.",
        "Ubah kolom NIK menjadi teks, lalu tulis ulang NIK dari SIAK.",
    ),
    "DATE_EMPTY": _error(
        "served_on", "Tanggal layanan kosong.", "Isi tanggal, misalnya 24-11-2026."
    ),
    "DATE_UNREADABLE": _error(
        "served_on",
        "Tanggal layanan tidak terbaca.",
        "Tulis sebagai hari-bulan-tahun, misalnya 24-11-2026.",
    ),
    "DATE_AMBIGUOUS": _error(
        "served_on",
        "Tahun tanggal layanan hanya dua angka sehingga dapat berarti lain.",
        "Tulis tahun dengan empat angka, misalnya 24-11-2026.",
    ),
    "DATE_IMPOSSIBLE": _error(
        "served_on",
        "Tanggal layanan tidak ada dalam kalender.",
        "Perbaiki hari, bulan, atau tahunnya.",
    ),
    "DATE_TOO_EARLY": _error(
        "served_on",
        "Layanan sebelum 21 Oktober 2020 tidak diberitahukan (Pasal 14).",
        "Hapus baris ini, atau perbaiki tanggalnya.",
    ),
    "DATE_FUTURE": _error(
        "served_on", "Tanggal layanan jauh di masa depan.", "Perbaiki tanggalnya."
    ),
    "BIRTH_UNREADABLE": _error(
        "birth",
        "Tanggal lahir tidak terbaca.",
        "Tulis sebagai hari-bulan-tahun, misalnya 04-01-1995, atau kosongkan.",
    ),
    "BIRTH_AMBIGUOUS": _error(
        "birth",
        "Tahun lahir hanya dua angka sehingga dapat berarti lain.",
        "Tulis tahun lahir dengan empat angka.",
    ),
    "BIRTH_IMPOSSIBLE": _error(
        "birth",
        "Tanggal lahir tidak ada dalam kalender.",
        "Perbaiki tanggal lahir, atau kosongkan.",
    ),
    "BIRTH_AFTER_SERVICE": _error(
        "birth", "Tanggal lahir sesudah tanggal layanan.", "Perbaiki salah satu tanggal."
    ),
    "NAME_EMPTY": _error("name", "Nama kosong.", "Isi nama lengkap."),
    "NAME_LONG": _error(
        "name", "Nama lebih dari 160 huruf.", "Tulis nama saja tanpa keterangan lain."
    ),
    "KIND_UNKNOWN": _error(
        "kind",
        "Jenis layanan tidak dikenal.",
        "Tulis salah satu jenis pada daftar jenis layanan, misalnya KK baru.",
    ),
    "KTP_TOO_YOUNG": _error(
        "birth",
        "KTP-el untuk anak di bawah 16 tahun.",
        "Periksa jenis layanan dan tanggal lahir; untuk anak seharusnya KIA.",
    ),
    "SERVED_AFTER_DEATH": _error(
        "nik",
        "Orang ini sudah memiliki akta kematian sebelum tanggal layanan.",
        "Pastikan NIK-nya; bila akta kematiannya keliru, betulkan dahulu di SIAK.",
    ),
    "STATUS_INVALID": _error(
        "status",
        "Data orang ini berstatus Tidak Valid, ganda, atau tidak aktif di SIAK.",
        "Pakai baris yang berstatus aktif, atau betulkan statusnya di SIAK.",
    ),
    "DIED_AFTER_CERTIFICATE": _error(
        "died",
        "Tanggal meninggal sesudah tanggal akta.",
        "Perbaiki salah satu tanggal.",
    ),
    "ROW_CUT": _error(
        "", "Baris terpotong di akhir berkas.", "Lengkapi baris ini, atau ekspor ulang berkasnya."
    ),
    "ROW_LONG": _error(
        "",
        "Isi baris lebih banyak daripada kolom judul.",
        "Gabungkan isi yang terpisah, atau kosongkan kelebihannya.",
    ),
    "NIK_BIRTH_DATE": _warning(
        "nik",
        "NIK tidak cocok dengan tanggal lahir.",
        "Periksa bila perlu; banyak NIK lama memang berbeda.",
    ),
    "NIK_SEX": _warning("nik", "NIK tidak cocok dengan jenis kelamin.", "Periksa bila perlu."),
    "NIK_EMPTY": _warning("nik", "Belum ber-NIK.", "Isi bila sudah ada."),
    "KTP_UNDER_17": _warning(
        "birth",
        "KTP-el untuk orang yang belum 17 tahun.",
        "Wajar bila perekaman lebih awal atau sudah kawin; selain itu periksa tanggal lahirnya.",
    ),
    "KIA_GROWN_UP": _warning(
        "birth", "KIA untuk orang yang sudah 17 tahun.", "Periksa jenis layanan dan tanggal lahir."
    ),
    "STATUS_DEAD": _warning(
        "status",
        "Orang ini tercatat meninggal di SIAK.",
        "Pastikan layanan diberikan sebelum meninggal.",
    ),
    "SAME_DAY": _warning(
        "number",
        "Layanan sejenis untuk orang ini pada hari yang sama sudah diterbitkan dengan nomor lain.",
        "Periksa apakah keduanya memang dua dokumen.",
    ),
    "KK_NUMERIC": _warning(
        "kk", "Nomor KK bertipe angka dan tidak dipakai.", "Ubah kolom nomor KK menjadi teks."
    ),
    "KK_LENGTH": _warning("kk", "Nomor KK bukan 16 angka dan tidak dipakai.", "Periksa nomor KK."),
    "KELURAHAN_SPELLING": _warning(
        "kelurahan", "Kelurahan ditulis dengan ejaan lain.", "Tidak perlu tindakan."
    ),
    "RT_WENT_ELSEWHERE": _warning(
        "rt",
        "RT ini sudah digabung atau pindah kelurahan; baris diarahkan ke RT penerusnya.",
        "Perbarui nomor RT di SIAK bila sempat.",
    ),
    "RT_NOTATION": _warning("rt", "RT ditulis dengan cara lain.", "Tidak perlu tindakan."),
    "DATE_NOTATION": _warning(
        "served_on", "Tanggal layanan ditulis dengan cara lain.", "Periksa tanggal yang kami baca."
    ),
    "DATE_AHEAD": _warning("served_on", "Tanggal layanan sesudah hari ini.", "Periksa tanggalnya."),
    "BIRTH_NOTATION": _warning(
        "birth", "Tanggal lahir ditulis dengan cara lain.", "Periksa tanggal yang kami baca."
    ),
    "SEX_UNREADABLE": _warning(
        "sex", "Jenis kelamin tidak terbaca dan dikosongkan.", "Tulis L atau P."
    ),
    "CITIZENSHIP_UNREADABLE": _warning(
        "citizenship", "Kewarganegaraan tidak terbaca dan dikosongkan.", "Tulis WNI atau WNA."
    ),
    "NAME_CLEANED": _warning(
        "name",
        "Nama memuat tanda yang tidak terlihat; tanda itu kami buang.",
        "Periksa nama yang kami baca.",
    ),
    "TEXT_CLEANED": _warning(
        "address",
        "Isian memuat tanda yang tidak terlihat; tanda itu kami buang.",
        "Periksa isian yang kami baca.",
    ),
    "TEXT_LONG": _warning(
        "address", "Isian terlalu panjang dan kami potong.", "Persingkat isian itu bila perlu."
    ),
    "REACH_CONFLICT": _warning(
        "reach",
        "Klasifikasi pindah tidak sesuai dengan alamat asal atau tujuan.",
        "Periksa klasifikasi dan alamatnya.",
    ),
    "LAST_LINE": _warning(
        "",
        "Baris terakhir tidak diakhiri ganti baris; berkas mungkin terpotong.",
        "Periksa isi baris terakhir.",
    ),
    "TWICE_IN_FILE": Check(
        Severity.NOTE,
        "",
        "Baris yang sama sudah ada di atasnya dalam berkas ini.",
        "Tidak perlu tindakan.",
    ),
    "ALREADY_KNOWN": Check(
        Severity.NOTE, "", "Layanan ini sudah pernah diterbitkan.", "Tidak perlu tindakan."
    ),
}
ERRORS = frozenset(code for code, check in CHECKS.items() if check.severity is Severity.ERROR)
# What a person may overrule with a reason: the row is understood, it only looks improbable or badly
# written. Where it belongs and when it was cannot be overruled, only mended.
OVERRULABLE = frozenset({
    "KTP_TOO_YOUNG", "SERVED_AFTER_DEATH", "STATUS_INVALID", "DIED_AFTER_CERTIFICATE", "ROW_CUT",
    "ROW_LONG",
})  # fmt: skip
