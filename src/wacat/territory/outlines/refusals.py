"""Why a file of outlines is refused: one sentence that says where it is wrong and what to do."""

from wacat.values.refusal import Refusal

REFUSALS: dict[str, str] = {
    "TOO_LARGE": (
        "Berkas lebih dari {limit} MB. Sederhanakan batasnya di QGIS (Vektor > Alat Geometri), "
        "ekspor lagi sebagai GeoJSON, lalu unggah."
    ),
    "EMPTY": "Berkas kosong. Ekspor ulang sebagai GeoJSON, lalu unggah lagi.",
    "NOT_JSON": (
        "Berkas bukan GeoJSON yang utuh. Di QGIS pilih Ekspor > Simpan Fitur Sebagai > GeoJSON, lalu unggah "
        "lagi."
    ),
    "NOT_COLLECTION": (
        "Berkas bukan FeatureCollection. Ekspor seluruh lapisan kelurahan sebagai GeoJSON, lalu unggah lagi."
    ),
    "NO_FEATURES": "Tidak ada bidang di dalam berkas. Periksa lapisan yang diekspor, lalu unggah lagi.",
    "MANY_FEATURES": (
        "Berkas memuat {count} bidang, lebih dari batas {limit}. Ekspor lapisan kelurahan saja, bukan RT "
        "atau bidang tanah."
    ),
    "REFERENCE": (
        "Berkas memakai sistem koordinat {found}. Ekspor lagi dengan EPSG:4326 (WGS 84), lalu unggah lagi."
    ),
    "TYPE": (
        "Bidang nomor {number}{name} berjenis {found}. Yang diterima hanya Polygon dan MultiPolygon; "
        "ekspor lapisan bidang, bukan titik atau garis."
    ),
    "RING": (
        "Bidang nomor {number}{name}: cincin batasnya bukan daftar titik. Ekspor ulang dari QGIS, lalu "
        "unggah lagi."
    ),
    "SHORT_RING": (
        "Bidang nomor {number}{name}: batasnya kurang dari empat titik. Perbaiki, lalu unggah lagi."
    ),
    "OPEN_RING": (
        "Bidang nomor {number}{name}: batasnya tidak tertutup, titik akhir berbeda dari titik awal. "
        "Perbaiki bidang itu, lalu unggah lagi."
    ),
    "METRES": (
        "Bidang nomor {number}{name}: titik {at} bukan derajat, barangkali meter (UTM). Ekspor lagi dengan "
        "EPSG:4326 (WGS 84), lalu unggah lagi."
    ),
    "SWAPPED": (
        "Bidang nomor {number}{name}: titik {at} tampaknya terbalik. GeoJSON menulis bujur dahulu, lalu "
        "lintang; tukar urutannya, lalu unggah lagi."
    ),
    "OUTSIDE": (
        "Bidang nomor {number}{name}: titik {at} berada di luar Indonesia. Periksa sistem koordinatnya, "
        "lalu unggah lagi."
    ),
    "MANY_POINTS": (
        "Batasnya terdiri atas lebih dari {limit} titik. Sederhanakan di QGIS, ekspor lagi, lalu unggah."
    ),
    "NO_AREA": (
        "Bidang nomor {number}{name} tidak mempunyai luas. Hapus atau perbaiki bidang itu, lalu unggah lagi."
    ),
    "TOO_HEAVY": (
        "Berkas terlalu berat untuk dibaca dengan aman. Sederhanakan batasnya di QGIS, ekspor lagi, lalu "
        "unggah."
    ),
    "NOTHING_FITS": (
        "Tidak satu bidang pun cocok dengan kelurahan kota ini. Pastikan ada kolom kode Kemendagri (kode) "
        "atau nama kelurahan (nama), lalu unggah lagi."
    ),
}  # fmt: skip


class CannotTakeOutlines(Refusal):
    """A file of outlines cannot be taken in; the message says where and what to do."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = facts
        super().__init__(REFUSALS[code].format(**facts))
