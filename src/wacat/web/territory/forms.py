"""What the administrator fills in for an act on the territory; the rules stand in the domain."""

from datetime import date

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone

from wacat.areas.models import ActKind, Area, CodeSystem, Level
from wacat.areas.order import BACKDATED_DAYS
from wacat.territory.intents import Intent

FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]
NUMBER = {"required": "Isi nomor RT baru.", "invalid": "Tulis nomor RT dengan angka, misalnya 51."}


def _date(label: str, *, missing: str, hint: str = "") -> forms.DateField:
    return forms.DateField(
        label=label, help_text=hint, input_formats=FORMATS,
        error_messages={"required": missing, "invalid": "Tulis tanggal seperti 24-11-2026."},
        widget=forms.DateInput(format="%Y-%m-%d"),
    )  # fmt: skip


class ActForm(forms.Form):
    """The first step: what is to be done, and from which day. `rts` offers RTs to choose."""

    def __init__(self, data: QueryDict | None = None, *, kind: ActKind, area: Area) -> None:
        super().__init__(data, auto_id="medan-%s")
        self.kind, self.area = kind, area
        if kind in (ActKind.OPEN, ActKind.SPLIT_RT):
            self.fields["nomor"] = forms.IntegerField(
                label="Nomor RT baru", min_value=1, max_value=999,
                error_messages={**NUMBER, "min_value": "Nomor RT antara 1 dan 999.",
                                "max_value": "Nomor RT antara 1 dan 999."},
            )  # fmt: skip
        if kind == ActKind.SPLIT_RT:
            choices = [("tetap", "Tetap pada RT lama"), ("pindah", "Semua pindah ke RT baru")]
            self.fields["terbuka"] = forms.ChoiceField(
                label="Pemberitahuan dan koreksi yang masih terbuka", choices=choices,
                widget=forms.RadioSelect, initial="tetap",
                error_messages={"required": "Pilih tetap atau pindah."},
            )  # fmt: skip
        if kind in (ActKind.RENAME, ActKind.SPLIT_KELURAHAN):
            self.fields["nama"] = forms.CharField(
                label="Nama baru" if kind == ActKind.RENAME else "Nama kelurahan baru",
                max_length=100, error_messages={"required": "Isi nama kelurahan yang baru."},
            )  # fmt: skip
        if kind == ActKind.MOVE_RT:
            self.fields["tujuan"] = forms.ChoiceField(
                label="Kelurahan tujuan",
                choices=_others(area),
                error_messages={"required": "Pilih kelurahan tujuan."},
            )
        if kind == ActKind.CODE:
            systems = [(CodeSystem.KEMENDAGRI.value, "Kemendagri"), (CodeSystem.SIAK.value, "SIAK")]
            self.fields["sistem"] = forms.ChoiceField(label="Kode dari", choices=systems)
        if kind in (ActKind.CODE, ActKind.SPLIT_KELURAHAN):
            self.fields["kode"] = forms.CharField(
                label="Kode baru" if kind == ActKind.CODE else "Kode Kemendagri kelurahan baru",
                max_length=24, error_messages={"required": "Isi kode yang baru."},
                help_text=f"Misalnya {settings.WACAT_CITY}.01.1009.",
            )  # fmt: skip
        if kind in (ActKind.MERGE, ActKind.SPLIT_KELURAHAN, ActKind.MOVE_RT):
            self.fields["rt"] = forms.MultipleChoiceField(
                label="RT yang digabung ke sini" if kind == ActKind.MERGE else "RT yang pindah",
                choices=_neighbours(area), widget=forms.CheckboxSelectMultiple,
                error_messages={"required": "Pilih paling sedikit satu RT."},
            )  # fmt: skip
        self.fields["berlaku"] = _date(
            "Berlaku sejak",
            missing="Isi tanggal berlakunya.",
            hint=f"Hari ini, atau paling lama {BACKDATED_DAYS} hari yang lalu. Perubahan yang belum berlaku "
            "dicatat pada harinya. Jabatan berakhir saat Anda menerapkan, bukan pada tanggal ini.",
        )
        self.fields["berlaku"].initial = timezone.localdate

    def intent(self, decree: "DecreeForm | None" = None) -> Intent:
        """What was filled in; without a decree it serves the dry run only."""
        values = self.cleaned_data
        told = decree.cleaned_data if decree else {}
        return Intent(
            kind=self.kind,
            area_id=self.area.pk,
            effective_on=values["berlaku"],
            decree_number=told.get("keputusan", "(pratinjau)"),
            decree_on=told.get("tanggal", date.min.replace(year=2000)),
            note=told.get("alasan", "(pratinjau)"),
            rt_ids=tuple(int(pk) for pk in values.get("rt", ())),
            into_id=int(values.get("tujuan", 0)),
            number=values.get("nomor", 0),
            name=values.get("nama", ""),
            code=values.get("kode", "").strip(),
            system=values.get("sistem", ""),
            take_items=values.get("terbuka") == "pindah",
        )

    def kept(self) -> list[tuple[str, str]]:
        """The first step as hidden fields of the second."""
        return [(name, value) for name in self.fields for value in self.data.getlist(name)]  # type: ignore[attr-defined]


class DecreeForm(forms.Form):
    """The second step: the decree and the reason, after the dry run was read."""

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="medan-%s")

    keputusan = forms.CharField(
        label="Nomor keputusan", max_length=60, help_text="Misalnya 188.45/123/2026.",
        error_messages={"required": "Isi nomor keputusan yang menjadi dasar perubahan ini."},
    )  # fmt: skip
    tanggal = _date("Tanggal keputusan", missing="Isi tanggal keputusan.")
    alasan = forms.CharField(
        label="Alasan", max_length=300, widget=forms.Textarea,
        error_messages={"required": "Tulis alasan perubahan ini."},
    )  # fmt: skip


def _neighbours(area: Area) -> list[tuple[str, str]]:
    kelurahan_id = area.pk if area.level == Level.KELURAHAN else area.parent_id
    rts = Area.objects.filter(parent_id=kelurahan_id, level=Level.RT, closed_on=None)
    return [
        (str(rt.pk), f"{rt.name} (beku)" if rt.frozen_on else rt.name)
        for rt in rts.exclude(pk=area.pk).order_by("number")
    ]


def _others(area: Area) -> list[tuple[str, str]]:
    others = Area.objects.filter(level=Level.KELURAHAN, city_id=area.city_id, closed_on=None)
    listed = others.exclude(pk=area.pk).select_related("kecamatan").order_by("kecamatan_id", "name")
    return [("", "Pilih kelurahan")] + [
        (str(k.pk), f"{k.name}, {k.kecamatan.name if k.kecamatan else ''}") for k in listed
    ]
