"""Addresses of consistency, below /konsistensi/."""

from django.urls import path

from wacat.web.consistency import views

urlpatterns = [
    path("", views.index, name="consistency"),
    path("mengapa/", views.why, name="consistency-why"),
    path("unduh.xlsx", views.download, name="consistency-xlsx"),
]
