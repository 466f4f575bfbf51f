"""Addresses of the alarms."""

from django.urls import path

from wacat.web.patterns import views

urlpatterns = [
    path("", views.index, name="patterns"),
    path("<int:pattern_id>/", views.mark, name="pattern-mark"),
]
