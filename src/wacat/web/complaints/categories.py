"""What a ticket can be about and how soon it must be settled: the administrator's table."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wacat.helpdesk import categories
from wacat.helpdesk.models import Category
from wacat.values.refusal import Refusal
from wacat.web.audience import Request, audience
from wacat.web.forms import whole_number


@audience("ADMINISTRATOR")
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request) -> HttpResponse:
    """Every category; one is changed at a time. Who changed what stands in the trail."""
    wrong, error, status = 0, "", 200
    if request.method == "POST":
        wrong = whole_number(request.POST.get("nomor"))
        try:
            categories.change(
                category_id=wrong,
                label=request.POST.get("nama", ""),
                hours=whole_number(request.POST.get("jam")),
                technical=bool(request.POST.get("teknis")),
                active=bool(request.POST.get("dipakai")),
            )
        except Refusal as refusal:
            error, status = str(refusal), 422
        else:
            messages.success(request, "Kategori tersimpan. Berlaku untuk tiket baru.")
            return HttpResponseRedirect(reverse("complaints-categories"))
    page = {
        "kategori": Category.objects.order_by("position", "pk"),
        "keliru": wrong,
        "galat": error,
        "isi": {name: request.POST.get(name, "") for name in ("nama", "jam", "teknis", "dipakai")},
    }
    return render(request, "complaints/kategori.html", page, status=status)
