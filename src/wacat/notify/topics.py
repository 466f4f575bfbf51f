"""What may be told outside the house, as data. No topic has room for a name, NIK, KK or address.

A text may use: {jumlah} a count, {tempat} the area ("RT 023 Manggar"), {jabatan} the office addressed,
{tautan} the link, {isi} the lines of a page. Numbers in `path` and in lines come from `ids`.
"""

from wacat.notify.correction_topics import CORRECTIONS
from wacat.notify.topic import Topic as Topic

_ALL = (
    Topic(
        code="NOTICES",
        label="Pemberitahuan baru",
        subject="{jumlah} pemberitahuan baru di {tempat}",
        long="Ada {jumlah} pemberitahuan baru tentang warga {tempat} yang menunggu jawaban Anda.\n\n"
        "Buka daftarnya di sini: {tautan}",
        short="{jumlah} pemberitahuan baru di {tempat}. {tautan}",
        path="/{bagian}/",
        to_office=True,
    ),
    Topic(
        code="WITHDRAWN",
        label="Pemberitahuan ditarik",
        subject="Pemberitahuan di {tempat} ditarik",
        long="Disdukcapil menarik {jumlah} pemberitahuan di {tempat}. Anda tidak perlu menjawabnya. "
        "Bila ada catatan atau salinan, mohon tidak dipakai lagi.\n\nDaftar terbaru: {tautan}",
        short="{jumlah} pemberitahuan di {tempat} ditarik. Anda tidak perlu menjawabnya. {tautan}",
        path="/{bagian}/",
        to_office=True,
    ),
    Topic(
        code="REPLACED",
        label="Pemberitahuan diganti",
        subject="Pemberitahuan di {tempat} diganti",
        long="Disdukcapil mengganti {jumlah} pemberitahuan di {tempat} karena datanya diperbaiki. "
        "Jawaban yang sudah Anda kirim tetap tersimpan. Bila ada catatan atau salinan, mohon tidak "
        "dipakai lagi.\n\nDaftar terbaru: {tautan}",
        short="{jumlah} pemberitahuan di {tempat} diganti karena datanya diperbaiki. {tautan}",
        path="/{bagian}/",
        to_office=True,
    ),
    Topic(
        code="REMINDED",
        label="Pengingat jawaban",
        subject="{jumlah} pemberitahuan di {tempat} belum dijawab",
        long="Ada {jumlah} pemberitahuan di {tempat} yang sudah beberapa hari menunggu jawaban Anda.\n\n"
        "Jawab di sini: {tautan}\n\nBila tidak dijawab, pemberitahuan itu diteruskan kepada Lurah.",
        short="{jumlah} pemberitahuan di {tempat} masih menunggu jawaban Anda. {tautan}",
        path="/{bagian}/",
        to_office=True,
    ),
    Topic(
        code="ESCALATED",
        label="Diteruskan ke Lurah",
        subject="{jumlah} pemberitahuan di {tempat} diteruskan kepada Anda",
        long="Ada {jumlah} pemberitahuan di {tempat} yang tidak dijawab Ketua RT pada waktunya. "
        "Sekarang Anda dapat menjawabnya; Ketua RT masih dapat menjawab juga.\n\n"
        "Lihat RT yang belum menjawab: {tautan}",
        short="{jumlah} pemberitahuan di {tempat} tidak dijawab Ketua RT dan sekarang dapat Anda jawab. "
        "{tautan}",
        path="/lurah/",
        to_office=True,
    ),
    Topic(
        code="PASSED_ON",
        label="Diteruskan dari RT",
        subject="{jumlah} pemberitahuan di {tempat} diteruskan kepada Lurah",
        long="Ada {jumlah} pemberitahuan di {tempat} yang belum Anda jawab, sehingga diteruskan kepada "
        "Lurah. Anda masih dapat menjawabnya: {tautan}\n\n"
        "Bila tetap tidak dijawab, pemberitahuan itu ditutup tanpa tanggapan.",
        short="{jumlah} pemberitahuan di {tempat} diteruskan kepada Lurah. Anda masih dapat menjawab: "
        "{tautan}",
        path="/rt/",
        to_office=True,
    ),
    Topic(
        code="FEEDBACK_SETTLED",
        label="Masukan ditindaklanjuti",
        urgency="B",
        subject="Masukan Anda sudah ditindaklanjuti",
        long="Disdukcapil sudah menindaklanjuti masukan yang Anda sampaikan dari {tempat}.\n\n"
        "Baca hasilnya di sini: {tautan}",
        short="Masukan Anda dari {tempat} sudah ditindaklanjuti. Hasilnya: {tautan}",
        path="/masukan/{feedback_id}/",
        to_office=True,
    ),
    Topic(
        code="TAKEN_RETURNED",
        label="Koreksi kembali ke antrean",
        subject="{jumlah} koreksi yang Anda ambil kembali ke antrean",
        long="{jumlah} koreksi yang Anda ambil tidak disentuh pada waktunya, jadi kembali ke antrean supaya "
        "dapat dikerjakan petugas lain. Anda boleh mengambilnya lagi.\n\nBuka antrean: {tautan}",
        short="{jumlah} koreksi yang Anda ambil kembali ke antrean karena tidak disentuh: {tautan}",
        path="/operator/",
    ),
    Topic(
        code="STAYS_ENDING",
        label="Masa tinggal nonpermanen hampir habis",
        urgency="B",
        subject="{jumlah} masa tinggal nonpermanen di {tempat} hampir habis",
        long="Masa tinggal {jumlah} penduduk nonpermanen di {tempat} hampir habis. Perpanjang bila masih "
        "tinggal, atau tandai sudah pergi.\n\nBuka daftarnya di sini: {tautan}",
        short="{jumlah} masa tinggal nonpermanen di {tempat} hampir habis. Perpanjang atau tandai pergi: "
        "{tautan}",
        path="/nonpermanen/",
        to_office=True,
    ),
    Topic(
        code="STAYS_EXPIRED",
        label="Masa tinggal nonpermanen lewat",
        urgency="B",
        subject="{jumlah} masa tinggal nonpermanen di {tempat} sudah lewat",
        long="Masa tinggal {jumlah} penduduk nonpermanen di {tempat} sudah lewat. Perpanjang bila masih "
        "tinggal, atau tandai sudah pergi.\n\nBuka daftarnya di sini: {tautan}",
        short="{jumlah} masa tinggal nonpermanen di {tempat} sudah lewat. Perpanjang atau tandai pergi: "
        "{tautan}",
        path="/nonpermanen/",
        to_office=True,
    ),
    Topic(
        code="INVITATION",
        label="Undangan akun",
        subject="Akun WaCAT Anda siap diaktifkan",
        long="Akun WaCAT untuk {jabatan} sudah diterbitkan oleh Disdukcapil.\n\n"
        "Aktifkan dengan membuat kata sandi Anda sendiri: {tautan}\n\n"
        "Tautan ini hanya untuk Anda dan hanya berlaku satu kali. Jangan diteruskan.",
        short="Akun WaCAT untuk {jabatan} siap diaktifkan, hanya untuk Anda: {tautan}",
        purpose="ACTIVATE",
        to_inactive=True,
    ),
    Topic(
        code="RESET_CODE",
        label="Kata sandi baru",
        subject="Membuat kata sandi WaCAT yang baru",
        long="Kata sandi baru diminta untuk akun {jabatan}.\n\nBuat kata sandi baru di sini: {tautan}\n\n"
        "Bila Anda tidak memintanya, abaikan pesan ini dan beri tahu Disdukcapil.",
        short="Buat kata sandi WaCAT yang baru: {tautan} Abaikan bila Anda tidak memintanya.",
        purpose="RESET",
        any_hour=True,
        to_inactive=True,
    ),
    Topic(
        code="REVOKED",
        label="Akun dinonaktifkan",
        subject="Akun WaCAT Anda dinonaktifkan",
        long="Akun WaCAT untuk {jabatan} dinonaktifkan. Anda berhak mengajukan keberatan.\n\n"
        "Alasan dan cara mengajukan keberatan disampaikan Disdukcapil dengan surat. "
        "Datang atau hubungi Disdukcapil bila surat itu belum Anda terima.",
        short="Akun WaCAT untuk {jabatan} dinonaktifkan. Anda berhak mengajukan keberatan ke Disdukcapil.",
        any_hour=True,
        to_inactive=True,
    ),
    Topic(
        code="SUSPENDED",
        label="Akun ditangguhkan",
        subject="Akun WaCAT Anda ditangguhkan",
        long="Akun WaCAT untuk {jabatan} ditangguhkan untuk sementara. "
        "Hubungi Disdukcapil bila menurut Anda ini keliru.",
        short="Akun WaCAT untuk {jabatan} ditangguhkan sementara. Hubungi Disdukcapil bila keliru.",
        any_hour=True,
        to_inactive=True,
    ),
    Topic(
        code="REINSTATED",
        label="Akun aktif kembali",
        subject="Akun WaCAT Anda aktif kembali",
        long="Akun WaCAT untuk {jabatan} aktif kembali.\n\nMasuk di sini: {tautan}",
        short="Akun WaCAT untuk {jabatan} aktif kembali: {tautan}",
    ),
    Topic(
        code="HANDED_OVER",
        label="Jabatan diserahterimakan",
        subject="Serah terima {jabatan}",
        long="Jabatan {jabatan} tercatat sudah diserahterimakan. Pemegang baru melihat semua yang masih "
        "menunggu jawaban; pemegang lama tidak lagi melihat data warga.\n\n{tautan}",
        short="Jabatan {jabatan} tercatat sudah diserahterimakan. {tautan}",
        to_inactive=True,
    ),
    Topic(
        code="OBJECTION_SETTLED",
        label="Keberatan diputuskan",
        subject="Keberatan Anda sudah diputuskan",
        long="Keberatan Anda atas pencabutan akses WaCAT sudah diputuskan.\n\n"
        "Hasil dan alasannya dapat Anda baca di alamat yang tertulis dalam surat pencabutan, "
        "atau di kantor Disdukcapil.",
        short="Keberatan Anda sudah diputuskan. Baca hasilnya di alamat dalam surat pencabutan.",
        to_inactive=True,
    ),
    Topic(
        code="TERM_ENDING",
        label="Masa jabatan hampir selesai",
        urgency="B",
        subject="Masa jabatan {jabatan} hampir selesai",
        long="Masa jabatan Anda sebagai {jabatan} selesai dalam 30 hari. Sesudah itu akses Anda tertutup "
        "dengan sendirinya.\n\nBila masa jabatan diperpanjang, mohon beri tahu Lurah Anda atau Disdukcapil.",
        short="Masa jabatan Anda sebagai {jabatan} selesai dalam 30 hari. Bila diperpanjang, beri tahu "
        "Lurah atau Disdukcapil.",
    ),
    Topic(
        code="ATTESTATION_DUE",
        label="Laporan berkala",
        urgency="B",
        subject="Waktunya memastikan data Ketua RT",
        long="Mohon pastikan siapa yang menjabat Ketua RT di {tempat}. Lima puluh RT selesai dalam "
        "dua menit.\n\nMulai di sini: {tautan}",
        short="Mohon pastikan data Ketua RT di {tempat}: {tautan}",
        path="/lurah/laporan-berkala/",
    ),
    Topic(
        code="ATTESTATION_OVERDUE",
        label="Laporan berkala terlambat",
        subject="Data Ketua RT belum dipastikan",
        long="Laporan berkala tentang Ketua RT di {tempat} sudah lewat waktunya.\n\n"
        "Selesaikan di sini: {tautan}",
        short="Laporan berkala Ketua RT di {tempat} sudah lewat waktunya: {tautan}",
        path="/lurah/laporan-berkala/",
    ),
    Topic(
        code="LEP_READY",
        label="LEP siap",
        urgency="B",
        subject="LEP Dukcapil {tempat} siap dibaca",
        long="LEP Dukcapil {tempat} sudah dikunci dan siap dibaca atau dicetak.\n\nBuka di sini: {tautan}",
        short="LEP Dukcapil {tempat} siap dibaca: {tautan}",
        path="/lep/siap/{period_id}/",
    ),
    Topic(
        code="NEW_DEVICE",
        label="Perangkat baru",
        subject="Akun WaCAT Anda dibuka di perangkat baru",
        long="Akun WaCAT untuk {jabatan} baru saja dibuka di perangkat yang belum pernah dipakai.\n\n"
        "Bila itu bukan Anda, keluarkan semua perangkat di sini: {tautan}",
        short="Akun WaCAT Anda dibuka di perangkat baru. Bila itu bukan Anda: {tautan}",
        path="/akun/",
        any_hour=True,
    ),
    Topic(
        code="BREAK_GLASS",
        label="Akses darurat",
        subject="Akses darurat ke data warga dibuka",
        long="Akses darurat ke data warga baru saja dibuka oleh tim teknis. "
        "Periksa alasan dan jejaknya di sini: {tautan}",
        short="Akses darurat ke data warga dibuka. Periksa: {tautan}",
        path="/administrator/darurat/{breakglass_id}/",
        any_hour=True,
    ),
    Topic(
        code="PROPOSAL_RETURNED",
        label="Usulan dikembalikan",
        subject="Usulan akun Anda perlu diperbaiki",
        long="Usulan akun dari {tempat} dikembalikan untuk diperbaiki.\n\nAlasannya: {tautan}",
        short="Usulan akun dari {tempat} perlu diperbaiki: {tautan}",
        path="/lurah/usulan/{proposal_id}/",
    ),
    Topic(
        code="PROPOSAL_DECIDED",
        label="Usulan diputuskan",
        subject="Usulan akun Anda sudah diputuskan",
        long="Usulan akun dari {tempat} sudah diputuskan.\n\nHasilnya: {tautan}",
        short="Usulan akun dari {tempat} sudah diputuskan: {tautan}",
        path="/lurah/usulan/{proposal_id}/",
    ),
    Topic(
        code="TICKET_REPLIED",
        label="Pertanyaan dibalas",
        subject="Pertanyaan Anda sudah dibalas",
        long="Disdukcapil sudah membalas pertanyaan Anda.\n\nBaca dan balas di sini: {tautan}",
        short="Pertanyaan Anda sudah dibalas: {tautan}",
        path="/bantuan/tiket/{ticket_id}/",
    ),
    Topic(
        code="TICKET_SOLVED",
        label="Pertanyaan selesai",
        subject="Pertanyaan Anda sudah diselesaikan",
        long="Disdukcapil menyatakan pertanyaan Anda selesai. Bila belum, Anda dapat membukanya lagi dalam "
        "14 hari.\n\nBaca hasilnya di sini: {tautan}",
        short="Pertanyaan Anda sudah diselesaikan. Hasilnya: {tautan}",
        path="/bantuan/tiket/{ticket_id}/",
    ),
    Topic(
        code="TICKET_KEYED_IN",
        label="Pertanyaan dicatat",
        urgency="B",
        subject="Pertanyaan Anda sudah dicatat",
        long="Yang Anda sampaikan kepada Disdukcapil sudah dicatat dan dapat Anda ikuti di sini: {tautan}",
        short="Yang Anda sampaikan kepada Disdukcapil sudah dicatat: {tautan}",
        path="/bantuan/tiket/{ticket_id}/",
    ),
    Topic(
        code="TICKETS_NEAR",
        label="Tiket mendekati tenggat",
        urgency="B",
        subject="{jumlah} tiket bantuan mendekati tenggat",
        long="{jumlah} tiket bantuan mendekati tenggatnya.\n\nLihat jumlahnya: {tautan}",
        short="{jumlah} tiket bantuan mendekati tenggat. {tautan}",
        path="/kepala/keluhan/",
    ),
    Topic(
        code="TICKETS_LATE",
        label="Tiket melewati tenggat",
        subject="{jumlah} tiket bantuan melewati tenggat",
        long="{jumlah} tiket bantuan melewati tenggatnya dan belum selesai.\n\nLihat jumlahnya: {tautan}",
        short="{jumlah} tiket bantuan melewati tenggat. {tautan}",
        path="/kepala/keluhan/",
    ),
    Topic(
        code="ANNOUNCEMENT",
        label="Pengumuman",
        urgency="B",
        subject="Pengumuman baru dari Disdukcapil",
        long="Ada pengumuman baru dari Disdukcapil untuk {jabatan}.\n\nBaca di sini: {tautan}",
        short="Ada pengumuman baru dari Disdukcapil: {tautan}",
        path="/pengumuman/{announcement_id}/",
    ),
    Topic(
        code="ANNOUNCEMENT_URGENT",
        label="Pengumuman penting",
        subject="Pengumuman penting dari Disdukcapil",
        long="Ada pengumuman penting dari Disdukcapil untuk {jabatan}.\n\nBaca di sini: {tautan}",
        short="Ada pengumuman penting dari Disdukcapil: {tautan}",
        path="/pengumuman/{announcement_id}/",
    ),
    Topic(
        code="WEEKLY",
        label="Ringkasan mingguan",
        subject="Ringkasan minggu lalu",
        long="Ringkasan minggu lalu untuk {tempat}. Dalam kurung: minggu sebelumnya.\n\n{isi}\n\n"
        "Selengkapnya: {tautan}\n\nRingkasan ini dapat dimatikan di halaman Akun, Pemberitahuan.",
        short="Ringkasan minggu lalu dapat dibaca di {tautan}",
        path="/evaluasi/mingguan/{weekly_id}/",
        by_mail=True,
        lines=(
            "Pemberitahuan baru: {told} ({told_before})",
            "Dijawab: {answered} ({answered_before})",
            "Dijawab dalam 3 x 24 jam: {prompt} ({prompt_before})",
            "Ada yang salah atau bukan warga: {disputed} ({disputed_before})",
            "Koreksi diajukan: {claimed} ({claimed_before}), diputus: {settled} ({settled_before})",
            "Menunggu jawaban lebih dari 3 x 24 jam: {late} ({late_before})",
            "Koreksi lewat batas waktu: {overdue} ({overdue_before})",
            "Paling banyak menunggu: {area_1} ({late_1})",
            "Berikutnya: {area_2} ({late_2})",
            "Berikutnya: {area_3} ({late_3})",
        ),
    ),
    Topic(
        code="TEST",
        label="Pesan percobaan",
        subject="Pesan percobaan dari WaCAT",
        long="Ini pesan percobaan. Bila Anda membacanya, saluran ini bekerja.\n\n{tautan}",
        short="Pesan percobaan dari WaCAT: saluran ini bekerja. {tautan}",
        any_hour=True,
    ),
)
TOPICS: dict[str, Topic] = {topic.code: topic for topic in (*_ALL, *CORRECTIONS)}
LABELS: dict[str, str] = {code: topic.label for code, topic in TOPICS.items()}
