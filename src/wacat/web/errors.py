"""Pages for what went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page for "not yours" and "does not exist"."""
    return render(request, "errors/404.html", status=404)


def fault(request: HttpRequest) -> HttpResponse:
    """A fault of ours; the transaction is rolled back."""
    return render(request, "errors/500.html", status=500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is stale or foreign; nothing was done."""
    page = {"alasan": "Halaman ini sudah terlalu lama terbuka. Muat ulang, lalu coba lagi."}
    return render(request, "errors/403.html", page, status=403)
