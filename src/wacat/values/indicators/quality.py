"""Figures of the quality of what comes in and of its consistency (Pasal 2(2)b, 2(2)d)."""

from wacat.values.indicators.indicator import Better, Indicator

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
)  # fmt: skip
