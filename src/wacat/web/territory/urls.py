"""Addresses of the territory."""

from django.urls import path

from wacat.web.territory import acts, lists, views

urlpatterns = [
    path("", views.index, name="territory"),
    path("daftar/", lists.index, name="territory-lists"),
    path("daftar/<int:list_id>/", lists.show, name="territory-list"),
    path("daftar/<int:list_id>/perbaikan/", lists.faulty, name="territory-list-faulty"),
    path("daftar/<int:list_id>/terapkan/", lists.apply, name="territory-list-apply"),
    path("<int:area_id>/", views.area, name="territory-area"),
    path("<int:area_id>/<slug:act>/", acts.act, name="territory-act"),
]
