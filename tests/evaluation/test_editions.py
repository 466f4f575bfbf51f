"""The evaluation of a semester: counted, locked by one, signed by another, the same for ever (Pasal 11)."""

import io
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import openpyxl
import polars as pl
import pypdf
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from tests import make, people
from tests.conftest import acting_as
from tests.door import standing_as
from tests.evaluation import histories
from tests.press.archive import faults
from tests.reports.histories import as_system
from tests.web.test_lep import entered
from wacat.accounts.access import enter_system, leave
from wacat.areas.queries import get_city
from wacat.evaluation import actions, editions, figures, following, semester, tables
from wacat.evaluation.measures import Semester
from wacat.evaluation.models import Edition, Evaluation
from wacat.jobs import evaluation as jobs
from wacat.values.intervals import wilson
from wacat.verification import watching
from wacat.verification.models import ClockRound, DenialPattern

pytestmark = pytest.mark.django_db
AFTER = datetime(2027, 1, 4, 1, 0, tzinfo=UTC)
ADDRESS = "/evaluasi/2026-S2/"


def second() -> Semester:
    return semester.read("2026-S2", city=get_city())


@pytest.fixture
def counted() -> Edition:
    """The second semester of 2026 with eight services, counted after it ended."""
    rt, next_door = "64.71.01.1001.023", "64.71.01.1001.024"
    histories.World().live(
        [
            ("publish", [(rt, date(2026, 9, 3))] * 4, "Ekspor SIAK"),
            ("publish", [(next_door, date(2026, 10, 5))] * 4, "Buku Pokok"),
            *[("answer", n, "confirm", set()) for n in (0, 1, 4)],
            ("answer", 2, "correct", {"name", "address"}),
            ("answer", 5, "deny", set()),
            ("decide", 0, True),
        ]
    )
    with as_system():
        return actions.count(semester=second(), at=AFTER)


def lock(number: int, *, at: datetime = AFTER) -> None:
    with standing_as("sekretaris") as nurul:
        actions.lock(evaluation_id=number, by=nurul, at=at)


def signed(edition: Edition) -> Edition:
    """The same edition, locked by the sekretaris and signed by the Kepala."""
    lock(edition.evaluation_id)
    with standing_as("kepala") as tirta:
        actions.sign(
            evaluation_id=edition.evaluation_id, sha256=edition.sha256, by=tirta, at=AFTER
        )  # fmt: skip
        found = editions.find(second())
    assert found
    return found


def value(edition: Edition, code: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = json.loads(edition.figures)["indicators"]
    return next(one for one in found if one["code"] == code)


def test_the_indicators_are_those_of_the_raw_tables(counted: Edition) -> None:
    notices = histories.table(
        "records_notice", "id served_on answer state published_at answered_at"
    ).filter(~pl.col("state").is_in(["PREPARED", "WITHDRAWN"]))
    answered = notices.filter(pl.col("answer") != "")
    wrong = answered.filter(pl.col("answer") != "CONFIRMED")
    waited = (pl.col("answered_at") - pl.col("published_at")) <= timedelta(hours=72)
    cases = histories.table("verification_correction", "id state due_at decided_at").filter(
        pl.col("state") != "CANCELLED"
    )
    late = cases.filter(
        (pl.col("decided_at") > pl.col("due_at"))
        | (pl.col("decided_at").is_null() & (pl.col("due_at") < AFTER))
    )
    expected = {
        "services": 8,
        "told": notices.height,
        "answered_share": round(answered.height / notices.height, 6),
        "prompt_share": round(answered.filter(waited).height / answered.height, 6),
        "claimed": cases.height,
        "breaches": late.height,
        "mismatch": round(wrong.height / answered.height, 6),
    }
    assert {code: value(counted, code)["value"] for code in expected} == expected
    assert (expected["mismatch"], expected["breaches"]) == (0.4, 1)
    found = json.loads(counted.figures)
    bounds = wilson(2, 5)
    assert bounds
    whole = found["kecamatan"][0]["mismatch"]
    assert (whole["low"], whole["high"]) == (round(bounds.low, 6), round(bounds.high, 6))
    assert [(e["label"], e["disputed"], e["proven"]) for e in found["elements"]] == [
        ("Nama", 1, 1), ("Alamat", 1, 1), ("Bukan warga RT itu", 1, 0),
    ]  # fmt: skip
    assert value(counted, "services")["before"] == 0
    assert figures.sha256(counted.figures) == counted.sha256


def test_breaches_are_those_of_the_clock_and_alarms_are_told(counted: Edition) -> None:
    before = json.loads(counted.figures)
    assert [(line["month"], line["claimed"], line["open_late"]) for line in before["breaches"]] == [
        ("2026-11-01", 2, 1)
    ]
    assert before["incidents"]["alarms"] == 0
    with standing_as("operator"):
        late = ClockRound.objects.get(ended_at=None)
        # it stood still before its time was over: that is no breach, whatever the state says
        ClockRound.objects.filter(pk=late.pk).update(paused_at=late.started_at)
    with as_system():
        kelurahan = make.area("64.71.01.1001")
        DenialPattern.objects.create(
            kind="STREET", kelurahan=kelurahan, city=kelurahan.city, street="Jl. Uji", count=5,
            since=make.NOW, raised_at=make.NOW, last_at=make.NOW,
        )  # fmt: skip
        again = figures.build(second(), at=AFTER)
        seen = watching.breaches(since=second().since, until=second().until, at=AFTER).count()
    assert (sum(line["open_late"] for line in again["breaches"]), seen) == (0, 0)
    assert again["incidents"]["alarms"] == 1
    row = ["Pola penyangkalan yang dialarmkan", 1]
    assert row in next(t.rows for t in tables.tables(again) if t.name == "Kejadian")


def test_two_people_make_it_and_the_same_bytes_come_back(counted: Edition) -> None:
    done = signed(counted)
    assert done.evaluation.state == "SIGNED"
    nurul, tirta = entered(people.SEKRETARIS), entered(people.KEPALA)
    kept = {}
    for suffix in ("pdf", "xlsx", "json"):
        response = nurul.get(f"{ADDRESS}revisi-1.{suffix}")
        assert response.status_code == 200
        kept[suffix] = response.content
        name = f'attachment; filename="Evaluasi_Kota-Balikpapan_2026-S2.{suffix}"'
        assert response.headers["Content-Disposition"] == name
    assert faults(kept["pdf"]) == []
    words = "\n".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(kept["pdf"])).pages
    )
    for expected in (
        "Evaluasi Aplikasi WaCAT", "semester II 2026", "DINAS KEPENDUDUKAN", "Tirta Kusuma",
        f"/verifikasi/{done.code}/", done.sha256[:16], "Tingkat ketidakcocokan", "40,0",
    ):  # fmt: skip
        assert expected in words.replace("\u00a0", " "), expected
    assert "KONSEP" not in words
    sheet = openpyxl.load_workbook(io.BytesIO(kept["xlsx"]))["Indikator"]
    rows = {row[0]: row[1] for row in sheet.iter_rows(values_only=True)}
    assert (rows["Layanan"], rows["Tingkat ketidakcocokan"]) == (8, 40)
    assert json.loads(kept["json"])["figures"] == json.loads(done.figures)
    # later facts change nothing of it
    make.publish(make.row(rt="64.71.01.1001.023", served_on=date(2026, 10, 1)))
    for suffix, content in kept.items():
        assert tirta.get(f"{ADDRESS}revisi-1.{suffix}").content == content
    text = Client().get(f"/verifikasi/{done.code}/").content.decode()
    assert "masih berlaku" in text
    assert done.sha256 in text


def test_a_revision_says_why_and_leaves_the_signed_edition_alone(counted: Edition) -> None:
    first = signed(counted)
    tirta = entered(people.KEPALA)
    before = tirta.get(f"{ADDRESS}revisi-1.pdf").content
    refused = tirta.post(f"{ADDRESS}langkah/revisi/", {"alasan": " "})
    assert refused.status_code == 409
    assert "Tulis alasannya." in refused.content.decode()
    assert (
        tirta.post(f"{ADDRESS}langkah/revisi/", {"alasan": "Angka September susulan"}).status_code
        == 302
    )
    make.publish(make.row(rt="64.71.01.1001.023", served_on=date(2026, 9, 4)))
    with as_system():
        second_edition = actions.count(semester=second(), at=AFTER)
    assert (second_edition.revision, value(second_edition, "services")["value"]) == (2, 9)
    done = signed(second_edition)
    assert tirta.get(f"{ADDRESS}revisi-1.pdf").content == before
    revised = tirta.get(f"{ADDRESS}revisi-2.pdf")
    assert "Evaluasi_Kota-Balikpapan_2026-S2_revisi-2.pdf" in revised.headers["Content-Disposition"]
    assert "sudah digantikan" in Client().get(f"/verifikasi/{first.code}/").content.decode()
    assert "masih berlaku" in Client().get(f"/verifikasi/{done.code}/").content.decode()


def test_the_database_lets_nobody_change_what_was_locked(counted: Edition) -> None:
    def touch(statement: str) -> None:
        with acting_as("wacat_job"):
            enter_system(make.account("sistem").pk)
        try:
            with acting_as("wacat_owner"), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        finally:
            leave()

    with pytest.raises(IntegrityError, match="hash is not that"):
        touch("UPDATE evaluation_edition SET figures = '{}'")
    lock(counted.evaluation_id)
    with pytest.raises(IntegrityError, match="never changes"):
        touch("UPDATE evaluation_edition SET remark = 'lain'")
    with standing_as("kepala") as tirta:
        actions.sign(
            evaluation_id=counted.evaluation_id, sha256=counted.sha256, by=tirta, at=AFTER
        )  # fmt: skip
    entered(people.KEPALA).get(f"{ADDRESS}revisi-1.pdf")
    changes = {
        "edition": "signed_at = now()",
        "paper": "revision = 2",
        "editionfile": "content = ''",
    }
    for table, change in changes.items():
        with pytest.raises(IntegrityError, match="never changes"):
            touch(f"UPDATE evaluation_{table} SET {change}")
        with pytest.raises(IntegrityError, match="never"):
            touch(f"DELETE FROM evaluation_{table}")


def test_who_may_take_which_step() -> None:
    past = "/evaluasi/2026-S1/"
    with as_system():
        counted = actions.count(semester=semester.read("2026-S1", city=get_city()), at=AFTER)
    number = counted.evaluation_id
    nurul, tirta = entered(people.SEKRETARIS), entered(people.KEPALA)
    kunci, sahkan = f"{past}langkah/kunci/", f"{past}langkah/sahkan/"
    assert "jabatan lain" in tirta.post(kunci).content.decode()
    assert nurul.post(f"{past}catatan/", {"catatan": "Jawaban naik."}).status_code == 302
    assert nurul.post(kunci).status_code == 302
    assert "jabatan lain" in nurul.post(sahkan, {"sidik": counted.sha256}).content.decode()
    assert "sudah berubah" in tirta.post(sahkan, {"sidik": "lain"}).content.decode()
    assert tirta.post(f"{past}langkah/kembali/", {"alasan": "Lengkapi catatan"}).status_code == 302
    text = nurul.get(past).content.decode()
    assert "Lengkapi catatan" in text
    assert "Jawaban naik." in text
    assert nurul.post(kunci).status_code == 302
    assert tirta.post(sahkan, {"sidik": counted.sha256}).status_code == 302
    assert "Disahkan Tirta Kusuma" in tirta.get(past).content.decode()
    assert nurul.post(f"{past}hitung/").status_code == 409
    assert Evaluation.objects.get(pk=number).state == "SIGNED"
    for someone in (people.SARI, people.LURAH, people.OPERATOR, people.TEKNIS):
        assert entered(someone).get(past).status_code == 403
    assert entered(people.ADMINISTRATOR).get(past).status_code == 200
    assert entered(people.ADMINISTRATOR).post(kunci).status_code == 403


def test_a_running_semester_is_counted_but_not_locked() -> None:
    during = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    with as_system():
        edition = actions.count(semester=second(), at=during)
    with (
        standing_as("sekretaris") as nurul,
        pytest.raises(actions.CannotEvaluate, match="belum selesai"),
    ):
        actions.lock(evaluation_id=edition.evaluation_id, by=nurul, at=AFTER)
    with as_system(), pytest.raises(actions.CannotEvaluate, match="belum mulai"):
        actions.count(semester=semester.read("2027-S1", city=get_city()), at=during)
    text = entered(people.SEKRETARIS).get(ADDRESS).content.decode()
    assert "masih berjalan" in text
    draft = entered(people.SEKRETARIS).get(f"{ADDRESS}revisi-1.pdf")
    assert "_konsep.pdf" in draft.headers["Content-Disposition"]
    assert faults(draft.content) == []
    assert "KONSEP" in pypdf.PdfReader(io.BytesIO(draft.content)).pages[0].extract_text()


def test_the_first_working_day_of_a_semester_begins_the_evaluation_of_the_last() -> None:
    with acting_as("wacat_job"):
        assert not jobs.begin_due(at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
        assert jobs.begin_due(at=datetime(2027, 1, 3, 23, 30, tzinfo=UTC))
        assert not jobs.begin_due(at=datetime(2027, 1, 3, 23, 40, tzinfo=UTC))
    with standing_as("kepala"):
        found = editions.find(second())
    assert found
    assert found.counted_at == datetime(2027, 1, 3, 23, 30, tzinfo=UTC)


def test_follow_ups_have_an_owner_a_day_and_go_along(counted: Edition) -> None:
    nurul = entered(people.SEKRETARIS)
    owner = make.account("administrator").pk
    form = {"uraian": "Lengkapi nomor HP Ketua RT", "pemilik": owner, "batas": "2027-03-31"}
    complaints = {"uraian": "Tulis apa", "pemilik": "Pilih penanggung jawab", "batas": "Isi batas"}
    for name, said in complaints.items():
        refused = nurul.post(f"{ADDRESS}tindak-lanjut/", form | {name: ""})
        assert refused.status_code == 422
        assert said in refused.content.decode()
    strange = nurul.post(f"{ADDRESS}tindak-lanjut/", form | {"pemilik": make.account("rt").pk})
    assert "Pilih penanggung jawab dari daftar." in strange.content.decode()
    assert nurul.post(f"{ADDRESS}tindak-lanjut/", form).status_code == 302
    with as_system():
        edition = actions.count(semester=second(), at=AFTER)
        later = actions.count(semester=semester.read("2027-S1", city=get_city()), at=AFTER)
    listed = [json.loads(one.figures)["follow_ups"] for one in (edition, later)]
    assert [(o["what"], o["owner"], o["office"], o["from"]) for one in listed for o in one] == [
        ("Lengkapi nomor HP Ketua RT", "Sulistyowati", "Administrator", "2026-S2")
    ] * 2
    number = listed[0][0]["number"]
    address = f"/evaluasi/tindak-lanjut/{number}/"
    sulis, agus = entered(people.ADMINISTRATOR), entered(people.KASI)
    assert agus.post(f"{address}pindah/", {"keadaan": "IN_PROGRESS"}).status_code == 409
    assert sulis.post(f"{address}pindah/", {"keadaan": "IN_PROGRESS"}).status_code == 302
    wordless = sulis.post(f"{address}pindah/", {"keadaan": "DONE"})
    assert "Tulis apa hasilnya" in wordless.content.decode()
    moved = nurul.post(f"{address}ubah/", form | {"batas": "2027-04-30"})
    assert moved.status_code == 302
    text = sulis.get(address).content.decode()
    assert "Batas waktu semula 31-03-2027" in text
    assert (
        sulis.post(f"{address}pindah/", {"keadaan": "DONE", "catatan": "Lengkap"}).status_code
        == 302
    )
    with as_system():
        after = semester.read("2027-S2", city=get_city())
        assert following.as_figures(after) == []
