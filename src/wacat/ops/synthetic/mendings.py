"""Quarantined rows in several states of mending, aliases, and a file that tells facts anew."""

import csv
import io
from datetime import datetime, timedelta

from django.db import transaction

from wacat.accounts.access import enter_system, get_account
from wacat.areas.models import Area, Level
from wacat.areas.queries import get_city
from wacat.intake import actions as intake
from wacat.intake.mending import acts, releasing
from wacat.intake.mending.choosing import Choice, Filter, newest_act
from wacat.intake.models import Batch, BatchRow, PlaceAlias
from wacat.intake.queries import columns_of_row
from wacat.intake.territory import spelling_of
from wacat.records.models import ServiceRecord
from wacat.values.kinds import MOVES, kind_label

# spelling, kelurahan, why, and why it ended
ALIASES = (
    ("Batakan Kecil", "Manggar", "Sebutan warga untuk permukiman nelayan di Manggar.", ""),
    ("Klandasan Bawah", "Klandasan Ilir", "Tertulis demikian pada surat lama.", ""),
    (
        "Somber",
        "Batu Ampar",
        "Nama kampung di Batu Ampar.",
        "Ternyata juga nama jalan di Kariangau.",
    ),
)
HEADINGS = (
    "Tanggal Layanan", "Jenis Layanan", "Nomor Dokumen", "NIK", "No KK", "Nama Lengkap", "JK",
    "Tanggal Lahir", "Alamat", "RT", "Kelurahan",
)  # fmt: skip
CHANGED = 7
GONE = slice(70, 74)


def run(*, at: datetime) -> None:
    """Do the mending; the files of `acts` stand already."""
    _mend(at=at)
    _tell_anew(at=at)


@transaction.atomic
def name_places(*, at: datetime) -> None:
    """What `operator2` said of spellings; entered by the owner, as his acts are long ago."""
    operator = get_account("operator2")
    enter_system(operator.pk)
    for days, (written, name, reason, end_reason) in enumerate(ALIASES, 20):
        PlaceAlias.objects.create(
            city=get_city(), written=written, spelling=spelling_of(written),
            kelurahan=Area.objects.get(level=Level.KELURAHAN, name=name), reason=reason,
            made_by=operator, made_at=at - timedelta(days=days),
            ended_by=operator if end_reason else None,
            ended_at=at - timedelta(days=3) if end_reason else None, end_reason=end_reason,
        )  # fmt: skip


@transaction.atomic
def _mend(*, at: datetime) -> None:
    """Of today's file: one row mended and released, one mended, one set aside, the others wait."""
    operator = get_account("operator")
    enter_system(operator.pk)
    batch = Batch.objects.filter(uploaded_by=operator, quarantined_count__gt=0).latest("id")
    moment = at - timedelta(minutes=30)
    wrong = _rows(batch, "RT_UNKNOWN")
    for place, row in enumerate(wrong[:2]):
        _mend_rt(batch, row, by=operator.pk, at=moment + timedelta(minutes=place))
        if place == 0:
            supplement = releasing.release(
                batch_id=batch.pk, choice=_every(batch, shelf="siap"), by=operator.pk,
                at=moment, later=False,
            )  # fmt: skip
            intake.check(batch_id=supplement.pk, at=moment, quiet=True)
    unknown = _rows(batch, "KIND_UNKNOWN")[:1]
    if unknown:
        acts.set_aside(
            batch_id=batch.pk, choice=Choice(numbers={one.row_number: one.touched for one in unknown}),
            reason="Surat pengantar bukan layanan Disdukcapil.", by=operator.pk,
            at=moment + timedelta(minutes=4),
        )  # fmt: skip


def _mend_rt(batch: Batch, row: BatchRow, *, by: int, at: datetime) -> None:
    columns = columns_of_row(row.row_number, columns=batch.columns, layout=batch.layout)
    acts.edit(
        batch_id=batch.pk, row_number=row.row_number, values={columns["rt"]: "001"},
        touched=row.touched, by=by, at=at,
    )  # fmt: skip


def _rows(batch: Batch, code: str) -> list[BatchRow]:
    """The rows with one error and no other."""
    rows = BatchRow.objects.filter(batch_id=batch.pk, state="QUARANTINED").order_by("row_number")
    return [row for row in rows if any(one.startswith(code) for one in row.issues)]


def _every(batch: Batch, *, shelf: str) -> Choice:
    return Choice(every=Filter(shelf=shelf), seen=newest_act(batch.pk))


@transaction.atomic
def _tell_anew(*, at: datetime) -> None:
    """The newest day that was published comes again: some facts are told otherwise, some are gone."""
    operator = get_account("operator3")
    enter_system(operator.pk)
    standing = ServiceRecord.objects.filter(withdrawn_at=None).exclude(kind__in=MOVES)
    day = standing.order_by("-served_on").values_list("served_on", flat=True)[0]
    found = standing.filter(served_on=day).order_by("pk")
    records = list(found.select_related("rt__kelurahan"))
    lines = [_line(record) for record in records]
    for place in range(0, min(CHANGED * 9, len(lines)), 9):
        _change(lines[place], place=place // 9)
    out = io.StringIO()
    del lines[GONE]
    csv.writer(out, delimiter=";").writerows([HEADINGS, *lines])
    moment = at - timedelta(minutes=40)
    batch = intake.receive(
        file=io.BytesIO(out.getvalue().encode()), name=f"siak_{day:%Y-%m-%d}_ulang.csv",
        by=operator.pk, at=moment, later=False,
    )  # fmt: skip
    intake.check(batch_id=batch.pk, at=moment + timedelta(minutes=1), quiet=True)


def _line(record: ServiceRecord) -> list[str]:
    born = record.birth_on
    kelurahan = record.rt.kelurahan
    return [
        f"{record.served_on:%d-%m-%Y}", kind_label(record.kind), record.number, record.nik, record.kk,
        record.name, record.sex, f"{born:%d-%m-%Y}" if born else "", record.address,
        f"{record.rt.number:03d}", kelurahan.name if kelurahan else "",
    ]  # fmt: skip


def _change(line: list[str], *, place: int) -> None:
    """Another house, another RT, another way to write the name, in turn."""
    if place % 3 == 0:
        line[8] = f"{line[8]} Blok B"
    elif place % 3 == 1:
        line[9] = "002" if line[9] == "001" else "001"
    else:
        line[5] = f"{line[5]} Putra"
