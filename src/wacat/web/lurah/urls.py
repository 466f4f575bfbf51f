"""Addresses of the Lurah."""

from django.urls import path

from wacat.web.entry import codes
from wacat.web.lurah import (
    attestation,
    carrying,
    cosigning,
    locking,
    progress,
    proposals,
    proposing,
    views,
)
from wacat.web.notices.urls import routes

urlpatterns = [
    path("", views.index, name="lurah"),
    path("rt/<int:area_id>/", views.neighbourhood, name="lurah-rt"),
    path("persetujuan/", cosigning.index, name="cosigning"),
    path("persetujuan/<int:correction_id>/", cosigning.answer, name="cosign"),
    path("perkembangan/", progress.index, name="lurah-progress"),
    path("perkembangan/unduh.xlsx", progress.download, name="lurah-progress-xlsx"),
    path("laporan-berkala/", attestation.index, name="attestation"),
    path("laporan-berkala/sisanya/", attestation.rest, name="attestation-rest"),
    path("laporan-berkala/rt/<int:area_id>/", attestation.answer, name="attestation-answer"),
    path("laporan-berkala/rt/<int:area_id>/nomor/", attestation.number, name="attestation-number"),
    path("pesan/", carrying.index, name="lurah-messages"),
    path("pesan/<int:message_id>/", carrying.carry, name="lurah-carry"),
    path("kode/<int:area_id>/", codes.code_for_head, name="code-for-head"),
    path("usulan/", proposals.index, name="lurah-proposals"),
    path("usulan/baru/", proposing.new, name="lurah-proposal-new"),
    path("usulan/daftar/", proposing.many, name="lurah-proposal-list"),
    path("usulan/lembar.xlsx", proposing.sheet, name="lurah-proposal-sheet"),
    path("usulan/periksa/<slug:field>/", proposing.check, name="lurah-proposal-check"),
    path("usulan/<int:proposal_id>/", proposals.show, name="lurah-proposal"),
    path("usulan/<int:proposal_id>/kirim/", proposals.send, name="lurah-proposal-send"),
    path("usulan/<int:proposal_id>/tarik/", proposals.take_back, name="lurah-proposal-withdraw"),
    path(
        "usulan/<int:proposal_id>/baris/<int:line_id>/", proposing.edit, name="lurah-proposal-line"
    ),
    path(
        "usulan/<int:proposal_id>/baris/<int:line_id>/hapus/",
        proposing.remove,
        name="lurah-proposal-remove",
    ),
    path(
        "usulan/<int:proposal_id>/baris/<int:line_id>/kembalikan/",
        proposing.restore,
        name="lurah-proposal-restore",
    ),
    path("rt/<int:area_id>/kunci/", locking.lock, name="lurah-lock"),
    *routes("LURAH"),
]
