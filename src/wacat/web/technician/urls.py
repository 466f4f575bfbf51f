"""Addresses of the technician."""

from django.urls import path

from wacat.web.complaints import technical
from wacat.web.technician import emergency, views

urlpatterns = [
    path("", views.state, name="system-state"),
    path("percobaan/", views.try_delivery, name="try-delivery"),
    path("darurat/", emergency.index, name="break-glass"),
    path("darurat/<int:glass_id>/", emergency.search, name="break-glass-search"),
    path("darurat/<int:glass_id>/akhiri/", emergency.end, name="break-glass-end"),
    path("keluhan/", technical.index, name="technical-complaints"),
    path("keluhan/<int:ticket_id>/", technical.show, name="technical-complaint"),
    path("komponen/", views.components, name="components"),
]
