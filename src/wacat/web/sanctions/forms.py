"""What is typed in a case of breach; the rules of the acts themselves stand in the domain."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from wacat.accounts import scans
from wacat.accounts.models import Breach
from wacat.accounts.scans import CannotUseScan, Scan

MOST_FILES = 5


class SeveralFiles(forms.ClearableFileInput):
    """A file field that takes several files at once."""

    allow_multiple_selected = True


class ScansField(forms.FileField):
    """Several scans, each checked and made harmless: (name, scan)."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[tuple[str, Scan]]:
        """The checked scans with the names of their files."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not given:
            raise forms.ValidationError(self.error_messages["required"])
        if len(given) > MOST_FILES:
            raise forms.ValidationError(f"Lampirkan paling banyak {MOST_FILES} berkas.")
        return [(file.name or "bukti", self._scan(file)) for file in given]

    def _scan(self, file: UploadedFile) -> Scan:
        try:
            return scans.clean(file.file)  # type: ignore[arg-type]
        except CannotUseScan as refusal:
            raise forms.ValidationError(f"{file.name}: {refusal}") from refusal


class CaseForm(forms.Form):
    """Which breach, what happened, with what evidence."""

    pelanggaran = forms.ChoiceField(
        label="Pelanggaran",
        choices=Breach.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih pelanggaran dari daftar."},
    )
    uraian = forms.CharField(
        label="Uraian kejadian",
        help_text="Kapan, di mana, apa yang terjadi, bagaimana diketahui. Tanpa nama atau NIK warga.",
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": "Uraikan apa yang terjadi."},
    )
    bukti = ScansField(
        label="Bukti",
        help_text="PDF, JPG atau PNG, paling besar 5 MB setiap berkas, paling banyak lima.",
        error_messages={"required": "Lampirkan paling sedikit satu bukti."},
    )


class ConfirmForm(forms.Form):
    """Nothing to fill in: the button is the answer."""


class DropForm(forms.Form):
    """Why a case is not pursued."""

    alasan = forms.CharField(
        label="Mengapa tidak diteruskan",
        max_length=300,
        widget=forms.Textarea,
        error_messages={"required": "Tulis mengapa perkara ini tidak diteruskan."},
    )


class ObjectionForm(forms.Form):
    """The holder's own words."""

    keberatan = forms.CharField(
        label="Keberatan",
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": "Tulis keberatannya."},
    )


class PaperObjectionForm(ObjectionForm):
    """An objection that came on paper, with its scan."""

    surat = ScansField(
        label="Pindaian surat keberatan",
        required=False,
        help_text="PDF, JPG atau PNG, paling besar 5 MB.",
    )


class SettleForm(forms.Form):
    """Whether the objection is right, and why."""

    putusan = forms.ChoiceField(
        label="Putusan",
        choices=[
            ("terima", "Keberatan diterima: akses dipulihkan"),
            ("tolak", "Keberatan ditolak: pencabutan tetap berlaku"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih putusannya."},
    )
    alasan = forms.CharField(
        label="Alasan putusan",
        help_text="Dibaca oleh yang berkeberatan.",
        max_length=500,
        widget=forms.Textarea,
        error_messages={"required": "Tulis alasan putusan."},
    )
