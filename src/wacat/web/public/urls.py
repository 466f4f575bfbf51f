"""Addresses without sign-in."""

from django.urls import path

from wacat.web.public import checking, views

urlpatterns = [
    path("publik/", views.counts, name="public"),
    path("publik/kamus/", views.dictionary, name="public-dictionary"),
    path("publik/<str:period>.csv", views.as_csv, name="public-csv"),
    path("publik/<str:period>.json", views.as_json, name="public-json"),
    path("verifikasi/<str:sheet_code>/", checking.verify, name="verify"),
]
