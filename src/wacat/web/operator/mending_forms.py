"""What the operator asks of the quarantine grid; the rules of the acts stand in `intake.mending`."""

from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from wacat.intake.checks import CHECKS
from wacat.intake.mending.choosing import SHELVES, Choice, Filter

LARGEST = 2**31 - 1
PREFIX = "isi-"


class GridForm(forms.Form):
    """Which rows to show; what is unknown is left out."""

    rak = forms.CharField(required=False)
    alasan = forms.CharField(required=False)
    cari = forms.CharField(required=False, max_length=100)
    setelah = forms.IntegerField(required=False, min_value=0, max_value=LARGEST)

    def wanted(self) -> Filter:
        """The filter that could be understood."""
        self.is_valid()
        values = self.cleaned_data
        shelf, code = values.get("rak", ""), values.get("alasan", "")
        return Filter(
            shelf=shelf if shelf in SHELVES else "perbaiki",
            code=code if code in CHECKS else "",
            text=values.get("cari", ""),
        )

    def after(self) -> int:
        """The row after which the page begins."""
        return self.cleaned_data.get("setelah") or 0


class ManyForm(forms.Form):
    """What is to be done to many rows, and to which."""

    lingkup = forms.CharField(required=False)
    terlihat = forms.IntegerField(required=False, min_value=0)
    kolom = forms.CharField(required=False, max_length=40)
    sisi = forms.CharField(required=False, max_length=20)
    isi = forms.CharField(required=False, max_length=500)
    kelurahan = forms.IntegerField(required=False, min_value=1, max_value=LARGEST)
    alasan_tindakan = forms.CharField(required=False, max_length=400)

    def choice(self, wanted: Filter, *, data: QueryDict) -> Choice:
        """The ticked rows, or all that the filter shows."""
        seen = self.cleaned_data.get("terlihat") or 0
        if self.cleaned_data.get("lingkup") == "semua":
            return Choice(every=wanted, seen=seen)
        return Choice(numbers=dict(_ticked(data)), seen=seen)


def _ticked(data: QueryDict) -> list[tuple[int, int]]:
    found = []
    for one in data.getlist("baris"):
        number, _, touched = one.partition(":")
        if number.isdecimal() and touched.isdecimal() and len(number) < 10 and len(touched) < 10:
            found.append((int(number), int(touched)))
    return found


def typed(data: QueryDict) -> dict[int, str]:
    """The texts typed into cells, by place; a suggestion that was pressed goes before."""
    found = {
        int(name.removeprefix(PREFIX)): text
        for name, text in data.items()
        if name.startswith(PREFIX) and name.removeprefix(PREFIX).isdecimal() and len(name) < 12
    }
    place, _, text = data.get("usul", "").partition(":")
    if place.isdecimal() and len(place) < 6:
        found[int(place)] = text
    return {place: str(text) for place, text in found.items()}


def joined(data: QueryDict) -> int | None:
    """The place of the cell that is to be joined with the next one; None where that is not asked."""
    if "gabungkan" not in data:
        return None
    place = data.get("gabung", "")
    return int(place) if place.isdecimal() and len(place) < 6 else -1


def query(wanted: Filter, **extra: str) -> str:
    """The filter as it stands in an address."""
    values = {
        "rak": wanted.shelf if wanted.shelf != "perbaiki" else "",
        "alasan": wanted.code,
        "cari": wanted.text,
        **extra,
    }
    return "?" + urlencode({name: value for name, value in values.items() if value})
