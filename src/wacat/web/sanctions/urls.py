"""Addresses of revocation for breach."""

from django.urls import path

from wacat.web.sanctions import views

urlpatterns = [
    path("", views.index, name="sanctions"),
    path("<int:sanction_id>/", views.show, name="sanction"),
    path("<int:sanction_id>/putuskan/", views.decide, name="sanction-decide"),
    path("<int:sanction_id>/tutup/", views.drop, name="sanction-drop"),
    path("<int:sanction_id>/keberatan/", views.record, name="sanction-record"),
    path("<int:sanction_id>/jawab/", views.settle, name="sanction-settle"),
    path("<int:sanction_id>/bukti/<int:file_id>/", views.file, name="sanction-file"),
    path("<int:sanction_id>/surat.pdf", views.letter, name="sanction-letter"),
]
