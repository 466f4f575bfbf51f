"""Two at once on a proposal, a batch or a link: one wins, the other is told why, nothing is lost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client

from tests import make, people
from tests.web.test_camat import filled
from tests.web.test_operator_race import at_once, signed_in
from tests.web.test_proposal_desk import PASTED
from wacat.accounts import camat_links
from wacat.accounts.models import IssueBatch, Proposal, ProposalLine
from wacat.ops.testdb import TestDatabase

pytestmark = pytest.mark.race


def sent() -> int:
    """A list that the Lurah of Manggar has just sent."""
    lurah = signed_in(people.LURAH)
    page = lurah.post("/lurah/usulan/daftar/", {"tempel": PASTED}).headers["Location"]
    lurah.post(f"{page}kirim/")
    return int(page.rstrip("/").rpartition("/")[2])


def tab_of(client: Client) -> Client:
    """Another tab of the same browser."""
    other = Client()
    other.cookies = client.cookies
    return other


def states(proposal_id: int) -> tuple[str, set[str]]:
    """Where the proposal and its lines stand."""
    lines = ProposalLine.objects.filter(proposal_id=proposal_id).values_list("state", flat=True)
    return Proposal.objects.get(pk=proposal_id).state, set(lines)


def test_one_at_a_time(real_database: TestDatabase) -> None:
    administrator, lurah = signed_in(people.ADMINISTRATOR), signed_in(people.LURAH)
    _two_decisions(administrator)
    _a_decision_and_a_withdrawal(administrator, lurah)
    _two_batches_of_the_same_lines(administrator)
    _two_sendings_through_one_link()


def _two_decisions(administrator: Client) -> None:
    number = sent()
    address = f"/administrator/usulan/{number}/putuskan/"
    lines = ProposalLine.objects.filter(proposal_id=number).values_list("pk", flat=True)
    reject = {f"putusan-{line}": "REJECTED" for line in lines}
    reject |= {f"alasan-{line}": "Bukan" for line in lines}
    answers = at_once(
        [(administrator, address, {"semua": "APPROVED"}), (tab_of(administrator), address, reject)]
    )
    assert sorted(status for status, _ in answers) == [302, 409]
    loser = next(page for status, page in answers if status == 409)
    assert f"sudah diputus oleh {people.ADMINISTRATOR.name}" in loser
    assert states(number) in [("APPROVED", {"APPROVED"}), ("REJECTED", {"REJECTED"})]
    ProposalLine.objects.filter(proposal_id=number, state="APPROVED").update(
        state="REJECTED", reason="Uji"
    )


def _a_decision_and_a_withdrawal(administrator: Client, lurah: Client) -> None:
    number = sent()
    answers = at_once(
        [
            (administrator, f"/administrator/usulan/{number}/putuskan/", {"semua": "APPROVED"}),
            (lurah, f"/lurah/usulan/{number}/tarik/", {}),
        ]
    )
    decided, withdrawn = (status for status, _ in answers)
    assert sorted([decided, withdrawn]) == [302, 409]
    if decided == 302:
        assert "sudah diputus" in answers[1][1]
        assert states(number) == ("APPROVED", {"APPROVED"})
    else:
        assert "menarik usulan" in answers[0][1]
        assert states(number) == ("DRAFT", {"DRAFT"})
        lurah.post(f"/lurah/usulan/{number}/kirim/")
        administrator.post(f"/administrator/usulan/{number}/putuskan/", {"semua": "APPROVED"})
    assert states(number) == ("APPROVED", {"APPROVED"})


def _two_batches_of_the_same_lines(administrator: Client) -> None:
    kasi = signed_in(people.KASI)
    address = "/administrator/usulan/penerbitan/"
    answers = at_once([(administrator, address, {"semua": "1"}), (kasi, address, {"semua": "1"})])
    assert sorted(status for status, _ in answers) == [302, 409]
    batch = IssueBatch.objects.get()
    assert batch.items.count() == 3
    decide = f"/administrator/usulan/penerbitan/{batch.pk}/putuskan/"
    answers = at_once([(administrator, decide, {}), (tab_of(administrator), decide, {})])
    assert sorted(status for status, _ in answers) == [302, 409]


def _two_sendings_through_one_link() -> None:
    with transaction.atomic():
        token = camat_links.make(
            kecamatan=make.area("64.71.01"), lasts=timedelta(days=1),
            by=make.account("administrator").pk, at=datetime.now(UTC),
        )  # fmt: skip
    address, form = f"/camat/{token}/", filled()
    answers = at_once([(Client(), address, form), (Client(), address, form)])
    assert sorted(status for status, _ in answers) == [200, 410]
    assert ProposalLine.objects.filter(name="Eko Prasetyo").count() == 1
