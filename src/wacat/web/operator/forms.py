"""What the operator types and chooses; the rules of the acts themselves stand in the domain."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from wacat.areas.queries import neighbourhoods_of
from wacat.values.kinds import Kind
from wacat.verification.desk import SHELVES, Filters, Place
from wacat.verification.models import Correction, Purpose

LARGEST_ID = 2**63 - 1
LONGEST_TEXT = 500


class FilterForm(forms.Form):
    """The filters of the queue as they stand in the address; what is unknown is left out."""

    rak = forms.CharField(required=False)
    kelurahan = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
    jenis = forms.CharField(required=False)
    cari = forms.CharField(required=False, max_length=100)
    setelah = forms.CharField(required=False)
    sebelum = forms.CharField(required=False)

    def filters(self) -> Filters:
        """The filters that could be understood."""
        self.is_valid()
        values = self.cleaned_data
        shelf = values.get("rak", "")
        kind = values.get("jenis", "")
        return Filters(
            shelf=shelf if shelf in SHELVES else "terbuka",
            kelurahan_id=values.get("kelurahan"),
            kind=kind if kind in set(Kind) else "",
            text=values.get("cari", ""),
        )

    def place(self, name: str) -> Place | None:
        """The place `setelah` or `sebelum`, or None."""
        at, _, number = self.cleaned_data.get(name, "").rpartition("_")
        try:
            place = Place(due_at=datetime.fromisoformat(at), id=int(number))
        except ValueError:
            return None
        known = place.due_at.tzinfo is not None and 0 <= place.id <= LARGEST_ID
        return place if known else None


class AskForm(forms.Form):
    """What the operator wants to know, or what he holds against the claim before he refuses it."""

    maksud = forms.ChoiceField(choices=Purpose.choices, required=False)

    pertanyaan = forms.CharField(
        max_length=LONGEST_TEXT,
        error_messages={
            "required": "Tulis keterangan apa yang Anda perlukan.",
            "max_length": "Pertanyaan paling panjang 500 huruf. Persingkat.",
        },
    )


class DecideForm(forms.Form):
    """Each item accepted or rejected, or the whole claim when it has no items; and why."""

    alasan = forms.CharField(
        required=False,
        max_length=LONGEST_TEXT,
        error_messages={"max_length": "Alasan paling panjang 500 huruf. Persingkat."},
    )

    def __init__(self, *args: Any, case: Correction, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(case.items.all())
        for name in [self.field_of(item.pk) for item in self.items] or ["hasil"]:
            self.fields[name] = forms.ChoiceField(
                choices=[("ACCEPTED", "Terima"), ("REJECTED", "Tolak")],
                error_messages={"required": "Pilih terima atau tolak."},
            )

    @staticmethod
    def field_of(item_id: int) -> str:
        """The name of an item's field."""
        return f"hasil-{item_id}"

    def outcomes(self) -> dict[int, str]:
        """The chosen outcome of each item."""
        return {item.pk: self.cleaned_data[self.field_of(item.pk)] for item in self.items}

    def accepts(self) -> bool:
        """Whether a claim without items is accepted."""
        return self.cleaned_data.get("hasil") == "ACCEPTED"


class LinkForm(forms.Form):
    """Which earlier correction says the same, and a word for the one who answered."""

    pertama = forms.CharField(
        max_length=30, error_messages={"required": "Pilih atau tulis nomor koreksi yang pertama."}
    )
    penjelasan = forms.CharField(
        required=False,
        max_length=LONGEST_TEXT,
        error_messages={"max_length": "Penjelasan paling panjang 500 huruf. Persingkat."},
    )

    def clean_pertama(self) -> int:
        """The number behind "K-000123" or "123"."""
        digits = self.cleaned_data["pertama"].upper().removeprefix("K").strip(" -")
        number = read_id(digits)
        if number is None:
            raise ValidationError("Tulis nomor koreksi seperti K-000123.")
        return number


class ForwardForm(forms.Form):
    """Which other RT is asked, and what."""

    kelurahan = forms.IntegerField(
        min_value=1, max_value=2**31 - 1, error_messages={"required": "Pilih kelurahannya."}
    )
    rt = forms.IntegerField(
        min_value=1, max_value=999,
        error_messages={"required": "Tulis nomor RT-nya.", "invalid": "Tulis nomor RT dengan angka."},
    )  # fmt: skip
    pertanyaan_rt = forms.CharField(
        required=False,
        max_length=LONGEST_TEXT,
        error_messages={"max_length": "Pertanyaan paling panjang 500 huruf. Persingkat."},
    )

    def clean(self) -> dict[str, Any]:
        """The RT of that number in that kelurahan."""
        values = super().clean() or {}
        if "kelurahan" in values and "rt" in values:
            found = neighbourhoods_of(values["kelurahan"]).filter(number=values["rt"]).first()
            if found is None:
                self.add_error("rt", "RT itu tidak ada di kelurahan ini.")
            values["area"] = found
        return values


class ConcludeForm(forms.Form):
    """Why a case ends for which no RT was found."""

    penutup = forms.CharField(
        max_length=LONGEST_TEXT,
        error_messages={
            "required": "Tulis penjelasannya. Penjelasan ini dibaca oleh yang menjawab.",
            "max_length": "Penjelasan paling panjang 500 huruf. Persingkat.",
        },
    )


class DoneForm(forms.Form):
    """A remark beside "done in SIAK"."""

    catatan = forms.CharField(
        required=False,
        max_length=LONGEST_TEXT,
        error_messages={"max_length": "Catatan paling panjang 500 huruf. Persingkat."},
    )


class RevealForm(forms.Form):
    """Why a full NIK must be seen; kept in the audit trail."""

    keperluan = forms.CharField(
        min_length=5,
        max_length=200,
        error_messages={
            "required": "Tulis untuk apa nomor lengkap diperlukan.",
            "min_length": "Tulis keperluannya sedikit lebih jelas.",
            "max_length": "Keperluan paling panjang 200 huruf. Persingkat.",
        },
    )


def errors_of(form: forms.Form) -> list[tuple[str, str]]:
    """The errors of a form as (id of the field, sentence) for the summary above it."""
    return [
        (f"medan-{name}", sentence)
        for name, error in form.errors.as_data().items()
        for one in error
        for sentence in ValidationError(one).messages
    ]


class WithdrawForm(forms.Form):
    """Why a publication is recalled; everybody who was told reads it."""

    alasan = forms.CharField(
        max_length=300,
        error_messages={
            "required": "Tulis alasan penarikan. Alasan ini dibaca oleh RT dan Lurah.",
            "max_length": "Alasan paling panjang 300 huruf. Persingkat.",
        },
    )


class PlanForm(forms.Form):
    """The day and the hour at which an approved file is published, in the city's time."""

    tanggal = forms.DateField(
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": "Pilih tanggal terbit.",
            "invalid": "Tanggal terbit tidak dapat dibaca. Pilih lagi.",
        },
    )
    jam = forms.TimeField(
        input_formats=["%H:%M", "%H:%M:%S"],
        error_messages={
            "required": "Pilih jam terbit.",
            "invalid": "Jam terbit tidak dapat dibaca. Tulis seperti 08:00.",
        },
    )
    libur = forms.BooleanField(required=False)

    def moment(self) -> datetime:
        """The chosen moment."""
        chosen = datetime.combine(self.cleaned_data["tanggal"], self.cleaned_data["jam"])
        return timezone.make_aware(chosen)


class HoldForm(forms.Form):
    """Why a planned publication is given up."""

    alasan = forms.CharField(
        max_length=300,
        error_messages={
            "required": "Tulis alasan pembatalan jadwal.",
            "max_length": "Alasan paling panjang 300 huruf. Persingkat.",
        },
    )


class NarrowForm(forms.Form):
    """Of which kelurahan or source alone the quality of files is asked; what is unknown is left out."""

    kelurahan = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    sumber = forms.CharField(required=False, max_length=60)


def read_id(text: str) -> int | None:
    """A number of a row from an address, or None when it cannot be one."""
    if not (text.isascii() and text.isdigit()) or len(text) > 19:
        return None
    return min(int(text), LARGEST_ID)
