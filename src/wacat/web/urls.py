"""Addresses that stay. Each audience keeps its own list; this one joins them."""

from django.urls import path

from wacat.web.entry import views as entry

urlpatterns = [
    path("", entry.home, name="home"),
    path("masuk/", entry.login, name="account_login"),
    path("awal/", entry.first_visit, name="first-visit"),
    path("keluar/", entry.leave, name="account_logout"),
]
handler404 = "wacat.web.errors.not_found"
handler500 = "wacat.web.errors.fault"
