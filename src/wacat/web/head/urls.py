"""Addresses of Kepala and sekretaris."""

from django.urls import path

from wacat.web.complaints import counting
from wacat.web.head import deadlines, tables, views

urlpatterns = [
    path("", views.index, name="head"),
    path("tenggat/", deadlines.index, name="deadlines"),
    path("tenggat/<int:correction_id>/", deadlines.show, name="deadline"),
    *[
        path(f"unduh/{table}.xlsx", views.download, {"table": table}, name=f"head-{table}")
        for table in tables.MAKERS
    ],
    path("keluhan/", counting.index, name="complaint-counts"),
]
