"""Addresses of Masukan: of those who tell, and of the desk."""

from django.urls import path

from wacat.web.feedback import case, desk, listing, telling

ONE = "<int:feedback_id>/"
tellers = [
    path("", listing.index, name="feedbacks"),
    path("baru/", telling.new, name="feedback-new"),
    path(ONE, listing.show, name="feedback"),
    path(f"{ONE}batal/", listing.take_back, name="feedback-cancel"),
    path(f"{ONE}foto/<int:photo_id>/", listing.photo, name="feedback-photo"),
]
desk_patterns = [
    path("", desk.index, name="desk-feedbacks"),
    path("unduh/", desk.download, name="desk-feedback-download"),
    path(ONE, case.show, name="desk-feedback"),
    path(f"{ONE}langkah/", case.advance, name="desk-feedback-advance"),
    path(f"{ONE}cocok/<int:match_id>/", case.judge, name="desk-feedback-judge"),
    path(f"{ONE}kunjungan/", case.visit, name="desk-feedback-visit"),
    path(f"{ONE}foto/<int:photo_id>/", case.photo, name="desk-feedback-photo"),
]
