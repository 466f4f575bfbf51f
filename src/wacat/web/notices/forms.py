"""Forms of the acts on a notice; they keep what was typed, and every error says what to do."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.http import HttpRequest

from wacat.accounts.access import Visitor
from wacat.records.models import Notice
from wacat.values.refusal import Refusal
from wacat.values.situations import SITUATION, Situation, offered
from wacat.verification import evidence
from wacat.verification.answering import NOT_MINE_REASONS
from wacat.web.notices.words import disclosed

LONGEST_REMARK = 500
LONGEST_VALUE = 250
NOT_MINE = "bukan"
ELEMENTS = "keliru"
OTHER = "lain"


def key_of(request: HttpRequest, *, notice_id: int, by: Visitor) -> UUID:
    """The key of this answer: the form's own, bound to who answers what.

    A key seen elsewhere is worth nothing here; a form without one is an answer of its own.
    """
    try:
        made = UUID(request.POST.get("kunci", ""))
    except ValueError:
        made = uuid4()
    return uuid5(made, f"{by.account_id}/{notice_id}")


def _remark(label: str = "Keterangan") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_REMARK,
        widget=forms.Textarea,
        error_messages={"max_length": "Keterangan paling panjang 500 huruf. Ringkaslah."},
    )


class WithPhoto(forms.Form):
    """A form that takes a photo as evidence."""

    foto = forms.FileField(
        label="Foto bukti",
        required=False,
        allow_empty_file=True,
        error_messages={"invalid": "Foto tidak terkirim. Pilih lagi fotonya."},
    )

    def clean_foto(self) -> bytes | None:
        """The photo alone, re-encoded."""
        given = self.cleaned_data.get("foto")
        if not given:
            return None
        try:
            return evidence.clean(given)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class DenialForm(forms.Form):
    """Not a resident here, and why."""

    alasan = forms.ChoiceField(
        label="Mengapa bukan warga RT ini?",
        choices=list(NOT_MINE_REASONS.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih alasannya.",
            "invalid_choice": "Pilih alasan dari daftar.",
        },
    )
    keterangan = _remark()

    def clean(self) -> dict[str, Any]:
        """Another reason must be told in words."""
        values = super().clean() or {}
        if values.get("alasan") == "LAINNYA" and not values.get("keterangan"):
            self.add_error("keterangan", "Tulis alasannya dengan kata-kata Anda.")
        return values


class WrongForm(WithPhoto):
    """What is wrong with a notice: one question first, then what belongs to the answer."""

    pilih = forms.ChoiceField(
        label="Apa yang salah?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih apa yang salah.",
            "invalid_choice": "Pilih dari daftar apa yang salah.",
        },
    )
    alasan = forms.ChoiceField(
        choices=list(NOT_MINE_REASONS.items()),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Pilih alasan dari daftar."},
    )
    salah = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Pilih dari daftar data yang keliru."},
    )
    keterangan = _remark()

    def __init__(self, *args: Any, notice: Notice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.elements = disclosed(notice)
        situations = offered(kind=notice.kind, direction=notice.direction)
        self.fields["pilih"].choices = [  # type: ignore[attr-defined]
            (NOT_MINE, "Bukan warga RT ini"),
            *[(each.value, each.label) for each in situations],
            (ELEMENTS, "Nama, alamat atau data lain keliru"),
            (OTHER, "Hal lain"),
        ]
        self.fields["salah"].choices = [  # type: ignore[attr-defined]
            (element.value, element.label) for element, _ in self.elements
        ]
        for element, _ in self.elements:
            self.fields[f"isi_{element.value}"] = forms.CharField(
                label=f"{element.label} seharusnya",
                required=False,
                max_length=LONGEST_VALUE,
                error_messages={"max_length": "Paling panjang 250 huruf. Ringkaslah."},
            )

    def clean(self) -> dict[str, Any]:
        """Whatever was chosen first must be told to its end."""
        values = super().clean() or {}
        first = values.get("pilih")
        if first == NOT_MINE and not values.get("alasan"):
            self.add_error("alasan", "Pilih alasannya.")
        if first == ELEMENTS and not values.get("salah"):
            self.add_error("salah", "Centang paling sedikit satu data yang keliru.")
        in_words = first == OTHER or (first == NOT_MINE and values.get("alasan") == "LAINNYA")
        if in_words and not values.get("keterangan") and "keterangan" not in self.errors:
            self.add_error("keterangan", "Tulis apa yang salah dengan kata-kata Anda.")
        return values

    def claims(self) -> dict[str, str]:
        """What is claimed: the situation, or each element with what it should be."""
        first = self.cleaned_data["pilih"]
        if first == ELEMENTS:
            return {name: self.cleaned_data[f"isi_{name}"] for name in self.cleaned_data["salah"]}
        return {} if first == OTHER else {SITUATION: Situation(first).label}


class ReplyForm(WithPhoto):
    """The explanation that the office asked for."""

    keterangan = forms.CharField(
        label="Keterangan Anda",
        max_length=LONGEST_REMARK,
        widget=forms.Textarea,
        error_messages={
            "required": "Tulis keterangan Anda.",
            "max_length": "Keterangan paling panjang 500 huruf. Ringkaslah.",
        },
    )


def problems(form: forms.Form) -> list[tuple[str, str]]:
    """What is wrong with a form: field id and sentence, for the summary above it."""
    ids = {"pilih": "medan-pilih", "salah": "medan-salah", "alasan": "medan-alasan"}
    return [
        (ids.get(name, f"id_{name}") if name != "__all__" else "", str(sentence))
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]
