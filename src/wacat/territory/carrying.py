"""Carrying what hangs on the areas of an act: offices end, open items find their owner, reports stay."""

from datetime import datetime
from typing import Any

from wacat.accounts import ending
from wacat.accounts.appointing import Decree, appoint
from wacat.accounts.models import Appointment, AppointmentKind, EndReason, Office
from wacat.accounts.queries import find_lurah, holders_of, is_vacant
from wacat.areas.models import ActKind, Area, Level, TerritoryAct
from wacat.feedback.rehoming import move_open as move_open_feedback
from wacat.nonpermanent.rehoming import move_open as move_open_stays
from wacat.reports.queries import months_of
from wacat.territory.effects import Effects, Move, OfficeEnd, OfficeStart, Reports, Stay
from wacat.territory.intents import Intent
from wacat.verification.rehoming import move_open, open_items

NO_LURAH = "Lurah {kelurahan}, begitu ditetapkan (saat ini kosong)"


class Carrier:
    """Moves what hangs on the areas of one act, and notes what it moved."""

    def __init__(self, intent: Intent, *, by: int, at: datetime) -> None:
        self.intent, self.by, self.at = intent, by, at
        self.effects = Effects()

    def carry(self, act: TerritoryAct) -> dict[str, Any]:
        """Move everything; what the ledger keeps of it."""
        detail = act.detail
        if act.kind == ActKind.MERGE:
            self._merge(act, detail["merged"])
        elif act.kind == ActKind.FREEZE:
            self._end_offices(act.area, act)
            self._keep(act.area)
        elif act.kind == ActKind.SPLIT_RT:
            self._split(act, detail["rt"])
        elif act.kind in (ActKind.SPLIT_KELURAHAN, ActKind.MOVE_RT):
            self._hand_over(act, detail["kelurahan"], detail["rts"])
        elif act.kind in (ActKind.RENAME, ActKind.CODE):
            self._keep_reports(act.area)
        elif act.kind == ActKind.UNFREEZE:
            self._keep(act.area)
        if self.effects.counted_again:
            self.effects.remarks.append(
                "Angka tanggapan pada LEP bulan layanannya ikut berpindah bersama yang masih terbuka."
            )
        return self.effects.told()

    def _merge(self, act: TerritoryAct, sources: list[int]) -> None:
        target = _fresh(act.area_id)
        for source in map(_fresh, sources):
            self._end_offices(source, act)
            self._move(source, to=target)
            self._keep_reports(source)
        self.effects.remarks.append(
            "Jumlah penduduk awal pada LEP RT tujuan baru ikut bertambah setelah stok penduduk "
            "berikutnya dimuat."
        )

    def _split(self, act: TerritoryAct, new_id: int) -> None:
        new = _fresh(new_id)
        if self.intent.take_items:
            self._move(act.area, to=new)
        else:
            self._keep(act.area)
        self.effects.remarks.append(
            f"{new.name} belum mempunyai Ketua RT. Sampai ada, Lurah menjawab untuk RT itu."
        )

    def _hand_over(self, act: TerritoryAct, kelurahan_id: int, rts: list[int]) -> None:
        kelurahan = _fresh(kelurahan_id)
        if act.kind == ActKind.SPLIT_KELURAHAN:
            self._lend_lurah(kelurahan, act)
        for rt in map(_fresh, rts):
            self._move(rt, to=rt, origin=f"{rt.name} {act.area.name}")
        self._keep_reports(act.area)
        self.effects.remarks.append(
            "Ketua RT yang berpindah tetap menjabat dan tetap melihat riwayatnya. LEP bulan yang "
            f"lalu tetap berada di Kelurahan {act.area.name}."
        )
        self.effects.remarks.append(
            "Jumlah penduduk awal pada LEP kedua kelurahan baru sesuai setelah stok penduduk "
            "berikutnya dimuat."
        )

    def _lend_lurah(self, kelurahan: Area, act: TerritoryAct) -> None:
        """Until it has a Lurah of its own, the old kelurahan's acts for the new one too."""
        lurah = find_lurah(act.area_id)
        if lurah is None:
            self.effects.remarks.append(
                f"Kelurahan {act.area.name} sedang tanpa Lurah, jadi kelurahan baru juga. "
                "Tetapkan Lurah supaya RT yang kosong ada yang menjawab."
            )
            return
        appoint(
            person_id=lurah.person_id,
            office=Office.LURAH,
            area_id=kelurahan.pk,
            kind=AppointmentKind.ACTING,
            since=self.at,
            until=None,
            decree=Decree(number=act.decree_number, on=act.decree_on),
            by=self.by,
            at=self.at,
        )
        self.effects.starts.append(
            OfficeStart(lurah.person.name, "Pelaksana tugas Lurah", kelurahan.name)
        )

    def _end_offices(self, rt: Area, act: TerritoryAct) -> None:
        for appointment_id in holders_of([rt.pk], at=self.at):
            held = Appointment.objects.select_related("person").get(pk=appointment_id)
            ending.end(
                appointment_id=appointment_id,
                reason=EndReason.AREA_CLOSED,
                note=f"{ActKind(act.kind).label}, keputusan {act.decree_number}",
                by=self.by,
                at=self.at,
            )
            self.effects.offices.append(
                OfficeEnd(held.pk, held.person.name, Office(held.office).label, place_of(rt))
            )

    def _move(self, source: Area, *, to: Area, origin: str = "") -> None:
        items = move_open(rt_id=source.pk, to=to, at=self.at)
        move_open_feedback(rt_id=source.pk, to=to)
        move_open_stays(rt_id=source.pk, to=to)
        if items.notice_ids:
            self.effects.counted_again.update(items.months)
            self.effects.moves.append(
                Move(origin or place_of(source), place_of(to), owner_of(to), items.waiting, items.corrections)
            )  # fmt: skip

    def _keep(self, rt: Area) -> None:
        items = open_items(rt.pk)
        self.effects.stays.append(
            Stay(place_of(rt), owner_of(rt), items.waiting, items.corrections)
        )

    def _keep_reports(self, area: Area) -> None:
        months = months_of(area)
        if months:
            self.effects.reports.append(Reports(place_of(area), months[0], months[-1], len(months)))


def _fresh(area_id: int) -> Area:
    return Area.objects.select_related("kelurahan").get(pk=area_id)


def place_of(area: Area) -> str:
    """An area as the pages of the territory name it, such as "RT 023 Manggar"."""
    if area.level == Level.RT:
        return f"{area.name} {area.kelurahan.name if area.kelurahan else ''}"
    return f"{area.get_level_display()} {area.name}" if area.level != Level.CITY else area.name


def owner_of(rt: Area) -> str:
    """Who answers for an RT now: its head, or the Lurah."""
    if not is_vacant(rt.pk):
        return f"Ketua {place_of(rt)}"
    lurah = find_lurah(rt.kelurahan_id or 0)
    name = rt.kelurahan.name if rt.kelurahan else ""
    return f"Lurah {name} ({lurah.person.name})" if lurah else NO_LURAH.format(kelurahan=name)
