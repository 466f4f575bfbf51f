"""Figures of the quality of what comes in and of its consistency (Pasal 2(2)b, 2(2)d)."""

from wacat.values.indicators.indicator import Better, Indicator

_RATE = "wacat.evaluation.consistency.rates.Rate"
_Q = "wacat.intake.quality.Counts"

QUALITY: tuple[Indicator, ...] = (
    Indicator(
        code="file_score", name="Nilai mutu berkas", unit="0 sampai 100", source="Pasal 2(2)b, 2(2)d",
        formula="100 × (diterima − 0,2 × diterima dengan catatan) ÷ (diterima + karantina), dibulatkan "
        "ke bawah. "
        "Baris kembar dan baris yang bukan layanan tidak dihitung.",
        counted=(f"{_Q}.score",), better=Better.HIGHER,
    ),
    Indicator(
        code="file_accepted", name="Baris diterima", unit="baris", source="Pasal 2(2)d",
        formula="Jumlah baris berkas yang menjadi layanan. Bulannya adalah bulan berkas diperiksa.",
        counted=(f"{_Q}.accepted", f"{_Q}.rows"),
    ),
    Indicator(
        code="file_warned", name="Baris dengan catatan", unit="baris", source="Pasal 2(2)d",
        formula="Jumlah baris diterima yang mempunyai paling sedikit satu peringatan. Satu baris "
        "dihitung sekali.",
        counted=(f"{_Q}.warned",), better=Better.LOWER,
    ),
    Indicator(
        code="file_quarantined", name="Baris karantina", unit="baris", source="Pasal 2(2)d",
        formula="Jumlah baris yang ditahan karena ada galat dan belum menjadi layanan.",
        counted=(f"{_Q}.quarantined",), better=Better.LOWER,
    ),
    Indicator(
        code="mismatch", name="Tingkat ketidakcocokan", unit="persen", source="Pasal 2(2)b",
        formula="Jawaban yang mengatakan ada yang salah atau bukan warga ÷ semua jawaban. Bulannya "
        "adalah bulan "
        "layanan. Selangnya selang Wilson 95 persen; di bawah 30 jawaban disebut angka kecil.",
        counted=(f"{_RATE}.share", f"{_RATE}.answered", f"{_RATE}.disputed"), better=Better.LOWER,
    ),
    Indicator(
        code="mismatch_element", name="Ketidakcocokan menurut unsur", unit="persen", source="Pasal 2(2)b",
        formula="Jawaban yang mempersoalkan unsur itu ÷ semua jawaban. Jawaban yang mempersoalkan "
        "beberapa unsur "
        "dihitung pada setiap unsurnya.",
        counted=("wacat.evaluation.consistency.queries.by_element",), better=Better.LOWER,
    ),
    Indicator(
        code="proven", name="Terbukti", unit="persen", source="Pasal 2(2)b, 10b",
        formula="Unsur yang dipersoalkan dan diterima operator ÷ unsur yang dipersoalkan dan sudah diputus.",
        counted=(f"{_RATE}.proven_share", f"{_RATE}.proven", f"{_RATE}.judged"),
    ),
    Indicator(
        code="contribution", name="Sumbangan pada perubahan", unit="persen poin", source="Pasal 2(2)b",
        formula="Perubahan tingkat setiap bagian dikali rata-rata bobotnya, ditambah perubahan "
        "bobotnya dikali "
        "selisih rata-rata tingkatnya dari rata-rata seluruhnya. Jumlah semua sumbangan sama dengan "
        "perubahan "
        "seluruhnya.",
        counted=("wacat.evaluation.consistency.change.Contribution.total",), better=Better.LOWER,
    ),
)  # fmt: skip
