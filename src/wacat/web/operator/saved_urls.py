"""Addresses of saved views of the queue."""

from django.urls import path

from wacat.web.operator import saved

urlpatterns = [
    path("", saved.save, name="operator-view-save"),
    path("<int:view_id>/hapus/", saved.drop, name="operator-view-drop"),
]
