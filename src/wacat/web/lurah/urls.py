"""Addresses of the Lurah."""

from django.urls import path

from wacat.web.entry import codes
from wacat.web.lurah import attestation, carrying, views
from wacat.web.notices.urls import routes

urlpatterns = [
    path("", views.index, name="lurah"),
    path("rt/<int:area_id>/", views.neighbourhood, name="lurah-rt"),
    path("laporan-berkala/", attestation.index, name="attestation"),
    path("laporan-berkala/sisanya/", attestation.rest, name="attestation-rest"),
    path("laporan-berkala/rt/<int:area_id>/", attestation.answer, name="attestation-answer"),
    path("laporan-berkala/rt/<int:area_id>/nomor/", attestation.number, name="attestation-number"),
    path("pesan/", carrying.index, name="lurah-messages"),
    path("pesan/<int:message_id>/", carrying.carry, name="lurah-carry"),
    path("kode/<int:area_id>/", codes.code_for_head, name="code-for-head"),
    *routes("LURAH"),
]
