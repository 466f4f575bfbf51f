"""Announcements with their receipts, one that waits for approval, and the bulletins of late."""

from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from wacat.accounts.access import get_account
from wacat.announcements.models import Announcement, Version
from wacat.announcements.states import VersionState
from wacat.reports import bulletin
from wacat.values.tanggal import months_later

READERS = ["KETUA_RT", "LURAH"]
BULLETINS = 3
# title, text, days ago, urgent, must be read, share of the offices that opened it
SHOWN = (
    ("Layanan keliling di enam kecamatan", "Mobil layanan hadir setiap **Selasa dan Kamis**:\n\n"
     "- Balikpapan Timur: halaman kantor kecamatan\n- kecamatan lain: menyusul di sini", 21, False, False,
     82),
    ("Jangan menjawab pesan yang meminta kode", "Kami **tidak pernah** meminta kata sandi atau kode "
     "lewat telepon. Bila menerimanya, [beri tahu kami](/bantuan/kirim/).", 6, True, True, 64),
    ("Loket tutup Jumat sore", "Loket tutup pukul 15.00 karena apel. WaCAT tetap dapat dipakai.", 1,
     False, False, 23),
)  # fmt: skip
WAITING = (
    "Jadwal libur akhir tahun",
    "Kantor tutup pada hari libur nasional dan cuti bersama. Jawaban tetap dapat dikirim.",
)
# so many of a hundred offices opened it, spread evenly over the city and the same for a day
RECEIPTS = """
INSERT INTO announcements_receipt (version_id, account_id, office, area_id, seen_at, confirmed_at)
SELECT %(version)s, a.id, ap.office, ap.area_id,
       %(from)s + make_interval(mins => (ap.id * 37 %% 1200)::int),
       CASE WHEN %(must)s THEN %(from)s + make_interval(mins => (ap.id * 37 %% 1200)::int + 1) END
FROM accounts_appointment ap JOIN accounts_account a ON a.person_id = ap.person_id AND a.state = 'ACTIVE'
WHERE ap.valid @> statement_timestamp() AND ap.office IN ('KETUA_RT', 'LURAH')
  AND a.username NOT IN ('rt', 'rt2', 'rtbaru', 'lurah') AND ap.id * 61 %% 100 < %(share)s
"""


def load(*, at: datetime) -> None:
    """Fill announcements and the bulletin; the caller has opened a context of the system."""
    operator, kasi = get_account("operator"), get_account("kasi")
    for title, body, days, urgent, must_read, share in SHOWN:
        begins = at - timedelta(days=days)
        version = Version.objects.create(
            announcement=Announcement.objects.create(made_by=operator, made_at=begins), number=1,
            title=title, body=body, urgent=urgent, must_read=must_read, offices=READERS,
            from_at=begins, made_by=operator, made_at=begins, submitted_by=operator,
            submitted_at=begins, decided_by=kasi, decided_at=begins, told_at=begins,
            state=VersionState.APPROVED,
        )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(
                RECEIPTS,
                {"version": version.pk, "from": begins, "must": must_read, "share": share},
            )
    Version.objects.create(
        announcement=Announcement.objects.create(made_by=operator, made_at=at), number=1,
        title=WAITING[0], body=WAITING[1], offices=READERS, from_at=at + timedelta(days=1),
        made_by=operator, made_at=at, submitted_by=operator, submitted_at=at,
        state=VersionState.SUBMITTED,
    )  # fmt: skip
    _bulletins(at=at)


def _bulletins(*, at: datetime) -> None:
    """The last months, each made when it was due, so that the chart has something to show."""
    this = timezone.localdate(at).replace(day=1)
    for back in range(BULLETINS, 0, -1):
        made = bulletin.make(
            month=months_later(this, -back), straight=True, by=get_account("sistem").pk,
            at=at - timedelta(days=30 * (back - 1)),
        )  # fmt: skip
        if made is not None:
            made.versions.update(told_at=at)
