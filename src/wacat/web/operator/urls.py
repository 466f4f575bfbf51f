"""Addresses of the operator's desk."""

from django.urls import path

from wacat.web.operator import (
    aliases,
    bulk,
    corrections,
    differences,
    files,
    leading,
    mapping,
    mending,
    mending_acts,
    publishing,
    quality,
    queue,
)

CASE = "koreksi/<int:correction_id>/"
FILE = "berkas/<int:batch_id>/"
MEND = f"{FILE}perbaikan/"

urlpatterns = [
    path("", queue.index, name="operator"),
    path("unduh/", queue.download, name="operator-download"),
    path("cari/", queue.search, name="operator-search"),
    path("berikut/", queue.following, name="operator-next"),
    path("banyak/", bulk.act, name="operator-bulk"),
    path(CASE, corrections.show, name="operator-case"),
    path(f"{CASE}bukti/<int:evidence_id>/", corrections.evidence, name="operator-evidence"),
    path(f"{CASE}nik/", corrections.reveal, name="operator-reveal"),
    path(f"{CASE}ambil/", corrections.take, name="operator-take"),
    path(f"{CASE}lepas/", corrections.release, name="operator-release"),
    path(f"{CASE}masih/", corrections.keep, name="operator-keep"),
    path(f"{CASE}tanya/", corrections.ask, name="operator-ask"),
    path(f"{CASE}putuskan/", corrections.decide, name="operator-decide"),
    path(f"{CASE}lanjut/", leading.proceed, name="operator-proceed"),
    path(f"{CASE}sama/", leading.link, name="operator-link"),
    path(f"{CASE}tanya-rt/", leading.forward, name="operator-forward"),
    path(f"{CASE}tutup/", leading.conclude, name="operator-conclude"),
    path(f"{CASE}selesai/", corrections.mark_done, name="operator-done"),
    path("berkas/", files.index, name="operator-files"),
    path(FILE, files.show, name="operator-file"),
    path(f"{FILE}kemajuan/", files.watch, name="operator-file-watch"),
    path(f"{FILE}karantina/", files.quarantine, name="operator-file-quarantine"),
    path(f"{FILE}rencana/", publishing.plan, name="operator-file-plan"),
    path(f"{FILE}setujui/", publishing.approve, name="operator-file-approve"),
    path(f"{FILE}jadwal/", publishing.schedule, name="operator-file-schedule"),
    path(f"{FILE}jadwal/batal/", publishing.hold, name="operator-file-hold"),
    path(MEND, mending.index, name="operator-mend"),
    path(f"{MEND}banyak/", mending_acts.many, name="operator-mend-many"),
    path(f"{MEND}lepas/", mending_acts.release, name="operator-mend-release"),
    path(f"{MEND}riwayat/", mending.history, name="operator-mend-history"),
    path(f"{MEND}urungkan/<int:mending_id>/", mending_acts.undo, name="operator-mend-undo"),
    path(f"{MEND}<int:row_number>/", mending.row, name="operator-mend-row"),
    path(f"{FILE}banding/", differences.index, name="operator-diff"),
    path(f"{FILE}banding/hilang/", differences.settle, name="operator-diff-settle"),
    path("alias/", aliases.index, name="operator-aliases"),
    path("alias/<int:alias_id>/hentikan/", aliases.end, name="operator-alias-end"),
    path(f"{FILE}pemetaan/", mapping.show, name="operator-map"),
    path(f"{FILE}tolak/", mapping.refuse, name="operator-map-refuse"),
    path("pemetaan/", mapping.index, name="operator-maps"),
    path("pemetaan/<int:saved_id>/", mapping.edit, name="operator-saved"),
    path("pemetaan/<int:saved_id>/hapus/", mapping.end, name="operator-saved-end"),
    path("mutu/", quality.index, name="operator-quality"),
    path(f"{FILE}tarik/", publishing.withdraw, name="operator-file-withdraw"),
]
