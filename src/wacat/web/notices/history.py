"""What has been answered, recalled or missed, with the result of each."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from wacat.audit.actions import reading
from wacat.records import queries
from wacat.records.models import Notice
from wacat.records.queries import OUTCOMES, PAGE_SIZE
from wacat.values.tanggal import tanggal_angka
from wacat.verification.queries import with_answer
from wacat.web.audience import Request
from wacat.web.downloads import attachment, write_sheet
from wacat.web.forms import whole_number
from wacat.web.notices import places, words
from wacat.web.notices.listing import name_in

MOST_DOWNLOADED = 5_000
HEAD = ("RT", "Layanan", "Nama", "NIK", "Tanggal layanan", "Hasil", "Dijawab", "Alasan")
COLUMNS = (
    "id", "kind", "direction", "name", "nik_masked", "served_on", "state", "answer", "answered_at",
    "result", "withdraw_reason", "correction_reason", "rt__name",
)  # fmt: skip


@require_safe
def index(request: Request) -> HttpResponse:
    """The history of the RT, or of the whole kelurahan for its Lurah."""
    visitor = request.visitor
    notices, chosen, name = _filtered(request)
    before = whole_number(request.GET.get("sebelum"))
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
        "download": f"{here}unduh/?{urlencode({'hasil': chosen, 'cari': name})}",
        "older": address(hasil=chosen, cari=name, sebelum=rows[-1]["id"]) if more else None,
        "newest": address(hasil=chosen, cari=name) if before else None,
    }
    return render(request, "notices/riwayat.html", page)


@require_safe
def download(request: Request) -> HttpResponse:
    """Exactly what is filtered, as XLSX; at most 5,000 lines, NIK masked as on the page."""
    visitor = request.visitor
    notices, chosen, _name = _filtered(request)
    rows = list(with_answer(notices).values(*COLUMNS)[:MOST_DOWNLOADED])
    reading(of="notice", ids=[row["id"] for row in rows], how="xlsx")
    lines = [_line(row, base="") for row in rows]
    content = write_sheet(title="Riwayat", head=HEAD, rows=[_cells(line) for line in lines])
    day = timezone.localdate().isoformat()
    place = f"{visitor.area_name}-{visitor.kelurahan_name if visitor.rt_id else ''}"
    kept = "-".join(word for word in ("riwayat", slugify(place), chosen, day) if word)
    return attachment(content, name=f"{kept}.xlsx")


def _filtered(request: Request) -> tuple[QuerySet[Notice], str, str]:
    """The past notices within reach as the address filters them; the chosen outcome and name."""
    chosen = request.GET.get("hasil", "")
    chosen = chosen if chosen in OUTCOMES else ""
    name = name_in(request)
    notices = queries.named(queries.past(queries.within(request.visitor)), name)
    return (notices.filter(OUTCOMES[chosen]) if chosen else notices), chosen, name


def _cells(line: dict[str, Any]) -> list[str]:
    return [
        line["rt"],
        line["kind"],
        line["name"],
        line["nik"],
        tanggal_angka(line["served_on"]),
        line["sentence"],
        tanggal_angka(timezone.localtime(line["at"])) if line["at"] else "",
        line["reason"],
    ]


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
