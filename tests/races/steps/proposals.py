"""Steps of a proposal: sent, taken back, begun with, decided line by line, sent again."""

from collections.abc import Callable
from itertools import count, cycle

from django.db import transaction

from tests import make, people
from tests.door import standing_as
from tests.races.steps.accounts import now
from tests.races.together import Race, Step, Table, twice
from wacat.accounts import proposing, reviewing
from wacat.accounts.access import Visitor
from wacat.accounts.models import Proposal, ProposalLine
from wacat.accounts.proposal_states import LineState, ProposalState

S = ProposalState
LURAH, ADMINISTRATOR, KASI = "lurah", "administrator", "kasi"
APPROVED, RETURNED, REJECTED = LineState.APPROVED, LineState.RETURNED, LineState.REJECTED
# nobody heads these RTs of Manggar in the small city
_rts = cycle(range(1, 23))
_phones = count(1)


def written(place: str) -> dict[str, str]:
    """A line as the Lurah writes it."""
    number = next(_phones)
    return {
        "place": place, "name": "Calon Uji", "phone": f"0813-7700-{number:04d}",
        "email": f"calon{number}@contoh.test", "decree_number": f"141/{number}/2026",
        "decree_on": "02-11-2026",
    }  # fmt: skip


def submit(proposal: Proposal, by: Visitor) -> None:
    """Send it to the office."""
    proposing.submit(proposal_id=proposal.pk, by=by.account_id, at=now())


def withdraw(proposal: Proposal, _by: Visitor) -> None:
    """Take it back."""
    proposing.withdraw(proposal_id=proposal.pk, at=now())


def take(proposal: Proposal, by: Visitor) -> None:
    """Begin with it."""
    reviewing.take(proposal_id=proposal.pk, by=by, at=now())


def decide(*states: str) -> Callable[[Proposal, Visitor], None]:
    """Decide its waiting lines like this, in their order."""

    def act(proposal: Proposal, by: Visitor) -> None:
        lines = proposal.lines.filter(state=LineState.SENT).order_by("number")
        verdicts = {
            line.pk: reviewing.Verdict(state, "Lengkapi dahulu")
            for line, state in zip(lines, states, strict=False)
        }
        reviewing.decide(proposal_id=proposal.pk, verdicts=verdicts, by=by, at=now())

    return act


def _draft(lines: int) -> Proposal:
    with standing_as(LURAH) as visitor:
        made = proposing.begin(
            kind="KETUA_RT", area=make.area(people.LURAH.place), by=visitor.account_id, at=now()
        )
        texts = [written(f"{next(_rts):03d}") for _ in range(lines)]
        added = proposing.add_lines(proposal_id=made.pk, written=texts, at=now())
        faults = [line.faults for line in added]
        assert faults == [[]] * lines, faults
    return made


def _did(proposal: Proposal, who: str, act: Callable[[Proposal, Visitor], None]) -> None:
    with standing_as(who) as visitor:
        act(proposal, visitor)


def _mend(proposal: Proposal, _by: Visitor) -> None:
    """Write anew what came back."""
    for line in ProposalLine.objects.filter(proposal=proposal, state=RETURNED):
        text = {"name": f"{line.name} Baru"}
        proposing.change_line(line_id=line.pk, written=proposing.written_of(line) | text, at=now())


def standing(state: ProposalState, *, back_to: str = "") -> Callable[[], Proposal]:
    """A proposal that stands so; with `back_to` it was decided so before and was sent again."""
    decided = {
        S.RETURNED: (RETURNED,), S.PARTLY_APPROVED: (APPROVED, RETURNED), S.APPROVED: (APPROVED,),
    }  # fmt: skip

    def ready() -> Proposal:
        before = S(back_to or state)
        with transaction.atomic():
            proposal = _draft(len(decided.get(before, ("",))))
            if state == S.DRAFT:
                return proposal
            _did(proposal, LURAH, submit)
            if before in decided:
                _did(proposal, ADMINISTRATOR, decide(*decided[before]))
                _did(proposal, LURAH, _mend)
            if back_to:
                _did(proposal, LURAH, submit)
            if state == S.IN_REVIEW:
                _did(proposal, KASI, take)
        return Proposal.objects.get(pk=proposal.pk)

    return ready


def two_lines(state: ProposalState) -> Callable[[], Proposal]:
    """A proposal of two lines that the office has begun with."""

    def ready() -> Proposal:
        with transaction.atomic():
            proposal = _draft(2)
            _did(proposal, LURAH, submit)
            _did(proposal, KASI, take)
        found = Proposal.objects.get(pk=proposal.pk)
        assert found.state == state
        return found

    return ready


def _decided(*states: str) -> Race:
    ready = two_lines(S.IN_REVIEW) if len(states) > 1 else standing(S.IN_REVIEW)
    return Race(ready=ready, both=twice(ADMINISTRATOR, decide(*states)))


RACES: dict[Step, Race] = {
    (S.DRAFT, S.SUBMITTED): Race(ready=standing(S.DRAFT), both=twice(LURAH, submit)),
    (S.SUBMITTED, S.DRAFT): Race(ready=standing(S.SUBMITTED), both=twice(LURAH, withdraw)),
    **{
        (S.SUBMITTED, back): Race(
            ready=standing(S.SUBMITTED, back_to=back), both=twice(LURAH, withdraw)
        )
        for back in (S.RETURNED, S.PARTLY_APPROVED)
    },
    (S.SUBMITTED, S.IN_REVIEW): Race(
        ready=standing(S.SUBMITTED), both=twice(ADMINISTRATOR, take, KASI)
    ),
    (S.IN_REVIEW, S.APPROVED): _decided(APPROVED),
    (S.IN_REVIEW, S.PARTLY_APPROVED): _decided(APPROVED, RETURNED),
    (S.IN_REVIEW, S.RETURNED): _decided(RETURNED),
    (S.IN_REVIEW, S.REJECTED): _decided(REJECTED),
    **{
        (back, S.SUBMITTED): Race(ready=standing(back), both=twice(LURAH, submit))
        for back in (S.RETURNED, S.PARTLY_APPROVED)
    },
}
RIVALS = [
    Race(ready=standing(S.SUBMITTED), both=((LURAH, withdraw), (KASI, take))),
    Race(
        ready=standing(S.IN_REVIEW),
        both=((ADMINISTRATOR, decide(APPROVED)), (ADMINISTRATOR, decide(REJECTED))),
    ),
]
TABLE = Table(
    title="Usulan (Pasal 5 ayat 1)", rows=Proposal._meta.db_table, races=RACES, born={},
    rivals=RIVALS,
)  # fmt: skip
