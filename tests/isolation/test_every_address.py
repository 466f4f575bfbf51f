"""Every address, for every office, with an own, a foreign and a missing object: the code is known beforehand.

A new route says here what its parameters are; a page that shows resident data tells the trail.
"""

import re
import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver

from tests import make, people
from tests.accounts.rounds import begin
from tests.announcements import news
from tests.conftest import acting_as
from tests.door import standing_as, token_of
from tests.feedback import acts as masukan
from tests.guards.test_audience import routes
from tests.helpdesk import tickets as helpdesk
from tests.intake import doors
from tests.isolation import proposed
from tests.isolation.probe import CLOSED
from tests.nonpermanent import acts as stays
from tests.notify.office import tell, worker
from wacat.accounts import sanctions
from wacat.accounts.models import Appointment
from wacat.accounts.scans import Scan
from wacat.desk.models import Reply
from wacat.intake.models import PlaceAlias, SavedLayout
from wacat.reports.models import ReportPeriod
from wacat.territory.models import OutlineSet, RtList
from wacat.values.elements import Element
from wacat.verification import answering, linking, settling
from wacat.verification.evidence import MEDIA_TYPE, Proof
from wacat.verification.models import Correction, DenialPattern, Evidence
from wacat.web.audience import ANYONE, SIGNED_IN

pytestmark = pytest.mark.django_db

OFFICES = [
    people.SARI, people.LURAH, people.OPERATOR, people.ADMINISTRATOR, people.KASI, people.KEPALA,
    people.TEKNIS,
]  # fmt: skip
TERRITORIAL = {"KETUA_RT", "LURAH"}
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
MISSING = 10**12
# a parameter that says whose residents, or whose words
RESIDENTS = {
    "notice_id", "message_id", "ticket_id", "feedback_id", "stay_id", "area_id", "code", "area_code",
    "evidence_id", "proposal_id", "inquiry_id",
}  # fmt: skip
REVIEWED = Path(__file__).with_name("siapa_masuk_ke_mana.txt")
# What a route answers to an allowed office besides 200 for a page and 405 for an act.
USUAL = {200, 405}
ALSO: dict[str, set[int]] = {
    "": {302},
    "api/whatsapp/": {403},  # nothing is registered
    "api/v1/batches/<batch_id>": {401},  # a session is no token
    "api/v1/<path:rest>": {404},
    "awal/": {302},
    # already inside; nothing to prove again
    "masuk/": {302},
    "masuk/faktor/": {302},
    "terkunci/": {302},
    "akun/cadangan/": {302},
    "akun/perangkat/": {302},
    "akun/faktor/<int:authenticator_id>/hapus/": {404},  # somebody else's
    "akun/pin/": {404},  # phones only
    "kunci/<str:token>/": {410},  # no such key
    "operator/koreksi/<int:correction_id>/nik/": {302, 405},
    "operator/berikut/": {302},
    # the walker's ticket is the Ketua RT's own
    "bantuan/tiket/<int:ticket_id>/": {404},
    "bantuan/tiket/<int:ticket_id>/berkas/<int:file_id>/": {404},
    "keluhan/<int:ticket_id>/berkas/<int:file_id>/": {404},  # it has none
    "teknis/keluhan/<int:ticket_id>/": {404},  # it is not technical
    "bantuan/panduan/<slug:folder>/<slug:name>/": {404},  # for RT and Lurah
    "bantuan/artikel/<int:article_id>/": {404},
    "pengumuman/<int:announcement_id>/": {404},  # for RT and Lurah
    "administrator/masa/<int:appointment_id>/sk/": {404},  # no scan was given
    "sanksi/<int:sanction_id>/surat.pdf": {404},  # not decided yet
    "keberatan/<str:token>/": {404},  # no such token
    "administrator/akun/<int:account_id>/kode/": {302, 405},
    "administrator/akun/<int:account_id>/buka/": {302, 405},
    "verifikasi/<str:sheet_code>/": {404},  # no such sheet
    "lep/siap/<int:period_id>/": {302},
    # nothing was counted yet
    "evaluasi/<str:term>/": {404},
    **{
        f"evaluasi/<str:term>/revisi-<int:revision>.{suffix}": {404}
        for suffix in ("pdf", "xlsx", "json")
    },
    "evaluasi/tindak-lanjut/<int:number>/": {404},
    "evaluasi/mingguan/<int:weekly_id>/": {404},
    "administrator/usulan/<int:proposal_id>/pindaian/": {404},  # no scan
    "administrator/usulan/<int:proposal_id>/tambah/": {404},  # it came by account, not by letter
    "administrator/usulan/<int:proposal_id>/baris/<int:line_id>/": {404},
}
# Open to anybody, but with nothing behind it for somebody who has not begun to log in.
LEADS_TO_THE_DOOR = {"", "masuk/faktor/", "terkunci/"}
CHECKED_ELSEWHERE = re.compile(r"^(static/|sw\.js)")


@dataclass
class World:
    """What stands in the way of the walker: by parameter name, an own and a foreign value of each office."""

    own: dict[str, dict[str, object]] = field(default_factory=dict)
    foreign: dict[str, dict[str, object]] = field(default_factory=dict)


def _case(place: str, someone: str) -> tuple[int, int, int]:
    told = make.notice(rt=place)
    with standing_as(someone) as visitor:
        answering.correct(
            notice_id=told.pk,
            claims={Element.NAME: "Lain"},
            remark="",
            proof=Proof(b"x", MEDIA_TYPE),
            by=visitor,
            at=datetime.now(UTC),
            key=uuid.uuid4(),
        )
        case = Correction.objects.get(notice=told)
        return told.pk, case.pk, Evidence.objects.get(correction=case).pk


def _office_of(rt: str) -> dict[str, object]:
    """The holder of an RT, his term, and a revocation that was prepared against him."""
    term = Appointment.objects.select_related("person__account").get(area=make.area(rt))
    account = term.person.account
    with standing_as("kasi") as visitor:
        scan = Scan(content=b"%PDF-", suffix="pdf")
        case = sanctions.prepare(
            account_id=account.pk, reason="LENT_ACCESS", description="Kata sandi dipinjamkan",
            files=[("bukti.pdf", scan)], by=visitor, at=datetime.now(UTC),
        )  # fmt: skip
        return {
            "appointment_id": term.pk,
            "account_id": account.pk,
            "sanction_id": case.pk,
            "file_id": case.files.get().pk,
            "token": "TIDAKADA22222222",
        }


def _masukan(someone: people.Someone) -> dict[str, object]:
    """A Masukan with a photo, and a service that may be it."""
    feedback = masukan.told(by=someone, photo=b"\xff\xd8")
    masukan.published(rt=someone.place, name=feedback.name)
    with standing_as("operator"):
        return {
            "feedback_id": feedback.pk,
            "photo_id": feedback.photos.get().pk,
            "match_id": feedback.matches.get().pk,
        }


def _asked(rt: str, *, about: tuple[str, str]) -> int:
    """A question to an RT about a case of another one."""
    _, case_id, _ = _case(*about)
    with standing_as("operator") as visitor:
        at = datetime.now(UTC)
        settling.take(correction_id=case_id, by=visitor, at=at)
        return linking.forward(
            correction_id=case_id, rt_id=make.area(rt).pk, question="", by=visitor, at=at
        ).pk


def _alarm() -> int:
    """An alarm about an RT with many denials."""
    place = make.area("64.71.01.1001.023")
    with worker():
        return DenialPattern.objects.create(
            kind="RT", rt=place, kelurahan_id=place.kelurahan_id, city_id=place.city_id, count=5,
            since=make.NOW, raised_at=make.NOW, last_at=make.NOW,
        ).pk  # fmt: skip


def _list_of_rts() -> int:
    """An uploaded list with a new RT and a faulty line."""
    with standing_as("administrator") as visitor:
        lines = [[2, {"kelurahan": "Manggar", "rt": "090"}], [3, {"kelurahan": "?", "rt": "1"}]]
        return RtList.objects.create(
            name="rt.csv", lines=lines, uploaded_by_id=visitor.account_id, uploaded_at=make.NOW
        ).pk


def _outlines() -> int:
    """Outlines that the administrator loaded, of nothing."""
    return OutlineSet.objects.create(
        name="batas.geojson", sha256="0" * 64, features=[], mended=0,
        uploaded_by=make.account("administrator"),
        uploaded_at=make.NOW,
    ).pk  # fmt: skip


def _mapping() -> int:
    """A saved mapping of the city."""
    with standing_as("operator") as visitor:
        return SavedLayout.objects.create(
            city_id=visitor.city_id, name="Loket", source="Loket", fingerprint="x", layout="layanan",
            headings=["NIK"], columns={"nik": 0}, made_by_id=visitor.account_id, made_at=datetime.now(UTC),
        ).pk  # fmt: skip


def _period() -> int:
    """A period of reports."""
    with standing_as("administrator"):
        return ReportPeriod.objects.create(
            city=make.area("64.71"), key="2026-08", span="MONTH", first=date(2026, 8, 1),
            moved_at=datetime.now(UTC),
        ).pk  # fmt: skip


def _alias() -> int:
    """A place that an operator gave a name."""
    with standing_as("operator") as visitor:
        return PlaceAlias.objects.create(
            city_id=visitor.city_id, written="Kampung Seberang", spelling="kampungseberang",
            kelurahan=make.area("64.71.01.1001"), reason="uji", made_by_id=visitor.account_id,
            made_at=datetime.now(UTC),
        ).pk  # fmt: skip


@pytest.fixture
def world() -> World:
    """A case at home and a case far away, with every parameter that routes use."""
    begin()
    here, there = _case("64.71.01.1001.023", "rt"), _case("64.71.01.1004.001", "rtlain")
    tickets = {
        someone.place: helpdesk.ticket(by=someone, of_office=True, shared=True).pk
        for someone in (people.SARI, people.ASING)
    }
    told = {someone.place: _masukan(someone) for someone in (people.SARI, people.ASING)}
    stays.switch(on=True)
    stay = {
        someone.place: stays.registered(by=someone).pk for someone in (people.SARI, people.ASING)
    }
    asked = {
        people.SARI.place: _asked(people.SARI.place, about=(people.ASING.place, "rtlain")),
        people.ASING.place: _asked(people.ASING.place, about=(people.SARI.place, "rt")),
    }
    letters = {name: tell(name, topic="NOTICES").pk for name in ("rt", "rtlain")}
    common: dict[str, object] = {
        "kind": "KTP_EL",
        "office": "KETUA_RT",
        "period": "2026-11",
        "month": "2026-11",
    }
    common |= proposed.common()
    common |= {
        "sheet_code": "TIDAKADA22",
        "act": "beku",
        "list_id": _list_of_rts(),
        "outlines_id": _outlines(),
    }
    common |= {"saved_id": _mapping(), "alias_id": _alias(), "row_number": 2, "mending_id": MISSING}
    common["pattern_id"] = _alarm()
    common |= {"folder": "rt-lurah", "name": "masuk-pertama-kali", "picture_name": "rt"}
    common["announcement_id"] = news.shown().announcement_id
    door = doors.source()
    doors.token(door)
    common |= {"source_id": door.pk, "token_id": door.tokens.get().pk, "rest": "x"}
    common |= {"reply_id": Reply.objects.order_by("id")[0].pk, "view_id": MISSING}
    common["article_id"] = helpdesk.article().pk
    common |= {"key": "2026-10", "period_id": _period()}
    common |= {"token": "TIDA-KADA-2222", "authenticator_id": MISSING}
    common |= {
        "term": "2026-S1",
        "revision": 1,
        "step": "kunci",
        "number": MISSING,
        "weekly_id": MISSING,
    }
    common |= {"account_id": make.account("rt").pk}

    def values(case: tuple[int, int, int], rt: str, kelurahan: str) -> dict[str, object]:
        return common | {
            "notice_id": case[0],
            "message_id": letters["rt" if rt == "64.71.01.1001.023" else "rtlain"],
            "correction_id": case[1],
            "ticket_id": tickets[rt],
            "evidence_id": case[2],
            "inquiry_id": asked[rt],
            **told[rt],
            "stay_id": stay[rt],
            "area_id": make.area(rt).pk,
            "code": rt,
            "area_code": rt,
            "kelurahan_id": make.area(kelurahan).pk,
            **proposed.own_and_foreign(kelurahan),
            **_office_of(rt),
        }

    own = values(here, "64.71.01.1001.023", "64.71.01.1001")
    foreign = values(there, "64.71.01.1004.001", "64.71.01.1004")
    return World(own={"*": own}, foreign={"*": foreign})


def _all_routes() -> list[tuple[str, URLPattern]]:
    return [
        (address, route)
        for address, route in routes(get_resolver().url_patterns)
        if not CHECKED_ELSEWHERE.match(address)
    ]


def _fill(address: str, values: dict[str, object]) -> str:
    return "/" + PARAMETER.sub(lambda found: str(values[found.group(1)]), address)


def _client(someone: people.Someone | None) -> Client:
    client = Client(raise_request_exception=False)
    if someone is not None:
        client.cookies["wacat"] = token_of(someone.username)
    return client


def _reads_told() -> int:
    with acting_as("wacat_audit"), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit.event WHERE act IN ('read', 'reveal', 'export')")
        return int(cursor.fetchone()[0])


def test_who_may_enter_where_is_reviewed(request: pytest.FixtureRequest) -> None:
    lines = sorted(
        f"/{address}  {' '.join(sorted(route.callback.audience))}"  # type: ignore[attr-defined]
        for address, route in _all_routes()
    )
    now = "\n".join(lines) + "\n"
    if request.config.getoption("--perbarui-sql"):
        REVIEWED.write_text(now)
    assert now == REVIEWED.read_text()


def test_a_stranger_is_sent_to_the_door(world: World) -> None:
    wrong = []
    for address, route in _all_routes():
        allowed = route.callback.audience  # type: ignore[attr-defined]
        response = _client(None).get(
            _fill(address, world.own["*"] | {"batch_id": 1, "glass_id": 1})
        )
        at_the_door = response.status_code == 302 and response.headers["Location"].startswith(
            "/masuk/"
        )
        if at_the_door == (ANYONE in allowed) and address not in LEADS_TO_THE_DOOR:
            wrong.append((address, response.status_code))
    assert wrong == []


@pytest.mark.parametrize("someone", OFFICES, ids=lambda someone: someone.username)
def test_each_office_at_every_address(world: World, someone: people.Someone) -> None:
    wrong: list[tuple[str, str, object]] = []
    client = _client(someone)
    for address, route in _all_routes():
        allowed = route.callback.audience  # type: ignore[attr-defined]
        own = _fill(address, world.own["*"] | {"batch_id": MISSING, "glass_id": MISSING})
        told = _reads_told()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client.get(own)
        code = response.status_code
        if not allowed & {ANYONE, SIGNED_IN, someone.office}:
            if code != 403 or client.post(own).status_code != 403:
                wrong.append((address, "refused office", code))
            continue
        expected = USUAL | ALSO.get(address, set())
        expected |= {404} if {"batch_id", "glass_id"} & set(PARAMETER.findall(address)) else set()
        if code not in expected:
            wrong.append((address, "own", code))
        touched = [
            t for t in CLOSED if any(t in query["sql"] for query in queries.captured_queries)
        ]
        if code == 200 and touched and _reads_told() == told:
            wrong.append((address, "resident data shown, nothing told to the trail", touched))
    assert wrong == []


@pytest.mark.parametrize(
    "someone", [people.SARI, people.LURAH], ids=lambda someone: someone.username
)
def test_not_yours_looks_like_does_not_exist(world: World, someone: people.Someone) -> None:
    wrong = []
    client = _client(someone)
    missing = {
        name: MISSING if isinstance(value, int) else value for name, value in world.own["*"].items()
    }
    missing |= {"code": "64.71.99.9999.001", "area_code": "64.71.99.9999.001"}
    for address, route in _all_routes():
        allowed = route.callback.audience  # type: ignore[attr-defined]
        if someone.office not in allowed or not _about_residents(address):
            continue
        for method in (client.get, client.post):
            foreign = method(_fill(address, world.foreign["*"]))
            absent = method(_fill(address, missing))
            if foreign.status_code == 405:
                continue
            if foreign.status_code != 404 or absent.status_code != 404:
                wrong.append((address, foreign.status_code, absent.status_code))
            elif foreign.content != absent.content:
                wrong.append((address, "the pages differ", 404))
    assert wrong == []


def _about_residents(address: str) -> bool:
    return bool(set(PARAMETER.findall(address)) & RESIDENTS)


@pytest.mark.parametrize("odd", ["-1", str(2**63), str(10**30), "%00", "a" * 8000, "١٢"])
def test_odd_numbers_never_break_a_page(odd: str) -> None:
    client = _client(people.SARI)
    for address in (
        "/rt/pemberitahuan/{}/",
        "/rt/?sebelum={}",
        "/rt/riwayat/?sebelum={}",
        "/operator/koreksi/{}/",
    ):
        assert client.get(address.format(odd)).status_code < 500
