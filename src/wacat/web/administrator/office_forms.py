"""What the administrator types about offices; the rules of the acts themselves stand in the domain."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from wacat.accounts import scans
from wacat.accounts.appointing import Decree
from wacat.accounts.histories import STAFF
from wacat.accounts.models import Account, AppointmentKind, EndReason, Office
from wacat.accounts.scans import CannotUseScan, Scan
from wacat.accounts.standing import LOCK_REASONS
from wacat.values.email import CannotReadEmail, address
from wacat.values.phone import CannotReadPhone, mobile

ONE_DAY = timedelta(days=1)
EARLIEST = date(2020, 1, 1)
LATEST = date(2100, 1, 1)
# How an office ends at the desk; a hand-over and a revocation have pages of their own.
END_CHOICES = [
    (reason.value, reason.label)
    for reason in (EndReason.TERM, EndReason.RESIGNED, EndReason.DIED, EndReason.AREA_CLOSED)
]
KIND_CHOICES = [
    (AppointmentKind.DEFINITIVE.value, "Definitif"),
    (AppointmentKind.ACTING.value, "Pelaksana tugas (plt)"),
    (AppointmentKind.INTERIM.value, "Penjabat sementara (pjs), paling lama enam bulan"),
]


class DayField(forms.DateField):
    """A day in the years in which there can be appointments."""

    def __init__(self, *, empty: str, **kwargs: Any) -> None:
        wrong = "Tanggal ini tidak dikenal. Tulis misalnya 24-11-2026."
        super().__init__(
            input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
            error_messages={"required": empty, "invalid": wrong},
            **kwargs,
        )

    def clean(self, value: Any) -> date | None:
        """The day, not before 2020."""
        day: date | None = super().clean(value)
        if day is not None and not EARLIEST <= day < LATEST:
            raise forms.ValidationError("Periksa tahunnya. Tulis misalnya 24-11-2026.")
        return day


class ScanField(forms.FileField):
    """A scan of a decree or letter, checked and made harmless."""

    def clean(self, data: Any, initial: Any = None) -> Scan | None:
        """The checked scan, or None."""
        given: UploadedFile | None = super().clean(data, initial)
        if not given or given.file is None:
            return None
        try:
            return scans.clean(given.file)
        except CannotUseScan as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class DecreeForm(forms.Form):
    """Kind, period and decree of an appointment."""

    jenis = forms.ChoiceField(
        widget=forms.RadioSelect,
        label="Jenis pengangkatan",
        choices=KIND_CHOICES,
        error_messages={"required": "Pilih jenis pengangkatan."},
    )
    sampai = DayField(
        label="Sampai dengan tanggal",
        help_text="Kosongkan bila tanpa batas. Pada hari sesudahnya akses tertutup dengan sendirinya.",
        empty="",
        required=False,
    )
    nomor_sk = forms.CharField(
        label="Nomor surat keputusan",
        max_length=60,
        error_messages={
            "required": "Tulis nomor surat keputusan.",
            "max_length": "Nomor surat paling panjang 60 huruf.",
        },
    )
    tanggal_sk = DayField(label="Tanggal surat keputusan", empty="Tulis tanggal surat keputusan.")
    pindaian = ScanField(
        label="Pindaian surat keputusan",
        help_text="PDF, JPG atau PNG, paling besar 5 MB. Hanya administrator dan Kasi yang dapat membukanya.",
        required=False,
    )

    def decree(self) -> Decree:
        """The decree, with its scan kept."""
        scan = self.cleaned_data["pindaian"]
        return Decree(
            number=self.cleaned_data["nomor_sk"],
            on=self.cleaned_data["tanggal_sk"],
            scan=scans.keep(scan) if scan else "",
        )

    def until(self) -> datetime | None:
        """The end of the last day, or None for no end."""
        return end_of(self.cleaned_data["sampai"])


class HolderForm(DecreeForm):
    """Somebody who has an account is given an office."""

    field_order = ("nama_pengguna", "jenis", "mulai", "sampai")

    nama_pengguna = forms.CharField(
        label="Nama pengguna",
        max_length=60,
        error_messages={"required": "Tulis nama pengguna yang akan memegang jabatan ini."},
    )
    mulai = DayField(label="Mulai tanggal", empty="Tulis tanggal mulai.")

    def clean_nama_pengguna(self) -> Account:
        """The account of that user name."""
        return known_account(self.cleaned_data["nama_pengguna"])

    def since(self, *, at: datetime) -> datetime:
        """The beginning of the first day; this moment when it is today."""
        return start_of(self.cleaned_data["mulai"], at=at)


class HandOverForm(DecreeForm):
    """The successor, who has an account, and why."""

    field_order = ("nama_pengguna", "jenis", "sampai")

    nama_pengguna = forms.CharField(
        label="Nama pengguna",
        max_length=60,
        error_messages={"required": "Tulis nama pengguna penerusnya."},
    )
    catatan = forms.CharField(
        label="Catatan", required=False, max_length=300, widget=forms.Textarea
    )

    def clean_nama_pengguna(self) -> Account:
        """The account of that user name."""
        return known_account(self.cleaned_data["nama_pengguna"])


class StaffForm(DecreeForm):
    """A member of the staff: somebody known, or somebody new."""

    field_order = (
        "jabatan", "nama_pengguna", "nama", "telepon", "email", "jenis", "mulai", "sampai",
    )  # fmt: skip

    jabatan = forms.ChoiceField(
        label="Jabatan",
        choices=[("", "Pilih jabatan"), *((office.value, office.label) for office in STAFF)],
        error_messages={"required": "Pilih jabatannya."},
    )
    mulai = DayField(label="Mulai tanggal", empty="Tulis tanggal mulai.")
    nama_pengguna = forms.CharField(label="Nama pengguna", max_length=60, required=False)
    nama = forms.CharField(label="Nama petugas baru", max_length=120, required=False)
    telepon = forms.CharField(
        label="Nomor HP", help_text="Contoh: 0812-3456-7890.", max_length=40, required=False
    )
    email = forms.CharField(label="Email", max_length=254, required=False)

    def clean_nama_pengguna(self) -> Account | None:
        """The account of that user name, or None for somebody new."""
        username = self.cleaned_data["nama_pengguna"]
        return known_account(username) if username else None

    def clean_telepon(self) -> str:
        """The number in its one spelling."""
        text: str = self.cleaned_data["telepon"]
        try:
            return mobile(text) if text else ""
        except CannotReadPhone as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean_email(self) -> str:
        """The address in its one spelling."""
        text: str = self.cleaned_data["email"]
        try:
            return address(text) if text else ""
        except CannotReadEmail as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean(self) -> dict[str, Any]:
        """Either a known user name or a name and a way to reach the person."""
        values = super().clean() or {}
        if values.get("nama_pengguna") or "nama_pengguna" in self.errors:
            return values
        if not values.get("nama", "").strip():
            self.add_error("nama", "Tulis nama petugas baru, atau nama pengguna yang sudah ada.")
        elif not (values.get("telepon") or values.get("email")) and not self.errors:
            self.add_error("telepon", "Tulis nomor HP atau email petugas baru.")
        return values

    def since(self, *, at: datetime) -> datetime:
        """The beginning of the first day; this moment when it is today."""
        return start_of(self.cleaned_data["mulai"], at=at)


class EndForm(forms.Form):
    """Why an office ends."""

    alasan = forms.ChoiceField(
        widget=forms.RadioSelect,
        label="Alasan",
        choices=END_CHOICES,
        error_messages={"required": "Pilih mengapa jabatan ini berakhir."},
    )
    catatan = forms.CharField(
        label="Catatan", required=False, max_length=300, widget=forms.Textarea
    )


class ChangeEndForm(forms.Form):
    """Until when an office is held."""

    sampai = DayField(
        label="Sampai dengan tanggal",
        help_text="Kosongkan bila tanpa batas. Pada hari sesudahnya akses tertutup dengan sendirinya.",
        empty="",
        required=False,
    )
    catatan = forms.CharField(
        label="Catatan",
        max_length=300,
        error_messages={"required": "Tulis mengapa tanggalnya berubah."},
    )

    def until(self) -> datetime | None:
        """The end of the last day, or None for no end."""
        return end_of(self.cleaned_data["sampai"])


class ReasonForm(forms.Form):
    """Why something is done; kept in the history of the account."""

    alasan = forms.CharField(
        widget=forms.Textarea,
        label="Alasan",
        max_length=300,
        error_messages={
            "required": "Tulis alasannya. Alasan ini tersimpan dalam riwayat akun.",
            "max_length": "Alasan paling panjang 300 huruf. Persingkat.",
        },
    )


class LockForm(forms.Form):
    """Why an account is locked."""

    alasan = forms.ChoiceField(
        widget=forms.RadioSelect,
        label="Alasan",
        choices=list(LOCK_REASONS.items()),
        error_messages={"required": "Pilih mengapa akun ini dikunci."},
    )
    catatan = forms.CharField(label="Catatan", required=False, max_length=200)


def known_account(username: str) -> Account:
    """The account of that user name, or a sentence under the field."""
    found = Account.objects.filter(username=username.strip().lower()).first()
    if found is None:
        raise forms.ValidationError("Nama pengguna ini tidak dikenal. Periksa penulisannya.")
    return found


def start_of(day: date, *, at: datetime) -> datetime:
    """Midnight of that day; this moment for today."""
    return at if day == timezone.localdate(at) else _midnight(day)


def end_of(day: date | None) -> datetime | None:
    """The end of that day, which is the beginning of the next."""
    return _midnight(day + ONE_DAY) if day else None


def kind_words(kind: str) -> str:
    """The kind of an appointment as it is said beside a name."""
    return {
        AppointmentKind.ACTING: "Pelaksana tugas (plt)",
        AppointmentKind.INTERIM: "Penjabat sementara (pjs)",
    }.get(AppointmentKind(kind), "Definitif")


def office_words(office: str) -> str:
    """An office as people say it."""
    return str(Office(office).label)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - made aware
