"""What is typed about a temporary stay, one question a screen."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from wacat.nonpermanent.rules import LONGEST_AGO, CannotKeepStay, Facts, check_end
from wacat.nonpermanent.states import Purpose

SCREENS: dict[str, tuple[str, ...]] = {
    "nama": ("nama",),
    "asal": ("asal",),
    "mulai": ("mulai",),
    "sampai": ("sampai",),
    "tempat": ("pemilik", "alamat"),
    "keperluan": ("keperluan",),
    "nik": ("nik",),
    "kirim": (),
}
ORDER = tuple(SCREENS)


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Isi tanggalnya. Perkiraan boleh.",
            "invalid": "Tulis tanggal seperti 2026-11-23.",
        },
    )


def _line(label: str, *, longest: int, empty: str = "", hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=bool(empty),
        help_text=hint,
        error_messages={"required": empty, "max_length": f"Paling panjang {longest} huruf."},
    )


class StayForm(forms.Form):
    """Everything about one stay; `upto` says how many screens have been filled in."""

    nama = _line(
        "Nama lengkap",
        longest=160,
        empty="Tulis namanya.",
        hint="Seperti pada KTP bila Anda melihatnya.",
    )
    asal = _line(
        "Asal", longest=160, empty="Tulis dari mana asalnya.",
        hint="Kota atau kabupaten pada KTP-nya, misalnya Kabupaten Paser.",
    )  # fmt: skip
    mulai = _day("Mulai tinggal")
    sampai = _day("Perkiraan pergi")
    pemilik = _line("Di rumah siapa", longest=160, hint="Nama pemilik rumah, kos atau mes.")
    alamat = _line("Alamat", longest=250, empty="Tulis alamat tempat ia tinggal di RT Anda.")
    keperluan = forms.ChoiceField(
        label="Keperluan",
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih keperluannya.",
            "invalid_choice": "Pilih keperluannya.",
        },
    )
    nik = forms.CharField(label="NIK", max_length=30, required=False)

    def __init__(self, *args: Any, upto: str = ORDER[-1], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {name for screen in ORDER[: ORDER.index(upto) + 1] for name in SCREENS[screen]}
        for name in set(self.fields) - asked:
            del self.fields[name]

    def clean_mulai(self) -> date:
        """A day that has been, and not so long ago that the year must be a slip."""
        day: date = self.cleaned_data["mulai"]
        today = timezone.localdate()
        if day > today:
            raise ValidationError("Tanggalnya belum terjadi. Isi hari ini atau sebelumnya.")
        if day < today - LONGEST_AGO:
            raise ValidationError("Tanggalnya lebih dari sepuluh tahun lalu. Periksa tahunnya.")
        return day

    def clean_sampai(self) -> date:
        """A day ahead, at most a year from now."""
        day: date = self.cleaned_data["sampai"]
        today = timezone.localdate()
        try:
            check_end(day, since=self.cleaned_data.get("mulai") or today, today=today)
        except CannotKeepStay as refusal:
            raise ValidationError(str(refusal)) from refusal
        return day

    def clean_nik(self) -> str:
        """Sixteen digits, or nothing."""
        digits = "".join(self.cleaned_data["nik"].split()).replace(".", "")
        if digits and not (digits.isascii() and digits.isdigit() and len(digits) == 16):
            raise ValidationError("NIK terdiri dari 16 angka. Kosongkan bila tidak tahu.")
        return digits

    def facts(self) -> Facts:
        """What was typed, once every screen is right."""
        typed = self.cleaned_data
        return Facts(
            name=typed["nama"], origin=typed["asal"], since_on=typed["mulai"], until_on=typed["sampai"],
            host=typed["pemilik"], address=typed["alamat"], purpose=typed["keperluan"], nik=typed["nik"],
        )  # fmt: skip
