"""Forms of the acts on a notice; they keep what was typed, and every error says what to do."""

from uuid import UUID, uuid4, uuid5

from django import forms
from django.http import HttpRequest

from wacat.accounts.access import Visitor
from wacat.values.refusal import Refusal
from wacat.verification import evidence

LONGEST_REMARK = 500
LONGEST_VALUE = 250


def key_of(request: HttpRequest, *, notice_id: int, by: Visitor) -> UUID:
    """The key of this answer: the form's own, bound to who answers what.

    A key seen elsewhere is worth nothing here; a form without one is an answer of its own.
    """
    try:
        made = UUID(request.POST.get("kunci", ""))
    except ValueError:
        made = uuid4()
    return uuid5(made, f"{by.account_id}/{notice_id}")


def remark_field(label: str = "Keterangan") -> forms.CharField:
    """A text of one's own words that may stay empty."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_REMARK,
        widget=forms.Textarea,
        error_messages={"max_length": "Keterangan paling panjang 500 huruf. Ringkaslah."},
    )


class WithProof(forms.Form):
    """A form that takes a photo or a PDF as evidence."""

    bukti = forms.FileField(
        label="Bukti",
        required=False,
        allow_empty_file=True,
        error_messages={"invalid": "Bukti tidak terkirim. Pilih lagi berkasnya."},
    )

    def clean_bukti(self) -> evidence.Proof | None:
        """The photo or the pages alone, written anew."""
        given = self.cleaned_data.get("bukti")
        if not given:
            return None
        try:
            return evidence.proof_of(given)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class ReplyForm(WithProof):
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
    ids = {"alasan": "medan-alasan"}
    return [
        (ids.get(name, f"id_{name}") if name != "__all__" else "", str(sentence))
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]
