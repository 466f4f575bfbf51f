"""What the walker meets of proposals and accounts: by parameter name, at home and far away."""

from datetime import UTC, datetime, timedelta

from tests import make
from tests.door import standing_as
from wacat.accounts import camat_links, issuing, proposing, reviewing
from wacat.accounts.models import CamatLink, SlipPrint
from wacat.accounts.proposing import Letter

LURAH = {"64.71.01.1001": "lurah", "64.71.01.1004": "lurah2"}


def proposal(kelurahan: str, *, by: str, letter: Letter | None = None) -> tuple[int, int]:
    """A proposal of one line that has been sent to the office."""
    with standing_as(by) as visitor:
        at, area = datetime.now(UTC), make.area(kelurahan)
        begun = proposing.begin(
            kind="KETUA_RT", area=area, by=visitor.account_id, at=at, letter=letter
        )
        written = {"place": "003", "name": "Uji Coba", "phone": f"0812900{area.pk:06d}"}
        (line,) = proposing.add_lines(
            proposal_id=begun.pk, written=[written | {"email": "uji@contoh.id"}], at=at
        )
        proposing.submit(proposal_id=begun.pk, by=visitor.account_id, at=at)
        return begun.pk, line.pk


def own_and_foreign(kelurahan: str) -> dict[str, object]:
    """A proposal of that kelurahan."""
    number, line = proposal(kelurahan, by=LURAH[kelurahan])
    return {"proposal_id": number, "line_id": line}


def common() -> dict[str, object]:
    """A batch that waits for its decision, an order of slips, and a Camat's link."""
    at, by = datetime.now(UTC), make.account("administrator").pk
    number, line = proposal("64.71.01.1003", by="lurah", letter=Letter("141/9", at.date()))
    with standing_as("administrator") as visitor:
        given = {line: reviewing.Verdict("APPROVED")}
        reviewing.decide(proposal_id=number, verdicts=given, by=visitor, at=at)
        batch = issuing.prepare(line_ids=[line], by=visitor, at=at)
        order = SlipPrint.objects.create(batch=batch, asked_by_id=by, asked_at=at)
        area = make.area("64.71.01")
        token = camat_links.make(kecamatan=area, lasts=timedelta(days=1), by=by, at=at)
        return {
            "issue_id": batch.pk,
            "item_id": batch.items.get().pk,
            "print_id": order.pk,
            "link_id": CamatLink.objects.order_by("-id")[0].pk,
            "camat_token": token,
            "channel": "email",
            "field": "name",
        }
