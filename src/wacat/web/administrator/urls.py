"""Addresses of the administrator."""

from django.urls import path

from wacat.web.administrator import (
    handing,
    issuing,
    letters,
    office_acts,
    offices,
    proposals,
    stops,
    views,
)
from wacat.web.entry import codes
from wacat.web.sanctions import views as sanctions

urlpatterns = [
    path("", views.offices, name="offices"),
    path("pengungkapan/", views.disclosure, name="disclosure"),
    path(
        "pengungkapan/<slug:kind>/<slug:office>/", views.change_disclosure, name="change-disclosure"
    ),
    path("jabatan/<int:area_id>/", offices.show, name="office"),
    path("jabatan/<int:area_id>/angkat/", office_acts.appoint, name="office-appoint"),
    path("petugas/", offices.staff, name="staff"),
    path("petugas/angkat/", office_acts.appoint_staff, name="staff-appoint"),
    path("masa/<int:appointment_id>/akhiri/", office_acts.end, name="office-end"),
    path("masa/<int:appointment_id>/serah/", office_acts.hand_over, name="office-hand-over"),
    path("masa/<int:appointment_id>/ubah/", office_acts.change_end, name="office-change-end"),
    path("masa/<int:appointment_id>/sk/", offices.scan, name="decree-scan"),
    path("akun/<int:account_id>/", offices.account, name="account"),
    path("akun/<int:account_id>/kode/", codes.code_for_account, name="account-key"),
    path("akun/<int:account_id>/tangguhkan/", stops.suspend, name="account-suspend"),
    path("akun/<int:account_id>/lanjutkan/", stops.lift, name="account-lift"),
    path("akun/<int:account_id>/kunci/", stops.lock, name="account-lock"),
    path("akun/<int:account_id>/buka/", stops.unlock, name="account-unlock"),
    path("akun/<int:account_id>/pencabutan/", sanctions.prepare, name="sanction-prepare"),
    path("usulan/", proposals.index, name="proposals"),
    path("usulan/surat/", letters.record, name="proposal-letter"),
    path("usulan/<int:proposal_id>/", proposals.show, name="proposal"),
    path("usulan/<int:proposal_id>/mulai/", proposals.take, name="proposal-take"),
    path("usulan/<int:proposal_id>/putuskan/", proposals.decide, name="proposal-decide"),
    path("usulan/<int:proposal_id>/ajukan/", proposals.send, name="proposal-send"),
    path("usulan/<int:proposal_id>/pindaian/", proposals.letter, name="proposal-scan"),
    path("usulan/<int:proposal_id>/tambah/", letters.add, name="proposal-add"),
    path("usulan/<int:proposal_id>/baris/<int:line_id>/", letters.edit, name="proposal-line"),
    path(
        "usulan/<int:proposal_id>/baris/<int:line_id>/hapus/",
        letters.remove,
        name="proposal-remove",
    ),
    path(
        "usulan/<int:proposal_id>/baris/<int:line_id>/tarik/",
        proposals.take_back,
        name="proposal-take-back",
    ),
    path("usulan/tautan-camat/", letters.links, name="camat-links"),
    path("usulan/tautan-camat/<int:link_id>/batal/", letters.cancel_link, name="camat-link-cancel"),
    path("usulan/penerbitan/", issuing.index, name="issues"),
    path("usulan/penerbitan/<int:issue_id>/", issuing.show, name="issue"),
    path("usulan/penerbitan/<int:issue_id>/keadaan/", issuing.watch, name="issue-watch"),
    path("usulan/penerbitan/<int:issue_id>/putuskan/", issuing.decide, name="issue-decide"),
    path("usulan/penerbitan/<int:issue_id>/batal/", issuing.cancel, name="issue-cancel"),
    path("usulan/penerbitan/<int:issue_id>/slip/", handing.print_all, name="issue-slips"),
    path(
        "usulan/penerbitan/<int:issue_id>/slip/<int:print_id>/unduh/",
        handing.fetch,
        name="issue-fetch",
    ),
    path("usulan/penerbitan/<int:issue_id>/email/", handing.email_all, name="issue-email"),
    path("usulan/penerbitan/akun/<int:item_id>/<slug:channel>/", handing.one, name="issue-one"),
    path("jejak/", views.trail, name="trail"),
]
