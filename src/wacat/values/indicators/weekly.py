"""Figures of the week that Kepala and sekretaris read on Monday (Pasal 11)."""

from wacat.values.indicators.indicator import Better, Indicator

_WEEK = "wacat.evaluation.weekly.Week"
_FROM = "Minggu dihitung dari Senin sampai Minggu."

WEEKLY: tuple[Indicator, ...] = (
    Indicator(
        code="week_told", name="Pemberitahuan baru", unit="pemberitahuan", source="Pasal 3a",
        formula=f"Jumlah pemberitahuan yang diterbitkan dalam minggu itu dan tidak ditarik. {_FROM}",
        counted=(f"{_WEEK}.told",),
    ),
    Indicator(
        code="week_answered", name="Dijawab dalam minggu itu", unit="pemberitahuan", source="Pasal 3b",
        formula="Jumlah pemberitahuan yang dijawab dalam minggu itu, kapan pun diterbitkannya.",
        counted=(f"{_WEEK}.answered",), better=Better.HIGHER,
    ),
    Indicator(
        code="week_prompt", name="Dijawab dalam 3 x 24 jam, minggu itu", unit="pemberitahuan",
        source="Pasal 3b",
        formula="Dari yang dijawab dalam minggu itu, jumlah yang dijawab paling lambat 72 jam sesudah "
        "diterbitkan.",
        counted=(f"{_WEEK}.prompt",), better=Better.HIGHER,
    ),
    Indicator(
        code="week_disputed", name="Ada yang salah atau bukan warga, minggu itu", unit="pemberitahuan",
        source="Pasal 3b",
        formula="Dari yang dijawab dalam minggu itu, jumlah yang jawabannya bukan “Benar”.",
        counted=(f"{_WEEK}.disputed",),
    ),
    Indicator(
        code="week_claimed", name="Koreksi diajukan, minggu itu", unit="koreksi", source="Pasal 3b, 10b",
        formula="Jumlah koreksi yang diajukan dalam minggu itu dan tidak dibatalkan penulisnya.",
        counted=(f"{_WEEK}.claimed",),
    ),
    Indicator(
        code="week_settled", name="Koreksi diputus, minggu itu", unit="koreksi", source="Pasal 10b",
        formula="Jumlah koreksi yang putusannya dibuat dalam minggu itu, kapan pun diajukannya.",
        counted=(f"{_WEEK}.settled",), better=Better.HIGHER,
    ),
    Indicator(
        code="week_late", name="Menunggu jawaban lebih dari 3 x 24 jam", unit="pemberitahuan",
        source="Pasal 3b",
        formula="Jumlah pemberitahuan yang pada akhir minggu sudah menunggu lebih dari 72 jam tanpa jawaban. "
        "Yang ditutup tanpa tanggapan sebelum itu tidak dihitung.",
        counted=(f"{_WEEK}.late",), better=Better.LOWER,
    ),
    Indicator(
        code="week_overdue", name="Koreksi lewat batas waktu, akhir minggu", unit="koreksi",
        source="Pasal 10b",
        formula="Jumlah koreksi yang pada akhir minggu sudah melewati tenggatnya dan belum diputus. Yang "
        "sedang menunggu keterangan tidak dihitung.",
        counted=(f"{_WEEK}.overdue",), better=Better.LOWER,
    ),
)  # fmt: skip
