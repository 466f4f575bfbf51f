"""Which definition (`values.indicators`) stands beside which heading or row of a LEP on screen.

What stands in the row of large figures above the tables is explained there.
"""

from wacat.reports import sheet

DECISIONS = {
    sheet.DECISIONS["accepted"]: "accepted", sheet.DECISIONS["partly"]: "partly_accepted",
    sheet.DECISIONS["rejected"]: "rejected", sheet.DECISIONS["other"]: "decided_otherwise",
    sheet.DECISIONS["unknown"]: "decided_unknown",
}  # fmt: skip
MEANINGS: dict[str, dict[str, str]] = {
    "lampid": {"Awal": "start", "Akhir": "end"},
    "citizens": {"Awal": "start_citizenship"},
    "answers": {
        "Pemberitahuan": "told", "Benar": "confirmed", "Ada yang salah": "corrected",
        "Bukan warga": "not_mine", "Belum dijawab": "unanswered",
        "Dijawab dalam 3 x 24 jam": "prompt", "Rata-rata waktu menjawab": "mean_hours",
    },
    "corrections": DECISIONS | {
        "Diajukan": "claimed", "Diputuskan": "settled", "Diputuskan dalam tenggat": "in_time",
        "Belum diputuskan": "waiting", "Rata-rata sampai putusan": "settle_hours",
    },
    "late": DECISIONS | {
        "Pemberitahuan": "told", "Benar": "confirmed", "Ada yang salah": "corrected",
        "Bukan warga": "not_mine", "Koreksi diajukan": "claimed", "Koreksi diputuskan": "settled",
    },
    "offices": {
        "Masa selesai": "ended_term", "Serah terima": "ended_handed_over", "Sebab lain": "ended_other",
        "HP hilang": "locked", "Dicabut": "revoked",
    },
}  # fmt: skip
