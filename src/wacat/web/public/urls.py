"""Addresses without sign-in."""

from django.urls import path

from wacat.web.public import views

urlpatterns = [
    path("publik/", views.counts, name="public"),
    path("publik/<str:period>.csv", views.as_csv, name="public-csv"),
    path("publik/<str:period>.json", views.as_json, name="public-json"),
    path("verifikasi/<str:sheet_code>/", views.verify, name="verify"),
]
