"""Addresses of announcements, below /pengumuman/."""

from django.urls import path

from wacat.web.announcements import managing, reading, receipts

one = "kelola/<int:announcement_id>/"
urlpatterns = [
    path("", reading.index, name="announcements"),
    path("<int:announcement_id>/", reading.show, name="announcement"),
    path("<int:announcement_id>/dibaca/", reading.confirm, name="announcement-read"),
    path("kelola/", managing.index, name="announce"),
    path("kelola/baru/", managing.new, name="announce-new"),
    path(one, managing.show, name="announce-one"),
    path(f"{one}ubah/", managing.edit, name="announce-edit"),
    path(f"{one}ajukan/", managing.submit, name="announce-submit"),
    path(f"{one}setujui/", managing.approve, name="announce-approve"),
    path(f"{one}kembalikan/", managing.send_back, name="announce-return"),
    path(f"{one}tarik/", managing.withdraw, name="announce-withdraw"),
    path(f"{one}penerima/", receipts.index, name="announce-receivers"),
    path(f"{one}penerima/unduh/", receipts.download, name="announce-receivers-xlsx"),
]
