"""Steps of an account: opened, locked, suspended, revoked, ended, and each way back."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

from django.db import transaction

from tests import make
from tests.door import standing_as
from tests.races.together import Race, Step, Table, twice
from wacat.accounts import (
    activating,
    appointing,
    ending,
    keys,
    objections,
    sanctions,
    staffing,
    standing,
)
from wacat.accounts.access import Visitor
from wacat.accounts.models import Account, AccountState, Appointment, Sanction
from wacat.accounts.scans import Scan

S = AccountState
ADMINISTRATOR, KASI, KEPALA = "administrator", "kasi", "kepala"
TWO = (ADMINISTRATOR, KASI)
EVIDENCE = [("surat.pdf", Scan(content=b"%PDF-1.4", suffix="pdf"))]
DECREE = appointing.Decree("800/1/2026", None)
_names = count(1)
_secrets: dict[int, str] = {}


def now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def open_it(account: Account, _by: Visitor) -> None:
    """Use the key of the invitation."""
    activating.use(_secrets[account.pk], password="tiga kata mudah sekali", at=now())


def lock(account: Account, by: Visitor) -> None:
    """A phone was lost."""
    standing.lock(account_id=account.pk, reason="HILANG", remark="", by=by, at=now())


def unlock(account: Account, by: Visitor) -> None:
    """Open it with a new key."""
    standing.unlock(account_id=account.pk, by=by, at=now())


def suspend(account: Account, by: Visitor) -> None:
    """Stop it for a while."""
    standing.suspend(account_id=account.pk, reason="Diperiksa", by=by, at=now())


def lift(account: Account, by: Visitor) -> None:
    """End the suspension."""
    standing.lift(account_id=account.pk, reason="Selesai", by=by, at=now())


def prepare(account: Account, by: Visitor) -> Sanction:
    """Prepare the revocation."""
    return sanctions.prepare(
        account_id=account.pk, reason="SPREAD_DATA", files=EVIDENCE, by=by, at=now(),
        description="Foto layar daftar warga dikirim ke grup percakapan.",
    )  # fmt: skip


def revoke(account: Account, by: Visitor) -> None:
    """Decide the revocation that the Kasi prepared."""
    case = Sanction.objects.get(account=account)
    sanctions.decide(sanction_id=case.pk, by=by, at=now())


def object_to(account: Account, by: Visitor) -> None:
    """The holder objects on paper."""
    case = Sanction.objects.get(account=account)
    objections.object_to(sanction_id=case.pk, text="Bukan saya yang mengirim.", by=by, at=now())


def reinstate(account: Account, by: Visitor) -> None:
    """Accept the objection."""
    case = Sanction.objects.get(account=account)
    objections.settle(sanction_id=case.pk, accept=True, reason="Terbukti keliru", by=by, at=now())


def end(account: Account, by: Visitor) -> None:
    """End the only office that is left."""
    term = Appointment.objects.filter(person_id=account.person_id).latest("pk")
    ending.end(appointment_id=term.pk, reason="RESIGNED", note="", by=by.account_id, at=now())


def appoint(account: Account, by: Visitor) -> None:
    """Give an office, also again."""
    appointing.appoint(
        person_id=account.person_id, office="OPERATOR", area_id=make.area("64.71").pk,
        kind="DEFINITIVE", since=now(), until=None, decree=DECREE, by=by.account_id, at=now(),
    )  # fmt: skip


def _did(account: Account, *steps: tuple[str, Callable[[Account, Visitor], object]]) -> None:
    for who, act in steps:
        with standing_as(who) as visitor:
            act(account, visitor)


WAYS: dict[str, tuple[tuple[str, Callable[[Account, Visitor], object]], ...]] = {
    S.LOCKED: ((ADMINISTRATOR, lock),),
    S.SUSPENDED: ((ADMINISTRATOR, suspend),),
    S.REVOKED: (
        (KASI, prepare), (ADMINISTRATOR, revoke), (KASI, object_to),
    ),
    S.ENDED: ((ADMINISTRATOR, end),),
}  # fmt: skip


def at_state(
    state: str, *, opened: bool = True, then: Callable[[Account, Visitor], object] | None = None
) -> Callable[[], Account]:
    """Somebody of the staff whose account stands so; not `opened`, he never chose a password."""

    def ready() -> Account:
        with transaction.atomic(), standing_as(ADMINISTRATOR) as visitor:
            account = staffing.admit(
                name=f"Petugas Uji {next(_names)}", phone="", email="petugas@contoh.test",
                by=visitor.account_id, at=now(),
            )  # fmt: skip
            appoint(account, visitor)
            _secrets[account.pk] = keys.make(
                account_id=account.pk, purpose="ACTIVATE", by=visitor.account_id, at=now()
            )
        with transaction.atomic():
            if opened and state != S.INVITED:
                _did(account, (ADMINISTRATOR, open_it))
            _did(account, *WAYS.get(state, ()))
            if then is not None:
                _did(account, (KASI, then))
        return Account.objects.get(pk=account.pk)

    return ready


def _stops(to: str, act: Callable[[Account, Visitor], None]) -> dict[Step, Race]:
    """The same act from every state from which it is possible."""
    then = prepare if to == S.REVOKED else None
    return {
        (start, to): Race(
            ready=at_state(start, then=then), both=twice(ADMINISTRATOR, act)
        )
        for start in (S.INVITED, S.ACTIVE, S.LOCKED, S.SUSPENDED)
        if start != to and (start, to) != (S.SUSPENDED, S.SUSPENDED)
    }  # fmt: skip


RACES: dict[Step, Race] = {
    (S.INVITED, S.ACTIVE): Race(ready=at_state(S.INVITED), both=twice(ADMINISTRATOR, open_it)),
    (S.ACTIVE, S.LOCKED): Race(ready=at_state(S.ACTIVE), both=twice(ADMINISTRATOR, lock, KASI)),
    (S.LOCKED, S.ACTIVE): Race(ready=at_state(S.LOCKED), both=twice(ADMINISTRATOR, unlock)),
    (S.SUSPENDED, S.ACTIVE): Race(ready=at_state(S.SUSPENDED), both=twice(ADMINISTRATOR, lift)),
    (S.SUSPENDED, S.INVITED): Race(
        ready=at_state(S.SUSPENDED, opened=False), both=twice(ADMINISTRATOR, lift)
    ),
    **_stops(S.SUSPENDED, suspend),
    **_stops(S.REVOKED, revoke),
    **_stops(S.ENDED, end),
    (S.REVOKED, S.ACTIVE): Race(
        ready=at_state(S.REVOKED), both=twice(KEPALA, reinstate, "sekretaris")
    ),
    (S.REVOKED, S.INVITED): Race(
        ready=at_state(S.REVOKED, opened=False), both=twice(KEPALA, reinstate, "sekretaris")
    ),
    (S.ENDED, S.ACTIVE): Race(ready=at_state(S.ENDED), both=twice(ADMINISTRATOR, appoint)),
    (S.ENDED, S.INVITED): Race(
        ready=at_state(S.ENDED, opened=False), both=twice(ADMINISTRATOR, appoint)
    ),
}
RIVALS = [
    Race(ready=at_state(S.ACTIVE), both=((ADMINISTRATOR, lock), (ADMINISTRATOR, suspend))),
    Race(
        ready=at_state(S.ACTIVE), both=((ADMINISTRATOR, lock), (ADMINISTRATOR, end)), ends=S.ENDED
    ),
    Race(
        ready=at_state(S.ACTIVE, then=prepare),
        both=((ADMINISTRATOR, revoke), (ADMINISTRATOR, suspend)),
        ends=S.REVOKED,
    ),
    Race(ready=at_state(S.INVITED), both=((ADMINISTRATOR, open_it), (ADMINISTRATOR, suspend))),
    Race(ready=at_state(S.SUSPENDED), both=((ADMINISTRATOR, lift), (ADMINISTRATOR, end))),
]
TABLE = Table(
    title="Akun", rows=Account._meta.db_table, races=RACES, born={}, rivals=RIVALS
)  # fmt: skip
