"""Addresses of Kepala and sekretaris."""

from django.urls import path

from wacat.web.head import views

urlpatterns = [path("", views.index, name="head")]
