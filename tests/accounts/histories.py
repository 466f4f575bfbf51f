"""Random lives of offices and accounts, as the people do it who may; what the house refuses is refused."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from hypothesis import strategies as st

from tests import make, people
from tests.accounts import rounds
from tests.conftest import acting_as
from tests.door import standing_as
from tests.reports.histories import as_system
from wacat.accounts import attesting, breakglass, ending, objections, sanctions, standing, terms
from wacat.accounts.appointing import Decree
from wacat.accounts.models import Account, Appointment, Breach
from wacat.accounts.scans import Scan
from wacat.areas.models import Area
from wacat.values.refusal import Refusal

HOLDERS = [people.SARI, people.BUDI, people.BARU, people.ASING, people.DUA, people.LURAH,
           people.LURAH_LAIN]  # fmt: skip
PROOF = [("bukti.jpg", Scan(b"gambar", "jpg"))]
# not by hand: it is what handing over and revoking write
REASONS = ["TERM", "RESIGNED", "DIED", "AREA_CLOSED"]

holder = st.integers(0, len(HOLDERS) - 1)
days = st.sampled_from([150, 70, 35, 9, 1])
acts = st.one_of(
    st.tuples(st.just("end"), st.integers(0, 9), st.sampled_from(REASONS), days),
    st.tuples(st.just("hand_over"), st.integers(0, 9), holder, days),
    st.tuples(st.just("run_out"), st.integers(0, 9), days, st.booleans()),
    st.tuples(st.just("stop"), holder, st.sampled_from(["lock", "unlock", "suspend", "lift"]), days),
    st.tuples(st.just("revoke"), holder, st.sampled_from(Breach.values), days, st.integers(0, 4)),
    st.tuples(st.just("enter"), holder, st.sampled_from([None, 150, 1])),
    st.tuples(st.just("lose_number"), holder),
    st.tuples(st.just("freeze"), st.integers(0, 5)),
    st.tuples(st.just("attest"), days, st.one_of(st.none(), st.integers(0, 40))),
    st.tuples(st.just("break_glass"), st.integers(0, 5), days, st.booleans(),
              st.sampled_from(["", "JUSTIFIED", "UNJUSTIFIED"])),
)  # fmt: skip


def live(history: list[Any]) -> None:
    """Let it happen, one act after the other."""
    for act, *values in history:
        try:
            with transaction.atomic():
                ACTS[act](*values)
        except Refusal:
            continue


def ago(number: int) -> datetime:
    """That many days before now."""
    return datetime.now(UTC) - timedelta(days=number)


def _terms() -> list[Appointment]:
    with as_system():
        found = Appointment.objects.filter(office__in=["KETUA_RT", "LURAH"], end_reason="")
        return list(found.order_by("pk"))


def _end(number: int, reason: str, back: int) -> None:
    running = _terms()
    if not running:
        return
    term = running[number % len(running)]
    with standing_as("administrator") as by:
        ending.end(
            appointment_id=term.pk, reason=reason, note="", by=by.account_id, at=ago(back)
        )  # fmt: skip


def _hand_over(number: int, to: int, back: int) -> None:
    running = _terms()
    if not running:
        return
    term = running[number % len(running)]
    successor = make.account(HOLDERS[to].username)
    with standing_as("administrator") as by:
        ending.hand_over(
            appointment_id=term.pk, to_person_id=successor.person_id, kind="DEFINITIVE", until=None,
            decree=Decree("141/77/2026", None), note="", by=by.account_id, at=ago(back),
        )  # fmt: skip


def _run_out(number: int, back: int, marked: bool) -> None:
    """A term reaches its last day by itself; the daily round has written it down, or not yet."""
    running = _terms()
    if not running:
        return
    term = running[number % len(running)]
    since = term.valid.lower
    if since is not None and since >= ago(back):
        return
    with acting_as("wacat_owner"):
        Appointment.objects.filter(pk=term.pk).update(valid=DateTimeTZRange(since, ago(back)))
    if marked:
        with as_system():
            terms.look_after(at=datetime.now(UTC))


def _stop(who: int, how: str, back: int) -> None:
    account = make.account(HOLDERS[who].username).pk
    with standing_as("administrator") as by:
        if how == "lock":
            standing.lock(account_id=account, reason="HILANG", remark="", by=by, at=ago(back))
        elif how == "unlock":
            standing.unlock(account_id=account, by=by, at=ago(back))
        elif how == "suspend":
            standing.suspend(account_id=account, reason="Diperiksa", by=by, at=ago(back))
        else:
            standing.lift(account_id=account, reason="Selesai", by=by, at=ago(back))


def _revoke(who: int, reason: str, back: int, so_far: int) -> None:
    """Prepared, and then so far: dropped, decided, objected to, upheld, or reinstated."""
    account = make.account(HOLDERS[who].username).pk
    with standing_as("kasi") as by:
        case = sanctions.prepare(
            account_id=account, reason=reason, description="Daftar warga dikirim ke grup.",
            files=PROOF, by=by, at=ago(back),
        )  # fmt: skip
    with standing_as("administrator") as by:
        if so_far == 0:
            sanctions.drop(sanction_id=case.pk, reason="Tidak terbukti", by=by, at=ago(back))
            return
        sanctions.decide(sanction_id=case.pk, by=by, at=ago(back))
        if so_far > 1:
            objections.object_to(
                sanction_id=case.pk, text="Saya tidak mengirimnya.", by=by, at=ago(back)
            )  # fmt: skip
    if so_far > 2:
        with standing_as("kepala") as by:
            objections.settle(
                sanction_id=case.pk, accept=so_far > 3, reason="Diperiksa", by=by, at=ago(back)
            )  # fmt: skip


def _enter(who: int, back: int | None) -> None:
    """He was last seen then; never without a day."""
    seen = None if back is None else ago(back)
    with acting_as("wacat_owner"):
        Account.objects.filter(username=HOLDERS[who].username).update(last_login=seen)


def _lose_number(who: int) -> None:
    with acting_as("wacat_owner"), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_person SET phone = '' WHERE name = %s", [HOLDERS[who].name])


def _freeze(number: int) -> None:
    """An RT without a holder is frozen."""
    with as_system():
        held = Appointment.objects.filter(valid__contains=datetime.now(UTC)).values("area_id")
        vacant = list(Area.objects.filter(level="RT", frozen_on=None).exclude(pk__in=held))
    with acting_as("wacat_owner"):
        Area.objects.filter(pk=vacant[number % len(vacant)].pk).update(frozen_on=ago(1).date())


def _attest(back: int, finished: int | None) -> None:
    """A round begins; after so many days the Lurah of Manggar says that all is still right."""
    rounds.begin(at=ago(back))
    if finished is None or not _holds_office(people.LURAH):
        return
    with standing_as("lurah") as by:
        listed = Area.objects.filter(parent_id=by.kelurahan_id, level="RT").order_by("pk")
        held = dict(
            Appointment.objects.filter(
                area__in=listed, office="KETUA_RT", valid__contains=datetime.now(UTC)
            ).values_list("area_id", "pk")
        )
        attesting.answer_rest(
            seen=[(area.pk, held.get(area.pk)) for area in listed], by=by,
            at=ago(back) + timedelta(days=finished),
        )  # fmt: skip


def _holds_office(someone: people.Someone) -> bool:
    """Whether he may enter now, for the office he had at first."""
    with as_system():
        terms_now = Appointment.objects.filter(
            person__account__username=someone.username, person__account__state="ACTIVE",
            office=someone.office, valid__contains=datetime.now(UTC),
        )  # fmt: skip
        return terms_now.exists()


def _break_glass(hours: int, back: int, early: bool, verdict: str) -> None:
    at = ago(back) + timedelta(hours=hours)
    with standing_as("teknis") as by:
        glass = breakglass.open_glass(
            area_id=make.area("64.71").pk, reason="Antrean pengiriman macet", minutes=30, by=by, at=at
        )  # fmt: skip
        if early:
            breakglass.end_glass(glass_id=glass.pk, by=by, at=at + timedelta(minutes=10))
    if verdict:
        with standing_as("administrator") as by:
            breakglass.review(
                glass_id=glass.pk, verdict=verdict, remark="Sesuai laporan", by=by,
                at=at + timedelta(hours=1),
            )  # fmt: skip


ACTS: dict[str, Any] = {
    "end": _end, "hand_over": _hand_over, "run_out": _run_out, "stop": _stop, "revoke": _revoke,
    "enter": _enter, "lose_number": _lose_number, "freeze": _freeze, "attest": _attest,
    "break_glass": _break_glass,
}  # fmt: skip
