"""Spellings of kelurahan met in the field, beside the official one. Facts, not a copy of a list."""

SPELLINGS: dict[str, tuple[str, ...]] = {
    "64.71.02.1004": ("Karingau",),
    "64.71.02.1005": ("Margomulyo",),
    "64.71.02.1006": ("Margasari",),
    "64.71.03.1002": ("Gunungsamarinda", "Gn. Samarinda"),
    "64.71.03.1003": ("Karangjoang",),
    "64.71.03.1004": ("Muararapak",),
    "64.71.03.1005": ("Gunungsamarinda Baru", "Gn. Samarinda Baru"),
    "64.71.04.1001": ("Gunungsari Ulu", "Gn. Sari Ulu"),
    "64.71.04.1002": ("Gunungsari Ilir", "Gn. Sari Ilir"),
    "64.71.04.1003": ("Karangrejo",),
    "64.71.04.1004": ("Karangjati",),
    "64.71.04.1005": ("Mekarsari",),
    "64.71.04.1006": ("Sumberejo", "Sumber Rejo"),
    "64.71.05.1006": ("Gunungbahagia", "Gn. Bahagia"),
    "64.71.05.1010": ("Sungai Nangka",),
}
