"""What the office may set about accounts, within limits, with its history."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from wacat.accounts.models import Setting, SettingName
from wacat.values.bilangan import bilangan
from wacat.values.refusal import Refusal

LONGEST_REASON = 300


@dataclass(frozen=True)
class Known:
    """A setting: its unit in words, what applies before anybody sets it, and which values it may take.

    `words` name the values of a setting that is a choice and no number.
    """

    unit: str
    default: int
    allowed: range | tuple[int, ...]
    words: Mapping[int, str] = field(default_factory=dict)


# Months divide the year, so that a period always begins on the same days.
KNOWN: dict[str, Known] = {
    SettingName.ATTESTATION_MONTHS: Known("bulan", 6, (1, 2, 3, 4, 6, 12)),
    SettingName.ATTESTATION_DAYS: Known("hari", 14, range(3, 61)),
    SettingName.SILENT_DAYS: Known("hari", 60, range(14, 366)),
    SettingName.BREAK_GLASS_MINUTES: Known("menit", 60, range(15, 121)),
    SettingName.OBJECTION_DAYS: Known("hari", 14, range(7, 61)),
    # These three do not overlap, so that they always stand in this order.
    SettingName.REMIND_DAYS: Known("hari kerja", 3, range(1, 6)),
    SettingName.ESCALATE_DAYS: Known("hari kerja", 7, range(6, 11)),
    SettingName.CLOSE_DAYS: Known("hari kerja", 14, range(11, 31)),
    SettingName.TELL_PER_MINUTE: Known("per menit", 120, range(10, 1001)),
    SettingName.DEADLINE_BASIS: Known("(1 jam penuh, 2 hari kerja)", 1, (1, 2)),
    SettingName.DEADLINE_DAYS: Known("hari", 3, range(1, 15)),
    SettingName.WARN_HOURS: Known("jam", 24, range(1, 73)),
    SettingName.CORRECTION_OBJECTS: Known("hari", 14, range(3, 61)),
    SettingName.REPLY_HOURS: Known("jam", 24, range(1, 169)),
    SettingName.DENIAL_DAYS: Known("hari", 14, range(1, 91)),
    SettingName.DENIALS_RT: Known("warga", 5, range(2, 101)),
    SettingName.DENIALS_STREET: Known("warga", 3, range(2, 101)),
    SettingName.JEMPUT_BOLA_DAYS: Known("hari", 60, range(14, 366)),
    SettingName.NONPERMANENT: Known("", 0, (0, 1), {0: "mati", 1: "hidup"}),
    SettingName.STAY_REMIND_DAYS: Known("hari", 7, range(1, 31)),
    SettingName.TAKEN_HOURS: Known("jam", 4, range(1, 49)),
}


class CannotChangeSetting(Refusal):
    """The value or the reason is not acceptable."""


def get(name: SettingName) -> int:
    """The value that applies now."""
    newest = Setting.objects.filter(name=name).order_by("-id").values_list("value", flat=True)
    found = newest.first()
    return KNOWN[name].default if found is None else found


def in_force() -> dict[str, int]:
    """Every setting with the value that applies now."""
    rows = Setting.objects.order_by("name", "-id").distinct("name").values_list("name", "value")
    return {name: known.default for name, known in KNOWN.items()} | dict(rows)


def history() -> QuerySet[Setting]:
    """Every change with who made it, newest first."""
    return Setting.objects.select_related("made_by__person").order_by("-id")


def change(*, name: str, value: int, reason: str, by: int, at: datetime) -> Setting:
    """Set a value from now on; the earlier ones stay readable.

    Raises:
        CannotChangeSetting: unknown name, value out of its limits, no reason, or nothing changes.
    """
    known = KNOWN.get(name)
    if known is None:
        raise CannotChangeSetting("Pengaturan ini tidak dikenal. Pilih dari daftar.")
    if value not in known.allowed:
        raise CannotChangeSetting(f"Isi dengan {limits(name)} {known.unit}".rstrip() + ".")
    if not reason.strip():
        raise CannotChangeSetting("Tulis alasan perubahan, agar riwayatnya dapat dipahami.")
    if value == get(SettingName(name)):
        raise CannotChangeSetting(f"Nilainya sudah {spoken(name, value)}; tidak ada yang berubah.")
    return Setting.objects.create(
        name=name, value=value, reason=reason.strip()[:LONGEST_REASON], made_by_id=by, made_at=at
    )


def spoken(name: str, value: int) -> str:
    """A value in words, such as `60 hari` or `hidup`."""
    known = KNOWN[name]
    return known.words.get(value) or f"{bilangan(value)} {known.unit}"


def limits(name: str) -> str:
    """The allowed values in words, such as `3 sampai 60`."""
    allowed, words = KNOWN[name].allowed, KNOWN[name].words
    if words:
        return " atau ".join(words.values())
    if isinstance(allowed, range):
        return f"{allowed.start} sampai {allowed.stop - 1}"
    return ", ".join(str(number) for number in allowed[:-1]) + f" atau {allowed[-1]}"
