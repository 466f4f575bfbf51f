"""Addresses of the administrator."""

from django.urls import path

from wacat.web.administrator import views

urlpatterns = [
    path("", views.offices, name="offices"),
    path("pengungkapan/", views.disclosure, name="disclosure"),
    path(
        "pengungkapan/<slug:kind>/<slug:office>/", views.change_disclosure, name="change-disclosure"
    ),
    path("jejak/", views.trail, name="trail"),
]
