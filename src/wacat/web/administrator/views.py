"""Pages of the administrator (Pasal 7c, 10a): disclosure matrix, audit trail."""

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from wacat.accounts.models import Account, Office
from wacat.audit.actions import note
from wacat.audit.queries import events
from wacat.records import matrix
from wacat.records.models import DisclosureMatrix
from wacat.values.elements import Element
from wacat.values.kinds import Kind
from wacat.web.administrator.words import ACTS, OBJECTS
from wacat.web.audience import Request, audience
from wacat.web.forms import whole_number

PAGE = 50


@audience("ADMINISTRATOR", "KASI")
def disclosure(request: Request) -> HttpResponse:
    """The disclosure matrix that applies, and its earlier versions."""
    current = matrix.get_current()
    page = {
        "matriks": current,
        "aturan": sorted(
            current.rules.all(), key=lambda r: (list(Kind).index(Kind(r.kind)), r.office)
        ),
        "unsur": list(Element),
        "jenis": {kind.value: kind.label for kind in Kind},
        "versi": DisclosureMatrix.objects.select_related("made_by__person").order_by("-id")[:20],
        "boleh": request.visitor.role == "ADMINISTRATOR",
    }
    return render(request, "administrator/pengungkapan.html", page)


@audience("ADMINISTRATOR")
def change_disclosure(request: Request, kind: str, office: str) -> HttpResponse:
    """Choose which elements of one kind an office is shown, with the reason."""
    rule = matrix.get_current().rules.get(kind=kind, office=office)
    page = {
        "aturan": rule,
        "jenis": Kind(kind).label,
        "unsur": [(element.value, element.label) for element in Element],
        "terpilih": rule.elements,
        "alasan": "",
        "galat": "",
    }
    if request.method == "POST":
        chosen = {Element(name) for name in request.POST.getlist("unsur") if name in list(Element)}
        reason = request.POST.get("alasan", "")[:300]
        try:
            matrix.change(
                kind=kind,
                office=office,
                elements=chosen,
                reason=reason,
                by=request.visitor,
                at=timezone.now(),
            )
        except matrix.CannotChangeMatrix as refusal:
            page |= {"galat": str(refusal), "alasan": reason, "terpilih": [e.value for e in chosen]}
            return render(request, "administrator/ubah_pengungkapan.html", page, status=422)
        return HttpResponseRedirect("/administrator/pengungkapan/")
    return render(request, "administrator/ubah_pengungkapan.html", page)


@audience("ADMINISTRATOR", "KASI")
def trail(request: Request) -> HttpResponse:
    """The audit trail, newest first; reading it is itself a line of it."""
    username = request.GET.get("siapa", "").strip()[:60]
    act = request.GET.get("tindakan", "")
    before = whole_number(request.GET.get("sebelum"))
    who = Account.objects.filter(username=username).values_list("pk", flat=True).first()
    lines = events(account_id=(who or -1) if username else None, act=act if act in ACTS else "")
    if before:
        lines = lines.filter(id__lt=before)
    shown = list(lines[: PAGE + 1])
    names = dict(
        Account.objects.filter(pk__in={line.account_id for line in shown}).values_list(
            "pk", "username"
        )
    )
    note(act="read", of="trail", ids=[line.pk for line in shown[:1]])
    more = (
        urlencode({"siapa": username, "tindakan": act, "sebelum": shown[PAGE - 1].pk})
        if len(shown) > PAGE
        else ""
    )
    page = {
        "baris": shown[:PAGE],
        "nama": names,
        "tindakan": ACTS,
        "terhadap": OBJECTS,
        "jabatan": dict(Office.choices),
        "siapa": username,
        "pilih": act,
        "lanjut": f"?{more}" if more else None,
    }
    return render(request, "administrator/jejak.html", page)
