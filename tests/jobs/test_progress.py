"""How far a long job is, said in a sentence: rows, speed, time left."""

from datetime import UTC, datetime, timedelta

import pytest

from wacat.queue.models import Progress
from wacat.queue.progress import told

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("done", "total", "seconds", "said"),
    [
        (412_000, 1_000_000, 10.84,
         "412.000 dari 1.000.000 baris, 38.000 baris per detik, kira-kira 15 detik lagi"),
        (10_000, 1_000_000, 5, "10.000 dari 1.000.000 baris, 2.000 baris per detik, kira-kira 8 menit lagi"),
        (999_999, 1_000_000, 100,
         "999.999 dari 1.000.000 baris, 10.000 baris per detik, kira-kira 5 detik lagi"),
        (1000, 1000, 2, "1.000 dari 1.000 baris, 500 baris per detik"),
        (0, 1000, 3, "0 dari 1.000 baris"),
        (5, 1000, 0, "5 dari 1.000 baris"),
        (3, 600, 60, "3 dari 600 baris, kira-kira 3 jam 19 menit lagi"),
    ],
)  # fmt: skip
def test_a_job_tells_rows_speed_and_time_left(
    done: int, total: int, seconds: float, said: str
) -> None:
    progress = Progress(
        key="batch:1", phase="Membaca", done=done, total=total, started_at=NOON,
        updated_at=NOON + timedelta(seconds=seconds),
    )  # fmt: skip
    assert told(progress) == said
