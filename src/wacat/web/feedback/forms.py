"""What is typed about a Masukan, one question a screen."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from wacat.accounts.access import Visitor
from wacat.feedback.states import FeedbackKind, ToldBy
from wacat.feedback.telling import LONGEST_AGO, own_rts
from wacat.verification.evidence import CannotUsePhoto, clean
from wacat.web.feedback.words import ASKED

SCREENS: dict[str, tuple[str, ...]] = {
    "jenis": ("jenis",),
    "nama": ("nama",),
    "tanggal": ("tanggal", "kirakira"),
    "tempat": ("rt", "alamat"),
    "sumber": ("sumber", "keterangan"),
    "kirim": ("foto",),
}
ORDER = tuple(SCREENS)


class TellForm(forms.Form):
    """Everything about one Masukan; `upto` says how many screens have been filled in."""

    jenis = forms.ChoiceField(
        label="Apa yang terjadi?",
        choices=[(kind, ASKED[kind][0]) for kind in FeedbackKind],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih yang terjadi.", "invalid_choice": "Pilih yang terjadi."},
    )
    nama = forms.CharField(
        label="Nama",
        max_length=160,
        help_text="Tulis seperti Anda mengenalnya. Nama panggilan boleh.",
        error_messages={
            "required": "Tulis namanya, seperti Anda mengenalnya.",
            "max_length": "Nama paling panjang 160 huruf.",
        },
    )
    tanggal = forms.DateField(
        label="Tanggal",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Isi tanggalnya. Bila tidak pasti, isi perkiraan Anda.",
            "invalid": "Tulis tanggal seperti 2026-11-23.",
        },
    )
    kirakira = forms.BooleanField(label="Tanggal ini perkiraan saya", required=False)
    rt = forms.ChoiceField(
        label="Di RT mana?",
        error_messages={"required": "Pilih RT-nya.", "invalid_choice": "Pilih RT-nya dari daftar."},
    )
    alamat = forms.CharField(
        label="Alamat atau patokan rumahnya",
        max_length=250,
        required=False,
        error_messages={"max_length": "Alamat paling panjang 250 huruf."},
    )
    sumber = forms.ChoiceField(
        label="Dari siapa Anda mengetahuinya?",
        choices=ToldBy.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih dari siapa Anda mengetahuinya.",
            "invalid_choice": "Pilih dari siapa Anda mengetahuinya.",
        },
    )
    keterangan = forms.CharField(
        label="Keterangan lain",
        max_length=500,
        required=False,
        widget=forms.Textarea,
        error_messages={"max_length": "Keterangan paling panjang 500 huruf. Ringkaslah."},
    )
    foto = forms.FileField(label="Foto", required=False)

    def __init__(self, *args: Any, by: Visitor, upto: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rts = own_rts(by).order_by("number").values_list("pk", "name")
        self.fields["rt"].choices = [(str(pk), name) for pk, name in rts]  # type: ignore[attr-defined]
        asked = {name for screen in ORDER[: ORDER.index(upto) + 1] for name in SCREENS[screen]}
        for name in set(self.fields) - asked:
            del self.fields[name]

    def clean_tanggal(self) -> object:
        """A day that has been, and not so long ago that the year must be a slip."""
        day, today = self.cleaned_data["tanggal"], timezone.localdate()
        if day > today:
            raise ValidationError("Tanggalnya belum terjadi. Isi hari ini atau sebelumnya.")
        if day < today - LONGEST_AGO:
            raise ValidationError("Tanggalnya lebih dari sepuluh tahun lalu. Periksa tahunnya.")
        return day

    def clean_foto(self) -> bytes | None:
        """The photo written anew, or None."""
        file = self.cleaned_data.get("foto")
        if not file:
            return None
        try:
            return clean(file)
        except CannotUsePhoto as refusal:
            raise ValidationError(str(refusal)) from refusal
