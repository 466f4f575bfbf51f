"""Announcements through the pages: two people let one out, and it is known who read it (Pasal 8b)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests import make, people
from tests.accounts.acts import browser
from tests.announcements import news
from tests.conftest import acting_as
from tests.door import standing_as
from tests.web.test_rt import stored, text
from wacat.accounts.access import leave
from wacat.announcements.models import BulletinPage, Receipt, Version
from wacat.jobs import announcements as jobs
from wacat.notify.models import Message

pytestmark = pytest.mark.django_db
DESK = "/pengumuman/kelola/"


@pytest.fixture
def sari() -> Client:
    """The phone of Bu Sari, Ketua RT 023."""
    return browser(people.SARI)


def form(**values: object) -> dict[str, object]:
    return {
        "judul": "Kantor tutup", "isi": "Loket <script>x</script> **tutup**.",
        "jabatan": ["KETUA_RT"], "mulai": "2026-11-01", "jam_mulai": "08:00", "sampai": "", "rt": "",
    } | values  # fmt: skip


def test_two_people_let_an_announcement_out_and_its_reader_says_so(sari: Client) -> None:
    one, two = browser(people.OPERATOR), browser(people.KASI)
    home = one.post(f"{DESK}baru/", form(wajib="on", penting="on")).headers["Location"]
    (version,) = stored(Version)
    which = {"versi": version.pk}
    number = version.announcement_id
    assert sari.get(f"/pengumuman/{number}/").status_code == 404, "a draft is nobody's"
    assert two.post(f"{home}setujui/", which).status_code == 409
    assert one.post(f"{home}ajukan/", which).status_code == 302
    alone = one.post(f"{home}setujui/", which)
    assert alone.status_code == 409
    assert "tulis sendiri" in text(alone)
    assert two.post(f"{home}setujui/", which).status_code == 302
    front = text(sari.get("/rt/"))
    assert f'href="/pengumuman/{number}/"' in front
    assert "Kantor tutup" in front
    page = text(sari.get(f"/pengumuman/{number}/"))
    assert "<strong>tutup</strong>" in page
    assert "&lt;script&gt;" in page
    assert "Kantor tutup" in text(sari.get("/rt/")), "opening is not yet saying so"
    assert sari.post(f"/pengumuman/{number}/dibaca/").status_code == 302
    assert sari.post(f"/pengumuman/{number}/dibaca/").status_code == 302
    assert "Kantor tutup" not in text(sari.get("/rt/"))
    assert len(stored_receipts()) == 1
    seen = text(one.get(f"{home}penerima/?saring=sudah"))
    assert people.SARI.name in seen
    assert people.BUDI.name not in seen
    assert people.BUDI.name in text(one.get(f"{home}penerima/?saring=belum&cari=Budi"))
    assert one.get(f"{home}penerima/unduh/").content.startswith(b"PK")
    assert two.post(f"{home}tarik/", which).status_code == 409, "a withdrawal says why"
    assert two.post(f"{home}tarik/", which | {"alasan": "Keliru"}).status_code == 302
    assert sari.get(f"/pengumuman/{number}/").status_code == 404


def stored_receipts() -> list[Receipt]:
    with standing_as("operator"):
        return list(Receipt.objects.all())


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"judul": " "}, "Isi judul"),
        ({"jabatan": []}, "satu jabatan"),
        ({"mulai": "2026-11-30", "sampai": "2026-11-02"}, "sesudah tanggal mulai"),
        ({"rt": "Manggar 023\nEntah 9"}, "Entah 9"),
        ({"mulai": "kemarin"}, "Tulis tanggal seperti"),
    ],
)
def test_a_refused_wording_keeps_what_was_typed(wrong: dict[str, object], said: str) -> None:
    answer = browser(people.OPERATOR).post(f"{DESK}baru/", form(**wrong))
    assert answer.status_code == 422
    assert said in text(answer)
    assert "**tutup**" in text(answer)
    assert stored(Version) == []


def test_area_office_and_time_say_who_sees_it() -> None:
    rt, kelurahan = make.area(people.SARI.place), make.area(people.LURAH.place)
    now = datetime.now(UTC)
    one = news.shown(title="Untuk RT", area_ids=(rt.pk,))
    two = news.shown(title="Untuk kelurahan", area_ids=(kelurahan.pk,), offices=("KETUA_RT",))
    news.shown(title="Nanti", from_at=now + timedelta(hours=1))
    news.shown(title="Kota", from_at=now - timedelta(days=2), until_at=now + timedelta(hours=1))
    titles = ("Untuk RT", "Untuk kelurahan", "Nanti", "Kota")
    seen = {}
    for someone in (people.SARI, people.BUDI, people.ASING, people.LURAH, people.KEPALA):
        page = text(browser(someone).get("/pengumuman/"))
        seen[someone.username] = [title for title in titles if f">{title}</a>" in page]
    assert seen == {
        "rt": ["Untuk RT", "Untuk kelurahan", "Kota"], "rt2": ["Untuk kelurahan", "Kota"],
        "rtlain": ["Kota"], "lurah": ["Kota"], "kepala": [],
    }  # fmt: skip
    with standing_as("kepala"):
        assert Version.objects.count() == 0, "the database closes what is for other offices"
    assert browser(people.BUDI).get(f"/pengumuman/{one.announcement_id}/").status_code == 404
    assert browser(people.BUDI).get(f"/pengumuman/{two.announcement_id}/").status_code == 200


def test_a_new_wording_is_unread_again_and_replaces_the_old_one(sari: Client) -> None:
    first = news.shown(title="Jadwal lama")
    number = first.announcement_id
    sari.get(f"/pengumuman/{number}/")
    assert "Jadwal lama" not in text(sari.get("/rt/"))
    second = news.submitted(number=number, title="Jadwal baru")
    assert "Jadwal lama" in text(sari.get(f"/pengumuman/{number}/"))
    home = f"{DESK}{number}/"
    answer = browser(people.KASI).post(
        f"{home}kembalikan/", {"versi": second.pk, "alasan": "Tanggal"}
    )
    assert answer.status_code == 302
    third = news.submitted(number=number, title="Jadwal baru")
    browser(people.KASI).post(f"{home}setujui/", {"versi": third.pk})
    assert "Jadwal baru" in text(sari.get("/rt/"))
    with standing_as("operator"):
        states = list(Version.objects.order_by("number").values_list("state", flat=True))
    assert states == ["REPLACED", "RETURNED", "APPROVED"]


@pytest.mark.parametrize(
    ("urgent", "topic"), [(True, "ANNOUNCEMENT_URGENT"), (False, "ANNOUNCEMENT")]
)
def test_its_readers_are_told_once(*, urgent: bool, topic: str) -> None:
    made = news.shown(urgent=urgent, area_ids=(make.area(people.SARI.place).pk,))
    now = datetime.now(UTC)
    with acting_as("wacat_job"):
        assert jobs.tell_due(at=now) == 1
        assert jobs.tell_due(at=now) == 0
        leave()
    (message,) = stored(Message, topic=topic)
    assert message.account == make.account("rt")
    assert message.path == f"/pengumuman/{made.announcement_id}/"
    assert (message.digest_on is None) == urgent


def test_the_database_wants_a_second_person() -> None:
    made = news.submitted()
    own = {"decided_by_id": make.account("operator").pk, "decided_at": datetime.now(UTC)}
    with standing_as("operator"), pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=made.pk).update(state="APPROVED", **own)


@pytest.mark.parametrize("straight", [True, False])
def test_the_bulletin_is_made_once_on_the_first_working_day(
    sari: Client, monkeypatch: pytest.MonkeyPatch, *, straight: bool
) -> None:
    monkeypatch.setattr("django.conf.settings.WACAT_BULLETIN_STRAIGHT", straight)
    for _ in range(6):
        make.notice(rt=people.SARI.place, served_on=date(2026, 10, 5))
    make.notice(rt=people.ASING.place, kind="AKTA_KELAHIRAN", served_on=date(2026, 10, 6))
    sunday, monday = (datetime(2026, 11, day, 1, 0, tzinfo=UTC) for day in (1, 2))
    with acting_as("wacat_job"):
        assert [jobs.bulletin_due(at=at) for at in (sunday, monday, monday)] == [False, True, False]
        leave()
    (version,) = stored(Version)
    number = version.announcement_id
    if not straight:
        assert sari.get(f"/pengumuman/{number}/").status_code == 404
        home, which = f"{DESK}{number}/", {"versi": version.pk}
        browser(people.OPERATOR).post(f"{home}ajukan/", which)
        browser(people.KASI).post(f"{home}setujui/", which)
    page = text(sari.get(f"/pengumuman/{number}/"))
    assert "Perkembangan data Oktober 2026" in page
    assert "6 layanan" in page
    row = page[page.index(">Lahir<") :]
    assert "&lt; 5" in row[: row.index("</tr>")], "a single birth of the city is not told"
    with standing_as("rt"):
        seen = set(BulletinPage.objects.filter(level="RT").values_list("area_id", flat=True))
    assert seen == {make.area(people.SARI.place).pk}
