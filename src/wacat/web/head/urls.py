"""Addresses of Kepala and sekretaris."""

from django.urls import path

from wacat.web.complaints import counting
from wacat.web.head import views

urlpatterns = [
    path("", views.index, name="head"),
    path("keluhan/", counting.index, name="complaint-counts"),
]
