"""Why a whole file is refused: one Indonesian sentence that says what is wrong and what to do."""

from wacat.values.refusal import Refusal

REFUSALS: dict[str, str] = {
    "EMPTY": "Berkas kosong. Isi atau ekspor ulang, lalu unggah lagi.",
    "TOO_LARGE": (
        "Berkas terlalu besar (lebih dari {limit} MB). Pecah menjadi beberapa berkas, lalu "
        "unggah satu per satu."
    ),
    "KIND_OF_FILE": (
        "Jenis berkas {extension} tidak didukung. Simpan sebagai .xlsx, .xls, atau .csv, lalu"
        " unggah lagi."
    ),
    "CONTENT": (
        "Isi berkas tidak sesuai dengan namanya: berakhiran {extension} tetapi isinya "
        "{found}. Buka dengan Excel, pilih Simpan Sebagai .xlsx, lalu unggah lagi."
    ),
    "ENCRYPTED": (
        "Berkas dikunci dengan kata sandi. Buka dengan Excel, hapus kata sandinya, simpan, "
        "lalu unggah lagi."
    ),
    "BROKEN": (
        "Berkas rusak atau terpotong sehingga tidak dapat dibaca sampai akhir. Simpan atau "
        "ekspor ulang, lalu unggah lagi."
    ),
    "PARTS": (
        "Berkas memuat terlalu banyak bagian ({count}). Salin isinya ke buku kerja baru, "
        "simpan sebagai .xlsx, lalu unggah lagi."
    ),
    "PART_NAME": (
        "Berkas memuat nama bagian yang tidak wajar dan tidak kami buka. Salin isinya ke buku"
        " kerja baru, lalu unggah lagi."
    ),
    "BOMB": (
        "Isi berkas mengembang jauh melebihi ukurannya dan tidak kami buka. Salin isinya ke "
        "buku kerja baru, lalu unggah lagi."
    ),
    "ENTITIES": (
        "Berkas memuat deklarasi DTD yang tidak diizinkan. Simpan ulang dengan Excel sebagai "
        ".xlsx, lalu unggah lagi."
    ),
    "MACROS": (
        "Berkas memuat makro atau objek aktif. Simpan sebagai .xlsx tanpa makro, lalu unggah lagi."
    ),
    "EXTERNAL": (
        "Berkas memuat tautan ke berkas atau data luar. Putuskan tautannya (Data > Edit "
        "Tautan), simpan, lalu unggah lagi."
    ),
    "DIMENSIONS": (
        "Lembar kerja terlalu luas: ada sel di {cell}. Hapus sel kosong di luar tabel atau "
        "salin tabelnya ke buku kerja baru, lalu unggah lagi."
    ),
    "DATE_1904": (
        "Buku kerja memakai sistem tanggal 1904. Matikan pilihan itu di Excel, periksa "
        "tanggalnya, simpan, lalu unggah lagi."
    ),
    "NUL": (
        "Berkas memuat karakter NUL sehingga bukan teks yang utuh. Ekspor ulang sebagai CSV "
        "UTF-8 atau .xlsx, lalu unggah lagi."
    ),
    "ENCODING": "Pengodean teks berkas tidak dikenal. Simpan sebagai CSV UTF-8, lalu unggah lagi.",
    "QUOTE": (
        "Ada tanda kutip yang tidak ditutup, mulai sekitar baris {row}. Perbaiki baris itu "
        "atau ekspor ulang, lalu unggah lagi."
    ),
    "LONG_CELL": (
        "Ada sel yang terlalu panjang sekitar baris {row} (lebih dari {limit} huruf). "
        "Perbaiki baris itu, lalu unggah lagi."
    ),
    "COLUMNS": (
        "Berkas memuat {count} kolom, lebih dari batas {limit}. Sisakan kolom yang "
        "diperlukan, lalu unggah lagi."
    ),
    "ROWS": (
        "Berkas memuat lebih dari {limit} baris. Pecah menjadi beberapa berkas, lalu unggah "
        "satu per satu."
    ),
    "TOO_HEAVY": (
        "Berkas terlalu berat untuk dibaca dengan aman. Simpan sebagai CSV atau pecah menjadi"
        " beberapa berkas, lalu unggah lagi."
    ),
    "UNKNOWN_LAYOUT": (
        "Susunan kolom tidak dikenali. Judul kolom yang terbaca: {found}. Yang diperlukan: "
        "{needed}. Tunjuk kolomnya di halaman pemetaan, atau perbaiki baris judul lalu unggah lagi."
    ),
    "LAYOUT_DOUBTFUL": (
        "Kami tidak yakin berkas ini {layout}. Petakan kolomnya, atau perbaiki judul kolom lalu "
        "unggah lagi."
    ),
    "HALF_MISSING": (
        "{layout} memerlukan pasangannya: {other}. Unggah berkas pasangan itu dahulu, atau simpan "
        "keduanya sebagai dua lembar dalam satu berkas, lalu unggah lagi."
    ),
    "WHOLE_REGISTER": (
        "Berkas memuat lebih dari {limit} orang untuk satu layanan. Yang diberitahukan hanya layanan "
        "yang telah diterima, bukan seluruh daftar penduduk (Pasal 3a). Sisakan orang yang dilayani, "
        "lalu unggah lagi."
    ),
    "JSON": (
        "Isi JSON rusak atau terpotong sekitar baris {row}. Unduh atau ekspor ulang, lalu unggah lagi."
    ),
    "JSON_LONG": (
        "Berkas JSON lebih dari {limit} MB. Simpan satu data satu baris (.ndjson), lalu unggah lagi."
    ),
    "HEADING_TWICE": (
        "Judul kolom {heading} muncul lebih dari sekali untuk isian yang sama. Sisakan satu, "
        "lalu unggah lagi."
    ),
    "SHEETS": (
        "Berkas memuat {count} lembar berisi data yang tidak sejenis ({names}). Samakan judul kolom setiap "
        "lembar, atau simpan setiap lembar sebagai berkas sendiri, lalu unggah satu per satu."
    ),
    "NIK_ROUNDED": (
        "Kolom NIK harus teks: angkanya telah dibulatkan Excel sehingga semuanya berakhir "
        "dengan 0. Ekspor ulang dengan kolom NIK bertipe teks, lalu unggah lagi."
    ),
    "DATE_ORDER": (
        "Kolom {heading} memakai urutan bulan-hari-tahun atau urutan yang bercampur. Ubah "
        "menjadi hari-bulan-tahun (misalnya 24-11-2026), lalu unggah lagi."
    ),
    "RETURNED_UNKNOWN": (
        "Berkas ini hasil unduhan baris karantina berkas nomor {file}, yang tidak ada di sini. Unduh ulang "
        "baris karantinanya, perbaiki yang baru, lalu unggah lagi."
    ),
    "RETURNED_LATE": "Perbaikan yang Anda unggah tidak dapat dipakai. {why}.",
}


class CannotRead(Refusal):
    """A file cannot be taken in; the message says what is wrong with it and what to do."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = facts
        super().__init__(REFUSALS[code].format(**facts))
