"""The one table of who may do what, and how far: role x permission x scope (Pasal 4, 7, 9, 10).

`web/permitted.py` ties every address to a permission and a test holds the gate of each page to this
table; another compares the scope of resident data with `wacat.reach_of` and the policies.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from wacat.accounts.models import Office

ROLES = tuple(office for office in Office if office != Office.SYSTEM)


class Scope(StrEnum):
    """How far a permission reaches."""

    OWN_RT = "RT sendiri"
    OWN_KELURAHAN = "kelurahan sendiri"
    CITY = "seluruh kota"
    COUNTS = "angka saja"
    EMERGENCY = "hanya saat akses darurat"
    NONE = "tidak"


RT, KEL, CITY, COUNTS = Scope.OWN_RT, Scope.OWN_KELURAHAN, Scope.CITY, Scope.COUNTS
K, L, O, A = Office.KETUA_RT, Office.LURAH, Office.OPERATOR, Office.ADMINISTRATOR  # noqa: E741
S, D, SK, T = Office.KASI, Office.KEPALA, Office.SEKRETARIS, Office.TEKNIS


@dataclass(frozen=True)
class Permission:
    """A named act, the part of the table it stands in, and the scope of each role that has it.

    `kind` is `page` for what pages do; `data` rows say what the database itself lets a role reach.
    """

    code: str
    label: str
    group: str
    source: str
    scopes: dict[Office, Scope]
    kind: Literal["page", "data"] = "page"

    def scope_of(self, office: str) -> Scope:
        """How far this office may go; NONE when it may not at all."""
        return self.scopes.get(Office(office), Scope.NONE)

    @property
    def holders(self) -> frozenset[str]:
        """The offices that have this permission."""
        return frozenset(office.value for office in self.scopes)


STAFF = {O: CITY, A: CITY, S: CITY}
OFFICE = {A: CITY, S: CITY}
LEADERS = {D: CITY, SK: CITY}
DATA, PEOPLE, RULES = "Data warga", "Jabatan dan akun", "Tata kelola dan sistem"

TABLE: tuple[Permission, ...] = (
    Permission(
        "residents", "Menjangkau data warga (batas basis data)", DATA, "3a, 9",
        {K: RT, L: KEL, **STAFF, D: COUNTS, SK: COUNTS, T: Scope.EMERGENCY}, "data",
    ),
    Permission("notices", "Membaca dan menjawab pemberitahuan", DATA, "3a, 3b", {K: RT, L: KEL}),
    Permission("remind", "Mengingatkan Ketua RT dan membawakan pesan", DATA, "2(1)b", {L: KEL}),
    Permission("corrections", "Memeriksa dan memutuskan koreksi", DATA, "10b", {O: CITY}),
    Permission("cosign", "Memberi pendapat atas “bukan warga saya”", DATA, "3b", {L: KEL}),
    Permission("patterns", "Meninjau pola jawaban “bukan warga saya”", DATA, "10b, 7b", {O: CITY, **LEADERS}),
    Permission("deadlines", "Membaca tenggat koreksi", DATA, "7b, 11", LEADERS),
    Permission("feedback", "Menyampaikan perubahan tanpa pemberitahuan", DATA, "3b", {K: RT, L: KEL}),
    Permission("feedback_desk", "Menindaklanjuti masukan dan jemput bola", DATA, "3b, 10b", {O: CITY}),
    Permission("stays", "Mencatat penduduk nonpermanen", DATA, "13", {K: RT}),
    Permission("stays_read", "Membaca penduduk nonpermanen", DATA, "13", {K: RT, L: KEL, O: CITY}),
    Permission("files", "Mengunggah, menyetujui dan menarik berkas SIAK", DATA, "3a", {O: CITY}),
    Permission(
        "lep", "Membaca dan mengunduh LEP", DATA, "1(8)",
        {K: RT, L: KEL, **STAFF, **LEADERS},
    ),
    Permission(
        "lep_lists", "Membaca daftar di balik angka LEP", DATA, "1(8), 3a", {K: RT, L: KEL, **STAFF}
    ),
    Permission(
        "periods", "Mengunci, menandatangani dan menerbitkan periode LEP", DATA, "1(8)",
        {A: CITY, **LEADERS},
    ),
    Permission("stock", "Memuat jumlah penduduk dari DKB", DATA, "1(8)", {A: CITY}),
    Permission("summary", "Membaca ringkasan kota", DATA, "8b, 11", LEADERS),
    Permission(
        "consistency", "Membaca konsistensi data", DATA, "2(2)b", {L: KEL, **OFFICE, **LEADERS}
    ),
    Permission(
        "emergency", "Membaca pemberitahuan dengan akses darurat", DATA, "9",
        {T: Scope.EMERGENCY},
    ),
    Permission("coverage", "Memantau jabatan dan laporan berkala", PEOPLE, "2(1)a", OFFICE),
    Permission("offices", "Membaca masa jabatan dan akun", PEOPLE, "7", OFFICE),
    Permission("appoint", "Mengangkat, mengakhiri dan serah terima jabatan", PEOPLE, "7, 10a", {A: CITY}),
    Permission("attest", "Mengisi laporan berkala", PEOPLE, "5(3)b", {L: KEL}),
    Permission("propose", "Mengusulkan Ketua RT", PEOPLE, "5(1)b", {L: KEL}),
    Permission("proposals", "Memeriksa usulan dan menyiapkan penerbitan", PEOPLE, "5(1), 7c", OFFICE),
    Permission("camat", "Membuat tautan sekali pakai untuk Camat", PEOPLE, "5(1)a", {A: CITY}),
    Permission("issue", "Menerbitkan akun", PEOPLE, "10a", {A: CITY}),
    Permission("codes", "Membuat kode masuk baru", PEOPLE, "5(2), 10a", {L: KEL, **OFFICE}),
    Permission("lock", "Mengunci akun yang HP-nya hilang", PEOPLE, "5(3)a", OFFICE),
    Permission("suspend", "Menangguhkan dan membuka akun", PEOPLE, "6", {A: CITY}),
    Permission("sanctions", "Menyiapkan dan memutuskan pencabutan (dua orang)", PEOPLE, "6", OFFICE),
    Permission("sanctions_read", "Membaca sanksi", PEOPLE, "6", {**OFFICE, **LEADERS}),
    Permission("objections", "Memutuskan keberatan", PEOPLE, "6", LEADERS),
    Permission("territory", "Membaca dan mengubah wilayah", PEOPLE, "1(5)-(7)", OFFICE),
    Permission("disclosure", "Membaca matriks pengungkapan", RULES, "3a", OFFICE),
    Permission("disclosure_change", "Mengubah matriks pengungkapan", RULES, "3a", {A: CITY}),
    Permission("trail", "Membaca jejak aktivitas", RULES, "8a", OFFICE),
    Permission("quality", "Membaca mutu data per sumber", RULES, "2(2)b, 2(2)d", OFFICE),
    Permission("delivery", "Membaca buku pengiriman dan mengirim ulang", RULES, "2(1)b", STAFF),
    Permission("settings", "Membaca pengaturan", RULES, "13", OFFICE),
    Permission("sources", "Mengatur sumber berkas dan tokennya", RULES, "3a", {A: CITY}),
    Permission("access", "Membaca matriks akses dan lihat sebagai", RULES, "9", {**OFFICE, T: CITY}),
    Permission("emergencies", "Mengetahui akses darurat", RULES, "9", {**OFFICE, **LEADERS}),
    Permission("emergency_end", "Mengakhiri dan meninjau akses darurat", RULES, "9", {A: CITY}),
    Permission("system", "Membaca keadaan sistem", RULES, "8a, 9", {T: CITY}),
    Permission(
        "help", "Membaca bantuan", RULES, "8c",
        {K: RT, L: KEL, **STAFF, **LEADERS, T: CITY},
    ),
    Permission(
        "ask", "Mengirim pertanyaan dan keluhan", RULES, "8c", {K: RT, L: KEL, **STAFF, **LEADERS}
    ),
    Permission(
        "announcements", "Membaca pengumuman", RULES, "8b",
        {K: RT, L: KEL, **STAFF, **LEADERS, T: CITY},
    ),
    Permission("announce", "Menulis dan menyetujui pengumuman (dua orang)", RULES, "8b", STAFF),
    Permission("complaints", "Menangani pertanyaan dan keluhan", RULES, "8c", STAFF),
    Permission("articles", "Menulis artikel bantuan", RULES, "8c", STAFF),
    Permission("replies", "Menyusun balasan siap pakai", RULES, "10b", OFFICE),
    Permission("categories", "Mengatur kategori dan tenggat keluhan", RULES, "8c", {A: CITY}),
    Permission(
        "evaluation", "Membaca evaluasi dan memperbarui tindak lanjut", RULES, "11",
        {**OFFICE, **LEADERS},
    ),
    Permission("evaluate", "Menyusun dan mengesahkan evaluasi (dua orang)", RULES, "11", LEADERS),
    Permission("complaint_counts", "Membaca hitungan keluhan", RULES, "8c, 11", LEADERS),
    Permission("technical_complaints", "Membaca keluhan teknis", RULES, "8a, 9", {T: CITY}),
)  # fmt: skip
BY_CODE = {permission.code: permission for permission in TABLE}
GROUPS = (DATA, PEOPLE, RULES)


def of_role(office: str) -> list[tuple[Permission, Scope]]:
    """What a role may do, in the order of the table."""
    return [(p, p.scope_of(office)) for p in TABLE if p.scope_of(office) != Scope.NONE]
