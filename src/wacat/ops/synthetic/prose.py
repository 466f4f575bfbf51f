"""What people write: Ketua RT in their remarks, operators in questions and decisions."""

from wacat.verification.answering import NOT_MINE_REASONS
from wacat.verification.models import ToldBy

PROSE: dict[str, list[str]] = {
    "reasons": list(NOT_MINE_REASONS),
    "tellers": list(ToldBy.values),
    "remarks": [
        "Sudah saya cocokkan dengan KK yang bersangkutan.",
        "Keluarganya datang kepada saya dan menunjukkan KTP.",
        "Nomor rumah yang tertulis tidak ada di gang ini.",
        "Penulisan nama berbeda dengan ijazah dan buku nikah.",
        "Menurut akta lahir tanggalnya berbeda.",
        "Rumah itu sudah diberi nomor baru sejak tahun lalu.",
        "",
    ],
    "denials": [
        "Saya sudah bertanya kepada tetangga, tidak ada yang mengenal.",
        "Orangnya tinggal di RT sebelah, batasnya parit besar.",
        "Keluarga ini pindah sebelum saya menjabat.",
        "Rumah pada alamat itu kosong sejak tahun lalu.",
        "",
    ],
    "questions": [
        "Mohon kirim foto KK yang terbaru.",
        "Apakah nomor rumah itu nomor lama atau nomor baru?",
        "Mohon tanyakan ejaan nama menurut akta kelahiran.",
    ],
    "replies": [
        "Menurut KK yang saya lihat, datanya seperti yang saya tulis.",
        "Itu nomor baru. Nomor lama sudah tidak dipakai.",
        "Sudah saya tanyakan, ejaan itu yang tertulis pada akta.",
    ],
    "acceptances": [
        "Sesuai dengan dokumen pendukung di berkas kami.",
        "Data pada berkas pendaftaran memang keliru tik. Kami perbaiki.",
        "Sudah kami cocokkan dengan akta. Koreksi diterima.",
        "",
    ],
    "partly": [
        "Yang pertama kami perbaiki. Yang kedua sesuai dengan akta, jadi tidak diubah.",
        "Alamat kami perbaiki; untuk hal yang lain yang bersangkutan perlu membawa akta ke loket.",
    ],
    "rejections": [
        "Data sudah sesuai dengan akta kelahiran. Perubahan memerlukan penetapan pengadilan.",
        "Alamat sesuai dengan KK terbaru yang diterbitkan bulan ini.",
        "Warga yang bersangkutan menyatakan datanya benar saat kami hubungi.",
        "Batas RT menurut keputusan Lurah: alamat itu termasuk RT Anda.",
    ],
}
