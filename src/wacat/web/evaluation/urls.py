"""Addresses of evaluation, below /evaluasi/."""

from django.urls import path

from wacat.web.evaluation import acts, following, views, weekly

one = "<str:term>/"
urlpatterns = [
    path("", views.index, name="evaluations"),
    path("mingguan/", weekly.index, name="weeklies"),
    path("mingguan/<int:weekly_id>/", weekly.show, name="weekly"),
    path("tindak-lanjut/<int:number>/", following.show, name="follow-up"),
    path("tindak-lanjut/<int:number>/pindah/", following.move, name="follow-up-move"),
    path("tindak-lanjut/<int:number>/ubah/", following.change, name="follow-up-change"),
    path(one, views.show, name="evaluation"),
    path(f"{one}hitung/", acts.count, name="evaluation-count"),
    path(f"{one}kemajuan/", views.progress, name="evaluation-progress"),
    path(f"{one}catatan/", acts.annotate, name="evaluation-annotate"),
    path(f"{one}langkah/<slug:step>/", acts.step, name="evaluation-step"),
    path(f"{one}tindak-lanjut/", following.add, name="follow-up-add"),
    *[
        path(
            f"{one}revisi-<int:revision>.{suffix}", views.download, {"suffix": suffix},
            name=f"evaluation-{suffix}",
        )
        for suffix in ("pdf", "xlsx", "json")
    ],
]  # fmt: skip
