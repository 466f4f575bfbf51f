"""Which permission of `accounts.permissions` an address needs: the longest beginning that fits.

`tests/guards/test_permissions.py` holds the audience of every view to that permission. A new page
under a known beginning needs nothing here; another one needs a line, and perhaps a permission.
"""

# Not permissions but everybody's: what strangers see, and what each account does with itself.
PUBLIC, OWN = "public", "own"

BEGINNINGS: dict[str, str] = {
    "": PUBLIC,
    "masuk/": PUBLIC,
    "kunci/": PUBLIC,
    "keluar/": PUBLIC,
    "keberatan/": PUBLIC,
    "usulan/": PUBLIC,
    "camat/": PUBLIC,
    "publik/": PUBLIC,
    "verifikasi/": PUBLIC,
    "sehat/": PUBLIC,
    "sw.js": PUBLIC,
    "api/": PUBLIC,
    "terkunci/": PUBLIC,
    "awal/": OWN,
    "akun/": OWN,
    "jabatan/": OWN,
    "rt/": "notices",
    "lurah/": "notices",
    "lurah/laporan-berkala/": "attest",
    "lurah/usulan/": "propose",
    "lurah/kode/": "codes",
    "lurah/pesan/": "remind",
    "operator/": "corrections",
    "operator/masukan/": "feedback_desk",
    "masukan/": "feedback",
    "nonpermanen/": "stays_read",
    "nonpermanen/baru/": "stays",
    "nonpermanen/<int:stay_id>/perbaiki/": "stays",
    "nonpermanen/<int:stay_id>/perpanjang/": "stays",
    "nonpermanen/<int:stay_id>/akhiri/": "stays",
    "operator/nonpermanen/": "stays_read",
    "operator/berkas/": "files",
    "operator/pemetaan/": "files",
    "operator/mutu/": "files",
    "lep/": "lep",
    "lep/periode/": "periods",
    "lep/penduduk/": "stock",
    "kepala/": "summary",
    "bantuan/": "help",
    "bantuan/kirim/": "ask",
    "bantuan/saran/": "ask",
    "bantuan/tiket/": "ask",
    "pengumuman/": "announcements",
    "pengumuman/kelola/": "announce",
    "keluhan/": "complaints",
    "keluhan/artikel/": "articles",
    "keluhan/kategori/": "categories",
    "kepala/keluhan/": "complaint_counts",
    "teknis/keluhan/": "technical_complaints",
    "teknis/": "system",
    "teknis/darurat/": "emergency",
    "administrator/": "coverage",
    "administrator/laporan-berkala/": "coverage",
    "administrator/jabatan/": "offices",
    "administrator/jabatan/<int:area_id>/angkat/": "appoint",
    "administrator/petugas/": "offices",
    "administrator/petugas/angkat/": "appoint",
    "administrator/masa/": "appoint",
    "administrator/masa/<int:appointment_id>/sk/": "offices",
    "administrator/akun/": "offices",
    "administrator/akun/<int:account_id>/kode/": "codes",
    "administrator/akun/<int:account_id>/kunci/": "lock",
    "administrator/akun/<int:account_id>/buka/": "suspend",
    "administrator/akun/<int:account_id>/tangguhkan/": "suspend",
    "administrator/akun/<int:account_id>/lanjutkan/": "suspend",
    "administrator/akun/<int:account_id>/pencabutan/": "sanctions",
    "administrator/usulan/": "proposals",
    "administrator/usulan/penerbitan/<int:issue_id>/email/": "issue",
    "administrator/usulan/penerbitan/<int:issue_id>/putuskan/": "issue",
    "administrator/usulan/penerbitan/<int:issue_id>/slip/": "issue",
    "administrator/usulan/penerbitan/akun/": "issue",
    "administrator/usulan/<int:proposal_id>/baris/<int:line_id>/tarik/": "issue",
    "administrator/usulan/tautan-camat/": "camat",
    "administrator/wilayah/": "territory",
    "wilayah/": "territory",
    "sanksi/": "sanctions_read",
    "sanksi/<int:sanction_id>/keberatan/": "sanctions",
    "sanksi/<int:sanction_id>/putuskan/": "sanctions",
    "sanksi/<int:sanction_id>/tutup/": "sanctions",
    "sanksi/<int:sanction_id>/jawab/": "objections",
    "administrator/pengungkapan/": "disclosure",
    "administrator/pengungkapan/<slug:kind>/": "disclosure_change",
    "administrator/jejak/": "trail",
    "administrator/pengiriman/": "delivery",
    "administrator/pengaturan/": "settings",
    "administrator/akses/": "access",
    "administrator/darurat/": "emergencies",
    "administrator/darurat/<int:glass_id>/ketahui/": "emergency_end",
    "administrator/darurat/<int:glass_id>/akhiri/": "emergency_end",
}


def permission_of(address: str) -> str | None:
    """The code of the permission that an address pattern needs; None when no beginning fits.

    The empty beginning is the front door itself and fits nothing else.
    """
    fitting = [begin for begin in BEGINNINGS if begin and address.startswith(begin)]
    if not fitting:
        return BEGINNINGS[""] if address == "" else None
    return BEGINNINGS[max(fitting, key=len)]
