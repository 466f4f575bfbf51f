"""Addresses of the administrator."""

from django.urls import path

from wacat.web.administrator import office_acts, offices, stops, views
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
    path("jejak/", views.trail, name="trail"),
]
