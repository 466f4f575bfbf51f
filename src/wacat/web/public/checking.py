"""Where the QR code of a printed report leads: is this sheet ours, does it still hold, is a file the same."""

import hashlib

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from wacat.areas.queries import get_city
from wacat.evaluation.editions import find_printed
from wacat.reports.verifying import Sheet, find_sheet
from wacat.web.audience import ANYONE, audience
from wacat.web.uploads import MAX_MEGABYTES, is_too_large

CODE_LENGTH = 12


@audience(ANYONE)
@csrf_exempt  # nothing is kept or changed, and a stranger gets no cookie for it
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, sheet_code: str) -> HttpResponse:
    """Whether a printed report is ours and still holds; no figure is shown.

    A file that is dropped here is read once for its fingerprint and kept nowhere.
    """
    written_code = sheet_code.upper()[:CODE_LENGTH]
    is_code = sheet_code.isascii() and sheet_code.isalnum() and len(sheet_code) <= CODE_LENGTH
    sheet = find_sheet(written_code) if is_code else None
    page: dict[str, object] = {
        "sheet": sheet, "code": written_code, "city_name": get_city().name,
        "was_compared": False, "same": None, "own": "", "trouble": "",
    }  # fmt: skip
    printed = find_printed(written_code) if is_code and sheet is None else None
    if printed is not None:
        return render(request, "public/evaluasi.html", page | {"printed": printed})
    status = 200 if sheet else 404
    if sheet and request.method == "POST":
        found, status = _compared(request, sheet)
        page |= found
    return render(request, "public/verifikasi.html", page, status=status)


def _compared(request: HttpRequest, sheet: Sheet) -> tuple[dict[str, object], int]:
    """What the page says of the dropped file, and its status."""
    file = request.FILES.get("berkas")
    if is_too_large(request):
        return {"trouble": f"Berkas ini lebih dari {MAX_MEGABYTES} MB, jadi bukan dari kami."}, 413
    if not isinstance(file, UploadedFile):
        return {"trouble": "Pilih dahulu berkas yang akan diperiksa."}, 422
    counted = hashlib.sha256()
    for chunk in file.chunks():
        counted.update(chunk)
    own = counted.hexdigest()
    return {"own": own, "same": sheet.find_file(own), "was_compared": True}, 200
