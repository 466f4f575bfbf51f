"""Addresses of temporary stays: of RT and Lurah, and of the operator."""

from django.urls import path

from wacat.web.nonpermanent import case, listing, registering

ONE = "<int:stay_id>/"
local = [
    path("", listing.local, name="stays"),
    path("unduh/", listing.local_download, name="stays-download"),
    path("baru/", registering.new, name="stay-new"),
    path(ONE, case.show, name="stay"),
    path(f"{ONE}perbaiki/", case.amend, name="stay-amend"),
    path(f"{ONE}perpanjang/", case.prolong, name="stay-extend"),
    path(f"{ONE}akhiri/", case.finish, name="stay-end"),
]
city = [
    path("", listing.city, name="city-stays"),
    path("unduh/", listing.city_download, name="city-stays-download"),
    path(ONE, case.show_city, name="city-stay"),
]
