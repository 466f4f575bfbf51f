"""Several offices in one hand: which one this device works in."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wacat.accounts import histories
from wacat.accounts.queries import office_title
from wacat.audit.actions import note
from wacat.web.administrator.office_forms import kind_words
from wacat.web.audience import SIGNED_IN, Request, audience
from wacat.web.forms import whole_number


@audience(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def switch(request: Request) -> HttpResponse:
    """Choose among one's running offices; from the next page on everything is that office's."""
    visitor = request.visitor
    held = histories.running_of(visitor.person_id, at=timezone.now())
    if request.method == "POST":
        wanted = whole_number(request.POST.get("masa"))
        chosen = next((term for term in held if term.id == wanted), None)
        if chosen is not None:
            request.session["appointment_id"] = chosen.id
            note(act="office.switched", of="appointment", ids=[chosen.id])
            label = office_title(chosen.office, chosen.area)
            messages.success(request, f"Sekarang Anda bekerja sebagai {label}.")
            return HttpResponseRedirect("/")
    page = {
        "jabatan": [
            (
                term.id,
                office_title(term.office, term.area),
                kind_words(term.kind),
                term.until,
                term.id == visitor.appointment_id,
            )
            for term in held
        ],
        "hilang": request.method == "POST",
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "entry/ganti_jabatan.html", page, status=status)
