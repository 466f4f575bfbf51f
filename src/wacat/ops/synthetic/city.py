"""Load the synthetic Balikpapan into a migrated, empty database."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from wacat.accounts.access import enter_system, get_account
from wacat.areas.models import Area
from wacat.ops.synthetic import (
    acts,
    answers,
    batches,
    changes,
    closed,
    denied,
    desk_tools,
    doors,
    holders,
    letters,
    lodgers,
    mendings,
    news,
    office_stories,
    oversight,
    past,
    places,
    publication,
    questions,
    services,
    stock,
    story,
    territory,
    workdays,
)

SEED = 64_71
Progress = Callable[[str, int, int], None]


def _say_nothing(_step: str, _done: int, _total: int) -> None:
    pass


def load(*, progress: Progress, password: str, at: datetime | None = None) -> None:
    """Load areas, office holders, six months of services up to `at` (now), and the counts before them.

    In a database that already holds the city only the password of the demo's people changes.
    Runs as the migrating role; `progress(step, done, total)` is told of each step.
    """
    if Area.objects.exists():
        holders.set_password(password)
        return
    moment = at or datetime.now(UTC)
    progress("wilayah", 0, 1)
    with transaction.atomic():
        territory.load(at=moment)
    progress("pemangku jabatan dan akun", 0, 1)
    with transaction.atomic():
        holders.load(password=password, at=moment)
        enter_system(get_account("sistem").pk)
        office_stories.tell(at=moment)
    load_recent(at=moment, progress=progress)
    progress("laporan berkala", 0, 1)
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        oversight.load(at=moment)
    progress("pertanyaan, pengumuman dan masukan", 0, 1)
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        questions.load(at=moment)
        news.load(at=moment)
        changes.load(at=moment)
        lodgers.load(at=moment)
        doors.load(at=moment)
        desk_tools.load(at=moment)
    progress("berkas yang menunggu persetujuan", 0, 1)
    acts.save_mapping(at=moment)
    mendings.name_places(at=moment)
    acts.run(at=moment)


def load_recent(
    *, at: datetime, progress: Progress = _say_nothing, counts_before: bool = True
) -> None:
    """Load the last six months where areas and office holders stand, and the counts before them.

    Without `counts_before` the months before have records of their own already.
    """
    known = places.read()
    today = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    start = workdays.beginning(today)
    if apps.is_installed("wacat.reports"):
        progress("jumlah penduduk", 0, 1)
        with transaction.atomic():
            enter_system(get_account("sistem").pk)
            stock.load(known, on=start - timedelta(days=1), at=at)
    rows = _services(known, start=start, today=today)
    late = closed.late_rows(rows, today=today)
    files = batches.files(rows.join(late, on="fact_key", how="anti", maintain_order="left"), at=at)
    for number, file in enumerate(files, 1):
        progress("layanan enam bulan", number, len(files))
        with transaction.atomic():
            enter_system(get_account("terbit").pk)
            batches.publish(file)
        if number == 1:
            _analyze()
    progress("jawaban dan koreksi", 0, 1)
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        answers.load(at=at)
    progress("buku pengiriman", 0, 1)
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        letters.load(at=at)
    if counts_before:  # and before the months are locked: a locked month takes no count more
        progress("angka bulan-bulan sebelumnya", 0, 1)
        with transaction.atomic():
            enter_system(get_account("sistem").pk)
            past.load(at=at)
    progress("bulan yang sudah selesai", 0, 1)
    with transaction.atomic():
        enter_system(get_account("sistem").pk)
        closed.lock(at=at)
        enter_system(get_account("terbit").pk)
        batches.publish(closed.late_file(late, at=at))
    _analyze()


def _services(known: pl.DataFrame, *, start: date, today: date) -> pl.DataFrame:
    """What the office did until yesterday, and the story of RT 023 on its last day."""
    open_days = workdays.working_days(start=start, end=today - timedelta(days=1))
    days = [(day, workdays.rows_of(day)) for day in open_days]
    rows = services.make(days=days, places=known, seed=SEED)
    told = denied.tell(rows, day=open_days[-1])
    return publication.with_keys(story.tell(told, day=open_days[-1]))


def _analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
