"""What is wrong with a notice, one question a screen; everything typed so far travels along."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from wacat.areas.models import Area
from wacat.areas.queries import neighbourhoods_of
from wacat.records.models import Notice
from wacat.values.claims import CHOICES, Claim
from wacat.values.elements import Element
from wacat.values.situations import SITUATION, Situation, offered
from wacat.values.tanggal import BULAN, CannotReadDate, read_date
from wacat.verification.answering import NOT_MINE_REASONS
from wacat.verification.models import ToldBy
from wacat.web.notices.forms import LONGEST_VALUE, WithProof, remark_field
from wacat.web.notices.words import disclosed

NOT_MINE, ELEMENTS, OTHER = "bukan", "keliru", "lain"
ELSEWHERE = "luar"
FIRST, LAST = "pilih", "kirim"
LONGEST_TYPED = 600


def screens(typed: Mapping[str, Any]) -> list[str]:
    """The screens that these answers lead through, in order."""
    first = typed.get("pilih", "")
    if first == NOT_MINE:
        return [FIRST, "alasan", "sumber", LAST]
    if first == ELEMENTS:
        chosen = typed.getlist("salah") if isinstance(typed, QueryDict) else typed.get("salah", [])
        known = {*Element, *Claim}
        return [FIRST, "salah", *(f"isi_{c}" for c in chosen if c in known), "sumber", LAST]
    return [FIRST, LAST] if first == OTHER else [FIRST, "sumber", LAST]


class WrongForm(WithProof):
    """All answers up to a screen."""

    pilih = forms.ChoiceField(
        label="Apa yang salah?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih apa yang salah.",
            "invalid_choice": "Pilih dari daftar apa yang salah.",
        },
    )
    alasan = forms.ChoiceField(
        label="Mengapa bukan warga RT ini?",
        choices=list(NOT_MINE_REASONS.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih alasannya.",
            "invalid_choice": "Pilih alasan dari daftar.",
        },
    )
    salah = forms.MultipleChoiceField(
        label="Data mana yang keliru?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Centang paling sedikit satu data yang keliru.",
            "invalid_choice": "Pilih dari daftar data yang keliru.",
        },
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
    keterangan = remark_field()

    def __init__(self, *args: Any, notice: Notice, upto: str = LAST, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notice = notice
        self.shown = dict(disclosed(notice))
        situations = offered(kind=notice.kind, direction=notice.direction)
        self.fields["pilih"].choices = [  # type: ignore[attr-defined]
            (NOT_MINE, "Bukan warga RT ini"),
            *[(each.value, each.label) for each in situations],
            (ELEMENTS, "Nama, alamat atau data lain keliru"),
            (OTHER, "Hal lain"),
        ]
        self.fields["salah"].choices = [  # type: ignore[attr-defined]
            *((element.value, element.label) for element in self.shown),
            *((claim.value, claim.label) for claim in Claim),
        ]
        data = self.data or self.initial
        order = screens(data)
        upto = upto if upto in order else order[-1]
        self._keep(order[: order.index(upto) + 1])

    def _keep(self, asked: list[str]) -> None:
        """The fields of these screens alone."""
        wanted = set(asked)
        if LAST in wanted:
            wanted |= {"keterangan", "bukti"}
        for name in asked:
            if name.startswith("isi_"):
                self.fields |= claimed_fields(name, notice=self.notice)
        for name in list(self.fields):
            if name.split("-")[0] not in wanted:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A date out of its parts; in words what no list names."""
        values = super().clean() or {}
        for name in [name for name in self.fields if name.endswith("-hari")]:
            self._join(name.removesuffix("-hari"), values)
        in_words = values.get("pilih") == OTHER or values.get("alasan") == "LAINNYA"
        asked = "keterangan" in self.fields and "keterangan" not in self.errors
        if asked and in_words and not values.get("keterangan"):
            self.add_error("keterangan", "Tulis apa yang salah dengan kata-kata Anda.")
        return values

    def _join(self, name: str, values: dict[str, Any]) -> None:
        parts = [values.get(f"{name}-{part}") for part in ("hari", "bulan", "tahun")]
        if all(part is None or part == "" for part in parts):
            values[name] = ""  # he knows that it is wrong, not what is right
            return
        try:
            values[name] = read_date("-".join(str(part or 0) for part in parts)).isoformat()
        except CannotReadDate:
            self.add_error(
                f"{name}-hari", "Tanggal ini tidak ada. Periksa hari, bulan dan tahunnya."
            )

    def claims(self) -> dict[str, str]:
        """What is claimed: the situation, or each element with what it should be."""
        first = self.cleaned_data["pilih"]
        if first == ELEMENTS:
            return {code: self._claimed(code) for code in self.cleaned_data["salah"]}
        return {} if first == OTHER else {SITUATION: Situation(first).label}

    def _claimed(self, code: str) -> str:
        value = str(self.cleaned_data.get(f"isi_{code}", ""))
        if code != Claim.RT:
            return value
        field = self.fields[f"isi_{code}"]
        return str(dict(field.choices).get(value, "")) if value else ""  # type: ignore[attr-defined]


def claimed_fields(name: str, *, notice: Notice) -> dict[str, forms.Field]:
    """What is asked about one element: typed, chosen, or a date by its parts."""
    code = name.removeprefix("isi_")
    if code == Element.BIRTH:
        return _date_parts(name)
    if code == Claim.RT:
        return {name: _choice("RT seharusnya", _neighbours(notice))}
    label = Claim(code).label if code in set(Claim) else Element(code).label
    if code in CHOICES:
        return {name: _choice(f"{label} seharusnya", list(CHOICES[code]))}
    return {
        name: forms.CharField(
            label=f"{label} seharusnya",
            required=False,
            max_length=LONGEST_VALUE,
            help_text="Bila Anda tidak tahu yang benar, biarkan kosong.",
            error_messages={"max_length": "Paling panjang 250 huruf. Ringkaslah."},
        )
    }


def _choice(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=choices,
        error_messages={"invalid_choice": "Pilih dari daftar."},
    )


def _neighbours(notice: Notice) -> list[tuple[str, str]]:
    """The other RTs of the kelurahan; whoever lives further away is told in words."""
    kelurahan = Area.objects.get(pk=notice.kelurahan_id)
    others = neighbourhoods_of(kelurahan.pk).exclude(pk=notice.rt_id)
    named = [(str(pk), f"{name} {kelurahan.name}") for pk, name in others.values_list("pk", "name")]
    return [("", "Tidak tahu"), *named, (ELSEWHERE, "Di kelurahan lain")]


def _date_parts(name: str) -> dict[str, forms.Field]:
    wrong = {"invalid": "Tulis dengan angka.", "invalid_choice": "Pilih bulannya."}
    months = [("", "Bulan"), *((str(n), word) for n, word in enumerate(BULAN, 1))]
    return {
        f"{name}-hari": forms.IntegerField(
            label="Hari", required=False, min_value=1, max_value=31,
            error_messages=wrong | {"max_value": "Hari paling besar 31.", "min_value": "Hari mulai dari 1."},
        ),
        f"{name}-bulan": forms.ChoiceField(
            label="Bulan", required=False, choices=months, error_messages=wrong
        ),
        f"{name}-tahun": forms.IntegerField(
            label="Tahun", required=False, min_value=1900, max_value=2100,
            error_messages=wrong | {
                "max_value": "Periksa tahunnya.", "min_value": "Tulis tahun dengan empat angka."
            },
        ),
    }  # fmt: skip
