"""What is told about answers that disagree, as data; see `topics` for what a text may use."""

from wacat.notify.topic import Topic

CORRECTIONS = (
    Topic(
        code="SETTLED",
        label="Jawaban selesai diperiksa",
        subject="Jawaban Anda sudah diperiksa",
        long="Disdukcapil sudah memeriksa jawaban yang Anda kirim dari {tempat}.\n\n"
        "Baca hasilnya di sini: {tautan}",
        short="Jawaban Anda dari {tempat} sudah diperiksa. Hasilnya: {tautan}",
        path="/{bagian}/pemberitahuan/{notice_id}/",
        to_office=True,
    ),
    Topic(
        code="NEEDS_INFO",
        label="Keterangan diperlukan",
        subject="Disdukcapil memerlukan keterangan Anda",
        long="Disdukcapil memerlukan keterangan tambahan atas jawaban yang Anda kirim dari {tempat}.\n\n"
        "Beri keterangan di sini: {tautan}",
        short="Keterangan Anda diperlukan atas jawaban dari {tempat}: {tautan}",
        path="/{bagian}/pemberitahuan/{notice_id}/",
        to_office=True,
    ),
    Topic(
        code="COSIGN",
        label="Persetujuan Lurah diperlukan",
        subject="Pendapat Anda diperlukan tentang jawaban Ketua RT",
        long="Ketua {tempat} menyatakan seorang warga bukan warganya. Disdukcapil memerlukan pendapat Anda "
        "sebelum memutuskan.\n\nBaca dan jawab di sini: {tautan}",
        short="Pendapat Anda diperlukan tentang jawaban Ketua RT di kelurahan Anda: {tautan}",
        path="/lurah/persetujuan/{correction_id}/",
        to_office=True,
    ),
    Topic(
        code="COSIGNED",
        label="Pendapat Lurah",
        urgency="B",
        subject="Lurah sudah memberi pendapat atas jawaban Anda",
        long="Lurah sudah memberi pendapat atas jawaban yang Anda kirim dari {tempat}.\n\n"
        "Baca di sini: {tautan}",
        short="Lurah sudah memberi pendapat atas jawaban Anda dari {tempat}: {tautan}",
        path="/{bagian}/pemberitahuan/{notice_id}/",
        to_office=True,
    ),
    Topic(
        code="INQUIRY",
        label="Pertanyaan Disdukcapil",
        subject="Disdukcapil bertanya tentang {tempat}",
        long="Disdukcapil perlu mengetahui apakah seseorang tinggal di {tempat}.\n\n"
        "Jawab di sini: {tautan}",
        short="Disdukcapil bertanya apakah seseorang tinggal di {tempat}: {tautan}",
        path="/{bagian}/pertanyaan/{inquiry_id}/",
        to_office=True,
    ),
    Topic(
        code="INQUIRY_ANSWERED",
        label="Jawaban RT lain",
        subject="Ada kabar tentang jawaban Anda",
        long="RT lain sudah menjawab pertanyaan Disdukcapil tentang jawaban yang Anda kirim dari "
        "{tempat}.\n\nBaca kabarnya di sini: {tautan}",
        short="Ada kabar tentang jawaban Anda dari {tempat}: {tautan}",
        path="/{bagian}/pemberitahuan/{notice_id}/",
        to_office=True,
    ),
    # a digest of the next morning would be too late: the clock runs by the hour
    Topic(
        code="CORRECTIONS_NEAR",
        label="Koreksi mendekati tenggat",
        subject="{jumlah} koreksi mendekati tenggat",
        long="{jumlah} koreksi mendekati tenggatnya dan belum diputuskan.\n\n"
        "Buka yang paling mendesak, dengan daftar lainnya: {tautan}",
        short="{jumlah} koreksi mendekati tenggat. {tautan}",
        path="/kepala/tenggat/{correction_id}/",
    ),
    Topic(
        code="CORRECTIONS_LATE",
        label="Koreksi melewati tenggat",
        subject="{jumlah} koreksi melewati tenggat",
        long="{jumlah} koreksi melewati tenggatnya dan belum diputuskan.\n\n"
        "Buka yang paling lama lewat, dengan daftar lainnya: {tautan}",
        short="{jumlah} koreksi melewati tenggat. {tautan}",
        path="/kepala/tenggat/{correction_id}/",
    ),
    Topic(
        code="DENIALS",
        label="Pola jawaban yang perlu dilihat",
        urgency="B",
        subject="Ada pola jawaban yang perlu dilihat",
        long="Ada {jumlah} pola jawaban “bukan warga saya” yang perlu dilihat. Pola ini tidak mengubah "
        "apa pun dengan sendirinya.\n\nLihat di sini: {tautan}",
        short="Ada {jumlah} pola jawaban yang perlu dilihat: {tautan}",
        path="/pola/{pattern_id}/",
    ),
)
