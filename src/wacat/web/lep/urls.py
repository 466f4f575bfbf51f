"""Addresses of LEP Dukcapil."""

from django.urls import path

from wacat.web.lep import views

urlpatterns = [
    path("", views.own, name="lep"),
    path("<str:code>/", views.of_area, name="lep-area"),
    *[
        path(
            f"<str:code>/<str:period>.{suffix}",
            views.download,
            {"suffix": suffix},
            name=f"lep-{suffix}",
        )
        for suffix in ("pdf", "xlsx", "csv", "json")
    ],
]
