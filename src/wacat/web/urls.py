"""Addresses that stay. Each audience keeps its own list; this one joins them."""

from django.urls import include, path

from wacat.web.entry import switching
from wacat.web.feedback import urls as feedback
from wacat.web.nonpermanent import urls as nonpermanent
from wacat.web.sanctions import holder
from wacat.web.technician import views as technician

urlpatterns = [
    path("", include("wacat.web.entry.urls")),
    path("sehat/", technician.healthy, name="health"),
    path("", include("wacat.web.delivery.urls")),
    path("administrator/wilayah/", include("wacat.web.territory.urls")),
    path("administrator/", include("wacat.web.administrator.urls")),
    path("api/v1/", include("wacat.web.api.urls")),
    path("jabatan/", switching.switch, name="switch-office"),
    path("sanksi/", include("wacat.web.sanctions.urls")),
    path("keberatan/<str:token>/", holder.objection, name="objection"),
    path("operator/masukan/", include(feedback.desk_patterns)),
    path("masukan/", include(feedback.tellers)),
    path("nonpermanen/", include(nonpermanent.local)),
    path("operator/nonpermanen/", include(nonpermanent.city)),
    path("operator/tampilan/", include("wacat.web.operator.saved_urls")),
    path("operator/", include("wacat.web.operator.urls")),
    path("teknis/", include("wacat.web.technician.urls")),
    path("rt/", include("wacat.web.rt.urls")),
    path("camat/", include("wacat.web.camat.urls")),
    path("lurah/", include("wacat.web.lurah.urls")),
    path("lep/", include("wacat.web.lep.urls")),
    path("konsistensi/", include("wacat.web.consistency.urls")),
    path("evaluasi/", include("wacat.web.evaluation.urls")),
    path("kepala/", include("wacat.web.head.urls")),
    path("", include("wacat.web.public.urls")),
    path("bantuan/", include("wacat.web.help.urls")),
    path("pengumuman/", include("wacat.web.announcements.urls")),
    path("keluhan/", include("wacat.web.complaints.urls")),
    path("pola/", include("wacat.web.patterns.urls")),
]
handler404 = "wacat.web.errors.not_found"
handler500 = "wacat.web.errors.fault"
