"""Figures of LEP Dukcapil: services, people, and how notices were answered (Pasal 1(8), 3)."""

from wacat.values.indicators.indicator import Better, Indicator

_R = "wacat.reports.figures.Responses"
_C = "wacat.reports.figures.Cell"
_N = "wacat.reports.figures.Citizens"
_CHILD = "wacat.reports.figures.Child"
_LINE = "wacat.reports.overview.Line"
_PAGE = "wacat.announcements.bulletin.Figures"
_REACH = "wacat.reports.reach.Reach"
_RT = "wacat.reports.neighbourhoods.RtLine"
_KEL = "wacat.reports.neighbourhoods.KelurahanMonth"
_MONTH = "Bulannya adalah bulan layanan."


def _both(name: str) -> tuple[str, str]:
    """The figure of that name in the two tables of a Lurah."""
    return f"{_RT}.{name}", f"{_KEL}.{name}"


REPORTS: tuple[Indicator, ...] = (
    Indicator(
        code="services", name="Layanan", unit="layanan", source="Pasal 1(8), 3a",
        formula="Jumlah layanan yang diterbitkan dan tidak ditarik, menurut tanggal layanan. Satu layanan "
        "dihitung sekali dalam satu wilayah: di tempat tinggal atau tempat tujuan, dan di tempat asal bila "
        "asalnya di luar wilayah itu tetapi masih di dalam kota. Yang "
        "baru diketahui setelah bulannya dikunci dihitung pada bulan terbuka berikutnya sebagai susulan.",
        counted=(
            "wacat.reports.figures.Service.count", "wacat.reports.figures.Lep.services_total",
            f"{_CHILD}.services", f"{_LINE}.services", f"{_PAGE}.services",
            "wacat.reports.public.PublicTable.count",
        ),
    ),
    Indicator(
        code="growth", name="Perubahan layanan", unit="persen", source="Pasal 1(8)",
        formula="(Layanan bulan ini − layanan bulan sebelumnya) ÷ layanan bulan sebelumnya.",
        counted=("wacat.reports.overview.growth",),
    ),
    Indicator(
        code="start", name="Penduduk awal", unit="orang (perkiraan)", source="Pasal 1(8)",
        formula="Jumlah penduduk menurut daftar DKB terakhir sebelum bulan itu, ditambah lahir dan datang, "
        "dikurangi mati dan pindah, sejak daftar itu sampai awal bulan. Bila daftar pertama lebih baru, awal "
        "dihitung mundur dari daftar itu.",
        counted=(f"{_C}.start",),
    ),
    Indicator(
        code="start_citizenship", name="Penduduk awal menurut kewarganegaraan", unit="orang (perkiraan)",
        source="Pasal 1(8)",
        formula="Seperti penduduk awal, untuk WNI dan WNA sendiri-sendiri. Hanya ada bila daftar DKB itu "
        "memisahkan keduanya.",
        counted=(f"{_N}.start",),
    ),
    Indicator(
        code="born", name="Lahir", unit="orang", source="Pasal 1(8)",
        formula="Jumlah akta kelahiran yang diterbitkan untuk penduduk wilayah itu, menurut tanggal layanan.",
        counted=(f"{_C}.born", f"{_N}.born", f"{_CHILD}.born", f"{_PAGE}.born"),
    ),
    Indicator(
        code="arrived", name="Datang", unit="orang", source="Pasal 1(8)",
        formula="Jumlah orang yang pindah datang dari luar wilayah itu. Pindah di dalam wilayah tidak "
        "dihitung.",
        counted=(f"{_C}.arrived", f"{_N}.arrived", f"{_CHILD}.arrived", f"{_PAGE}.arrived"),
    ),
    Indicator(
        code="died", name="Mati", unit="orang", source="Pasal 1(8)",
        formula="Jumlah akta kematian yang diterbitkan untuk penduduk wilayah itu, menurut tanggal layanan.",
        counted=(f"{_C}.died", f"{_N}.died", f"{_CHILD}.died", f"{_PAGE}.died"),
    ),
    Indicator(
        code="left", name="Pindah", unit="orang", source="Pasal 1(8)",
        formula="Jumlah orang yang pindah ke luar wilayah itu. Pindah di dalam wilayah tidak dihitung.",
        counted=(f"{_C}.left", f"{_N}.left", f"{_CHILD}.left", f"{_PAGE}.left"),
    ),
    Indicator(
        code="end", name="Penduduk akhir", unit="orang (perkiraan)", source="Pasal 1(8)",
        formula="Awal + lahir + datang − mati − pindah.",
        counted=(f"{_C}.end", f"{_N}.end"),
    ),
    Indicator(
        code="told", name="Pemberitahuan", unit="pemberitahuan", source="Pasal 3a",
        formula="Jumlah pemberitahuan yang sampai kepada Ketua RT dan Lurah dan tidak ditarik. Pindah "
        "antar-RT "
        f"memberi dua pemberitahuan: di RT asal dan di RT tujuan. {_MONTH}",
        counted=(f"{_R}.told", f"{_CHILD}.told", f"{_LINE}.told", f"{_PAGE}.told", *_both("told")),
    ),
    Indicator(
        code="answered", name="Dijawab", unit="pemberitahuan", source="Pasal 3b",
        formula="Jumlah pemberitahuan yang jawabannya berlaku: benar, ada yang salah, atau bukan warga "
        f"saya. {_MONTH}",
        counted=(
            f"{_R}.answered", f"{_CHILD}.answered", f"{_LINE}.answered", f"{_PAGE}.answered",
            *_both("answered"),
        ),
        better=Better.HIGHER,
    ),
    Indicator(
        code="answered_share", name="Tingkat jawaban", unit="persen", source="Pasal 3b",
        formula="Dijawab ÷ pemberitahuan.",
        counted=(
            f"{_R}.answered_share", f"{_CHILD}.answered_share", f"{_LINE}.answered_share",
            *_both("answered_share"),
        ),
        better=Better.HIGHER,
    ),
    Indicator(
        code="answering_share", name="RT yang menjawab", unit="persen", source="Pasal 2(1)a, 3b",
        formula="RT yang menjawab paling sedikit satu pemberitahuan ÷ RT yang mendapat paling sedikit satu. "
        f"{_MONTH}",
        counted=(f"{_REACH}.answering_share", f"{_REACH}.answering_rts", f"{_REACH}.told_rts"),
        better=Better.HIGHER,
    ),
    Indicator(
        code="kecamatan_median", name="Tengah kecamatan", unit="persen", source="Pasal 3b",
        formula="Tingkat jawaban yang terletak di tengah bila semua kelurahan sekecamatan diurutkan. Hanya "
        "dihitung bila paling sedikit tiga kelurahan mendapat 20 pemberitahuan atau lebih.",
        counted=(f"{_KEL}.median",),
    ),
    Indicator(
        code="confirmed", name="Benar", unit="pemberitahuan", source="Pasal 3b, 10b",
        formula=f"Jumlah pemberitahuan yang dijawab benar. {_MONTH}",
        counted=(f"{_R}.confirmed",),
    ),
    Indicator(
        code="corrected", name="Ada yang salah", unit="pemberitahuan", source="Pasal 3b, 10b",
        formula=f"Jumlah pemberitahuan yang dijawab ada yang salah. {_MONTH}",
        counted=(f"{_R}.corrected",), better=Better.LOWER,
    ),
    Indicator(
        code="not_mine", name="Bukan warga", unit="pemberitahuan", source="Pasal 3b, 10b",
        formula=f"Jumlah pemberitahuan yang dijawab bukan warga saya. {_MONTH}",
        counted=(f"{_R}.not_mine",), better=Better.LOWER,
    ),
    Indicator(
        code="unanswered", name="Belum dijawab", unit="pemberitahuan", source="Pasal 3b",
        formula="Pemberitahuan − dijawab.",
        counted=(f"{_R}.unanswered",), better=Better.LOWER,
    ),
    Indicator(
        code="closed", name="Ditutup tanpa tanggapan", unit="pemberitahuan", source="Pasal 3b",
        formula="Jumlah pemberitahuan yang tidak dijawab sampai batas waktu Lurah lewat, lalu ditutup "
        "sistem. "
        f"{_MONTH}",
        counted=(f"{_R}.closed",), better=Better.LOWER,
    ),
    Indicator(
        code="prompt", name="Dijawab dalam 3 x 24 jam", unit="pemberitahuan", source="Pasal 3b",
        formula="Jumlah jawaban yang datang paling lambat 72 jam sesudah pemberitahuan diterbitkan. "
        f"{_MONTH}",
        counted=(f"{_R}.prompt", f"{_LINE}.prompt", f"{_RT}.prompt"), better=Better.HIGHER,
    ),
    Indicator(
        code="prompt_share", name="Bagian jawaban dalam 3 x 24 jam", unit="persen", source="Pasal 3b",
        formula="Dijawab dalam 3 x 24 jam ÷ dijawab.",
        counted=(f"{_R}.prompt_share", f"{_LINE}.prompt_share"), better=Better.HIGHER,
    ),
    Indicator(
        code="mean_hours", name="Rata-rata waktu menjawab", unit="jam", source="Pasal 3b",
        formula="Jumlah waktu dari pemberitahuan sampai jawabannya ÷ dijawab. Hari libur ikut dihitung.",
        counted=(f"{_R}.mean_hours", f"{_LINE}.answer_hours", f"{_LINE}.answer_seconds"), better=Better.LOWER,
    ),
)  # fmt: skip
