"""Addresses of Kepala and sekretaris."""

from django.urls import path

from wacat.web.complaints import counting
from wacat.web.head import deadlines, views

urlpatterns = [
    path("", views.index, name="head"),
    path("tenggat/", deadlines.index, name="deadlines"),
    path("keluhan/", counting.index, name="complaint-counts"),
]
