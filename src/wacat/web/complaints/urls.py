"""Addresses of the desk that settles questions and complaints, below /keluhan/."""

from django.urls import path

from wacat.web.complaints import articles, case, categories, keying, listing

one = "<int:ticket_id>/"
urlpatterns = [
    path("", listing.index, name="complaints"),
    path("unduh/", listing.download, name="complaints-download"),
    path("baru/", keying.index, name="complaints-new"),
    path("kategori/", categories.index, name="complaints-categories"),
    path("artikel/", articles.index, name="articles"),
    path("artikel/baru/", articles.new, name="article-new"),
    path("artikel/<int:article_id>/", articles.edit, name="article"),
    path("artikel/<int:article_id>/terbit/", articles.publish, name="article-publish"),
    path("artikel/<int:article_id>/tarik/", articles.withdraw, name="article-withdraw"),
    path(one, case.show, name="complaint"),
    path(f"{one}ambil/", case.take, name="complaint-take"),
    path(f"{one}lepas/", case.release, name="complaint-release"),
    path(f"{one}serahkan/", case.assign, name="complaint-assign"),
    path(f"{one}jawab/", case.answer, name="complaint-answer"),
    path(f"{one}catatan/", case.note, name="complaint-note"),
    path(f"{one}kategori/", case.category, name="complaint-category"),
    path(f"{one}berkas/<int:file_id>/", case.file, name="complaint-file"),
]
