"""What the pages of the territory call things."""

from typing import Any

from wacat.areas.models import ActKind, Area, Level, TerritoryAct
from wacat.values.bilangan import bilangan

# address -> kind, verb on the button, level it starts from, icon
ACTS: dict[str, tuple[ActKind, str, Level, str]] = {
    "buka-rt": (ActKind.OPEN, "Buka RT baru", Level.KELURAHAN, "map-pin"),
    "pecah-rt": (ActKind.SPLIT_RT, "Pecah RT", Level.RT, "arrow-left-right"),
    "beku": (ActKind.FREEZE, "Bekukan", Level.RT, "ban"),
    "aktif": (ActKind.UNFREEZE, "Aktifkan kembali", Level.RT, "refresh-cw"),
    "gabung": (ActKind.MERGE, "Gabung RT lain ke sini", Level.RT, "arrow-right"),
    "nama": (ActKind.RENAME, "Ubah nama", Level.KELURAHAN, "pencil"),
    "pecah-kelurahan": (ActKind.SPLIT_KELURAHAN, "Pecah kelurahan", Level.KELURAHAN, "building-2"),
    "pindah-rt": (ActKind.MOVE_RT, "Pindahkan RT", Level.KELURAHAN, "truck"),
    "kode": (ActKind.CODE, "Ubah kode", Level.KELURAHAN, "id-card"),
}
EXPLAINED = {
    ActKind.OPEN: (
        "RT baru langsung dapat menerima pemberitahuan. Sampai ada Ketua RT, Lurah yang menjawab."
    ),
    ActKind.SPLIT_RT: (
        "Sebagian wilayah RT ini menjadi RT baru. Warga mana yang ikut tidak kami ketahui, jadi yang "
        "masih terbuka tetap pada RT lama, kecuali Anda memilih lain di bawah."
    ),
    ActKind.FREEZE: (
        "RT yang beku tidak mempunyai Ketua RT yang menjabat. Lurah menjawab untuk RT itu."
    ),
    ActKind.UNFREEZE: (
        "RT bekerja lagi dengan nomor yang sama. Jabatan Ketua RT kosong sampai ada yang diangkat."
    ),
    ActKind.MERGE: (
        "RT yang dipilih ditutup, dan yang masih terbuka pindah ke RT ini. Yang sudah selesai tetap "
        "tercatat pada RT lama."
    ),
    ActKind.RENAME: (
        "Laporan bulan-bulan yang lalu tetap memakai nama lama. Berkas yang masih menulis nama lama "
        "tetap dikenali."
    ),
    ActKind.SPLIT_KELURAHAN: (
        "RT yang dipilih membentuk kelurahan baru di kecamatan yang sama. Nomor RT, Ketua RT, dan "
        "riwayatnya tidak berubah."
    ),
    ActKind.MOVE_RT: (
        "RT yang dipilih pindah ke kelurahan lain yang sudah ada. Ini juga cara membatalkan pemecahan."
    ),
    ActKind.CODE: (
        "Kode lama tetap dikenali menurut tanggalnya. Kode RT mengikuti kode Kemendagri kelurahannya."
    ),
}
OPPOSITE = {
    ActKind.OPEN: "Untuk membatalkannya kelak, gabung RT itu ke RT lain.",
    ActKind.SPLIT_RT: "Untuk membatalkannya kelak, gabung kembali RT baru itu.",
    ActKind.FREEZE: "Untuk membatalkannya kelak, aktifkan kembali RT itu.",
    ActKind.UNFREEZE: "Untuk membatalkannya kelak, bekukan lagi RT itu.",
    ActKind.MERGE: "Penggabungan tidak dapat diurungkan. Bila keliru, pecah RT tujuan dengan nomor lama itu.",
    ActKind.RENAME: "Untuk membatalkannya kelak, ubah nama sekali lagi.",
    ActKind.SPLIT_KELURAHAN: "Bila keliru, pindahkan RT-nya kembali ke kelurahan lama.",
    ActKind.MOVE_RT: "Bila keliru, pindahkan RT-nya kembali.",
    ActKind.CODE: "Untuk membatalkannya kelak, ubah kode sekali lagi.",
}


def state(area: Area) -> tuple[str, str, str]:
    """Words, colour and icon of how an area stands."""
    if area.closed_on:
        return "Ditutup", "netral", "circle-x"
    return ("Beku", "hati-hati", "ban") if area.frozen_on else ("Aktif", "baik", "circle-check")


def items(waiting: int, corrections: int) -> str:
    """So many notices and corrections in words."""
    parts = [f"{bilangan(waiting)} pemberitahuan"] if waiting or not corrections else []
    parts += [f"{bilangan(corrections)} koreksi"] if corrections else []
    return " dan ".join(parts)


def story(act: TerritoryAct, *, names: dict[int, str]) -> str:
    """What an act did, in one sentence; `names` are those of the areas it concerns."""
    detail = act.detail
    if act.kind == ActKind.MERGE:
        merged = ", ".join(names.get(pk, "RT") for pk in detail["merged"])
        said = f"{merged} digabung ke {names.get(act.area_id, 'RT ini')}"
    elif act.kind in (ActKind.RENAME, ActKind.CODE):
        said = f"{detail['before'] or 'kosong'} menjadi {detail['after']}"
    elif act.kind in (ActKind.OPEN, ActKind.SPLIT_RT):
        said = f"RT {detail['number']:03d} dibuka"
    elif act.kind in (ActKind.SPLIT_KELURAHAN, ActKind.MOVE_RT):
        said = (
            f"{len(detail['rts'])} RT pindah ke {names.get(detail['kelurahan'], 'kelurahan lain')}"
        )
    elif act.kind == ActKind.IMPORT:
        said = f"{bilangan(detail['new'])} RT dibuka dari daftar"
    else:
        said = str(ActKind(act.kind).label)
    return said + _moved(detail)


def _moved(detail: dict[str, Any]) -> str:
    waiting, corrections = detail.get("notices", 0), detail.get("corrections", 0)
    ended = len(detail.get("ended", ()))
    parts = [f"{items(waiting, corrections)} pindah"] if waiting or corrections else []
    parts += [f"{ended} jabatan berakhir"] if ended else []
    return f"; {', '.join(parts)}" if parts else ""
