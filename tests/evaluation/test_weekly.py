"""The Monday summary: one week by mail to Kepala and sekretaris, without a resident (Pasal 11, 8b)."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from tests import people
from tests.conftest import acting_as
from tests.evaluation import histories
from tests.notify.mailbox import Postbox
from tests.reports.histories import as_system
from tests.web.test_lep import entered
from wacat.areas.queries import get_city
from wacat.evaluation import weekly
from wacat.evaluation.models import WeeklySummary
from wacat.jobs import evaluation as jobs
from wacat.notify import sending

pytestmark = pytest.mark.django_db
# published on Monday 23 November, 10.00 here; answered an hour later
MONDAY = datetime(2026, 11, 29, 23, 30, tzinfo=UTC)
WEEK = date(2026, 11, 23)


@pytest.fixture
def lived() -> None:
    """Four notices in Manggar and two elsewhere, three answered, one of them wrong and not decided."""
    rt, far = "64.71.01.1001.023", "64.71.01.1004.001"
    histories.World().live(
        [
            ("publish", [(rt, date(2026, 11, 20))] * 4, "Ekspor SIAK"),
            ("publish", [(far, date(2026, 11, 20))] * 2, "Ekspor SIAK"),
            ("answer", 0, "confirm", set()),
            ("answer", 1, "correct", {"name"}),
            ("answer", 4, "confirm", set()),
        ]
    )


@pytest.mark.usefixtures("lived")
def test_the_week_is_that_of_the_raw_tables() -> None:
    since, until = (datetime(2026, 11, day, 16, tzinfo=UTC) for day in (22, 29))
    told = histories.table(
        "records_notice", "id state published_at answered_at answer kelurahan_id"
    )
    cases = histories.table("verification_correction", "id state due_at decided_at submitted_at")
    answered = told.filter(pl.col("answered_at").is_between(since, until, closed="left"))
    late = told.filter(
        (pl.col("published_at") < until - timedelta(hours=72)) & pl.col("answered_at").is_null()
    )
    with as_system():
        found = weekly.count(city=get_city(), week=WEEK)
    assert found["now"] == {
        "told": told.height,
        "answered": answered.height,
        "prompt": answered.height,
        "disputed": answered.filter(pl.col("answer") != "CONFIRMED").height,
        "claimed": cases.height,
        "settled": 0,
        "late": late.height,
        "overdue": cases.filter(pl.col("due_at") < until).height,
    }
    assert (found["now"]["late"], found["now"]["overdue"]) == (3, 1)
    assert set(found["before"].values()) == {0}
    per_place = late.group_by("kelurahan_id").len().sort("len", descending=True)
    assert [(spot["area"], spot["late"]) for spot in found["hot"]] == per_place.rows()


@pytest.mark.usefixtures("lived")
def test_it_leaves_once_on_monday_for_those_who_want_it(postbox: Postbox) -> None:
    nurul = entered(people.SEKRETARIS)
    form = {"saluran": "", "mulai": "21:00", "sampai": "06:00"}
    assert "ringkasan mingguan" in nurul.get("/akun/pemberitahuan/").content.decode()
    assert nurul.post("/akun/pemberitahuan/", form).status_code == 302
    assert (
        "ringkasan mingguan"
        not in entered(people.OPERATOR).get("/akun/pemberitahuan/").content.decode()
    )
    with acting_as("wacat_job"):
        assert not jobs.week_due(at=MONDAY - timedelta(hours=2))
        assert jobs.week_due(at=MONDAY)
        assert not jobs.week_due(at=MONDAY + timedelta(hours=1))
        sending.send_due(at=MONDAY)
    assert [mail["To"] for mail in postbox.mails] == ["kepala@contoh.id"]
    mail = postbox.mails[0]
    assert mail["Subject"] == "Ringkasan minggu lalu"
    text = mail.get_content()
    for line in (
        "Pemberitahuan baru: 6 (0)", "Dijawab: 3 (0)", "Koreksi lewat batas waktu: 1 (0)",
        "Paling banyak menunggu: Manggar (2)", "/evaluasi/mingguan/",
    ):  # fmt: skip
        assert line in text, line
    assert "Warga Uji" not in text
    assert "{" not in text
    assert text.count("Berikutnya:") == 1
    assert nurul.post("/akun/pemberitahuan/", form | {"mingguan": "on"}).status_code == 302


@pytest.mark.usefixtures("lived")
def test_the_last_ones_can_be_read() -> None:
    with acting_as("wacat_job"):
        jobs.week_due(at=MONDAY)
    tirta = entered(people.KEPALA)
    number = WeeklySummary.objects.get().pk
    assert f"/evaluasi/mingguan/{number}/" in tirta.get("/evaluasi/mingguan/").content.decode()
    text = tirta.get(f"/evaluasi/mingguan/{number}/").content.decode()
    assert "23 November 2026 – 29 November 2026" in text
    assert "Manggar" in text
    for someone in (people.ADMINISTRATOR, people.LURAH, people.OPERATOR):
        assert entered(someone).get(f"/evaluasi/mingguan/{number}/").status_code == 403


def test_a_worker_that_was_away_makes_it_later_and_a_quiet_week_says_zero() -> None:
    with acting_as("wacat_job"):
        assert jobs.week_due(at=MONDAY + timedelta(days=3))
    tirta = entered(people.KEPALA)
    found = WeeklySummary.objects.get()
    assert found.week == WEEK
    assert set(found.figures["now"].values()) == {0}
    assert (
        "Tidak ada yang menunggu" in tirta.get(f"/evaluasi/mingguan/{found.pk}/").content.decode()
    )
