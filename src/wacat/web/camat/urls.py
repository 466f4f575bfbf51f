"""The address of a one-time link."""

from django.urls import path

from wacat.web.camat import views

urlpatterns = [path("<slug:camat_token>/", views.form, name="camat")]
