"""Addresses of help, below /bantuan/."""

from django.urls import path

from wacat.web.help import asking, figures, guides, index, tickets

one = "tiket/<int:ticket_id>/"
urlpatterns = [
    path("", index.index, name="help"),
    path("artikel/<int:article_id>/", index.article, name="help-article"),
    path("panduan/<slug:folder>/<slug:name>/", guides.show, name="help-guide"),
    path("gambar/<slug:picture_name>/", guides.picture, name="help-picture"),
    path("angka/", figures.index, name="help-figures"),
    path("kirim/", asking.ask, name="help-ask"),
    path("saran/", asking.suggest, name="help-suggest"),
    path("tiket/", tickets.index, name="help-tickets"),
    path(one, tickets.show, name="help-ticket"),
    path(f"{one}balas/", tickets.reply, name="help-reply"),
    path(f"{one}selesai/", tickets.settle, name="help-settle"),
    path(f"{one}buka-lagi/", tickets.reopen, name="help-reopen"),
    path(f"{one}nilai/", tickets.rate, name="help-rate"),
    path(f"{one}berkas/<int:file_id>/", tickets.file, name="help-file"),
]
