"""Denials that stand together: a head who knows none of those told to him, a lane that was cleared.

The people are served and told of like everybody; their heads deny them through the acts of a Ketua
RT, so that the Lurah is asked, the clocks run and the alarm is raised as it would be.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

import polars as pl
from django.db import connection, transaction

from wacat.accounts.access import enter_system, get_account
from wacat.accounts.models import AccountState, Appointment, Office
from wacat.accounts.queries import running
from wacat.ops.synthetic import staff, story
from wacat.ops.synthetic.proposed import visitor_of
from wacat.records.models import WAITING_STATES, Notice
from wacat.values.kinds import Kind
from wacat.verification import answering, patterns, watching

NAMESPACE = uuid5(NAMESPACE_URL, "wacat-contoh-sangkalan")
LANE = "Gang Bahari No. {}"
# whose neighbourhood: 0 denies many people of many streets, 1 and 2 share the lane
PEOPLE: tuple[tuple[int, Kind, str, str, int, str], ...] = (
    (0, Kind.KTP_EL, "Hendra Gunawan", "L", 12_900, "Jl. Amanah No. 4"),
    (0, Kind.KK_UBAH, "Rosmiati Dahlan", "P", 15_300, "Jl. Amanah No. 11"),
    (0, Kind.KTP_EL, "Fajar Nugroho", "L", 6_700, "Jl. Swadaya No. 2"),
    (0, Kind.KIA, "Nadia Khairunnisa", "P", 2_100, "Jl. Swadaya No. 19"),
    (0, Kind.KTP_EL, "Paulus Rombe", "L", 10_400, "Jl. Karya No. 7"),
    (0, Kind.KK_UBAH, "Mardiana Saleh", "P", 13_800, "Jl. Karya No. 16"),
    (1, Kind.KTP_EL, "Basri Hamid", "L", 14_200, LANE.format(3)),
    (1, Kind.KTP_EL, "Juleha Hamid", "P", 13_500, LANE.format(3)),
    (2, Kind.KK_UBAH, "Syamsul Arif", "L", 16_900, LANE.format(9)),
    (2, Kind.KIA, "Zaki Arif", "L", 2_600, LANE.format(9)),
)  # fmt: skip
# reason and words of each of the three heads
SAID = (
    ("TIDAK_DIKENAL", "Saya tidak mengenal orang ini, alamatnya tidak ada di RT saya."),
    ("SUDAH_PINDAH", "Gang ini sudah digusur tahun lalu, semua warganya pindah."),
    ("SUDAH_PINDAH", "Rumahnya sudah dibongkar, tidak ada lagi yang tinggal."),
)
FAMILY = 11  # the story of RT 023 has the first numbers
OURS = """
UPDATE plan SET at = NULL, wanted = NULL
WHERE rt_id = ANY (%(rts)s) AND published_at = (SELECT max(published_at) FROM plan)
"""


def heads() -> list[Appointment]:
    """Three heads of Manggar who are nobody of the demo and have no other story: its last RTs."""
    found = (
        running(Office.KETUA_RT)
        .filter(
            area__kelurahan__codes__code=staff.MANGGAR,
            person__account__state=AccountState.ACTIVE,
        )
        .select_related("person__account", "area__kelurahan")
    )
    return list(found.order_by("-area__number")[:3])


def tell(rows: pl.DataFrame, *, day: date) -> pl.DataFrame:
    """The served rows with those people on `day`, before what else is told of that day."""
    places = [held.area for held in heads()]
    told = [
        story.row_of(
            (kind, name, sex, days, address, "", "", FAMILY + number),
            home=places[whose], neighbour=places[whose], day=day,
        )
        for number, (whose, kind, name, sex, days, address) in enumerate(PEOPLE)
    ]  # fmt: skip
    types = {name: rows.schema[name] for name in told[0]}
    return pl.concat([rows, pl.DataFrame(told, schema=types)], how="diagonal")


def plan() -> None:
    """Let the plan of answers leave out what these heads say themselves."""
    with connection.cursor() as cursor:
        cursor.execute(OURS, {"rts": [held.area_id for held in heads()]})


def run(*, at: datetime) -> None:
    """Let the heads deny them, as the worker in their name; then the alarm and the clock look around."""
    for held, (reason, words) in zip(heads(), SAID, strict=True):
        with transaction.atomic():
            _deny(held, reason=reason, words=words, at=at)
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        patterns.look(at=at)
        watching.watch(at=at)


def _deny(held: Appointment, *, reason: str, words: str, at: datetime) -> None:
    enter_system(held.person.account.pk)
    names = [line[2] for line in PEOPLE]
    waiting = Notice.objects.filter(
        rt_id=held.area_id, name__in=names, state__in=WAITING_STATES
    ).order_by("id")
    by = replace(
        visitor_of(held.person.account.username, held.office),
        appointment_id=held.pk, area_id=held.area_id, rt_id=held.area_id,
        kelurahan_id=held.area.kelurahan_id, city_id=held.area.city_id,
    )  # fmt: skip
    for number, told in enumerate(waiting):
        moment = at - timedelta(minutes=50 - 3 * number)
        answering.deny(
            notice_id=told.pk, reason=reason, remark=words, by=by,
            at=max(moment, told.published_at + timedelta(minutes=2)),
            key=uuid5(NAMESPACE, f"{held.pk} {number}"), told_by="MYSELF",
        )  # fmt: skip
