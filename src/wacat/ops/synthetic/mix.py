"""What people come to the office for, how often, at what age and with whom."""

from dataclasses import dataclass

from wacat.values.kinds import Kind

ALONE = (1.0,)
FAMILY = (0.45, 0.15, 0.18, 0.15, 0.07)


@dataclass(frozen=True, kw_only=True)
class Service:
    """One kind of service: its share of all rows, ages, sizes of the party, document number.

    Ages run from `young` to `old`; `skew` above 1 leans to the young, below 1 to the old.
    """

    kind: Kind
    share: float
    young: float
    old: float
    skew: float = 1.0
    sizes: tuple[float, ...] = ALONE
    mark: str = ""

    @property
    def mean_size(self) -> float:
        """How many people come together, on average."""
        return sum(size * share for size, share in enumerate(self.sizes, 1))


SERVICES = (
    Service(kind=Kind.KTP_EL, share=25, young=17, old=75, skew=1.8, mark="KTP"),
    Service(kind=Kind.KK_UBAH, share=12.3, young=19, old=70, mark="KK"),
    Service(kind=Kind.KIA, share=11, young=0.3, old=16.8, skew=1.3, mark="KIA"),
    Service(kind=Kind.DATANG, share=9, young=22, old=62, skew=1.5, sizes=FAMILY, mark="SKDWNI"),
    Service(
        kind=Kind.PINDAH_KELUAR, share=8.5, young=22, old=62, skew=1.5, sizes=FAMILY, mark="SKPWNI"
    ),
    Service(kind=Kind.AKTA_KELAHIRAN, share=8, young=0.01, old=0.15, mark="LU"),
    Service(
        kind=Kind.PINDAH_DALAM_KOTA, share=5, young=24, old=65, skew=1.3, sizes=FAMILY, mark="SKPDK"
    ),
    Service(kind=Kind.KK_TAMBAH, share=4.6, young=0.02, old=0.4, mark="KK"),
    Service(kind=Kind.KK_PISAH, share=3.4, young=22, old=45, mark="KK"),
    Service(kind=Kind.AKTA_KEMATIAN, share=3, young=22, old=96, skew=0.45, mark="KM"),
    Service(kind=Kind.KK_BARU, share=3, young=21, old=50, mark="KK"),
    Service(kind=Kind.KTP_EL_HILANG, share=2.7, young=17, old=70, mark="KTP"),
    Service(kind=Kind.CETAK_ULANG, share=2, young=17, old=70, mark="CU"),
    Service(kind=Kind.AKTA_PERKAWINAN, share=1.1, young=20, old=45, skew=2, mark="KW"),
    Service(kind=Kind.AKTA_PERCERAIAN, share=0.8, young=23, old=60, mark="CR"),
    Service(kind=Kind.PERUBAHAN_NAMA, share=0.3, young=5, old=50, mark="CP"),
    Service(kind=Kind.PENGAKUAN_ANAK, share=0.15, young=0.5, old=15, mark="PA"),
    Service(kind=Kind.PENGANGKATAN_ANAK, share=0.1, young=0.5, old=10, mark="AA"),
    Service(kind=Kind.PERUBAHAN_KEWARGANEGARAAN, share=0.05, young=20, old=60, mark="KN"),
)
MEAN_SIZE = sum(s.share for s in SERVICES) / sum(s.share / s.mean_size for s in SERVICES)

NO_NIK_BABY = 0.02
NO_NIK_OTHERS = 0.0008
LATE_BIRTH_CERTIFICATE = 0.09
# oil and gas bring families from abroad; some rows say nothing of citizenship
FOREIGN, UNSAID = 0.006, 0.02
ADDRESS_CHANGED = 0.06  # of KK_UBAH: another RT inside the city
