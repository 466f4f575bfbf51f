"""The work of issuing: person, account, appointment for each line; a chunk a transaction, resumable."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils import timezone

from wacat.accounts.appointing import Decree, appoint
from wacat.accounts.ending import hand_over
from wacat.accounts.models import (
    Account,
    AccountState,
    Appointment,
    Basis,
    IssueBatch,
    IssueItem,
    IssueState,
    ItemState,
    Person,
    ProposalLine,
)
from wacat.accounts.proposal_checks import User, holders_of, known_person, users_of
from wacat.accounts.proposal_states import LineState
from wacat.accounts.user_names import user_name
from wacat.areas.models import Area, AreaCode, CodeSystem, Level
from wacat.audit.actions import note
from wacat.values.refusal import Refusal
from wacat.values.text import key

CHUNK = 50
Tell = Callable[[int, int], None]


class CannotIssueLine(Refusal):
    """One account cannot be issued; the others go on."""


@dataclass(frozen=True)
class Around:
    """What a chunk of lines needs to know, asked once."""

    users: dict[str, list[User]]
    holders: dict[int, Appointment]
    codes: dict[int, str]
    taken: set[str]


def run_chunk(*, batch_id: int, by: int, at: datetime) -> tuple[int, int]:
    """Issue the next lines of a decided batch, in this transaction; how many are done, of how many.

    Called again until none is left: what a killed worker did not finish is simply taken up.
    """
    batch = IssueBatch.objects.select_for_update(of=("self",), no_key=True).get(pk=batch_id)
    total = batch.items.exclude(state=ItemState.DROPPED).count()
    if batch.state != IssueState.RUNNING:
        return total, total
    items = list(
        batch.items.filter(state=ItemState.WAITING)
        .select_related("line__area__kelurahan", "line__proposal")
        .order_by("id")[:CHUNK]
    )
    lines = [item.line for item in items]
    # locked as they stand now: somebody may take an approval back at this moment
    now = ProposalLine.objects.select_for_update(of=("self",)).in_bulk([line.pk for line in lines])
    around = _look(lines)
    for item in items:
        _issue_item(item, now=now[item.line_id], around=around, by=by, at=at)
    IssueItem.objects.bulk_update(items, ["state", "trouble", "issued_at"])
    left = batch.items.filter(state=ItemState.WAITING).count()
    if not left:
        IssueBatch.objects.filter(pk=batch.pk).update(state=IssueState.DONE, finished_at=at)
        note(act="issue.done", of="issue", ids=[batch.pk])
    return total - left, total


def _issue_item(
    item: IssueItem, *, now: ProposalLine, around: Around, by: int, at: datetime
) -> None:
    try:
        with transaction.atomic():
            issue_line(item.line, now=now, around=around, by=by, at=at)
    except Refusal as refusal:
        item.state, item.trouble = ItemState.FAILED, str(refusal)[:300]
    except IntegrityError as error:
        item.state, item.trouble = ItemState.FAILED, _reason(error)
    else:
        item.state, item.trouble, item.issued_at = ItemState.ISSUED, "", at


def issue_line(
    line: ProposalLine, *, now: ProposalLine, around: Around, by: int, at: datetime
) -> Account:
    """Make the account of an approved line, and give its holder the office (5(1), 10a).

    `now` is the line as it was locked.

    No password is made here or anywhere: the holder chooses it with a key (`accounts.keys`).

    Raises:
        CannotIssueLine: it is not approved any more, or an account stands on it.
        CannotAppoint, CannotEnd: the office cannot be given.
    """
    if now.state != LineState.APPROVED or now.account_id is not None or line.area is None:
        raise CannotIssueLine("Baris ini sudah diterbitkan, atau persetujuannya ditarik.")
    holder = around.holders.get(line.area.pk)
    known = known_person(line.phone, line.name, users=around.users)
    person_id = _person(line, known=known, holder=holder)
    account = _account(line, person_id=person_id, around=around)
    ProposalLine.objects.filter(pk=line.pk).update(account=account)
    _give_office(line, line.area, person_id=person_id, holder=holder, by=by, at=at)
    return account


def _person(line: ProposalLine, *, known: User | None, holder: Appointment | None) -> int:
    """The known person, the holder who has no account yet, or a new one."""
    found = known.person_id if known else None
    if found is None and holder is not None and key(holder.person.name) == key(line.name):
        found = holder.person_id
    if found is None:
        return Person.objects.create(name=line.name, phone=line.phone, email=line.email).pk
    Person.objects.filter(pk=found).update(phone=line.phone, email=line.email)
    return found


def _account(line: ProposalLine, *, person_id: int, around: Around) -> Account:
    existing = Account.objects.filter(person_id=person_id).first()
    if existing is not None:
        if existing.state == AccountState.REVOKED:
            raise CannotIssueLine(
                "Akun orang ini dicabut karena pelanggaran (Pasal 6), jadi tidak dapat diterbitkan lagi."
            )
        Account.objects.filter(pk=existing.pk).update(basis=Basis.PROPOSAL, line=line)
        return existing
    name = _free_name(line, around=around)
    return Account.objects.create(
        person_id=person_id,
        username=name,
        login_phone=line.phone,
        # no password opens it; the holder's key lets him choose one
        password=make_password(None),
        state=AccountState.INVITED,
        basis=Basis.PROPOSAL,
        line=line,
    )


def _give_office(
    line: ProposalLine, area: Area, *, person_id: int, holder: Appointment | None, by: int,
    at: datetime,
) -> None:  # fmt: skip
    if holder is not None and holder.person_id == person_id:
        return
    decree = Decree(line.decree_number, line.decree_on, line.proposal.letter_scan)
    until = (
        timezone.make_aware(datetime.combine(line.until_on, time.max)) if line.until_on else None
    )
    if holder is not None:
        hand_over(
            appointment_id=holder.pk, to_person_id=person_id, kind=line.kind, until=until,
            decree=decree, note="Usulan akun", by=by, at=at,
        )  # fmt: skip
        return
    office = "KETUA_RT" if area.level == Level.RT else "LURAH"
    appoint(
        person_id=person_id, office=office, area_id=area.pk, kind=line.kind, since=at, until=until,
        decree=decree, by=by, at=at,
    )  # fmt: skip


def _free_name(line: ProposalLine, *, around: Around) -> str:
    code = around.codes.get(line.area_id or 0, "")
    name = line.area.name if line.area is not None and not code else ""
    nth = 1
    while (candidate := user_name(code=code, name=name, nth=nth)) in around.taken:
        nth += 1
    around.taken.add(candidate)
    return candidate


def _look(lines: list[ProposalLine]) -> Around:
    areas = [line.area for line in lines if line.area is not None]
    rts = [area.pk for area in areas if area.level == Level.RT]
    codes = dict(
        AreaCode.objects.filter(
            area_id__in=rts, system=CodeSystem.WACAT, valid__endswith=None
        ).values_list("area_id", "code")
    )
    stems = [user_name(code=code) for code in codes.values()]
    stems += [user_name(name=area.name) for area in areas if area.level == Level.KELURAHAN]
    # a user name ends in -2, -3 ... for the successors
    numbered = [f"^{stem}(-[0-9]+)?$" for stem in stems]
    taken = set(
        Account.objects.filter(username__regex="|".join(numbered)).values_list(
            "username", flat=True
        )
        if numbered
        else ()
    )
    return Around(
        users_of(line.phone for line in lines),
        holders_of("KETUA_RT", rts)
        | holders_of("LURAH", [a.pk for a in areas if a.level == Level.KELURAHAN]),
        codes,
        taken,
    )


def _reason(error: IntegrityError) -> str:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
    if name == "accounts_one_account_a_phone":
        return "Nomor HP ini baru saja dipakai akun lain. Kembalikan barisnya kepada pengusul."
    if name == "accounts_account_username_key":
        return "Nama pengguna ini baru saja dipakai. Terbitkan lagi baris ini."
    raise error
