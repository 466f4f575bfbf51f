"""Saved views of the queue: its filters under a name, each operator's own."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wacat.desk import views
from wacat.web.audience import Request, audience
from wacat.web.operator import words
from wacat.web.operator.forms import FilterForm


@audience("OPERATOR")
@require_POST
def save(request: Request) -> HttpResponse:
    """Keep the filters under a name; what was searched for is left out, it may be a resident's name."""
    filters = replace(FilterForm(request.POST).filters(), text="")
    query = words.queue_query(filters)
    name = request.POST.get("nama", "").replace("\x00", "")
    try:
        view = views.save(
            name=name, query=query, account_id=request.visitor.account_id, at=timezone.now()
        )
    except views.CannotSaveView as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Tampilan “{view.name}” tersimpan.")
    return HttpResponseRedirect(reverse("operator") + query)


@audience("OPERATOR")
@require_POST
def drop(request: Request, view_id: int) -> HttpResponse:
    """Forget a view of one's own."""
    name = views.drop(view_id=view_id, account_id=request.visitor.account_id)
    messages.success(request, f"Tampilan “{name}” dihapus.")
    return HttpResponseRedirect(reverse("operator"))
