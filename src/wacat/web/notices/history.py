"""What has been answered, recalled or missed, with the result of each."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wacat.audit.actions import reading
from wacat.records import queries
from wacat.records.queries import OUTCOMES, PAGE_SIZE
from wacat.verification.queries import with_answer
from wacat.web.audience import Request
from wacat.web.forms import whole_number
from wacat.web.notices import places, words
from wacat.web.notices.listing import name_in

COLUMNS = (
    "id", "kind", "direction", "name", "nik_masked", "served_on", "state", "answer", "answered_at",
    "result", "withdraw_reason", "correction_reason", "rt__name",
)  # fmt: skip


@require_safe
def index(request: Request) -> HttpResponse:
    """The history of the RT, or of the whole kelurahan for its Lurah."""
    visitor = request.visitor
    chosen = request.GET.get("hasil", "")
    chosen = chosen if chosen in OUTCOMES else ""
    name = name_in(request)
    before = whole_number(request.GET.get("sebelum"))
    notices = queries.named(queries.past(queries.within(visitor)), name)
    if chosen:
        notices = notices.filter(OUTCOMES[chosen])
    if before:
        notices = notices.filter(id__lt=before)
    rows = list(with_answer(notices).values(*COLUMNS)[: PAGE_SIZE + 1])
    more = len(rows) > PAGE_SIZE
    del rows[PAGE_SIZE:]
    reading(of="notice", ids=[row["id"] for row in rows], page=request.path)
    here = f"{places.home(visitor)}riwayat/"

    def address(**values: Any) -> str:
        kept = {key: value for key, value in values.items() if value}
        return f"{here}?{urlencode(kept)}" if kept else here

    page = {
        "rows": [_line(row, base=places.notices(visitor)) for row in rows],
        "chips": [
            (label, address(hasil=code, cari=name), None, code == chosen)
            for code, label in words.OUTCOME_LABELS.items()
        ],
        "chosen": chosen,
        "name": name,
        "here": here,
        "whole": visitor.rt_id is None,
        "older": address(hasil=chosen, cari=name, sebelum=rows[-1]["id"]) if more else None,
        "newest": address(hasil=chosen, cari=name) if before else None,
    }
    return render(request, "notices/riwayat.html", page)


def _line(values: dict[str, Any], *, base: str) -> dict[str, Any]:
    sentence, colour = words.outcome(
        state=values["state"], answer=values["answer"], result=values["result"]
    )
    reason = values["withdraw_reason"] if values["state"] == "WITHDRAWN" else ""
    return {
        "id": values["id"],
        "kind": words.kind_label(values["kind"]),
        "name": values["name"],
        "nik": values["nik_masked"],
        "served_on": values["served_on"],
        "rt": values["rt__name"],
        "sentence": sentence,
        "colour": colour,
        "reason": reason or values["correction_reason"] or "",
        "at": values["answered_at"],
        "url": f"{base}{values['id']}/",
    }
