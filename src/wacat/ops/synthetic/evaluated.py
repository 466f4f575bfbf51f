"""The past semester evaluated and signed, with its follow-ups; the running one as a draft; past weeks."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from wacat.accounts.access import enter_system, get_account
from wacat.areas.queries import get_city
from wacat.evaluation import actions, following, semester, weekly
from wacat.evaluation.measures import Semester
from wacat.evaluation.models import WeeklySummary
from wacat.ops.synthetic.proposed import visitor_of
from wacat.values.office_hours import first_working_day

WEEKS = 8
REMARK = (
    "WaCAT mulai dipakai pada bulan terakhir semester ini, sehingga angkanya baru sebulan.\n"
    "Kepatuhan menjawab merata di semua kecamatan; yang tertinggal adalah RT yang kosong dan nomor HP "
    "yang berganti."
)
# what, whose, days after the signature until it is due, and what came of it
TASKS: tuple[tuple[str, str, int, str, str], ...] = (
    ("Melengkapi nomor HP Ketua RT yang berganti", "administrator", 60, "DONE",
     "Semua kelurahan sudah memperbarui lewat laporan berkala."),
    ("Menyelesaikan koreksi sebelum 3 x 24 jam pada hari libur panjang: jadwal piket operator", "kasi", 120,
     "IN_PROGRESS", "Jadwal piket sudah berjalan, tinggal masa libur akhir tahun."),
    ("Mengisi RT yang kosong bersama Lurah", "administrator", 170, "IN_PROGRESS",
     "Masih ada beberapa RT menunggu pemilihan."),
    ("Sosialisasi tombol Salah kepada Ketua RT yang selalu menjawab benar", "sekretaris", 200, "", ""),
)  # fmt: skip


def run(*, at: datetime) -> None:
    """Count and sign as the people themselves would; runs under the worker's role."""
    city = get_city()
    running = semester.around(timezone.localdate(at), city=city)
    past = running.before
    signed_at = min(_office_hour(past.following), at - timedelta(days=1))
    _sign(past, at=signed_at)
    _follow(past, at=signed_at + timedelta(hours=2), now=at)
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        actions.count(semester=running, at=at)
    _weeks(at=at)


def _sign(past: Semester, *, at: datetime) -> None:
    sekretaris, kepala = visitor_of("sekretaris", "SEKRETARIS"), visitor_of("kepala", "KEPALA")
    with transaction.atomic():
        enter_system(sekretaris.account_id)
        edition = actions.count(semester=past, at=at - timedelta(hours=4))
        number = edition.evaluation_id
        actions.annotate(evaluation_id=number, remark=REMARK, by=sekretaris, at=at)
        actions.lock(evaluation_id=number, by=sekretaris, at=at - timedelta(hours=3))
    with transaction.atomic():
        enter_system(kepala.account_id)
        actions.sign(evaluation_id=number, sha256=edition.sha256, by=kepala, at=at)


def _follow(past: Semester, *, at: datetime, now: datetime) -> None:
    """Who was given what, and how it goes by now."""
    sekretaris = visitor_of("sekretaris", "SEKRETARIS")
    for what, owner, days, state, text in TASKS:
        with transaction.atomic():
            enter_system(sekretaris.account_id)
            until = timezone.localdate(at) + timedelta(days=days)
            made = following.add(
                semester=past, what=what, owner_id=get_account(owner).pk, until_on=until,
                by=sekretaris, at=at,
            )  # fmt: skip
            if state:
                moved = min(at + timedelta(days=days * 2 // 3), now - timedelta(hours=1))
                following.move(number=made.pk, to=state, text=text, by=sekretaris, at=moved)


def _weeks(*, at: datetime) -> None:
    """The summaries of past weeks as they were made on their Mondays; the last one is told by mail."""
    city, last = get_city(), weekly.week_before(at)
    for back in range(WEEKS, 0, -1):
        with transaction.atomic():
            enter_system(get_account("sistem").pk)
            week = last - back * weekly.WEEK
            made = _monday(week + weekly.WEEK)
            WeeklySummary.objects.create(
                city=city, week=week, made_at=made, figures=weekly.count(city=city, week=week)
            )
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        weekly.make(city=city, at=at)


def _office_hour(month: date) -> datetime:
    day = first_working_day(month)
    return timezone.make_aware(datetime.combine(day, time(14, 10)))


def _monday(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(weekly.HOUR)))
