"""Addresses of the Lurah."""

from django.urls import path

from wacat.web.lurah import views
from wacat.web.notices.urls import routes

urlpatterns = [
    path("", views.index, name="lurah"),
    path("rt/<int:area_id>/", views.neighbourhood, name="lurah-rt"),
    *routes("LURAH"),
]
