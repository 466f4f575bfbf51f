"""Addresses of the Ketua RT."""

from django.urls import path

from wacat.web.notices.urls import routes
from wacat.web.rt import views

urlpatterns = [path("", views.index, name="rt"), *routes("KETUA_RT")]
