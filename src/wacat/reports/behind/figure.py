"""Which figure of a report is asked about, and between which moments it was counted."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from wacat.areas.models import Area
from wacat.reports.closing import city_of
from wacat.reports.models import PeriodStep, ReportPeriod
from wacat.reports.period import Period, month_of
from wacat.reports.states import PeriodState, Span
from wacat.values.kinds import NEUTRAL, Kind
from wacat.values.tanggal import months_later

CHANGES = {"born": "Lahir", "arrived": "Datang", "died": "Mati", "left": "Pindah"}
# what leads from the people at the start to those at the end
EVERY_CHANGE = {"changes": "Lahir, datang, mati, pindah"}
# of notices
ANSWERS = {
    "told": "Pemberitahuan", "answered": "Dijawab", "CONFIRMED": "Benar",
    "CORRECTED": "Ada yang salah", "NOT_MINE": "Bukan warga", "unanswered": "Belum dijawab",
    "prompt": "Dijawab dalam 3 x 24 jam",
}  # fmt: skip
# as `Decisions` of a report names them
DECISIONS = {
    "settled": "Koreksi diputuskan", "accepted": "Koreksi diterima",
    "partly": "Koreksi diterima sebagian", "rejected": "Koreksi ditolak", "other": "Putusan lain",
    "unknown": "Koreksi diputuskan, belum dirinci",
}  # fmt: skip
CORRECTIONS = {
    "claimed": "Koreksi diajukan", **DECISIONS, "in_time": "Koreksi diputuskan dalam tenggat",
    "waiting": "Koreksi belum diputuskan",
}  # fmt: skip
PARTS = {"served": "Layanan", **CHANGES, **EVERY_CHANGE, **ANSWERS, **CORRECTIONS}
# nothing is late while nothing was locked
NEVER = datetime.max.replace(tzinfo=UTC) - timedelta(days=2)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure of a report: of which area and period, and which line and column.

    `urgency` is a class of services, A to D. `late` says whether it counts what came late; None where
    it counts both, as the sums of a report and the lines of the areas inside do.
    """

    area: Area
    period: Period
    part: str
    kind: str = ""
    urgency: str = ""
    sex: str | None = None
    citizenship: str | None = None
    late: bool | None = False

    @property
    def changes(self) -> list[str]:
        """The parts of LAMPID it counts; empty where it is no figure of LAMPID."""
        if self.part in EVERY_CHANGE:
            return list(CHANGES)
        return [self.part] if self.part in CHANGES else []

    @property
    def kinds(self) -> list[str]:
        """The kinds it counts; empty where it counts all."""
        if self.kind:
            return [self.kind]
        found = [kind.value for kind in Kind if self.urgency and kind.urgency == self.urgency]
        return [*found, NEUTRAL] if self.urgency == "C" else found


def lock_of(figure: Figure) -> datetime | None:
    """When the last month of the period was locked; None while it is open."""
    return _locked_at(figure, months_later(figure.period.following, -1).isoformat()[:7])


def last_lock(figure: Figure) -> datetime:
    """When the month before the period was locked; what came later is late for it."""
    before = month_of(months_later(figure.period.first, -1)).key
    return _locked_at(figure, before) or NEVER


def _locked_at(figure: Figure, key: str) -> datetime | None:
    month = ReportPeriod.objects.filter(city=city_of(figure.area), key=key, span=Span.MONTH)
    steps = PeriodStep.objects.filter(
        period__in=month.exclude(state=PeriodState.OPEN), to_state=PeriodState.LOCKED
    )
    return steps.order_by("-id").values_list("at", flat=True).first()


def kind_choices(*, neutral: bool) -> list[str]:
    """The kinds a list can be narrowed to."""
    kinds = [kind.value for kind in Kind if not (neutral and kind.urgency == "C")]
    return [*kinds, NEUTRAL] if neutral else kinds
