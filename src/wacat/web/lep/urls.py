"""Addresses of LEP Dukcapil."""

from django.urls import path

from wacat.web.lep import behind, closing, stock, views

urlpatterns = [
    path("", views.own, name="lep"),
    path("siap/<int:period_id>/", closing.ready, name="lep-ready"),
    path("penduduk/", stock.index, name="lep-stock"),
    path("periode/", closing.index, name="lep-periods"),
    path("periode/<str:key>/", closing.show, name="lep-period"),
    path("periode/<str:key>/kemajuan/", closing.watch, name="lep-period-watch"),
    path("<str:code>/", views.of_area, name="lep-area"),
    path("<str:code>/daftar/", behind.index, name="lep-behind"),
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
