"""The Lurah: which RT waits, the answers for a vacant RT, and nothing for the others (Pasal 3, 4)."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlparse

import pytest
from django.test import Client

from tests import make, people
from tests.conftest import acting_as
from tests.web.test_entry import log_in
from tests.web.test_rt import as_system, stored, text
from wacat.accounts.access import leave
from wacat.accounts.models import Person
from wacat.jobs import overdue
from wacat.records.models import LurahExtra
from wacat.verification.models import Answer

pytestmark = pytest.mark.django_db
VACANT = "64.71.01.1001.026"


@pytest.fixture
def hartono(client: Client) -> Client:
    """The phone of the Lurah of Manggar."""
    log_in(client, people.LURAH)
    return client


def test_the_rts_are_ranked_by_what_waits(hartono: Client) -> None:
    make.publish(*[make.row(rt=people.BUDI.place) for _ in range(3)], make.row(rt=VACANT))
    page = text(hartono.get("/lurah/"))
    assert page.index(">RT 024</a>") < page.index(">RT 026</a>") < page.index(">RT 001</a>")
    assert "3 menunggu" in page
    assert people.BUDI.name in page
    assert "Kosong: Anda yang menjawab" in page
    assert "4</b> pemberitahuan menunggu jawaban di <b>2</b> dari 26 RT" in page


def test_filter_and_search_by_number(hartono: Client) -> None:
    make.notice(rt=VACANT)
    assert text(hartono.get("/lurah/?saring=menunggu")).count("<article") == 1
    assert text(hartono.get("/lurah/?rt=23")).count("<article") == 1
    assert text(hartono.get("/lurah/?rt=RT 023")).count("<article") == 1
    for odd in ("%00", "-1", str(2**70), "x"):
        assert hartono.get(f"/lurah/?rt={odd}&saring={odd}").status_code == 200


def test_a_reminder_names_nobody(hartono: Client) -> None:
    notice = make.notice(name="Hasna Adriansyah", rt=people.SARI.place)
    Person.objects.filter(name=people.SARI.name).update(phone="0812-3456-7890")
    page = text(hartono.get(f"/lurah/rt/{notice.rt_id}/")).replace("&amp;", "&")
    link = page[page.index("https://wa.me/") :].split('"')[0]
    assert urlparse(link).path == "/6281234567890"
    (message,) = parse_qs(urlparse(link).query)["text"]
    assert "RT 023" in message
    assert "1 pemberitahuan" in message
    assert "Hasna" not in message
    assert notice.nik_masked not in message


def test_the_lurah_answers_for_a_vacant_rt(hartono: Client) -> None:
    notice = make.notice(rt=VACANT)
    listed = text(hartono.get(f"/lurah/rt/{notice.rt_id}/"))
    assert f'action="/lurah/pemberitahuan/{notice.pk}/benar/"' in listed
    assert "tinggal di RT 026" in listed
    done = hartono.post(f"/lurah/pemberitahuan/{notice.pk}/benar/")
    assert done.headers["Location"].startswith(f"/lurah/rt/{notice.rt_id}/?jawaban=")
    assert "Tercatat benar." in text(hartono.get(done.headers["Location"]))
    (answer,) = stored(Answer, notice=notice)
    assert answer.office == "LURAH"
    assert "Tercatat benar." in text(hartono.get("/lurah/riwayat/"))


def test_the_lurah_only_looks_where_there_is_a_head(hartono: Client) -> None:
    notice = make.notice(rt=people.SARI.place)
    listed = text(hartono.get(f"/lurah/rt/{notice.rt_id}/"))
    assert "benar/" not in listed
    address = f"/lurah/pemberitahuan/{notice.pk}/"
    detail = text(hartono.get(address))
    assert "Pemberitahuan ini dijawab oleh Ketua RT 023" in detail
    assert "benar/" not in detail
    assert stored(type(notice), pk=notice.pk)[0].state == "SENT"
    refused = hartono.post(f"{address}benar/")
    assert refused.status_code == 409
    assert stored(Answer, notice=notice) == []


def test_what_only_the_lurah_may_see(hartono: Client) -> None:
    notice = make.notice(rt=VACANT, kind="AKTA_PERKAWINAN")
    with acting_as("wacat_job"):
        as_system()
        LurahExtra.objects.create(
            notice_id=notice.pk, kelurahan_id=notice.kelurahan_id, city_id=notice.city_id,
            elements={"kind": "AKTA_PERKAWINAN", "number": "NIKAH/77", "birth_on": "1990-01-01"},
        )  # fmt: skip
        leave()
    page = text(hartono.get(f"/lurah/pemberitahuan/{notice.pk}/"))
    assert "NIKAH/77" in page
    assert "Akta perkawinan" in page
    assert "1 Januari 1990" in page


def test_another_kelurahan_is_like_none(client: Client) -> None:
    notice = make.notice(rt=VACANT)
    log_in(client, people.LURAH_LAIN)
    theirs = client.get(f"/lurah/rt/{notice.rt_id}/")
    missing = client.get("/lurah/rt/999999/")
    assert theirs.status_code == missing.status_code == 404
    assert theirs.content == missing.content
    assert client.get(f"/lurah/pemberitahuan/{notice.pk}/").status_code == 404
    assert client.post(f"/lurah/pemberitahuan/{notice.pk}/benar/").status_code == 404


@pytest.mark.parametrize("number", ["-1", str(2**63), str(2**31), "0", "%00"])
def test_impossible_rts_are_not_found(hartono: Client, number: str) -> None:
    assert hartono.get(f"/lurah/rt/{number}/").status_code == 404


def test_the_rts_pages_are_not_for_a_lurah(hartono: Client) -> None:
    assert hartono.get("/rt/").status_code == 403
    assert hartono.get("/bantuan/").status_code == 200


def test_the_pages_ask_the_database_little(hartono: Client, sql_snapshot) -> None:  # type: ignore[no-untyped-def]
    notice = make.notice(rt=VACANT)
    with sql_snapshot("lurah_daftar"):
        hartono.get("/lurah/")
    with sql_snapshot("lurah_rt"):
        hartono.get(f"/lurah/rt/{notice.rt_id}/")
    with sql_snapshot("lurah_riwayat"):
        hartono.get("/lurah/riwayat/")


def test_the_silent_rts_are_ranked_with_how_to_remind_them(hartono: Client) -> None:
    long_ago = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
    Person.objects.filter(name=people.BUDI.name).update(phone="0812-3456-7890")
    make.publish(*[make.row(rt=people.SARI.place) for _ in range(3)], at=make.later())
    make.publish(*[make.row(rt=people.BUDI.place) for _ in range(2)], at=long_ago)
    with acting_as("wacat_job"):
        overdue.run(at=datetime(2026, 11, 11, 2, 0, tzinfo=UTC))
        leave()
    page = text(hartono.get("/lurah/?saring=diam"))
    assert page.count("<article") == 1
    assert "Tertua sejak 2 November 2026" in page
    assert "2 boleh Anda jawab" in page
    assert "https://wa.me/6281234567890" in page
    listed = text(hartono.get(f"/lurah/rt/{make.area(people.BUDI.place).pk}/"))
    assert "/benar/" in listed
    assert "Lewat waktu, diteruskan ke Lurah." in listed
