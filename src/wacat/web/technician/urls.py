"""Addresses of the technician."""

from django.urls import path

from wacat.web.technician import views

urlpatterns = [
    path("", views.state, name="system-state"),
    path("percobaan/", views.try_delivery, name="try-delivery"),
    path("komponen/", views.components, name="components"),
]
