"""Addresses of the territory."""

from django.urls import path

from wacat.web.territory import acts, lists, outlines, views

urlpatterns = [
    path("", views.index, name="territory"),
    path("daftar/", lists.index, name="territory-lists"),
    path("daftar/<int:list_id>/", lists.show, name="territory-list"),
    path("daftar/<int:list_id>/perbaikan/", lists.faulty, name="territory-list-faulty"),
    path("daftar/<int:list_id>/terapkan/", lists.apply, name="territory-list-apply"),
    path("peta/", outlines.index, name="territory-outlines"),
    path("peta/ubin/", outlines.to_tiles, name="territory-outlines-tiles"),
    path("peta/<int:outlines_id>/", outlines.show, name="territory-outline"),
    path("peta/<int:outlines_id>/pakai/", outlines.use, name="territory-outline-use"),
    path("<int:area_id>/", views.area, name="territory-area"),
    path("<int:area_id>/<slug:act>/", acts.act, name="territory-act"),
]
