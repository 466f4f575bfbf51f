"""Figures of the office and of offices: corrections, ends of office, coverage, help desk."""

from wacat.values.indicators.indicator import Better, Indicator

_LINE = "wacat.reports.overview.Line"
_ENDS = "wacat.reports.figures.OfficeEnds"
_DESK = "wacat.helpdesk.queries.Count8c"
_R = "wacat.reports.figures.Responses"
_LATE = "wacat.evaluation.measures.Breaches"
_OUT = "wacat.evaluation.measures.Revocations"
_D = "wacat.reports.figures.Decisions"
_CLAIM = "Bulannya adalah bulan koreksi diajukan."
_STANDS = (
    "Yang dihitung adalah putusan yang berlaku: keberatan mencabut putusan pertama sampai koreksi itu "
    "diputus lagi. Bila bulannya sudah dikunci, putusan lama dihitung minus dan putusan baru dihitung "
    "tambah, sebagai susulan pada bulan terbuka berikutnya."
)

OFFICE: tuple[Indicator, ...] = (
    Indicator(
        code="claimed", name="Koreksi diajukan", unit="koreksi", source="Pasal 3b, 10b",
        formula=f"Jumlah koreksi yang diajukan dan tidak dibatalkan penulisnya. {_CLAIM}",
        counted=(f"{_LINE}.claimed", f"{_R}.claimed"),
    ),
    Indicator(
        code="settled", name="Koreksi diputus", unit="koreksi", source="Pasal 10b",
        formula=f"Jumlah koreksi yang sudah diputus operator. {_CLAIM}",
        counted=(f"{_LINE}.settled", f"{_R}.settled"), better=Better.HIGHER,
    ),
    Indicator(
        code="accepted", name="Koreksi diterima", unit="koreksi", source="Pasal 10b",
        formula=f"Jumlah koreksi diputus yang seluruh isinya diterima. {_CLAIM} {_STANDS}",
        counted=(f"{_D}.accepted",),
    ),
    Indicator(
        code="partly_accepted", name="Koreksi diterima sebagian", unit="koreksi", source="Pasal 10b",
        formula="Jumlah koreksi diputus yang sebagian isinya diterima dan sebagian ditolak. "
        f"{_CLAIM} {_STANDS}",
        counted=(f"{_D}.partly",),
    ),
    Indicator(
        code="rejected", name="Koreksi ditolak", unit="koreksi", source="Pasal 10b",
        formula=f"Jumlah koreksi diputus yang seluruh isinya ditolak. {_CLAIM} {_STANDS}",
        counted=(f"{_D}.rejected",),
    ),
    Indicator(
        code="decided_otherwise", name="Putusan lain", unit="koreksi", source="Pasal 10b",
        formula="Jumlah koreksi diputus yang dikaitkan dengan koreksi yang sama, atau yang ditanyakan "
        f"kepada RT lain. Yang dibatalkan penulisnya tidak dihitung sebagai diputus. {_CLAIM} {_STANDS}",
        counted=(f"{_D}.other",),
    ),
    Indicator(
        code="decided_unknown", name="Putusan belum dirinci", unit="koreksi", source="Pasal 10b",
        formula="Koreksi diputus − diterima − diterima sebagian − ditolak − putusan lain. Hanya ada dari "
        "bulan yang dikunci sebelum putusan dirinci: angka yang dikunci tidak dihitung ulang.",
        counted=(f"{_D}.unknown",),
    ),
    Indicator(
        code="waiting", name="Koreksi belum diputus", unit="koreksi", source="Pasal 10b",
        formula="Koreksi diajukan − koreksi diputus.",
        counted=(f"{_LINE}.waiting",), better=Better.LOWER,
    ),
    Indicator(
        code="in_time", name="Diputus tepat waktu", unit="koreksi", source="Pasal 10b",
        formula="Jumlah koreksi yang diputus sebelum batas 3 x 24 jam habis. Batas itu tidak berjalan selama "
        f"menunggu keterangan. {_CLAIM}",
        counted=(f"{_LINE}.in_time", f"{_R}.in_time"), better=Better.HIGHER,
    ),
    Indicator(
        code="in_time_share", name="Bagian putusan tepat waktu", unit="persen", source="Pasal 10b",
        formula="Diputus tepat waktu ÷ koreksi diputus.",
        counted=(f"{_LINE}.in_time_share",), better=Better.HIGHER,
    ),
    Indicator(
        code="settle_hours", name="Rata-rata waktu memutus", unit="jam", source="Pasal 10b",
        formula="Jumlah waktu dari koreksi diajukan sampai diputus ÷ koreksi diputus. Waktu menunggu "
        "keterangan ikut dihitung di sini.",
        counted=(f"{_LINE}.settle_hours", f"{_LINE}.settle_seconds", f"{_R}.settle_hours"),
        better=Better.LOWER,
    ),
    Indicator(
        code="ended_term", name="Masa selesai", unit="jabatan", source="Pasal 5(3)b",
        formula="Jumlah jabatan yang berakhir pada bulan itu karena masanya habis.",
        counted=(f"{_ENDS}.term",),
    ),
    Indicator(
        code="ended_handed_over", name="Serah terima", unit="jabatan", source="Pasal 5(3)b",
        formula="Jumlah jabatan yang berakhir pada bulan itu karena diserahkan kepada pemegang berikutnya.",
        counted=(f"{_ENDS}.handed_over",),
    ),
    Indicator(
        code="ended_other", name="Sebab lain", unit="jabatan", source="Pasal 5(3)b",
        formula="Jumlah jabatan yang berakhir pada bulan itu karena mengundurkan diri, meninggal, "
        "pindah, atau "
        "wilayahnya berubah.",
        counted=(f"{_ENDS}.other",),
    ),
    Indicator(
        code="locked", name="HP hilang", unit="akun", source="Pasal 5(3)a",
        formula="Jumlah akun yang dikunci pada bulan itu karena HP-nya hilang. Jabatannya tetap. Yang "
        "memegang dua jabatan dihitung sekali.",
        counted=(f"{_ENDS}.locked",), better=Better.LOWER,
    ),
    Indicator(
        code="revoked", name="Dicabut", unit="jabatan", source="Pasal 6",
        formula="Jumlah jabatan yang aksesnya dicabut pada bulan itu karena melanggar kerahasiaan data.",
        counted=(f"{_ENDS}.revoked",), better=Better.LOWER,
    ),
    Indicator(
        code="reached_rt", name="Ketua RT yang terjangkau", unit="persen", source="Pasal 2(1)a",
        formula="Jabatan Ketua RT yang ada pemegangnya, akunnya aktif, dan pernah masuk ÷ semua RT "
        "yang tidak "
        "ditutup.",
        counted=("wacat.accounts.coverage.Counts.reached",), better=Better.HIGHER,
    ),
    Indicator(
        code="reached_lurah", name="Lurah yang terjangkau", unit="persen", source="Pasal 2(1)a",
        formula="Jabatan Lurah yang ada pemegangnya, akunnya aktif, dan pernah masuk ÷ semua kelurahan yang "
        "tidak ditutup.",
        counted=("wacat.accounts.coverage.Counts.every",), better=Better.HIGHER,
    ),
    Indicator(
        code="attested", name="Laporan berkala tepat waktu", unit="persen", source="Pasal 5(3)b",
        formula="Laporan berkala Lurah yang selesai paling lambat pada jatuh temponya ÷ laporan "
        "berkala yang jatuh "
        "tempo pada semester itu.",
        counted=(
            "wacat.evaluation.measures.Rounds.due", "wacat.evaluation.measures.Rounds.finished",
            "wacat.evaluation.measures.Rounds.in_time",
        ),
        better=Better.HIGHER,
    ),
    Indicator(
        code="breaches", name="Koreksi lewat batas 3 x 24 jam", unit="koreksi", source="Pasal 10b",
        formula="Koreksi yang tenggatnya mulai berjalan pada masa itu dan diputus sesudah batasnya, ditambah "
        "yang belum diputus padahal batasnya sudah lewat ketika dihitung. Keberatan memulai tenggat baru "
        "yang dihitung sendiri. Batas tidak berjalan selama menunggu keterangan, kecuali sudah lewat "
        "sebelumnya. Yang dibatalkan penulisnya sebelum lewat tidak dihitung.",
        counted=(
            f"{_LATE}.late", f"{_LATE}.decided_late", f"{_LATE}.open_late", f"{_LATE}.claimed",
            f"{_LATE}.worst_hours",
        ),
        better=Better.LOWER,
    ),
    Indicator(
        code="revocations", name="Pencabutan karena pelanggaran", unit="akun", source="Pasal 6",
        formula="Jumlah pencabutan akses yang diputus pada masa itu, termasuk yang kemudian dipulihkan "
        "setelah "
        "keberatan.",
        counted=(f"{_OUT}.count", f"{_OUT}.objected", f"{_OUT}.reinstated"), better=Better.LOWER,
    ),
    Indicator(
        code="break_glass", name="Akses darurat", unit="kali", source="Pasal 8a, 9",
        formula="Jumlah pembukaan akses darurat oleh tim teknis yang dimulai pada masa itu.",
        counted=tuple(
            f"wacat.evaluation.measures.Incidents.{name}"
            for name in ("opened", "minutes", "justified", "unjustified", "unreviewed", "locked")
        ),
        better=Better.LOWER,
    ),
    Indicator(
        code="pattern_alarms", name="Alarm pola penyangkalan", unit="kali", source="Pasal 3b, 10b",
        formula="Jumlah alarm yang timbul pada masa itu karena satu RT, atau orang-orang di satu jalan, "
        "disangkal sebagai bukan warga dalam jumlah yang mencolok. Alarm bukan bukti kesalahan.",
        counted=("wacat.evaluation.measures.Incidents.alarms",), better=Better.LOWER,
    ),
    Indicator(
        code="tickets", name="Tiket", unit="tiket", source="Pasal 8c",
        formula="Jumlah pertanyaan dan keluhan yang dikirim pada bulan itu.",
        counted=(f"{_DESK}.opened",),
    ),
    Indicator(
        code="tickets_active", name="Tiket belum selesai", unit="tiket", source="Pasal 8c",
        formula="Jumlah tiket bulan itu yang hari ini belum selesai.",
        counted=(f"{_DESK}.active",), better=Better.LOWER,
    ),
    Indicator(
        code="tickets_solved", name="Tiket selesai", unit="tiket", source="Pasal 8c",
        formula="Jumlah tiket bulan itu yang hari ini selesai atau ditutup.",
        counted=(f"{_DESK}.solved",), better=Better.HIGHER,
    ),
    Indicator(
        code="tickets_late", name="Tiket melewati tenggat", unit="tiket", source="Pasal 8c",
        formula="Jumlah tiket bulan itu yang selesai sesudah tenggat kategorinya, atau belum selesai ketika "
        "tenggatnya lewat.",
        counted=(f"{_DESK}.late",), better=Better.LOWER,
    ),
    Indicator(
        code="tickets_content", name="Puas", unit="persen", source="Pasal 8c",
        formula="Penilaian puas ÷ semua penilaian atas tiket bulan itu. Tiket yang tidak dinilai tidak "
        "dihitung.",
        counted=(f"{_DESK}.content", f"{_DESK}.rated"), better=Better.HIGHER,
    ),
)  # fmt: skip
